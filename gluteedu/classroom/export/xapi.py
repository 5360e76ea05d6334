"""The record as xAPI 1.0.3 statements: what was answered and completed, by pseudonym."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from gluteedu.classroom.export.xapi_activities import LANGUAGE, Activities, written
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
class Exported:
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
) -> Exported:
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
    things = Activities(base, course, bank)
    known = sorted(events, key=lambda one: one.at)
    scores = {
        quiz.id: scores_in_test(known, CourseTest(quiz.id, bank.quiz(quiz.id)[2]))
        for quiz in bank.quizzes
        if quiz.mode != "formative"
    }
    left_out: Counter[str] = Counter()
    found = []
    for one in known:
        answered = one.kind == "answer" and one.item is not None and one.score is not None
        if not answered and one.kind != "hand_in":
            left_out[one.kind] += 1
            continue
        if answered:
            verb, thing = "answered", things.item(one.item or "", one.version or 1)
            result = _answer(one)
        else:
            verb, thing = "completed", things.quiz(one.quiz or "")
            result = _completion(scores.get(one.quiz or "", {}).get(one.learner))
        found.append(
            {
                "id": str(uuid5(NAMESPACE_URL, f"gluteedu:{one.learner}/{one.id}")),
                "actor": _actor(base, one.learner, names or {}),
                "verb": {"id": _VERBS[verb], "display": {LANGUAGE: verb}},
                "object": thing,
                "result": result,
                "context": _context(base, one, things),
                "timestamp": one.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "version": "1.0.3",
            }
        )
    return Exported(found, dict(left_out))


def pseudonym(learner: str) -> str:
    """The account name of a learner: the same in every file, and not the id in the record.

    Where ids come from user names (a JupyterHub), who knows all user names could try each of them.
    """
    return sha256(f"gluteedu/xapi/{learner}".encode()).hexdigest()[:32]


def _actor(base: str, learner: str, names: Mapping[str, str]) -> Statement:
    account = {"homePage": base, "name": pseudonym(learner)}
    named = {"name": names[learner]} if names.get(learner, "").strip() else {}
    return {"objectType": "Agent", **named, "account": account}


def _context(base: str, one: Event, things: Activities) -> Statement:
    activities: dict[str, list[Statement]] = {"grouping": [things.course]}
    if one.kind == "answer" and one.quiz:
        activities["parent"] = [things.quiz(one.quiz)]
    said = {
        "mode": one.mode,
        "try": one.try_number,
        "confidence": one.confidence,
        "item-version": one.version,
    }
    extensions = {f"{base}/xapi/{key}": value for key, value in said.items() if value is not None}
    return {
        "contextActivities": activities,
        "platform": "gluteedu",
        "language": LANGUAGE,
        **({"extensions": extensions} if extensions else {}),
    }


def _answer(one: Event) -> Statement:
    result: Statement = {
        "score": {"scaled": round(one.score or 0.0, 4)},
        "success": bool(one.correct),
        "completion": True,
    }
    response = written(one.response)
    if response:
        result["response"] = response
    if one.seconds is not None:
        result["duration"] = f"PT{one.seconds:.2f}S"
    return result


def _completion(score: float | None) -> Statement:
    scored = {} if score is None else {"score": {"scaled": round(score, 4)}}
    return {**scored, "completion": True}
