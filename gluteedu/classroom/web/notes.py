"""Speaker notes: the cells of a notebook marked as notes, in a window that follows the lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from tornado.web import HTTPError

from gluteedu.classroom.web.instructor import InstructorHandler
from gluteedu.classroom.web.pages import class_page
from gluteedu.content.text.markup import to_html, to_text
from gluteedu.domain.words import Words

LABEL = "*Speaker notes.* "
"""How a notes cell begins in the lessons, for those who read them in JupyterLab."""

_HEADING = re.compile(r"^(#{1,2})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True)
class Section:
    """One part of a lesson, from one heading of the first two levels to the next.

    Attributes:
        title: its heading in plain words; empty for what stands before the first heading.
        notes: the notes that stand in it, as markup.
    """

    title: str
    notes: tuple[str, ...]


def is_notes(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is for the speaker: slide type "notes", or the tag "notes"."""
    metadata = cell.get("metadata") or {}
    slide = (metadata.get("slideshow") or {}).get("slide_type")
    return cell.get("cell_type") == "markdown" and (
        slide == "notes" or "notes" in (metadata.get("tags") or ())
    )


def sections(cells: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    """The sections of a lesson in order, each with its notes."""
    found: list[tuple[str, list[str]]] = []
    for cell in cells:
        source = cell.get("source", "")
        text = source if isinstance(source, str) else "".join(source)
        if is_notes(cell):
            if not found:
                found.append(("", []))
            found[-1][1].append(text)
        elif cell.get("cell_type") == "markdown":
            found += [(title, []) for title in _headings(text)]
    return tuple(Section(title, tuple(notes)) for title, notes in found)


def _headings(text: str) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match is not None:
            yield to_text(match[2])


class NotesPage(InstructorHandler):
    """``/class/notes/<lesson>``: the speaker notes of a lesson."""

    def get(self, lesson: str) -> None:
        """The page; 404 for a lesson that does not exist."""
        folder = self.classroom.notebooks
        found = {path.stem: path for path in folder.glob("*.ipynb")} if folder else {}
        if lesson not in found:
            raise HTTPError(404)
        cells = json.loads(found[lesson].read_text(encoding="utf-8"))["cells"]
        parts = sections(cells)
        title = next((part.title for part in parts if part.title), lesson)
        words = self.classroom.words["class_host"]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            class_page(
                "notes",
                words,
                title=escape(title),
                lesson=escape(lesson),
                sections="\n".join(_numbered(parts, words)),
            )
        )


def _numbered(parts: Iterable[Section], words: Words) -> Iterator[str]:
    """The parts as HTML; those with a heading are counted from 0, as in the page."""
    number = -1
    for part in parts:
        number += bool(part.title)
        yield _section(number if part.title else -1, part, words)


def _section(number: int, part: Section, words: Words) -> str:
    notes = "".join(to_html(text.removeprefix(LABEL)) for text in part.notes)
    empty = f'<p class="g-quiet">{words.html("no_notes")}</p>'
    return (
        f'<section class="n-part" data-section="{number}">'
        f"<h2>{escape(part.title)}</h2>{notes or empty}</section>"
    )
