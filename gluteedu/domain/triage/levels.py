"""The four levels of care in rising order of urgency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

Triage = Literal["self_care", "see_clinician", "same_day", "emergency"]

LEVELS: Final[tuple[Triage, ...]] = get_args(Triage)
"""Rising urgency: look after it at home, see someone within days, today, now."""

URGENT: Final[frozenset[Triage]] = frozenset({"same_day", "emergency"})
"""The levels at which a learner is told to stop and get help."""


def urgency(level: Triage) -> int:
    """0 for self-care up to 3 for an emergency; ValueError for anything else."""
    return LEVELS.index(level)


def highest(levels: Iterable[Triage], default: Triage = "self_care") -> Triage:
    """The most urgent of ``levels``, ``default`` where there are none."""
    return max(levels, key=urgency, default=default)
