"""The record as xAPI 1.0.3 statements: what was answered and completed, by pseudonym."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from gluteedu.classroom.export.xapi_activities import LANGUAGE, Activities, xapi_response
from gluteedu.domain.analytics.class_tests import CourseTest, scores_in_test
from gluteedu.domain.items.item import ItemBank
from gluteedu.domain.learning.event import Event

HOME = "https://gluteedu.invalid"
"""Stands for the course where no address is given; .invalid is never anybody's (RFC 2606)."""

_VERBS = {
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
}

Statement = dict[str, Any]


@dataclass(frozen=True)
class StatementExport:
    """The statements, oldest first, and how many events of each kind have no place among them."""

    statements: list[Statement]
    left_out: Mapping[str, int]


def statements(
    events: Iterable[Event],
    bank: ItemBank,
    *,
    course: str,
    home: str = HOME,
    names: Mapping[str, str] | None = None,
) -> StatementExport:
    """Events as statements of the Experience API, version 1.0.3 (adlnet/xAPI-Spec).

    A graded answer becomes "answered", a test that was handed in "completed", with the score over
    its items of today. Hints, answers not yet handed in and reviews are left out. The same event
    always becomes the same statement id, so that a file can be sent twice. An earlier version of
    an item is an activity of its own; what it asked is not known any more and is not described.

    Args:
        course: its title.
        home: address of the course, http or https; ids of activities begin with it.
        names: learner id to name, for those whose name shall be in the file; nobody's if None.
    """
    base = home.rstrip("/")
    activities = Activities(base, course, bank)
    events = sorted(events, key=lambda event: event.at)
    scores = _test_scores(events, bank)
    left_out: Counter[str] = Counter()
    found = []
    for event in events:
        if event.kind == "answer" and event.item is not None and event.score is not None:
            verb, activity = "answered", activities.item(event.item, event.version or 1)
            result = _answer(event)
        elif event.kind == "hand_in":
            verb, activity = "completed", activities.quiz(event.quiz or "")
            result = _completion(scores.get(event.quiz or "", {}).get(event.learner))
        else:
            left_out[event.kind] += 1
            continue
        found.append(
            {
                "id": str(uuid5(NAMESPACE_URL, f"gluteedu:{event.learner}/{event.id}")),
                "actor": _actor(base, event.learner, names or {}),
                "verb": {"id": _VERBS[verb], "display": {LANGUAGE: verb}},
                "object": activity,
                "result": result,
                "context": _context(base, event, activities),
                "timestamp": event.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "version": "1.0.3",
            }
        )
    return StatementExport(found, dict(left_out))


def _test_scores(events: Sequence[Event], bank: ItemBank) -> dict[str, dict[str, float]]:
    """Quiz id of each test to learner id to score, 0 to 1."""
    return {
        quiz.id: scores_in_test(events, CourseTest(quiz.id, bank.quiz(quiz.id)[2]))
        for quiz in bank.quizzes
        if quiz.mode != "formative"
    }


def pseudonym(learner: str) -> str:
    """The account name of a learner: the same in every file, and not the id in the record.

    Where ids come from user names (a JupyterHub), who knows all user names could try each of them.
    """
    return sha256(f"gluteedu/xapi/{learner}".encode()).hexdigest()[:32]


def _actor(base: str, learner: str, names: Mapping[str, str]) -> Statement:
    account = {"homePage": base, "name": pseudonym(learner)}
    named = {"name": names[learner]} if names.get(learner, "").strip() else {}
    return {"objectType": "Agent", **named, "account": account}


def _context(base: str, event: Event, activities: Activities) -> Statement:
    related: dict[str, list[Statement]] = {"grouping": [activities.course]}
    if event.kind == "answer" and event.quiz:
        related["parent"] = [activities.quiz(event.quiz)]
    details = {
        "mode": event.mode,
        "try": event.try_number,
        "confidence": event.confidence,
        "item-version": event.version,
    }
    extensions = {
        f"{base}/xapi/{key}": value for key, value in details.items() if value is not None
    }
    return {
        "contextActivities": related,
        "platform": "gluteedu",
        "language": LANGUAGE,
        **({"extensions": extensions} if extensions else {}),
    }


def _answer(event: Event) -> Statement:
    result: Statement = {
        "score": {"scaled": round(event.score or 0.0, 4)},
        "success": bool(event.correct),
        "completion": True,
    }
    response = xapi_response(event.response)
    if response:
        result["response"] = response
    if event.seconds is not None:
        result["duration"] = f"PT{event.seconds:.2f}S"
    return result


def _completion(score: float | None) -> Statement:
    scored = {} if score is None else {"score": {"scaled": round(score, 4)}}
    return {**scored, "completion": True}
