"""The starting point of a new item: every field with a blank or a remark, put into its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from gluteedu.content.course.outline import Outline
from gluteedu.content.exchange.writing.yaml import item_text
from gluteedu.content.items.types import entry_of
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.types import ITEM_TYPES

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")

_REMARKS = {
    "version": "Raise it when you reword the item so that old answers no longer fit it.",
    "objective": "What the item asks about. Optional below it: misconception: 1 to 24.",
    "hint": "Shown after the first wrong try. The items of a test go without one.",
    "unit": "What the number counts.",
    "value": "The right number, and how far from it still counts.",
    "min": "The field goes from min to max in steps.",
    "options": "What can be chosen. The learner sees them in another order.",
    "targets": "What stands on the right. There may be more than options.",
    "key": "The ids of what is right.",
    "explanation": "One or two sentences, shown at the end.",
    "sources": "Where it says so: ids from data/sources.yaml.",
}
_BY_HAND = "the file is laid out in a way of its own; copy an item there by hand instead"


class CannotStartError(Exception):
    """Nothing was written; the message is one line that says why."""


def starting_item(
    item_id: str, kind: str, objectives: Sequence[str], regions: Sequence[str]
) -> dict[str, Any]:
    """An item with a blank for everything that its author has to write.

    Args:
        item_id: the id of the item.
        kind: its type.
        objectives: the ids that it may name.
        regions: the regions of the body map, for a hotspot.
    """
    item: dict[str, Any] = {
        "id": item_id,
        "version": 1,
        "type": kind,
        "objective": blank(f"one of {', '.join(objectives)}"),
        "stem": blank("the question, in short sentences"),
        "hint": blank("point the way; do not give the answer away"),
    }
    item.update(entry_of(kind).start(regions))
    item["explanation"] = blank("why it is so")
    item["sources"] = [blank("an id from data/sources.yaml")]
    return item


def item_block(item: dict[str, Any]) -> str:
    """The item as text for its file, a remark above each field that needs one."""
    return item_text(item, {**_REMARKS, "key": entry_of(item["type"]).key_remark})


def _one_of(quizzes: Sequence[str], quiz: str | None) -> str:
    """The quiz that a new item is for: the one that is named, or the lesson's only one."""
    chosen = quiz or (quizzes[0] if len(quizzes) == 1 else None)
    if chosen is None or chosen not in quizzes:
        told = "name one" if quiz is None else f"{quiz!r} is not a quiz of this lesson"
        raise CannotStartError(f"--quiz: {told}; there are: {', '.join(quizzes)}")
    return chosen


def add_item(outline: Outline, kind: str, lesson: str, item_id: str, quiz: str | None) -> str:
    """The text of the lesson's file with a new item at its end, named by one of its quizzes.

    Nothing is written here. What stood in the file stays as it is, comments included.

    Raises:
        CannotStartError: when the type, the lesson, the id, the quiz or the file cannot be used.
    """
    if kind not in ITEM_TYPES:
        raise CannotStartError(f"--type: {kind!r} is not one of {', '.join(ITEM_TYPES)}")
    if len(item_id) > 60 or not _ID.fullmatch(item_id):
        raise CannotStartError(f"--id: {item_id!r} must be small letters, digits, _ or -")
    quizzes = outline.quizzes.get(lesson, ())
    if not quizzes:
        known = ", ".join(name for name, found in outline.quizzes.items() if found)
        raise CannotStartError(f"--lesson: {lesson!r} has no quiz that can be read; take {known}")
    if item_id in outline.taken:
        raise CannotStartError(f"--id: {item_id!r} is there already; an id is never used twice")
    chosen = _one_of(quizzes, quiz)
    objectives = outline.lessons.get(lesson) or outline.objectives
    item = starting_item(item_id, kind, objectives, list(outline.regions))
    path = outline.items_path(lesson)
    try:
        return _with_item(path.read_text(encoding="utf-8"), item, chosen)
    except OSError as error:
        raise CannotStartError(f"{path} cannot be read: {error.strerror}") from None


def _with_item(text: str, item: dict[str, Any], quiz: str) -> str:
    """``text`` with the item at the end and its id in the quiz; proved by reading it again."""
    place, added = _in_quiz(text, item["id"], quiz)
    made = text[:place] + added + text[place:]
    made = made.rstrip("\n") + "\n\n" + item_block(item)
    try:
        wanted = yaml.safe_load(text)
        next(one for one in wanted["quizzes"] if one["id"] == quiz)["items"].append(item["id"])
        wanted["items"].append(item)
        fits = yaml.safe_load(made) == wanted
    except (yaml.YAMLError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise CannotStartError(_BY_HAND)
    return made


def _in_quiz(text: str, item_id: str, quiz: str) -> tuple[int, str]:
    """Where in ``text`` the quiz lists its items, and what to put there."""
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    try:
        found = [one for one in _field(top, "quizzes").value if _field(one, "id").value == quiz]
        listed = _field(found[0], "items")
        last = listed.value[-1]
    except (StopIteration, IndexError, AttributeError, ValueError):
        raise CannotStartError(_BY_HAND) from None
    if listed.flow_style:
        return last.end_mark.index, f", {item_id}"
    return last.end_mark.index, f"\n{' ' * (last.start_mark.column - 2)}- {item_id}"


def _field(node: Any, name: str) -> Any:
    return next(value for key, value in node.value if key.value == name)
