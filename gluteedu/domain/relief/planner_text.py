"""How the relief planner asks, and the way from a learner's answers to a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gluteedu.domain.relief.planning import (
    ReliefKnowledge,
    ReliefPlan,
    plan_measures,
    read_situation,
)
from gluteedu.domain.triage.explorer_text import NumberField

NOT_SURE = "not_sure"


@dataclass(frozen=True)
class CauseChoice:
    """A cause as it is offered."""

    id: str
    name: str
    note: str


@dataclass(frozen=True)
class PregnancyChoice:
    """One answer to the question on pregnancy: what it says, and what it leaves in doubt."""

    id: str
    text: str
    answers: Mapping[str, bool] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    weeks: str | None = None


@dataclass(frozen=True)
class AgeBand:
    """A band of age; the rules are read with ``value`` years."""

    id: str
    text: str
    value: float


@dataclass(frozen=True)
class CautionList:
    """Cautions that are asked together."""

    id: str
    title: str
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class ReliefWords:
    """Everything the planner says beside its advice.

    Attributes:
        words: sentences by their name in ``data/relief_planner.yaml``.
        causes: the causes in the order in which they are offered.
        pregnancy: the answers to the question on pregnancy.
        ages: the bands of age.
        lists: the cautions, in the order in which they are asked.
        not_for: caution to the causes for which it is not asked.
        numbers: id of a number to how it is asked for.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    causes: tuple[CauseChoice, ...] = ()
    pregnancy: tuple[PregnancyChoice, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    lists: tuple[CautionList, ...] = ()
    not_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, NumberField] = field(default_factory=dict)


@dataclass(frozen=True)
class ReliefAnswers:
    """What a learner has answered; None where not.

    Attributes:
        cause: id of a cause.
        hours: since it began.
        pregnancy: id of a PregnancyChoice.
        weeks: of pregnancy or since birth, whichever the choice asks for.
        age: id of an AgeBand.
        cautions: id to true, false or "not_sure".
    """

    cause: str
    hours: float | None = None
    pregnancy: str | None = None
    weeks: float | None = None
    age: str | None = None
    cautions: Mapping[str, bool | str] = field(default_factory=dict)


def plan_for(knowledge: ReliefKnowledge, words: ReliefWords, given: ReliefAnswers) -> ReliefPlan:
    """The plan for these answers.

    A caution that is not asked for the cause is left out. "Not sure" opens a medicine like any
    answer, and then asks first.

    Raises:
        FindingsError: a cause, a number or a caution that cannot be.
        ValueError: an unknown answer on pregnancy or age.
    """
    situation, unsure = _person(words, given)
    asked = {
        id: value
        for id, value in given.cautions.items()
        if given.cause not in words.not_for.get(id, ())
    }
    situation["cautions"] = {id: value for id, value in asked.items() if value != NOT_SURE}
    unsure |= {id for id, value in asked.items() if value == NOT_SURE and id in knowledge.cautions}
    return plan_measures(knowledge, read_situation(knowledge, given.cause, situation), unsure)


def _person(words: ReliefWords, given: ReliefAnswers) -> tuple[dict[str, Any], set[str]]:
    """Time, age and pregnancy as a situation, and the flags that they leave in doubt."""
    situation: dict[str, Any] = {}
    if given.hours is not None:
        situation["hours"] = given.hours
    if given.age is not None:
        situation["age"] = _named("age", given.age, {band.id: band for band in words.ages}).value
    if given.pregnancy is None:
        return situation, set()
    choices = {choice.id: choice for choice in words.pregnancy}
    choice = _named("pregnancy", given.pregnancy, choices)
    situation |= choice.answers
    if choice.weeks is not None and given.weeks is not None:
        situation[choice.weeks] = given.weeks
    return situation, set(choice.unsure)


def _named(kind: str, id: str, choices: Mapping[str, Any]) -> Any:
    if id not in choices:
        raise ValueError(f"{kind} must be one of {', '.join(choices)}")
    return choices[id]
