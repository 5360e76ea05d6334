"""What a server asks of the environment of a hub, and what it says where there is none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gluteedu.serving.ops.hub import HubAddress, HubEnvironmentError, hub_address

pytestmark = pytest.mark.process

GIVEN = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:4711/user/ada%40b/",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/ada%40b/",
    "JUPYTERHUB_API_TOKEN": "t",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_USER": "ada@b",
}


def gluteedu(*words: str, **given: str) -> str:
    kept = {name: value for name, value in os.environ.items() if "JUPYTERHUB" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "gluteedu", *words],
        env={**kept, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_hub_says_where_a_server_stands() -> None:
    assert hub_address(GIVEN) == HubAddress("127.0.0.1", 4711, "/user/ada%40b/", "ada@b")
    service = {**GIVEN, "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:1", "JUPYTERHUB_USER": ""}
    service["JUPYTERHUB_SERVICE_PREFIX"] = "services/class"
    assert hub_address(service) == HubAddress("0.0.0.0", 1, "/services/class/", None)
    below = hub_address({**GIVEN, "JUPYTERHUB_BASE_URL": "/school/"})
    assert below.class_path == "/school/services/class/class/"


@pytest.mark.parametrize(
    "name", ["JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL"]
)
def test_without_a_hub_nothing_is_served(name: str) -> None:
    with pytest.raises(HubEnvironmentError, match=name):
        hub_address({**GIVEN, name: ""})


def test_encryption_inside_the_hub_is_refused() -> None:
    with pytest.raises(HubEnvironmentError, match="internal_ssl"):
        hub_address({**GIVEN, "JUPYTERHUB_SERVICE_URL": "https://127.0.0.1:4711/"})


@pytest.mark.parametrize("command", ["serve", "class"])
def test_the_command_says_what_is_wrong(command: str) -> None:
    assert gluteedu(command, "--hub").startswith("--hub: JUPYTERHUB_SERVICE_URL, ")
    assert gluteedu(command, "--hub", "--port=1234", **GIVEN).startswith("--port: leave it out")


def test_a_server_of_one_user_has_no_class_of_its_own() -> None:
    assert gluteedu("serve", "--hub", "--class", **GIVEN).startswith("--class: leave it out")
