"""Writes ``environment.yml`` from ``pyproject.toml`` and the pinned versions, so that conda and
Binder make the same environment as ``make serve``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_HEAD = """\
# Made by `make lock` from pyproject.toml and constraints.txt; do not edit by hand.
name: gluteedu
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.12
  - pip
  - pip:
"""


def pinned(constraints: str) -> dict[str, str]:
    """Versions by normalised name, from the text of a lock file (markers are left out)."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", constraints, flags=re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pins}


def environment(pyproject: str, constraints: str) -> str:
    """The text of ``environment.yml``: each direct dependency at its pinned version."""
    pins = pinned(constraints)
    wanted = tomllib.loads(pyproject)["project"]["dependencies"]
    names = sorted(re.split(r"[\s<>=!~;\[]", entry, maxsplit=1)[0].lower() for entry in wanted)
    lines = [f"      - {name}=={pins[name]}" for name in names]
    return _HEAD + "\n".join([*lines, "      - -e ."]) + "\n"


def main(root: Path = Path()) -> None:
    """Write ``environment.yml`` in ``root``."""
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    constraints = (root / "constraints.txt").read_text(encoding="utf-8")
    (root / "environment.yml").write_text(environment(pyproject, constraints), encoding="utf-8")


if __name__ == "__main__":
    main()
