"""Which sources a lesson rests on: those its prose names and those behind what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_CALL = re.compile(r"\b([a-z_]+)\(\s*(?:[\"']([\w-]+)[\"']|\))")


def calls(notebook: str) -> list[tuple[str, str]]:
    """The one-line calls of a notebook's JSON text: (function, name or ""), in order."""
    cells = json.loads(notebook)["cells"]
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    return _CALL.findall(code)


def lesson_sources(
    notebook: str, prose: Iterable[str], behind: Mapping[tuple[str, str], Iterable[str]]
) -> tuple[str, ...]:
    """Ids of the sources of one lesson, sorted.

    Args:
        notebook: the notebook's JSON text.
        prose: ids of the sources that its prose names (``sources`` in ``course.yaml``).
        behind: the sources behind each call, by (function, name).
    """
    used = set(prose)
    for call in calls(notebook):
        used.update(behind.get(call, ()))
    return tuple(sorted(used))
