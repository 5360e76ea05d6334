"""Checks the prose of the lessons: easy to read, and every link leads to a file that is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from gluteedu.content.blanks import BLANK, still_blank
from gluteedu.content.problems import Problem
from gluteedu.content.readability import check_reading

_LINK = re.compile(r"\]\(([^)#\s]+)")


def check_prose(folder: Path, problems: list[Problem]) -> int:
    """Look through the Markdown cells of every notebook in ``folder``; their number is returned."""
    count = 0
    for path in sorted(folder.glob("*.ipynb")):
        name = f"{folder.name}/{path.name}"
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except (OSError, ValueError, KeyError) as error:
            problems.append(Problem(name, "-", "-", f"is not a notebook: {error}"))
            continue
        for number, cell in enumerate(cells):
            if cell.get("cell_type") != "markdown":
                continue
            count += 1
            text = "".join(cell["source"])
            own = str(cell.get("id", f"cell {number}"))
            check_reading(name, own, "source", text, problems)
            for line in text.splitlines():
                if BLANK in line:
                    asked = line[line.index(BLANK) :]
                    problems.append(still_blank(name, own, "source", asked))
            for target in _LINK.findall(text):
                if "://" not in target and not (path.parent / target).is_file():
                    problems.append(
                        Problem(name, own, "source", f"links to {target}, which is not there")
                    )
    return count
