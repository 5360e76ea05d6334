"""What follows from answers by their meaning, and which answers cannot both be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gluteedu.domain.triage.rules import Rule, Value, holds


@dataclass(frozen=True)
class Implication:
    """Where ``when`` holds, ``then`` holds too, for each id that was not answered."""

    id: str
    when: Rule
    then: Mapping[str, Value]


@dataclass(frozen=True)
class LeastDistance:
    """Whether one number is less than another one and ``plus``; never where it is not known.

    Attributes:
        id: the number that may be too small.
        than: the number it is held against.
        plus: what is added to that.
        unknown: what stands for ``than`` where it is not known.
    """

    id: str
    than: str
    plus: float
    unknown: float

    def too_small(self, given: Mapping[str, Any]) -> bool:
        """Whether it is so for these answers."""
        if self.id not in given:
            return False
        limit = float(given.get(self.than, self.unknown)) + self.plus
        return float(given[self.id]) < limit


@dataclass(frozen=True)
class Contradiction:
    """Two answers that cannot both be right, and why.

    It is met where ``when`` holds and, if there is a ``gap``, that is too small.
    """

    id: str
    pair: tuple[str, str]
    when: Rule
    why: str
    gap: LeastDistance | None = None

    def met(self, given: Mapping[str, Any]) -> bool:
        """Whether these answers contradict each other in this way."""
        return holds(self.when, given) and (self.gap is None or self.gap.too_small(given))


@dataclass(frozen=True)
class FindingLogic:
    """What holds between the findings of a course, in the order in which it is looked at."""

    implications: tuple[Implication, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def facts(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """The answers with all that follows from them."""
        facts = dict(given)
        for one in self.implications:
            if holds(one.when, facts):
                facts |= {id: value for id, value in one.then.items() if id not in facts}
        return facts

    def clashes(self, given: Mapping[str, Any]) -> list[Contradiction]:
        """The contradictions that these answers meet."""
        return [one for one in self.contradictions if one.met(given)]
