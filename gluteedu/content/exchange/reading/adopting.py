"""Turns questions from elsewhere into entries for ``data/items/``, blanks for what they lack."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gluteedu.content.exchange.carrying import Carried, read_tags
from gluteedu.content.exchange.notes import Note
from gluteedu.content.exchange.reading.naming import slug, unused_id
from gluteedu.content.exchange.reading.question import Question
from gluteedu.content.exchange.reading.shaping import shaped
from gluteedu.content.exchange.wording import split_range
from gluteedu.content.loading.blanks import blank, is_blank

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True)
class Surroundings:
    """What the items are to fit into.

    Attributes:
        objectives: the ids an item of the lesson may name.
        taken: ids of all items and quizzes that there are.
        regions: name of a region of the body map to its id.
    """

    objectives: Sequence[str] = ()
    taken: Collection[str] = ()
    regions: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Adopted:
    """Entries for a file of items, and what was lost or is left to do for each."""

    quizzes: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def blanks(self) -> int:
        """How many blanks there are to fill."""
        return sum(len(_blank_fields(item)) for item in self.items)


def adopt(questions: Sequence[Question], around: Surroundings) -> Adopted:
    """Every question as an item, in one quiz for each category."""
    made = Adopted()
    ids: set[str] = set()
    quizzes: dict[tuple[str, ...], dict[str, Any]] = {}
    for number, question in enumerate(questions, start=1):
        item, notes = _item(question, number, ids, around)
        ids.add(item["id"])
        made.items.append(item)
        made.notes += notes
        quiz = quizzes.get(question.category)
        if quiz is None:
            title = question.category[-1] if question.category else ""
            taken = {*around.taken, *(one["id"] for one in quizzes.values())}
            quiz = {
                "id": unused_id(title, taken, f"quiz_{len(quizzes) + 1}"),
                "title": title or blank("the title of the quiz"),
                "items": [],
            }
            quizzes[question.category] = quiz
        quiz["items"].append(item["id"])
    made.quizzes = list(quizzes.values())
    return made


def _item(
    question: Question, number: int, ids: Collection[str], around: Surroundings
) -> tuple[dict[str, Any], list[Note]]:
    carried = read_tags(question.tags)
    changes: list[tuple[str, str]] = list(question.losses)
    item_id = _named(question, number, ids, around, changes)
    stem, span = split_range(question.stem)
    shape = shaped(question, carried, span, around.regions, changes)
    if len(question.hints) > 1:
        changes.append(("hint", f"only the first of {len(question.hints)} is kept"))
    if carried.others:
        changes.append(("tags", f"left out: {', '.join(carried.others)}"))
    item: dict[str, Any] = {
        "id": item_id,
        "version": carried.version or 1,
        "type": shape.type,
        "objective": carried.objective or _which_objective(around.objectives),
        **_misconception(carried),
        "stem": stem or blank("the question"),
        "hint": next(iter(question.hints), blank("point the way; do not give the answer away")),
        **shape.fields,
        "explanation": shape.explanation or blank("one or two sentences shown at the end"),
        "sources": list(carried.sources) or [blank("ids from data/sources.yaml")],
    }
    missing = _blank_fields(item)
    if missing:
        changes.append(("to fill in", ", ".join(missing)))
    return item, [Note(item_id, what, change) for what, change in changes]


def _named(
    question: Question,
    number: int,
    ids: Collection[str],
    around: Surroundings,
    changes: list[tuple[str, str]],
) -> str:
    for wanted in (question.own_id, question.name):
        if len(wanted) <= 60 and _ID.fullmatch(wanted) and wanted not in ids:
            if wanted in around.taken:
                changes.append(
                    ("id", "is in the bank already; give it another, or replace that item")
                )
            return wanted
    wanted = question.own_id or question.name or slug(question.stem, 30)
    found = unused_id(wanted, {*ids, *around.taken}, f"item_{number}")
    changes.append(("id", f"made from {question.title!r}"))
    return found


def _which_objective(objectives: Sequence[str]) -> str:
    listed = ", ".join(objectives)
    return blank(f"one of {listed}" if listed else "an id of an objective from data/course.yaml")


def _misconception(carried: Carried) -> dict[str, int]:
    number = carried.misconception
    return {"misconception": number} if number is not None and 1 <= number <= 24 else {}


def _blank_fields(value: Any, name: str = "") -> list[str]:
    """The fields, dotted, that hold a blank."""
    if is_blank(value):
        return [name]
    parts: list[tuple[Any, Any]] = []
    if isinstance(value, Mapping):
        parts = list(value.items())
    elif isinstance(value, (list, tuple)):
        parts = [(part.get("id", "") if isinstance(part, Mapping) else "", part) for part in value]
    found = []
    for key, part in parts:
        found += _blank_fields(part, f"{name}.{key}".strip("."))
    return found
