"""Where the course's own files are: beside the package in a checkout, inside it in a wheel.

Another course is run by naming its folder, with ``data`` and ``notebooks`` in it, in the
environment variable ``GLUTEEDU_COURSE``.
"""

from __future__ import annotations

import os
from pathlib import Path

COURSE_SETTING = "GLUTEEDU_COURSE"
"""The setting that names the folder of the course to run; without it, the package's own."""

_PACKAGE = Path(__file__).resolve().parents[2]


def _course_folder(name: str) -> Path:
    chosen = os.environ.get(COURSE_SETTING)
    return Path(os.path.abspath(os.path.expanduser(chosen))) / name if chosen else _own_folder(name)


def _own_folder(name: str) -> Path:
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """The folder with every clinical sentence and number of the course that is run."""
    return _course_folder("data")


def own_data_folder() -> Path:
    """The same of the course that the package brings: the words of the interface are in it."""
    return _own_folder("data")


def notebooks_folder() -> Path:
    """The folder with the lessons, in reading order."""
    return _course_folder("notebooks")


def choose_course(folder: Path) -> None:
    """Run the course in ``folder`` from now on, here and in every process that is started.

    Raises:
        ValueError: there is no folder ``data`` or no folder ``notebooks`` in it.
    """
    for name in ("data", "notebooks"):
        if not (folder / name).is_dir():
            raise ValueError(f"there is no folder {name} in {folder}")
    os.environ[COURSE_SETTING] = os.path.abspath(folder)
