"""Where the course's own files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def _course_folder(name: str) -> Path:
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """The folder with every clinical sentence and number."""
    return _course_folder("data")


def notebooks_folder() -> Path:
    """The folder with the lessons, in reading order."""
    return _course_folder("notebooks")
