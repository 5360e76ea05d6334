"""How far a learner has got: first tries of the items as they are now, by lesson and objective."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gluteedu.domain.analytics.item_analysis import first_tries
from gluteedu.domain.items.item import Item, ItemBank
from gluteedu.domain.learning.event import Event


@dataclass(frozen=True)
class FirstTryTotals:
    """What a learner reached in one lesson or for one objective.

    Attributes:
        id: of the lesson or the objective.
        items: how many questions there are.
        answered: how many of them have a first try.
        right: wholly right first tries.
        score: the sum of first-try scores, 0 to ``answered``.
        begun, latest: when the first and the newest of these tries was made.
    """

    id: str
    items: int
    answered: int = 0
    right: int = 0
    score: float = 0.0
    begun: datetime | None = None
    latest: datetime | None = None


def current_tries(events: Iterable[Event], bank: ItemBank) -> list[Event]:
    """One learner's first try of each item in its version of today, oldest first.

    The pre-test is left out: it asks before anything was taught.
    """
    version = {item.id: item.version for _, _, item in _taught(bank)}
    quizzes = {quiz for quiz, _, _ in _taught(bank)}
    return [
        one
        for one in first_tries(events)
        if one.quiz in quizzes and version.get(one.item or "") == one.version
    ]


def by_lesson(bank: ItemBank, tries: Iterable[Event]) -> list[FirstTryTotals]:
    """Every lesson that asks something, in the order of the course. ``tries``: current_tries."""
    return _sum([(lesson, item.id) for _, lesson, item in _taught(bank)], tries)


def by_objective(bank: ItemBank, tries: Iterable[Event]) -> list[FirstTryTotals]:
    """Every objective that is asked about, in lessons and final test alike, in order."""
    return _sum([(item.objective, item.id) for _, _, item in _taught(bank)], tries)


def lesson_of(bank: ItemBank) -> dict[str, str]:
    """Item id to the lesson that teaches what it asks: the first one to ask for its objective."""
    home: dict[str, str] = {}
    for _, lesson, item in _taught(bank):
        home.setdefault(item.objective, lesson)
    return {item.id: home.get(item.objective, "") for item in bank.items}


def _taught(bank: ItemBank) -> list[tuple[str, str, Item]]:
    """Quiz, lesson and item, of everything but the pre-test."""
    return [
        (quiz.id, lesson.lesson, item)
        for lesson in bank.lessons
        for quiz in lesson.quizzes
        if quiz.mode != "pretest"
        for item in lesson.items
        if item.id in quiz.items
    ]


def _sum(asked: list[tuple[str, str]], tries: Iterable[Event]) -> list[FirstTryTotals]:
    known = {one.item: one for one in tries}
    groups: dict[str, list[str]] = {}
    for group, item in asked:
        groups.setdefault(group, []).append(item)
    found = []
    for group, items in groups.items():
        found.append(_totals(group, len(items), [known[i] for i in items if i in known]))
    return found


def _totals(group: str, items: int, events: list[Event]) -> FirstTryTotals:
    times = [event.at for event in events]
    return FirstTryTotals(
        group,
        items,
        len(events),
        sum(bool(event.correct) for event in events),
        sum(event.score or 0.0 for event in events),
        min(times, default=None),
        max(times, default=None),
    )
