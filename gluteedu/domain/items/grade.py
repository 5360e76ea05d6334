"""A response to an item, and the grade it has earned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Response = tuple[str, ...] | tuple[tuple[str, str], ...] | float
"""What a type of item makes of what a learner gave: ids, pairs of ids, or a number."""


class GradeOutcome(StrEnum):
    """What became of a response. Nothing given, wrong and unreadable are three different things."""

    NOT_ATTEMPTED = "not_attempted"
    CANNOT_TELL = "cannot_tell"
    INCORRECT = "incorrect"
    PARTLY = "partly"
    CORRECT = "correct"


@dataclass(frozen=True)
class Grade:
    """A graded response.

    Attributes:
        score: 0 to 1.
        correct: wholly right.
        feedback: ids of the feedback this response has earned: the options picked; for ordering
            and matching those that sit right (the others would give the key away); for a number
            ``right``, ``low`` or ``high``.
    """

    score: float
    correct: bool
    feedback: tuple[str, ...]

    @property
    def outcome(self) -> GradeOutcome:
        """Correct, partly right or incorrect."""
        if self.correct:
            return GradeOutcome.CORRECT
        return GradeOutcome.PARTLY if self.score > 0 else GradeOutcome.INCORRECT


def ids_of(response: Response) -> tuple[str, ...]:
    """A response of ids. TypeError for another one."""
    if not isinstance(response, tuple):
        raise TypeError("this item is answered with option ids")
    return tuple(one for one in response if isinstance(one, str))


def pairs_of(response: Response) -> tuple[tuple[str, str], ...]:
    """A response of pairs, each an option id and a target id. TypeError for another one."""
    if not isinstance(response, tuple):
        raise TypeError("this item is answered with pairs")
    return tuple(one for one in response if not isinstance(one, str))
