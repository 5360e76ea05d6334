"""How well being sure goes with being right: by level, as points, and what was sure but wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gluteedu.domain.intervals import Estimate, proportion
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.learning.event import Event

POINTS_RIGHT = {Confidence.SURE: 3, Confidence.THINK_SO: 2, Confidence.GUESSING: 1}
POINTS_WRONG = {Confidence.SURE: -6, Confidence.THINK_SO: -2, Confidence.GUESSING: 0}
"""Certainty-based marking. Gardner-Medwin 1995, ALT-J 3:80-85; the numbers and the treatment of
part scores (a share of the points for a right answer) are those of Moodle's question_cbm."""

PAYS: dict[Confidence, tuple[float, float]] = {
    Confidence.GUESSING: (0.0, 2 / 3),
    Confidence.THINK_SO: (2 / 3, 0.8),
    Confidence.SURE: (0.8, 1.0),
}
"""From which to which share of right answers a word earns more than the other two do."""

CONFIDENCE_LEVELS: tuple[Confidence, ...] = (
    Confidence.GUESSING,
    Confidence.THINK_SO,
    Confidence.SURE,
)


@dataclass(frozen=True)
class ConfidenceLevel:
    """How first tries went that were given with one word.

    Attributes:
        right: wholly right answers.
        share: right of all, with Wilson's 95% interval; None without an answer.
    """

    confidence: Confidence
    n: int
    right: int
    share: Estimate | None


@dataclass(frozen=True)
class Calibration:
    """All three levels, from guessing to sure; ``unsaid`` first tries came without a word."""

    levels: tuple[ConfidenceLevel, ...]
    unsaid: int

    @property
    def n(self) -> int:
        """How many first tries came with a word."""
        return sum(level.n for level in self.levels)


@dataclass(frozen=True)
class ConfidenceScore:
    """Certainty-based points, kept apart from the raw score.

    Attributes:
        points: the sum, from ``-6 * n`` to ``3 * n``.
        n: first tries with a word; the others earn nothing and cost nothing.
    """

    points: float
    n: int

    @property
    def most(self) -> int:
        """What the same answers would have earned, all of them right and sure."""
        return 3 * self.n

    @property
    def mean(self) -> float | None:
        """Points for each answer, -6 to 3; None without one."""
        return self.points / self.n if self.n else None


def calibrate(tries: Iterable[Event]) -> Calibration:
    """First tries (as ``item_analysis.first_tries`` gives them) sorted by what the learner said.

    An answer counts as right when it is wholly right: half of a sure answer was not true.
    """
    counts = {level: [0, 0] for level in CONFIDENCE_LEVELS}
    unsaid = 0
    for one in tries:
        if one.confidence is None:
            unsaid += 1
            continue
        level = counts[Confidence(one.confidence)]
        level[0] += 1
        level[1] += bool(one.correct)
    levels = tuple(
        ConfidenceLevel(name, n, right, proportion(right, n) if n else None)
        for name, (n, right) in counts.items()
    )
    return Calibration(levels, unsaid)


def confidence_points(score: float, confidence: Confidence) -> float:
    """The points of one answer with a score of 0 to 1: a share of the prize, or the whole price."""
    if not 0 <= score <= 1:
        raise ValueError(f"a score is 0 to 1, not {score}")
    return POINTS_RIGHT[confidence] * score if score > 0 else float(POINTS_WRONG[confidence])


def confidence_score(tries: Iterable[Event]) -> ConfidenceScore:
    """The points of all first tries that came with a word."""
    points = [
        confidence_points(one.score or 0.0, Confidence(one.confidence))
        for one in tries
        if one.confidence is not None
    ]
    return ConfidenceScore(math.fsum(points), len(points))


def sure_but_wrong_tries(tries: Iterable[Event]) -> Sequence[Event]:
    """First tries that were sure and not wholly right, oldest first: the beliefs worth mending."""
    found = [one for one in tries if one.confidence == "sure" and not one.correct]
    return sorted(found, key=lambda one: (one.at, one.item or ""))
