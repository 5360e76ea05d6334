"""Rules over a set of answers, in three values: yes, no and cannot tell.

An answer that is missing is unknown and stays unknown through ``not``, ``all`` and ``any``
(Kleene's strong three-valued logic); only ``maybe`` turns unknown into yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

Value = bool | int | float | str
Facts = Mapping[str, Value]
Ids = frozenset[str]
ComparisonSign = Literal["<", "<=", ">", ">="]
Turn = Literal["not", "maybe"]


class RuleAnswer(Enum):
    """What a rule says about a set of answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Leaf:
    """One question about one id: a flag (``yes``), a choice (``is``) or a comparison."""

    id: str
    test: Literal["yes", "is"] | ComparisonSign = "yes"
    value: float | str = ""


@dataclass(frozen=True)
class Turned:
    """``not`` (yes and no swapped) or ``maybe`` (unknown counts as yes) of one rule."""

    how: Turn
    rule: Rule


@dataclass(frozen=True)
class Count:
    """At least ``needed`` of ``rules`` hold: ``all`` needs every one, ``any`` needs one."""

    needed: int
    rules: tuple[Rule, ...]


Rule: TypeAlias = Leaf | Turned | Count

_NONE: Ids = frozenset()
_OPPOSITE = {
    RuleAnswer.YES: RuleAnswer.NO,
    RuleAnswer.NO: RuleAnswer.YES,
    RuleAnswer.UNKNOWN: RuleAnswer.UNKNOWN,
}


def evaluate(rule: Rule, facts: Facts) -> RuleAnswer:
    """Yes, no or unknown for these answers."""
    if isinstance(rule, Leaf):
        if rule.id not in facts:
            return RuleAnswer.UNKNOWN
        return RuleAnswer.YES if _holds(rule, facts[rule.id]) else RuleAnswer.NO
    if isinstance(rule, Turned):
        inner = evaluate(rule.rule, facts)
        if rule.how == "not":
            return _OPPOSITE[inner]
        return RuleAnswer.NO if inner is RuleAnswer.NO else RuleAnswer.YES
    yes = unknown = 0
    left = len(rule.rules)
    for part in rule.rules:
        said = evaluate(part, facts)
        left -= 1
        yes += said is RuleAnswer.YES
        unknown += said is RuleAnswer.UNKNOWN
        if yes >= rule.needed:
            return RuleAnswer.YES
        if yes + unknown + left < rule.needed:
            return RuleAnswer.NO
    return RuleAnswer.UNKNOWN


def holds(rule: Rule, facts: Facts) -> bool:
    """Whether the rule is a plain yes for these answers."""
    return evaluate(rule, facts) is RuleAnswer.YES


def open_ids(rule: Rule, facts: Facts) -> Ids:
    """Ids not answered yet on which the outcome still hangs."""
    return _look(rule, facts)[1]


def _look(rule: Rule, facts: Facts) -> tuple[RuleAnswer, Ids]:
    """The answer and the open ids in one walk."""
    if isinstance(rule, Leaf):
        return evaluate(rule, facts), _NONE if rule.id in facts else frozenset({rule.id})
    if isinstance(rule, Turned):
        inner, hanging = _look(rule.rule, facts)
        if rule.how == "not":
            return _OPPOSITE[inner], hanging
        return RuleAnswer.NO if inner is RuleAnswer.NO else RuleAnswer.YES, hanging
    return _look_at_count(rule, facts)


def _look_at_count(rule: Count, facts: Facts) -> tuple[RuleAnswer, Ids]:
    outcome = evaluate(rule, facts)
    if outcome is RuleAnswer.NO:
        return outcome, _NONE
    seen = [_look(part, facts) for part in rule.rules]
    if outcome is RuleAnswer.UNKNOWN:
        return outcome, _NONE.union(*(ids for said, ids in seen if said is not RuleAnswer.NO))
    held = [ids for said, ids in seen if said is RuleAnswer.YES]
    settled = sum(not ids for ids in held)
    return outcome, _NONE if settled >= rule.needed else _NONE.union(*held)


def grounds(rule: Rule, facts: Facts) -> Ids:
    """Ids whose answers brought the outcome about."""
    if isinstance(rule, Leaf):
        return frozenset({rule.id}) if rule.id in facts else frozenset()
    if isinstance(rule, Turned):
        return grounds(rule.rule, facts)
    outcome = evaluate(rule, facts)
    parts = [grounds(part, facts) for part in rule.rules if evaluate(part, facts) is outcome]
    return frozenset().union(*parts)


def _holds(leaf: Leaf, given: Value) -> bool:
    if leaf.test == "yes":
        return given is True
    if leaf.test == "is":
        return given == leaf.value
    number, limit = float(given), float(leaf.value)
    if leaf.test == "<":
        return number < limit
    if leaf.test == "<=":
        return number <= limit
    return number > limit if leaf.test == ">" else number >= limit
