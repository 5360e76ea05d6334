"""A learner made of real events in a real store, for the review and progress widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import Item
from gluteedu.domain.learning.event import Event, new_id
from gluteedu.records.recorder import Recorder
from gluteedu.records.review_schedule import schedule
from gluteedu.records.store import open_store
from gluteedu.widgets.quiz.widget import from_bank
from gluteedu.widgets.shared.learner_context import LearnerContext

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, **more: float) -> None:
        self.at += timedelta(**more)


@cache
def library() -> Library:
    return Library()


def recorder(folder: Path, learner: str = "learner-1") -> Recorder:
    return Recorder(lambda: open_store(f"sqlite:///{folder}/record.db"), learner)


def study(record: Any, clock: Callable[[], datetime], **more: Any) -> LearnerContext:
    whole = library()
    found = LearnerContext(
        record,
        whole.bank,
        {lesson.id: lesson for lesson in whole.course.lessons},
        tuple(whole.glossary.values()),
        schedule,
        whole.citations,
        clock=clock,
    )
    return replace(found, **more)


def right(item: Item) -> Any:
    """The right answer to an item, as a browser sends it."""
    if item.number is not None:
        return item.number.value
    if item.type == "matching":
        return dict(item.pairs)
    return [item.key[0]] if item.type == "hotspot" else list(item.key)


def wrong(item: Item) -> Any:
    """A wholly wrong answer to an item."""
    if item.number is not None:
        key = item.number
        return key.minimum if abs(key.minimum - key.value) > key.tolerance else key.maximum
    if item.type == "matching":
        targets = [target.id for target in item.targets]
        return {
            left: targets[(targets.index(right_) + 1) % len(targets)] for left, right_ in item.pairs
        }
    if item.type == "ordering":
        return list(reversed(item.key))
    return [next(one for one in item.option_ids if one not in item.key)]


def take(record: Any, clock: Clock, quiz_id: str, answers: dict[str, tuple[bool, str | None]]):
    """Answer a quiz through its own widget: item id to (right, confidence); a test is handed in."""
    lesson, quiz, items = library().bank.quiz(quiz_id)
    widget = from_bank(lesson, quiz, items, record=record, clock=clock)
    for item in items:
        if item.id not in answers:
            continue
        good, confidence = answers[item.id]
        clock.on(seconds=20)
        message = {"item": item.id, "response": right(item) if good else wrong(item)}
        if confidence:
            message["confidence"] = confidence
        widget.handle("submit", message)
    if quiz.mode != "formative":
        widget.handle("hand_in", {})
    return widget


def reviewed(record: Any, at: datetime, card: str, rating: int, **more: Any) -> Event:
    """A past review, put into the record."""
    version = {item.id: item.version for item in library().bank.items}.get(card, 1)
    event = Event(
        new_id(), record.learner, "s", at, "review",
        item=card, version=version, mode="review", rating=rating, **more,
    )  # fmt: skip
    record.append(event)
    return event
