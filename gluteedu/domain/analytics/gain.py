"""Before and after: what a test at the end shows of what one at the start did not, by objective."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from gluteedu.domain.intervals import LEVEL, Interval, t_quantile
from gluteedu.domain.items.item import Item
from gluteedu.domain.learning.event import Event

Scores = Mapping[str, Mapping[str, float]]
"""Learner to objective to the mean score there, 0 to 1."""


@dataclass(frozen=True)
class Gain:
    """How scores moved from one test to another.

    Attributes:
        objective: its id; None for all objectives that both tests ask about.
        n: learners who handed in both.
        pre, post: their mean scores, 0 to 1.
        gain: the share of what was left to learn that was learned; None when nothing was left.
        interval: 95%, for two learners or more who did not all move alike; else None.
    """

    objective: str | None
    n: int
    pre: float
    post: float
    gain: float | None
    interval: Interval | None = None


def group_gain(
    pairs: Sequence[tuple[float, float]], level: float = LEVEL
) -> tuple[float | None, Interval | None]:
    """The gain of a group from (pre, post) of each learner, with an interval if there can be one.

    The gain is that of the mean scores (normalised gain, Hake 1998, Am J Phys 66:64-74): one minus
    the ratio of what is left after to what was left before. A loss is below 0 and has no bound.

    For that ratio r of means, with learners drawn at random, the standard error is
    ``sqrt(sum((after - r * before) ** 2) / (n * (n - 1))) / mean(before)`` (Cochran 1977, Sampling
    Techniques, 3rd ed., section 6.4), taken with Student's t at n - 1 degrees of freedom.
    ValueError without a pair.
    """
    if not pairs:
        raise ValueError("there is no gain of nobody")
    before = [1 - pre for pre, _ in pairs]
    after = [1 - post for _, post in pairs]
    n, left = len(pairs), fmean(before)
    if left <= 1e-12:
        return None, None
    ratio = fmean(after) / left
    spread = math.fsum((a - ratio * b) ** 2 for a, b in zip(after, before, strict=True))
    if n < 2 or spread < 1e-18:
        return 1 - ratio, None
    error = math.sqrt(spread / (n * (n - 1))) / left
    half = t_quantile((1 + level) / 2, n - 1) * error
    return 1 - ratio, Interval(1 - ratio - half, min(1.0, 1 - ratio + half))


def scores_by_objective(events: Iterable[Event], quiz: str, items: Sequence[Item]) -> Scores:
    """What each learner who handed in the test ``quiz`` reached, by objective.

    Args:
        events: of any learners, in any order.
        items: those of the test, as they are now. Answers to another version are left out, and
            what was not answered scores 0, as it does in the result of the test.
    """
    mine = events_of(events, quiz)
    scores = _first_scores(mine, items)
    groups: dict[str, list[str]] = defaultdict(list)
    for item in items:
        groups[item.objective].append(item.id)
    return {
        learner: {
            objective: fmean(scores[learner].get(item, 0.0) for item in ids)
            for objective, ids in groups.items()
        }
        for learner in sorted({event.learner for event in mine if event.kind == "hand_in"})
    }


def _first_scores(events: Sequence[Event], items: Sequence[Item]) -> dict[str, dict[str, float]]:
    """Learner to item to the score of the first answer to its version of now."""
    version = {item.id: item.version for item in items}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for event in sorted(events, key=lambda event: (event.at, event.try_number or 1)):
        item = event.item or ""
        if event.kind != "answer" or event.score is None or item not in version:
            continue
        if event.version == version[item]:
            found[event.learner].setdefault(item, event.score)
    return found


def gains(pre: Scores, post: Scores, objectives: Sequence[str]) -> list[Gain]:
    """The gain for each objective both tests ask about, in the order given, then over all of them.

    Over all, each objective counts the same. Empty when nobody handed in both tests.
    """
    both = [learner for learner in pre if learner in post]
    if not both:
        return []
    shared = [o for o in objectives if all(o in pre[one] and o in post[one] for one in both)]
    if not shared:
        return []
    found = [_gain(one, [(pre[who][one], post[who][one]) for who in both]) for one in shared]
    return [
        *found,
        _gain(None, [(_over(pre[who], shared), _over(post[who], shared)) for who in both]),
    ]


def _over(scores: Mapping[str, float], objectives: Sequence[str]) -> float:
    """The mean score over these objectives."""
    return fmean(scores[objective] for objective in objectives)


def events_of(events: Iterable[Event], quiz: str) -> list[Event]:
    """The events of one quiz."""
    return [one for one in events if one.quiz == quiz]


def _gain(objective: str | None, pairs: Sequence[tuple[float, float]]) -> Gain:
    value, interval = group_gain(pairs)
    pre, post = fmean(pre for pre, _ in pairs), fmean(post for _, post in pairs)
    return Gain(objective, len(pairs), pre, post, value, interval)
