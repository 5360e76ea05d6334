"""What a class reached in its tests: each learner's score, and the gain from first to last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import fmean

from gluteedu.domain.analytics.gain import Gain, Scores, events_of, gains, scores_by_objective
from gluteedu.domain.items.item import Item
from gluteedu.domain.learning.event import Event

EARLY = 5
"""So many tests handed in without an item, before anybody answered it, mean it came later."""


@dataclass(frozen=True)
class CourseTest:
    """A test of the course: the id of its quiz, and its items of today."""

    quiz: str
    items: tuple[Item, ...]


def items_there(events: Sequence[Event], test: CourseTest) -> dict[str, tuple[Item, ...]]:
    """For each learner who handed the test in: its items of today that were in it then.

    An item that was left open counts as there, unless it was added after that learner's test: see
    ``EARLY``. What was withdrawn counts for nobody.
    """
    handed: dict[str, datetime] = {}
    begun: dict[str, datetime] = {}
    for event in events_of(events, test.quiz):
        if event.kind == "hand_in":
            handed[event.learner] = min(event.at, handed.get(event.learner, event.at))
        elif event.kind == "answer" and event.item is not None:
            begun[event.item] = min(event.at, begun.get(event.item, event.at))
    later = {
        item_id: first
        for item_id, first in begun.items()
        if sum(time < first for time in handed.values()) >= EARLY
    }
    return {
        learner: tuple(i for i in test.items if i.id not in later or later[i.id] <= time)
        for learner, time in sorted(handed.items())
    }


def scores_in_test(events: Sequence[Event], test: CourseTest) -> dict[str, float]:
    """Each learner who handed the test in, with the mean score over its items, 0 to 1.

    An answer counts in whichever version of the item it was given; what was not answered scores 0.
    """
    first: dict[tuple[str, str], float] = {}
    for event in sorted(events_of(events, test.quiz), key=lambda event: event.at):
        if event.kind == "answer" and event.item is not None and event.score is not None:
            first.setdefault((event.learner, event.item), event.score)
    return {
        learner: fmean(first.get((learner, item.id), 0.0) for item in items)
        for learner, items in items_there(events, test).items()
        if items
    }


def class_gains(
    events: Sequence[Event],
    before: CourseTest,
    after: CourseTest,
    objectives: Sequence[str],
    minimum: int,
) -> list[Gain]:
    """The gain by objective, then over all (objective None), of who handed in both tests.

    As ``gain.gains``, which is for the items of today: here an answer to an earlier version counts
    under its item, too. Empty when fewer learners than ``minimum`` handed in both.
    """
    pre, post = (_by_objective(events, test) for test in (before, after))
    if len([one for one in pre if one in post]) < max(1, minimum):
        return []
    return gains(pre, post, objectives)


def _by_objective(events: Sequence[Event], test: CourseTest) -> Scores:
    version = {item.id: item.version for item in test.items}
    today = [
        replace(one, version=version.get(one.item or "", one.version))
        for one in events
        if one.quiz == test.quiz
    ]
    groups: dict[tuple[Item, ...], set[str]] = defaultdict(set)
    for learner, items in items_there(events, test).items():
        groups[items].add(learner)
    found: dict[str, dict[str, float]] = {}
    for items, learners in groups.items():
        own = [one for one in today if one.learner in learners]
        scores = scores_by_objective(own, test.quiz, items)
        found.update({learner: dict(reached) for learner, reached in scores.items()})
    return found
