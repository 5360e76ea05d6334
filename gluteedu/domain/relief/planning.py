"""The relief planner: which measure is right for whom, and what must be asked first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from gluteedu.domain.triage.findings import Findings, FindingsError, Vocabulary
from gluteedu.domain.triage.levels import Triage
from gluteedu.domain.triage.rules import Facts, Ids, Rule, holds

ReliefVerdict = Literal["do", "ask_first", "do_not", "closed"]
_HOURS_IN_A_DAY = 24


@dataclass(frozen=True)
class ReliefRule:
    """One verdict on a measure and when it holds (always, where ``when`` is None).

    ``no_use`` marks a ``do_not`` that is useless rather than unsafe; ``minutes`` is the longest
    time for one go, None where time is not the matter.
    """

    verdict: Literal["do", "ask_first", "do_not"]
    when: Rule | None
    reason: str
    sources: tuple[str, ...]
    minutes: int | None = None
    no_use: bool = False


@dataclass(frozen=True)
class ReliefMeasure:
    """One thing that may bring relief.

    Attributes:
        id: never reused.
        name: as shown.
        medicine: whether it stays closed until its questions are answered.
        questions: ids that must be answered before the medicine opens.
        check: ids that must be answered before it can be under "do".
        check_reason: what to say while they are open.
        rules: at least one.
    """

    id: str
    name: str
    medicine: bool
    questions: tuple[str, ...]
    check: tuple[str, ...]
    check_reason: str
    rules: tuple[ReliefRule, ...]


@dataclass(frozen=True)
class CareFirst:
    """What must come before any relief."""

    level: Triage
    when: Rule
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ReliefKnowledge:
    """Everything a plan rests on; ``cautions`` are the flags that may be given as a list."""

    vocabulary: Vocabulary
    cautions: tuple[str, ...]
    first: tuple[CareFirst, ...]
    measures: tuple[ReliefMeasure, ...]


@dataclass(frozen=True)
class Advice:
    """What to do about one measure, why, and from where we know it.

    Attributes:
        measure: its id.
        name: its name.
        verdict: do, ask first, do not, or closed (a medicine with open questions).
        reasons: why.
        minutes: the longest time for one go, where there is one.
        no_use: whether a "do not" is only because it does not help.
        open: ids of questions still to answer.
        unsure: ids of its questions to which the answer was "not sure".
        sources: ids of sources.
    """

    measure: str
    name: str
    verdict: ReliefVerdict
    reasons: tuple[str, ...]
    minutes: int | None = None
    no_use: bool = False
    open: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReliefPlan:
    """Every measure under one of four headings, and what must come first."""

    cause: str
    first: tuple[CareFirst, ...]
    advice: tuple[Advice, ...]

    @property
    def do(self) -> tuple[Advice, ...]:
        """What is fine to do."""
        return self._under("do")

    @property
    def ask_first(self) -> tuple[Advice, ...]:
        """What to ask someone about first."""
        return self._under("ask_first")

    @property
    def do_not(self) -> tuple[Advice, ...]:
        """What is unsafe or useless here."""
        return self._under("do_not")

    @property
    def closed(self) -> tuple[Advice, ...]:
        """Medicines whose questions are not answered yet."""
        return self._under("closed")

    def _under(self, verdict: ReliefVerdict) -> tuple[Advice, ...]:
        return tuple(a for a in self.advice if a.verdict == verdict)

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain data, ready for JSON."""
        headings: tuple[ReliefVerdict, ...] = ("do", "ask_first", "do_not", "closed")
        return {
            "cause": self.cause,
            "first": [
                {"level": f.level, "text": f.text, "sources": list(f.sources)} for f in self.first
            ],
            **{heading: [_plain(a) for a in self._under(heading)] for heading in headings},
        }


def read_situation(
    knowledge: ReliefKnowledge, cause: str, situation: Mapping[str, Any]
) -> Findings:
    """``situation`` as checked answers.

    It may give ``days`` instead of ``hours``, and ``cautions`` as a list of those that apply (the
    others stay unknown) or as an object of true and false.

    Raises:
        FindingsError: an unknown id, a wrong value, or one thing said twice.
    """
    if not isinstance(situation, Mapping):
        raise FindingsError(["the situation must be an object of ids and values"])
    pairs = [("cause", cause), *((k, v) for k, v in situation.items() if k != "cautions")]
    pairs += _cautions(knowledge, situation.get("cautions", []))
    return Findings.from_pairs(knowledge.vocabulary, [_in_hours(k, v) for k, v in pairs])


