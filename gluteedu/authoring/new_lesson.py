"""The starting point of a new lesson: its notebook, its items, and what course.yaml must say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gluteedu.authoring.new_item import CannotStartError, item_block, starting_item
from gluteedu.content.course.outline import Outline
from gluteedu.content.exchange.writing.yaml import items_file, quoted
from gluteedu.content.loading.blanks import BLANK, blank

_LESSON_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPES: tuple[str, ...] = (
    "single",
    "multiple",
    "ordering",
    "single",
    "number",
    "matching",
    "hotspot",
    "single",
)
"""The items that a new lesson starts with: one of each type, and as many as a lesson needs."""


@dataclass(frozen=True)
class NewLesson:
    """What is written for a new lesson, and what its author is told to add by hand.

    Attributes:
        notebook: the text of ``notebooks/ID.ipynb``.
        items: the text of ``data/items/ID.yaml``.
        course_entry: the lines for ``lessons:`` in ``data/course.yaml``.
        objectives: the ids of its objectives, each of which the final test must ask about.
    """

    notebook: str
    items: str
    course_entry: str
    objectives: tuple[str, ...]


def new_lesson(
    outline: Outline, notebooks: Path, lesson_id: str, title: str | None, minutes: int
) -> NewLesson:
    """The starting point of the lesson ``lesson_id``.

    Raises:
        CannotStartError: when the id cannot be used.
    """
    if len(lesson_id) > 60 or not _LESSON_ID.fullmatch(lesson_id):
        raise CannotStartError(
            f"{lesson_id!r} must be small letters, digits and - (like 09-my-topic)"
        )
    if lesson_id in {*outline.lessons, *outline.items}:
        raise CannotStartError(f"there is a lesson {lesson_id!r} already")
    topic = re.sub(r"^\d+-", "", lesson_id).replace("-", "_")
    dashed = topic.replace("_", "-")
    quizzes = (f"{topic}_first", f"{topic}_second")
    taken = [quiz for quiz in quizzes if quiz in outline.taken]
    if taken:
        raise CannotStartError(f"the quiz {taken[0]!r} is there already; give another id")
    objectives = (f"{dashed}-first", f"{dashed}-second")
    entry = [
        f"  - id: {lesson_id}",
        f"    title: {quoted(title or blank('the title'))}",
        f"    minutes: {minutes}",
        f'    sources: ["{blank("ids of the sources that the prose names")}"]',
        "    objectives:",
        *(
            f'      - {{ id: {one}, text: "{blank("what a learner can do afterwards")}" }}'
            for one in objectives
        ),
    ]
    caution = _caution(notebooks, [one for one, found in outline.lessons.items() if found])
    cells = _cells(lesson_id, title or blank("the title"), minutes, quizzes, caution)
    return NewLesson(
        notebook=_notebook(cells),
        items=_items(outline, lesson_id, topic, quizzes, objectives),
        course_entry="\n".join(entry),
        objectives=objectives,
    )


def _items(
    outline: Outline,
    lesson_id: str,
    topic: str,
    quizzes: tuple[str, str],
    objectives: tuple[str, ...],
) -> str:
    regions = list(outline.regions)
    items = [
        starting_item(f"{topic}_{number}", kind, objectives, regions)
        for number, kind in enumerate(_TYPES, start=1)
    ]
    half = len(items) // 2
    heads = [
        {
            "id": quiz,
            "title": blank("the title of the quiz, best a question"),
            "items": [item["id"] for item in part],
        }
        for quiz, part in zip(quizzes, (items[:half], items[half:]), strict=True)
    ]
    opening = [
        f"Quiz items for lesson {lesson_id}.",
        "To add one: `gluteedu new item`. To drop one: delete it, and its id in its quiz.",
        "A lesson has eight items or more, and at least one for each of its objectives.",
        f"Search for {BLANK!r}; `gluteedu check` lists what is left.",
    ]
    # The remarks of one block say enough; the other items stand without them.
    bare = items_file(lesson_id, heads, items[1:], opening)
    head, _, rest = bare.partition("items:\n  - id: ")
    return f"{head}items:\n{item_block(items[0])}\n  - id: {rest}"


def _cells(
    lesson_id: str, title: str, minutes: int, quizzes: tuple[str, str], caution: list[str]
) -> list[tuple[str, str, str]]:
    """Kind, id and text of each cell, in the order that every lesson keeps."""
    opening = [
        f"# {title}",
        f"**For you if** {blank('who this lesson is for, in one sentence')}",
        f"**Time:** about {minutes} minutes.",
        *caution,
    ]
    prose = blank("60 to 200 words of prose that ask something; delete this line")
    reading = blank("a few sentences that read the answer; delete this line")
    return [
        ("markdown", "title", "\n\n".join(opening)),
        ("code", "imports", "from gluteedu.lesson import objectives, quiz, sources"),
        ("code", "objectives", f'objectives("{lesson_id}")'),
        ("markdown", "first-story", f"## {blank('a heading')}\n\n{prose}"),
        ("code", "first-quiz", f'quiz("{quizzes[0]}")'),
        ("markdown", "read-first", reading),
        ("markdown", "second-story", f"## {blank('a heading')}\n\n{prose}"),
        ("code", "second-quiz", f'quiz("{quizzes[1]}")'),
        ("markdown", "read-second", reading),
        ("markdown", "summary", f"## In short\n\n- {blank('what to take away, point by point')}"),
        ("code", "sources", f'sources("{lesson_id}")'),
    ]


def _caution(notebooks: Path, lessons: list[str]) -> list[str]:
    """What every lesson says at its top about teaching and danger, in the words of the first."""
    for lesson in lessons:
        try:
            cells = json.loads((notebooks / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
            paragraphs = "".join(cells[0]["source"]).split("\n\n")
        except (OSError, ValueError, KeyError, IndexError):
            continue
        places = [n for n, text in enumerate(paragraphs) if text.startswith("**Time:**")]
        if places and paragraphs[places[0] + 1 :]:
            return paragraphs[places[0] + 1 :]
    return [blank("say that this teaches and does not diagnose, and link to the safety check")]


def _notebook(cells: list[tuple[str, str, str]]) -> str:
    made = []
    for kind, cell_id, text in cells:
        cell: dict[str, Any] = {"cell_type": kind, "id": cell_id, "metadata": {}}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append({**cell, "source": text.splitlines(keepends=True)})
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    book = {
        "cells": made,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"
