"""The vocabulary of findings, and a checked set of answers about one person.

A finding that is absent is unknown, never "no".
"""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from gluteedu.domain.triage.finding_logic import FindingLogic
from gluteedu.domain.triage.rules import Value

_MOST_FAULTS = 20
_LONGEST_SHOWN = 40
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = _LONGEST_SHOWN
_SHORT.maxlevel = 2

FindingKind = Literal["flag", "number", "choice"]


class FindingsError(ValueError):
    """Answers that cannot be used: each fault names the id and what is allowed.

    Attributes:
        faults: one sentence for each thing that is wrong.
        clashes: pairs of ids whose answers cannot both be right.
    """

    def __init__(self, faults: Iterable[str], clashes: Iterable[tuple[str, str]] = ()):
        self.faults = tuple(faults)
        self.clashes = tuple(clashes)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True)
class Finding:
    """One question of the vocabulary.

    Attributes:
        id: its name in JSON and in rules.
        kind: ``flag`` (true or false), ``number`` or ``choice``.
        meaning: what a yes, or the number, means.
        label: a few words for a chip or a slider.
        question: the question in plain words.
        group: which findings it is asked with.
        choices: the values of a choice.
        low: smallest number allowed.
        high: largest number allowed.
        unit: of a number.
        safety: whether it is asked before anything else.
    """

    id: str
    kind: FindingKind
    meaning: str
    label: str = ""
    question: str = ""
    group: str = ""
    choices: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    safety: bool = False

    @property
    def allowed(self) -> str:
        """The values it may have, in words."""
        if self.kind == "flag":
            return "true or false (leave it out when it is not known)"
        if self.kind == "choice":
            return " or ".join(f'"{c}"' for c in self.choices)
        return f"a number from {self.low:g} to {self.high:g}"

    def accepts(self, value: Any) -> bool:
        """Whether ``value`` has the right type and lies in range."""
        if self.kind == "flag":
            return isinstance(value, bool)
        if self.kind == "choice":
            return isinstance(value, str) and value in self.choices
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        return self.low <= value <= self.high  # false for nan and for anything too large


class Vocabulary(dict[str, Finding]):
    """Every finding there is by id, in the order of asking, and what holds between them."""

    def __init__(
        self,
        findings: Mapping[str, Finding] | Iterable[tuple[str, Finding]] = (),
        logic: FindingLogic | None = None,
    ) -> None:
        super().__init__(findings)
        self.logic = logic or FindingLogic()


class Findings(Mapping[str, Value]):
    """What is known about one person; immutable, in the order of the vocabulary.

    Args:
        vocabulary: every finding there is.
        answers: id to value.

    Raises:
        FindingsError: an id that is not known, a value of the wrong type or out of range, or
            two answers that cannot both be right.
    """

    def __init__(self, vocabulary: Vocabulary, answers: Mapping[str, Any]):
        if not isinstance(answers, Mapping):
            raise FindingsError(
                [f"findings must be an object of ids and values, not {_short(answers)}"]
            )
        all_faults = (f for key, value in answers.items() if (f := _fault(vocabulary, key, value)))
        if faults := list(islice(all_faults, _MOST_FAULTS)):
            if next(all_faults, None) is not None:
                faults.append(f"more than {_MOST_FAULTS} faults; these are the first")
            raise FindingsError(faults)
        if clashing := vocabulary.logic.clashes(answers):
            raise FindingsError(
                (f"{' and '.join(one.pair)}: {one.why}" for one in clashing),
                (one.pair for one in clashing),
            )
        self.vocabulary = vocabulary
        self._given: dict[str, Value] = {id: answers[id] for id in vocabulary if id in answers}

    @classmethod
    def from_pairs(cls, vocabulary: Vocabulary, pairs: Iterable[tuple[str, Any]]) -> Findings:
        """Findings from ids and values; an id that stands twice is a FindingsError."""
        answers: dict[str, Any] = {}
        for key, value in pairs:
            if key in answers:
                raise FindingsError([f"{key}: stands twice; give each finding once"])
            answers[key] = value
        return cls(vocabulary, answers)

    def __getitem__(self, id: str) -> Value:
        return self._given[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return f"Findings({len(self)} answers)"  # never the answers: they are private

    def facts(self) -> dict[str, Value]:
        """The answers with what follows from their meaning (a man is not pregnant)."""
        return self.vocabulary.logic.facts(self._given)


def _fault(vocabulary: Vocabulary, key: Any, value: Any) -> str:
    if key not in vocabulary:
        near = difflib.get_close_matches(str(key)[:_LONGEST_SHOWN], list(vocabulary), n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        allowed = ", ".join(vocabulary)
        return f"{_short(key)}: not a known finding{hint}; allowed: {allowed}"
    finding = vocabulary[key]
    if finding.accepts(value):
        return ""
    return f"{key}: must be {finding.allowed}, not {_short(value)}"


def _short(value: Any) -> str:
    text = _SHORT.repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."