def _cautions(knowledge: ReliefKnowledge, given: Any) -> list[tuple[str, Any]]:
    allowed = ", ".join(knowledge.cautions)
    if isinstance(given, Mapping):
        pairs = list(given.items())
    elif isinstance(given, Iterable) and not isinstance(given, str):
        pairs = [(id, True) for id in given]
    else:
        raise FindingsError([f"cautions: must be a list of {allowed}"])
    unknown = [str(id) for id, _ in pairs if id not in knowledge.cautions]
    if unknown:
        raise FindingsError([f"cautions: {', '.join(unknown)} not known; allowed: {allowed}"])
    return pairs


def _in_hours(id: str, value: Any) -> tuple[str, Any]:
    if id != "days":
        return id, value
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number:
        raise FindingsError(["days: must be a number"])
    return "hours", value * _HOURS_IN_A_DAY


def plan_measures(
    knowledge: ReliefKnowledge, situation: Findings, unsure: Collection[str] = ()
) -> ReliefPlan:
    """The verdict on every measure for this situation.

    Any ``do_not`` wins; then a medicine with open questions is closed; then any ``ask_first``; then
    a measure with an open check is ``ask_first``; only then the first ``do`` that holds.

    Args:
        knowledge: every measure.
        situation: what is known.
        unsure: flags that were answered with "not sure". They open a medicine, but whatever a yes
            would take out of "do" goes to ``ask_first``.
    """
    facts = situation.facts()
    doubts = frozenset(id for id in unsure if id not in facts)
    first = tuple(f for f in knowledge.first if holds(f.when, facts))
    advice = tuple(
        _in_doubt(m, _advise(m, facts, doubts), facts, doubts) for m in knowledge.measures
    )
    return ReliefPlan(str(facts["cause"]), first, advice)


def _advise(measure: ReliefMeasure, facts: Facts, doubts: Ids) -> Advice:
    held = [rule for rule in measure.rules if rule.when is None or holds(rule.when, facts)]
    if forbidden := _of(held, "do_not"):
        unsafe = [rule for rule in forbidden if not rule.no_use]
        return _advice(measure, "do_not", unsafe or forbidden)
    if unasked := _open(measure.questions, facts, doubts):
        return Advice(measure.id, measure.name, "closed", (), open=unasked)
    if cautious := _of(held, "ask_first"):
        return _advice(measure, "ask_first", cautious)
    if unchecked := _open(measure.check, facts, doubts):
        reasons = (measure.check_reason,)
        return Advice(measure.id, measure.name, "ask_first", reasons, open=unchecked)
    if fine := _of(held, "do"):
        return _advice(measure, "do", fine[:1])
    raise LookupError(f"{measure.id} has no rule for {facts['cause']}")


def _of(rules: list[ReliefRule], verdict: ReliefVerdict) -> list[ReliefRule]:
    return [rule for rule in rules if rule.verdict == verdict]


def _open(ids: Iterable[str], facts: Facts, doubts: Ids) -> tuple[str, ...]:
    """Those that were answered neither plainly nor with "not sure"."""
    return tuple(id for id in ids if id not in facts and id not in doubts)


def _in_doubt(measure: ReliefMeasure, advice: Advice, facts: Facts, doubts: Ids) -> Advice:
    """``advice`` with the doubts that matter to it; none of them leaves a measure under "do"."""
    if advice.verdict not in ("do", "ask_first"):
        return advice
    needed = {*measure.questions, *measure.check}
    matter = tuple(
        id
        for id in sorted(doubts)
        if id in needed
        or (
            advice.verdict == "do" and _advise(measure, {**facts, id: True}, doubts).verdict != "do"
        )
    )
    if matter and advice.verdict == "do":
        return Advice(measure.id, measure.name, "ask_first", (), unsure=matter)
    return replace(advice, unsure=matter)


def _advice(measure: ReliefMeasure, verdict: ReliefVerdict, rules: list[ReliefRule]) -> Advice:
    reasons = tuple(dict.fromkeys(rule.reason for rule in rules))
    sources = tuple(dict.fromkeys(s for rule in rules for s in rule.sources))
    return Advice(
        measure=measure.id,
        name=measure.name,
        verdict=verdict,
        reasons=reasons,
        minutes=rules[0].minutes,
        no_use=all(rule.no_use for rule in rules),
        sources=sources,
    )


def _plain(advice: Advice) -> dict[str, Any]:
    return {
        "measure": advice.measure,
        "name": advice.name,
        "reasons": list(advice.reasons),
        "minutes": advice.minutes,
        "no_use": advice.no_use,
        "open": list(advice.open),
        "unsure": list(advice.unsure),
        "sources": list(advice.sources),
    }
