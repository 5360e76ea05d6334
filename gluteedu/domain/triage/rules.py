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
Comparison = Literal["<", "<=", ">", ">="]
Turn = Literal["not", "maybe"]


class Answer(Enum):
    """What a rule says about a set of answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Leaf:
    """One question about one id: a flag (``yes``), a choice (``is``) or a comparison."""

    id: str
    test: Literal["yes", "is"] | Comparison = "yes"
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
_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}


def answer(rule: Rule, facts: Facts) -> Answer:
    """Yes, no or unknown for these answers."""
    if isinstance(rule, Leaf):
        if rule.id not in facts:
            return Answer.UNKNOWN
        return Answer.YES if _holds(rule, facts[rule.id]) else Answer.NO
    if isinstance(rule, Turned):
        inner = answer(rule.rule, facts)
        if rule.how == "not":
            return _OPPOSITE[inner]
        return Answer.NO if inner is Answer.NO else Answer.YES
    yes = unknown = 0
    left = len(rule.rules)
    for part in rule.rules:
        said = answer(part, facts)
        left -= 1
        yes += said is Answer.YES
        unknown += said is Answer.UNKNOWN
        if yes >= rule.needed:
            return Answer.YES
        if yes + unknown + left < rule.needed:
            return Answer.NO
    return Answer.UNKNOWN


def holds(rule: Rule, facts: Facts) -> bool:
    """Whether the rule is a plain yes for these answers."""
    return answer(rule, facts) is Answer.YES


def open_ids(rule: Rule, facts: Facts) -> Ids:
    """Ids not answered yet on which the outcome still hangs."""
    return _look(rule, facts)[1]


def _look(rule: Rule, facts: Facts) -> tuple[Answer, Ids]:
    """The answer and the open ids in one walk."""
    if isinstance(rule, Leaf):
        return answer(rule, facts), _NONE if rule.id in facts else frozenset({rule.id})
    if isinstance(rule, Turned):
        inner, hanging = _look(rule.rule, facts)
        if rule.how == "not":
            return _OPPOSITE[inner], hanging
        return Answer.NO if inner is Answer.NO else Answer.YES, hanging
    outcome = answer(rule, facts)
    if outcome is Answer.NO:
        return outcome, _NONE
    seen = [_look(part, facts) for part in rule.rules]
    if outcome is Answer.UNKNOWN:
        return outcome, _NONE.union(*(ids for said, ids in seen if said is not Answer.NO))
    held = [ids for said, ids in seen if said is Answer.YES]
    settled = sum(not ids for ids in held)
    return outcome, _NONE if settled >= rule.needed else _NONE.union(*held)


def grounds(rule: Rule, facts: Facts) -> Ids:
    """Ids whose answers brought the outcome about."""
    if isinstance(rule, Leaf):
        return frozenset({rule.id}) if rule.id in facts else frozenset()
    if isinstance(rule, Turned):
        return grounds(rule.rule, facts)
    outcome = answer(rule, facts)
    parts = [grounds(part, facts) for part in rule.rules if answer(part, facts) is outcome]
    return frozenset().union(*parts)


def ids(rule: Rule) -> Ids:
    """Every id the rule asks about."""
    if isinstance(rule, Leaf):
        return frozenset({rule.id})
    if isinstance(rule, Turned):
        return ids(rule.rule)
    return frozenset().union(*(ids(part) for part in rule.rules))


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
