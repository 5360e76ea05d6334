"""The folder in which Jupyter and Voila find the course's kernelspec and template."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "jupyter"


def offer_jupyter_folder() -> None:
    """Put the folder on Jupyter's path; to be called before anything is looked up there."""
    paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(_FOLDER) not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join([str(_FOLDER), *(p for p in paths if p)])
    # The kernel and the widgets' front end come from this environment, not from the user's folder.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")


def template_file(name: str) -> str:
    """The text of a static file of the course's template."""
    folder = _FOLDER / "voila" / "templates" / "gluteedu" / "static"
    return (folder / name).read_text(encoding="utf-8")
