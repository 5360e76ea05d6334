"""The Kubernetes files: rendered, held to Kubernetes' schemas, and true to what a school needs."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gluteedu import __version__
from gluteedu.serving.ops.hub import hub_address

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
sys.path.insert(0, str(FOLDER))

from check import faults, from_source, rendered, values  # noqa: E402

HUB = {"app": "jupyterhub", "component": "hub"}


@pytest.fixture(scope="module")
def manifests() -> dict[str, dict[str, Any]]:
    """Those of the class by their kind."""
    return {one["kind"]: one for one in rendered(FOLDER / "class")}


def container(manifests: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = manifests["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    return found


def test_every_manifest_of_the_class_fits_its_schema(manifests: dict[str, dict[str, Any]]) -> None:
    assert sorted(manifests) == ["Deployment", "NetworkPolicy", "Service"]
    assert faults(list(manifests.values())) == []


def test_the_check_sees_a_property_that_kubernetes_does_not_know(
    manifests: dict[str, dict[str, Any]],
) -> None:
    wrong = copy.deepcopy(manifests["Deployment"])
    wrong["spec"]["replicsa"] = 2
    assert "replicsa" in faults([wrong])[0]


def test_the_class_has_no_more_rights_than_it_needs(manifests: dict[str, dict[str, Any]]) -> None:
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container(manifests)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert "memory" in container(manifests)["resources"]["limits"]
    policy = manifests["NetworkPolicy"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert policy["egress"][0]["to"] == [{"podSelector": {"matchLabels": HUB}}]


def test_the_class_finds_its_place_and_its_secrets(manifests: dict[str, dict[str, Any]]) -> None:
    environment = {one["name"]: one for one in container(manifests)["env"]}
    secret = {
        name: one["valueFrom"]["secretKeyRef"]
        for name, one in environment.items()
        if "valueFrom" in one
    }
    assert secret == {
        "JUPYTERHUB_API_TOKEN": {"name": "hub", "key": "hub.services.class.apiToken"},
        "GLUTEEDU_STORE": {"name": "gluteedu-store", "key": "url"},
        "GLUTEEDU_INSTRUCTOR_KEY": {"name": "gluteedu-instructor", "key": "key"},
    }
    address = hub_address({name: one.get("value", "secret") for name, one in environment.items()})
    assert (address.host, address.port, address.prefix, address.owner) == (
        "0.0.0.0",
        manifests["Service"]["spec"]["ports"][0]["port"],
        "/services/class/",
        None,
    )
    assert values()["hub"]["services"]["class"]["url"] == f"http://gluteedu-class:{address.port}"


def test_values_start_the_course_and_not_jupyterlab() -> None:
    user = values()["singleuser"]
    assert user["cmd"] == ["gluteedu", "serve", "--hub"]
    assert user["defaultUrl"] == "/voila/render/index.ipynb"
    assert "profileList" not in user
    assert user["extraEnv"]["GLUTEEDU_STORE"]["valueFrom"]["secretKeyRef"]["name"]
    ports = [port["port"] for rule in user["networkPolicy"]["egress"] for port in rule["ports"]]
    assert ports == [5432]
    assert user["storage"] == {"type": "none"}


def test_values_end_idle_servers_and_leave_room_for_what_was_measured() -> None:
    found = values()
    assert found["cull"]["enabled"] is True
    assert found["cull"]["timeout"] >= 600
    text = (FOLDER / "values.yaml").read_text(encoding="utf-8")
    one, six = (int(n) for n in re.findall(r"(\d+) MB(?: \(PSS\) with\s+#?\s*one| with six)", text))
    memory = found["singleuser"]["memory"]
    assert int(memory["guarantee"].rstrip("M")) >= one
    assert int(memory["limit"].rstrip("M")) >= 1.2 * six
    assert found["hub"]["config"]["JupyterHub"]["authenticator_class"] == "null"
    assert "access:services!service=class" in found["hub"]["loadRoles"]["user"]["scopes"]


def test_image_is_of_this_version() -> None:
    chart = (FOLDER / "class" / "Chart.yaml").read_text(encoding="utf-8")
    assert values()["singleuser"]["image"]["tag"] == __version__
    assert f'appVersion: "{__version__}"' in chart
    assert f'tag: "{__version__}"' in (FOLDER / "class" / "values.yaml").read_text()


def test_the_operators_check_of_a_chart_finds_what_is_wrong(tmp_path: Path) -> None:
    # The hub's chart itself comes from the internet; this stands in its place.
    chart = tmp_path / "hub"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: hub\nversion: 0.0.1\n")
    (chart / "values.yaml").write_text("{}\n")
    (chart / "values.schema.yaml").write_text(
        "type: object\nproperties: {hub: {}, singleuser: {}, cull: {}}\nadditionalProperties: false"
    )
    template = chart / "templates" / "map.yaml"
    template.write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: map}\ndata: {a: b}\n")
    command = [sys.executable, str(FOLDER / "check.py"), str(chart)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.splitlines() == [
        "hub: 1 manifests, 0 faults",
        "class: 3 manifests, 0 faults",
    ]
    template.write_text(template.read_text().replace("data:", "date:"))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "date" in done.stdout
    with pytest.raises(Exception, match="singleusre"):
        rendered(from_source(chart, tmp_path / "made"), {"singleusre": {}})
