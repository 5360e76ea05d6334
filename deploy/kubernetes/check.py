"""Renders charts and holds every manifest to Kubernetes' own schemas; no cluster is asked.

``python deploy/kubernetes/check.py CHART_FOLDER`` does so for a Zero to JupyterHub chart with
values.yaml, and for the chart of the class.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml
from helm_python import Chart

HERE = Path(__file__).resolve().parent
VERSION = "1.33"


def values() -> dict[str, Any]:
    """What values.yaml says."""
    found: dict[str, Any] = yaml.safe_load((HERE / "values.yaml").read_text(encoding="utf-8"))
    return found


def rendered(chart: Path, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """All manifests of a chart. An error of helm_python says what in ``given`` does not fit."""
    with Chart.load(chart) as loaded:
        loaded.validate_schema(given or {})
        files = loaded.render(given or {}, name="course", namespace="course")
    texts = [text for name, text in files.items() if name.endswith((".yaml", ".yml"))]
    return [one for text in texts for one in yaml.safe_load_all(text) if one]


def faults(manifests: list[dict[str, Any]], version: str = VERSION) -> list[str]:
    """What is wrong, one line each; a property that Kubernetes does not know is wrong, too."""
    found = []
    for one in manifests:
        name = f"{one.get('kind')} {one.get('metadata', {}).get('name')}"
        try:
            kubernetes_validate.validate(one, version, strict=True)
        except Exception as fault:
            found.append(f"{name}: {' '.join(str(fault).split())[:300]}")
    return found


def from_source(chart: Path, folder: Path) -> Path:
    """A copy of the hub's chart as its makers would release it, from its source."""
    ready = folder / chart.name
    shutil.copytree(chart, ready)
    written = ready / "values.schema.yaml"
    if written.exists():
        schema = yaml.safe_load(written.read_text(encoding="utf-8"))
        (ready / "values.schema.json").write_text(json.dumps(schema), encoding="utf-8")
        written.unlink()
    return ready


def main() -> int:
    """Check both charts; 1 if anything is wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        hub = from_source(Path(sys.argv[1]).resolve(), Path(folder))
        for chart, given in ((hub, values()), (HERE / "class", None)):
            manifests = rendered(chart, given)
            found = faults(manifests)
            print(f"{chart.name}: {len(manifests)} manifests, {len(found)} faults")
            print("\n".join(found), end="\n" if found else "")
            wrong += len(found)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
