"""What the progress view shows: sums by lesson and objective, calibration, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gluteedu.domain.analytics.calibration import (
    PAYS,
    POINTS_RIGHT,
    POINTS_WRONG,
    calibrate,
    confidence_score,
    sure_but_wrong_tries,
)
from gluteedu.domain.analytics.gain import scores_by_objective
from gluteedu.domain.analytics.learner_progress import FirstTryTotals, by_lesson, by_objective
from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.review_deck import corrected_items
from gluteedu.widgets.quiz.view import stem_html
from gluteedu.widgets.shared.base import View
from gluteedu.widgets.shared.learner_context import LearnerContext


def totals_view(totals: FirstTryTotals) -> View:
    """Counts of one lesson or objective."""
    return {
        "id": totals.id,
        "items": totals.items,
        "answered": totals.answered,
        "right": totals.right,
        "score": round(totals.score, 2),
    }


def lessons_view(context: LearnerContext, tries: Sequence[Event]) -> list[View]:
    """Each lesson that asks something, with its objectives; what a test asks counts there, too."""
    by_aim = {one.id: one for one in by_objective(context.bank, tries)}
    found = []
    for one in by_lesson(context.bank, tries):
        lesson = context.lessons[one.id]
        aims = [
            {**totals_view(by_aim[aim.id]), "text": aim.text}
            for aim in lesson.objectives
            if aim.id in by_aim
        ]
        found.append({**totals_view(one), "title": lesson.title, "aims": aims})
    return found


def calibration_view(tries: Sequence[Event]) -> View:
    """Right answers by level of confidence, and the points that go with them."""
    found, points = calibrate(tries), confidence_score(tries)
    levels: list[View] = []
    for level in found.levels:
        low, high = PAYS[level.confidence]
        view: View = {
            "id": str(level.confidence),
            "n": level.n,
            "right": level.right,
            "pays": [round(low, 3), round(high, 3)],
            "prize": POINTS_RIGHT[level.confidence],
            "price": POINTS_WRONG[level.confidence],
        }
        if level.share is not None and level.share.interval is not None:
            interval = level.share.interval
            view |= {
                "share": round(level.share.value, 4),
                "low": round(interval.low, 4),
                "high": round(interval.high, 4),
            }
        levels.append(view)
    return {
        "levels": levels,
        "n": found.n,
        "unsaid": found.unsaid,
        "points": round(points.points, 1),
        "most": points.most,
    }


def sure_view(
    context: LearnerContext, tries: Sequence[Event], events: Sequence[Event]
) -> list[View]:
    """What was sure but wrong, newest first: the question, its lesson, and whether it is mended."""
    items = context.items()
    right_now = corrected_items(tries, events, tuple(items.values()))
    return [
        {
            "stem": stem_html(items[one.item or ""]),
            "lesson": context.home_of(one.item or ""),
            "at": one.at.isoformat(),
            "mended": one.item in right_now,
        }
        for one in reversed(sure_but_wrong_tries(tries))
    ]


def before_view(context: LearnerContext, events: Sequence[Event]) -> View:
    """The pre-test beside the final test, by the objectives that both ask about.

    ``pre`` and ``post`` say whether each was handed in; ``rows`` is empty until both were.
    """
    first, last = _test(context, "pretest"), _test(context, "summative")
    view: View = {"pre": False, "post": False, "rows": []}
    if first is None or last is None:
        return view
    pre, post = (scores_by_objective(events, quiz.id, items) for quiz, items in (first, last))
    view |= {"pre": bool(pre), "post": bool(post)}
    if not pre or not post:
        return view
    (before,), (after,) = pre.values(), post.values()
    asked = [Counter(item.objective for item in items) for _, items in (first, last)]
    return {**view, "rows": list(_before_rows(context, before, after, asked))}


def _before_rows(
    context: LearnerContext,
    before: Mapping[str, float],
    after: Mapping[str, float],
    asked: Sequence[Counter[str]],
) -> Iterator[View]:
    for lesson in context.lessons.values():
        for aim in lesson.objectives:
            if all(aim.id in count for count in asked):
                yield {
                    "text": aim.text,
                    "lesson": {"id": lesson.id, "title": lesson.title},
                    "before": round(before[aim.id], 3),
                    "after": round(after[aim.id], 3),
                    "asked": [count[aim.id] for count in asked],
                }


def _test(context: LearnerContext, mode: str) -> tuple[Quiz, tuple[Item, ...]] | None:
    for quiz in context.bank.quizzes:
        if quiz.mode == mode:
            return quiz, context.bank.quiz(quiz.id)[2]
    return None


def progress_view(
    context: LearnerContext, tries: Sequence[Event], events: Sequence[Event]
) -> dict[str, Any]:
    """All that the progress view shows, as plain JSON values. ``tries``: ``current_tries``."""
    lessons = lessons_view(context, tries)
    return {
        "saving": context.saving,
        "items": sum(one["items"] for one in lessons),
        "answered": sum(one["answered"] for one in lessons),
        "right": sum(one["right"] for one in lessons),
        "score": round(sum(one["score"] for one in lessons), 2),
        "reviews": sum(one.kind == "review" for one in events),
        "lessons": lessons,
        "calibration": calibration_view(tries),
        "sure": sure_view(context, tries, events),
        "before": before_view(context, events),
    }
