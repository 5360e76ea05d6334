"""Reads a GIFT or Moodle XML file and makes a file of items out of it, with a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gluteedu.content.course.outline import Outline
from gluteedu.content.exchange.notes import Note, Report
from gluteedu.content.exchange.reading.adopting import Surroundings, adopt
from gluteedu.content.exchange.reading.files import read_bytes
from gluteedu.content.exchange.reading.formats import reader_of
from gluteedu.content.exchange.reading.question import CannotReadError, Found
from gluteedu.content.exchange.writing.yaml import items_file
from gluteedu.content.loading.blanks import BLANK, blank

MOST_QUESTIONS = 2_000
"""More than this in one file is split by the teacher: nobody fills so many blanks at once."""


@dataclass(frozen=True)
class Imported:
    """The text of the new file, and what it lost on the way."""

    text: str
    report: Report


def import_questions(path: Path, around: Surroundings, lesson: str | None = None) -> Imported:
    """The questions of ``path`` as a file of items.

    Args:
        path: a GIFT file, or Moodle XML: the first sign in it tells.
        around: what the items are to fit into.
        lesson: the lesson they are for; a blank stands in the file if None.

    Raises:
        CannotReadError: when the file as a whole cannot be used; one line that begins with its
            name.
    """
    try:
        data = read_bytes(path)
        found = reader_of(data).read(data)
        total = len(found.questions) + len(found.skipped)
        if total > MOST_QUESTIONS:
            raise CannotReadError(
                f"has {total:,} questions, more than {MOST_QUESTIONS:,}; split it"
            )
        if not found.questions:
            raise CannotReadError(_nothing(found))
    except CannotReadError as error:
        raise CannotReadError(f"{path.name}: {error}") from None
    made = adopt(found.questions, around)
    notes = [*made.notes, *(Note(s.title, "not carried", s.why) for s in found.skipped)]
    opening = [
        f"Items read from {path.name}.",
        f"Search for {BLANK!r}: {made.blanks()} blanks are left. `gluteedu check` lists them.",
        "",
        "Not carried:" if found.skipped else "Every question was carried.",
        *(f"- {one.title}: {one.why}" for one in found.skipped),
    ]
    wanted = lesson or blank("the id of the lesson; this file is called like it")
    text = items_file(wanted, made.quizzes, made.items, opening, _remarks(made.notes))
    headline = f"{path.name}: {len(found.questions)} of {total} questions became items."
    return Imported(text, Report(headline, tuple(notes), _todo(made.blanks())))


def surroundings(outline: Outline, lesson: str | None) -> Surroundings:
    """What items for ``lesson`` have to fit into; KeyError says which lessons there are."""
    if lesson is not None and lesson not in outline.lessons:
        known = ", ".join(outline.lessons)
        raise KeyError(f"there is no lesson {lesson!r}; there are: {known}")
    return Surroundings(
        objectives=outline.lessons.get(lesson or "") or outline.objectives,
        taken=outline.taken,
        regions={name: own for own, name in outline.regions.items()},
    )


def _nothing(found: Found) -> str:
    if not found.skipped:
        return "has no question in it; it must be GIFT or Moodle XML"
    first = found.skipped[0]
    return f"none of its {len(found.skipped)} questions can be read; {first.title}: {first.why}"


def _todo(blanks: int) -> tuple[str, ...]:
    return (
        f"{blanks} blanks are left: search for {BLANK!r} and write what it asks for.",
        "Then move the items into their file in data/items/ and run gluteedu check.",
    )


def _remarks(notes: Iterable[Note]) -> dict[str, list[str]]:
    """For each item, what stands above it in the file: all that was changed in it."""
    remarks: dict[str, list[str]] = {}
    for note in notes:
        if note.what != "to fill in":
            remarks.setdefault(note.item, []).append(f"{note.what}: {note.change}")
    return remarks
