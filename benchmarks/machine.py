"""The machine and the versions of a run, read while it runs."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.places import OUR_PYTHON, ROOT, STOCK_PYTHON, chromium, need

_PACKAGES = [
    *("voila", "jupyter-server", "jupyter-client", "ipykernel", "ipywidgets", "anywidget"),
    *("tornado", "plotly", "pandas", "jupyterquiz", "marimo"),
]
_ASK = """\
import json, sys, importlib.metadata as m
found = {}
for name in json.loads(sys.argv[1]):
    try: found[name] = m.version(name)
    except m.PackageNotFoundError: pass
print(json.dumps(found))"""


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system and browser."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "browser": _said([chromium(), "--version"]),
        "load_at_start": [round(value, 2) for value in os.getloadavg()],
    }


def versions() -> dict[str, dict[str, str]]:
    """Versions of what the course runs on, and of what its peers run on."""
    wanted = json.dumps(_PACKAGES)
    return {
        name: json.loads(_said([str(python), "-c", _ASK, wanted]))
        for name, python in (("course", OUR_PYTHON), ("peers", need(STOCK_PYTHON)))
    }


def revision() -> str:
    """The commit that is measured, with a plus where files differ from it."""
    commit = _said(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    changed = _said(["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no"])
    return commit + ("+" if changed else "")


def today() -> str:
    """The day of the run (ISO, UTC)."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.split(":", 1)[1].strip() for x in lines if x.startswith("model name")), "")


def _said(command: list[str]) -> str:
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return found.stdout.strip()
