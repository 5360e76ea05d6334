"""Reads the small rule language in which the content states its rules.

"dark_urine"                      the flag was answered yes
"severity >= 7", "days < 14"      a number (also <=, >)
"onset is sudden"                 a choice
"not pop"                         answered no (an unanswered flag is neither)
"maybe dark_urine"                not answered no: yes, or not answered
{all: [...]}, {any: [...]}, {not: ...}, {maybe: ...}
{at_least: {n: 2, of: [...]}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from gluteedu.domain.triage.rules import ComparisonSign, Count, Leaf, Rule, Turn, Turned

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"([a-z][a-z0-9_]*) (<=|>=|<|>) (\d+(?:\.\d+)?)")
_CHOICE = re.compile(r"([a-z][a-z0-9_]*) is ([a-z][a-z0-9_]*)")
_COMPARISONS: dict[str, ComparisonSign] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TURNS: dict[str, Turn] = {"not": "not", "maybe": "maybe"}
_DEPTH = 20


class RuleError(ValueError):
    """A rule that cannot be read; the message says what is wrong and what is allowed."""


class RuleTerm(Protocol):
    """One thing that rules may ask about."""

    @property
    def kind(self) -> str:
        """``flag``, ``number`` or ``choice``."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a choice; empty for the others."""


def parse_rule(
    raw: Any, vocabulary: Mapping[str, RuleTerm], named: Mapping[str, Rule] | None = None
) -> Rule:
    """``raw`` (text or nested dicts, as read from YAML) as a Rule.

    Args:
        raw: the rule as written.
        vocabulary: what may be asked about, by id.
        named: rules that may be used by name.

    Raises:
        RuleError: unknown id, wrong kind of question, unknown word or empty list.
    """
    return _parse(raw, vocabulary, named or {}, 0)


def _parse(
    raw: Any, vocabulary: Mapping[str, RuleTerm], named: Mapping[str, Rule], depth: int
) -> Rule:
    if depth > _DEPTH:
        raise RuleError(f"is nested more than {_DEPTH} deep")
    if isinstance(raw, str):
        return _parse_text(raw.strip(), vocabulary, named)
    if not isinstance(raw, dict) or len(raw) != 1:
        raise RuleError(f"must be text or one of all, any, not, maybe, at_least; not {raw!r}")
    ((word, inner),) = raw.items()
    if word in _TURNS:
        return Turned(_TURNS[word], _parse(inner, vocabulary, named, depth + 1))
    if word in ("all", "any"):
        rules = _parse_list(inner, vocabulary, named, depth)
        return Count(len(rules) if word == "all" else 1, rules)
    if word == "at_least":
        return _parse_at_least(inner, vocabulary, named, depth)
    raise RuleError(f"{word!r} is unknown; use all, any, not, maybe or at_least")


def _parse_at_least(
    raw: Any, vocabulary: Mapping[str, RuleTerm], named: Mapping[str, Rule], depth: int
) -> Count:
    if not isinstance(raw, dict) or set(raw) != {"n", "of"}:
        raise RuleError("at_least needs n (a whole number) and of (a list of rules)")
    rules = _parse_list(raw["of"], vocabulary, named, depth)
    needed = raw["n"]
    if type(needed) is not int or not 1 <= needed <= len(rules):
        raise RuleError(f"n must be a whole number from 1 to {len(rules)}, not {needed!r}")
    return Count(needed, rules)


def _parse_list(
    raw: Any, vocabulary: Mapping[str, RuleTerm], named: Mapping[str, Rule], depth: int
) -> tuple[Rule, ...]:
    if not isinstance(raw, list) or not raw:
        raise RuleError(f"needs a list of rules, not {raw!r}")
    return tuple(_parse(part, vocabulary, named, depth + 1) for part in raw)


def _parse_text(text: str, vocabulary: Mapping[str, RuleTerm], named: Mapping[str, Rule]) -> Rule:
    turn, _, rest = text.partition(" ")
    if turn in _TURNS:
        return Turned(_TURNS[turn], _parse_text(rest.strip(), vocabulary, named))
    if text in named:
        return named[text]
    if match := _NUMBER.fullmatch(text):
        _kind(match[1], "number", vocabulary)
        return Leaf(match[1], _COMPARISONS[match[2]], float(match[3]))
    if match := _CHOICE.fullmatch(text):
        choices = _kind(match[1], "choice", vocabulary).choices
        if match[2] not in choices:
            raise RuleError(f"{match[1]} is one of {', '.join(choices)}, not {match[2]!r}")
        return Leaf(match[1], "is", match[2])
    if _NAME.fullmatch(text):
        _kind(text, "flag", vocabulary)
        return Leaf(text)
    raise RuleError(f"cannot read {text!r}; write an id, 'id >= 7', 'id is choice' or 'not id'")


def _kind(name: str, kind: str, vocabulary: Mapping[str, RuleTerm]) -> RuleTerm:
    if name not in vocabulary:
        raise RuleError(f"{name!r} is not a known id")
    term = vocabulary[name]
    if term.kind != kind:
        ways = {"flag": "its bare id", "number": "'id >= 7'", "choice": "'id is choice'"}
        raise RuleError(f"{name} is a {term.kind}; ask about it with {ways[term.kind]}")
    return term
