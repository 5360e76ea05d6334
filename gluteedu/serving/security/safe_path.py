"""Which paths from a browser may name a file of the course."""

from __future__ import annotations

from pathlib import Path

_LONGEST = 400  # characters


def is_safe_path(path: str) -> bool:
    """Whether ``path`` is relative and short, with no hidden part, no ``..`` and no odd sign."""
    if not path.isprintable() or "\\" in path or len(path) > _LONGEST:
        return False
    return not any(not part or part.startswith(".") for part in path.split("/"))


def is_lesson(root: Path, name: str) -> bool:
    """Whether ``name`` is a notebook inside ``root``, the folder of the lessons."""
    if not is_safe_path(name):
        return False
    path = (root / name).resolve()
    return path.suffix == ".ipynb" and path.is_relative_to(root.resolve()) and path.is_file()
