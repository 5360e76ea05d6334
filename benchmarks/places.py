"""Where the benchmarks find interpreters and folders, and the environment everything runs in."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
NOTEBOOKS = ROOT / "notebooks"

STOCK_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
"""A clean install of Voila, jupyterquiz and marimo: no extension that the course brings."""

OUR_PYTHON = Path(sys.executable)

_NOT_PASSED_ON = ("GLUTEEDU_", "JUPYTER_", "VOILA_", "IPYTHON", "PYTHON")


class NotReadyError(RuntimeError):
    """Something a measurement needs is not there; the message says how to get it."""


def environment(scratch: Path) -> dict[str, str]:
    """The environment of a server: nobody's settings, and folders of its own below ``scratch``."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_NOT_PASSED_ON)}
    own = {
        "JUPYTER_CONFIG_DIR": scratch / "jupyter",
        "JUPYTER_DATA_DIR": scratch / "jupyter-data",
        "JUPYTER_RUNTIME_DIR": scratch / "jupyter-run",
        "IPYTHONDIR": scratch / "ipython",
        "XDG_CONFIG_HOME": scratch / "config",
    }
    for folder in own.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {**kept, **{name: str(folder) for name, folder in own.items()}}


def chromium() -> str:
    """The browser that the tests use, too."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if found := name and shutil.which(name):
            return found
    raise NotReadyError("There is no Chromium: run `make browser`.")


def need(python: Path) -> Path:
    """``python`` if it is there."""
    if not python.exists():
        raise NotReadyError(f"{python} is missing: run `make bench`, which installs the peers.")
    return python
