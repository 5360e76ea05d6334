"""Checks the prose of the lessons: easy to read, and every link leads to a file that is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from gluteedu.content.loading.blanks import BLANK, still_blank
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.safe_reading import read_ordinary
from gluteedu.content.text.readability import check_reading

_LONGEST = 20_000_000  # bytes; a lesson has a hundredth of it
_LINK = re.compile(r"\]\(([^)#\s]+)")


def check_prose(folder: Path, problems: list[Problem]) -> int:
    """Look through the Markdown cells of every notebook in ``folder``; their number is returned."""
    count = 0
    for path in sorted(folder.glob("*.ipynb")):
        name = f"{folder.name}/{path.name}"
        try:
            cells = _cells(path)
        except (OSError, ValueError, RecursionError) as error:
            problems.append(Problem(name, "-", "-", f"is not a notebook: {error}"))
            continue
        for number, cell in enumerate(cells):
            if cell.get("cell_type") == "markdown":
                count += 1
                cell_id = str(cell.get("id", f"cell {number}"))
                _check_cell(cell.get("source"), path, name, cell_id, problems)
    return count


def _is_text(source: Any) -> bool:
    return isinstance(source, (str, list)) and all(isinstance(line, str) for line in source)


def _check_cell(source: Any, path: Path, name: str, cell_id: str, problems: list[Problem]) -> None:
    if not _is_text(source):
        problems.append(Problem(name, cell_id, "source", "must be text or a list of lines"))
        return
    text = "".join(source)
    check_reading(name, cell_id, "source", text, problems)
    for line in text.splitlines():
        if BLANK in line:
            problems.append(still_blank(name, cell_id, "source", line[line.index(BLANK) :]))
    for target in _LINK.findall(text):
        if "://" not in target and not (path.parent / target).is_file():
            message = f"links to {target}, which is not there"
            problems.append(Problem(name, cell_id, "source", message))


def _cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; ValueError or OSError where it is none."""
    book = json.loads(read_ordinary(path, _LONGEST))
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError("it has no list of cells")
    return cells
