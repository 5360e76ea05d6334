"""The safety gate: which red flags the answers raise, and which safety questions are open.

It runs before any likelihood; the highest level wins and nothing later lowers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gluteedu.domain.triage.findings import Findings, Vocabulary
from gluteedu.domain.triage.levels import URGENT, Triage, highest, urgency
from gluteedu.domain.triage.rules import Facts, Ids, Rule, RuleAnswer, evaluate, grounds, open_ids


@dataclass(frozen=True)
class SafetyRule:
    """One way in which a red flag shows, how urgent that makes it, and the causes it belongs to."""

    level: Triage
    when: Rule
    points_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class RedFlag:
    """One row of the safety sheet.

    Attributes:
        id: never reused.
        number: its row, from 1.
        condition: what it may be.
        question: what to ask, in plain words.
        rules: the ways it shows.
        actions: what to do, by level.
        sources: ids of sources.
    """

    id: str
    number: int
    condition: str
    question: str
    rules: tuple[SafetyRule, ...]
    actions: Mapping[Triage, str]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag that the answers raise, at its highest level.

    Attributes:
        flag: the row.
        level: how urgent.
        grounds: ids of the findings that raised it.
        points_to: the causes it belongs to; empty where it belongs to none.
    """

    flag: RedFlag
    level: Triage
    grounds: Ids
    points_to: frozenset[str]

    @property
    def action(self) -> str:
        """What to do at this level."""
        return self.flag.actions[self.level]


@dataclass(frozen=True)
class GateResult:
    """What the safety gate says.

    Attributes:
        raised: red flags, most urgent first, then in the order of the sheet.
        unanswered: safety questions still open, in the order in which they are asked.
    """

    raised: tuple[RaisedFlag, ...]
    unanswered: tuple[str, ...]

    @property
    def level(self) -> Triage:
        """The highest level raised; self-care where nothing is."""
        return highest(r.level for r in self.raised)


def run_gate(flags: tuple[RedFlag, ...], findings: Findings) -> GateResult:
    """The red flags that ``findings`` raise and the safety questions they leave open."""
    facts = findings.facts()
    raised = [r for flag in flags if (r := _raise(flag, facts))]
    raised.sort(key=lambda r: (-urgency(r.level), r.flag.number))
    return GateResult(tuple(raised), _unanswered(flags, facts, findings.vocabulary))


def _raise(flag: RedFlag, facts: Facts) -> RaisedFlag | None:
    held = [rule for rule in flag.rules if evaluate(rule.when, facts) is RuleAnswer.YES]
    if not held:
        return None
    level = highest(rule.level for rule in held)
    causing = [rule for rule in held if rule.level == level]
    return RaisedFlag(
        flag,
        level,
        grounds=frozenset().union(*(grounds(rule.when, facts) for rule in causing)),
        points_to=frozenset().union(*(rule.points_to for rule in causing)),
    )


def _unanswered(
    flags: tuple[RedFlag, ...], facts: Facts, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Safety questions without an answer, and whatever else an urgent rule still hangs on."""
    hanging: set[str] = set()
    for flag in flags:
        for rule in flag.rules:
            if rule.level in URGENT:
                hanging |= open_ids(rule.when, facts)
    return tuple(
        id for id, f in vocabulary.items() if id not in facts and (f.safety or id in hanging)
    )
