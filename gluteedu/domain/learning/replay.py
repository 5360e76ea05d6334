"""Where a learner stands, worked out again from the events of the record by the same pure steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from gluteedu.domain.items.grading import judge
from gluteedu.domain.items.item import Item, LessonItems, Quiz
from gluteedu.domain.items.quiz_state import Confidence, QuizState, start
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.quiz_step import ITEM_ACTS, HandIn, ItemAct, take_step

# What was done with an item in a review or in class is no step of the quiz it comes from.
_ELSEWHERE = ("review", "live")


def quiz_state_from(events: Iterable[Event], quiz: Quiz, items: Iterable[Item]) -> QuizState:
    """The state of ``quiz`` after ``events``, in the order of their times.

    Left out are events of other quizzes, of items that are gone or have another version now, and
    steps that cannot be taken: a fourth answer, an answer after the test was handed in, or the
    answer that a second page gave at the same moment to an item that was over.

    Args:
        events: of one learner; those of the same time in the order they were kept.
        quiz: the quiz as it is now.
        items: its items, in its order.
    """
    known = {item.id: item for item in items}
    state = start(known.values(), quiz.mode)
    own = (one for one in events if one.quiz == quiz.id and one.mode not in _ELSEWHERE)
    for event in sorted(own, key=lambda one: one.at):
        with suppress(ValueError):
            if act := _act(event, known):
                state = take_step(state, act, known.values()).state
    return state


def _act(event: Event, items: Mapping[str, Item]) -> ItemAct | HandIn | None:
    """The act that an event tells of; None where it is about nothing that this quiz has now."""
    if event.kind == "hand_in":
        return HandIn()
    item = items.get(event.item or "")
    if item is None or event.version not in (None, item.version):
        return None
    if event.kind in ("answer", "save"):
        if judge(item, event.response)[1] is None:
            return None
        sure = Confidence(event.confidence) if event.confidence else None
        return ItemAct("submit", item, event.response, sure, event.seconds)
    kind = next((kind for kind in ITEM_ACTS if kind == event.kind), None)
    return ItemAct(kind, item) if kind else None


CourseProgress = dict[str, dict[str, dict[str, int]]]
"""Lesson id to quiz id to ``{"done": items that are over, "total": items}``."""


def progress_from(events: Iterable[Event], lessons: Iterable[LessonItems]) -> CourseProgress:
    """How far one learner is in each quiz that they have begun."""
    by_quiz: dict[str, list[Event]] = {}
    for event in events:
        by_quiz.setdefault(event.quiz or "", []).append(event)
    progress: CourseProgress = {}
    for lesson in lessons:
        known = {item.id: item for item in lesson.items}
        for quiz in lesson.quizzes:
            if quiz.id not in by_quiz or quiz.mode == "pretest":  # no part of the way
                continue
            items = [known[item_id] for item_id in quiz.items]
            done = quiz_state_from(by_quiz[quiz.id], quiz, items).done
            counts = {"done": done, "total": len(items)}
            progress.setdefault(lesson.lesson, {})[quiz.id] = counts
    return progress
