"""Reads ``data/relief_planner.yaml``: the words of the relief planner, and how it asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from gluteedu.content.loading.entries import check_once
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.known_ids import check_exactly
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.causes import read_causes
from gluteedu.content.triage.number_fields import NumberFieldEntry, check_number_fields
from gluteedu.domain.relief.planner_text import (
    AgeBand,
    CauseChoice,
    CautionList,
    PregnancyChoice,
    ReliefWords,
)
from gluteedu.domain.relief.planning import ReliefKnowledge
from gluteedu.domain.triage.findings import Finding

PLANNER = "relief_planner.yaml"

EntryFault = tuple[str, str, str]
"""Entry, field and what is wrong with it."""

ChoiceId = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]


class _Cause(Strict):
    id: str
    name: Text
    note: Text


class _Pregnancy(Strict):
    id: ChoiceId
    text: Text
    answers: dict[str, bool] = Field(default_factory=dict)
    unsure: list[str] = Field(default_factory=list)
    weeks: str | None = None


class _Age(Strict):
    id: ChoiceId
    text: Text
    value: float


class _List(Strict):
    id: ChoiceId
    title: Text
    cautions: Annotated[list[str], Field(min_length=1)]


class _Planner(Strict):
    intro: Text
    private: Text
    danger: Text
    danger_link: Text
    cause_title: Text
    cause_question: Text
    hours_question: Text
    hours_unknown: Text
    pregnancy_title: Text
    pregnancy_question: Text
    weeks_unknown: Text
    age_question: Text
    cautions_title: Text
    cautions_intro: Text
    plan_title: Text
    no_cause: Text
    stopped: Text
    do: Text
    do_intro: Text
    ask_first: Text
    ask_first_intro: Text
    do_not: Text
    do_not_intro: Text
    no_use: Text
    closed: Text
    closed_short: Text
    closed_intro: Text
    unsure: Text
    open: Text
    minutes: Text
    moved: Text
    empty: Text
    causes: list[_Cause]
    pregnancy: Annotated[list[_Pregnancy], Field(min_length=1)]
    ages: Annotated[list[_Age], Field(min_length=1)]
    lists: Annotated[list[_List], Field(min_length=1)]
    not_for: dict[str, list[str]]
    numbers: dict[str, NumberFieldEntry]


_FILLED = {"unsure": "{what}", "open": "{what}", "minutes": "{n}", "moved": "{what}"}


def load_relief_words(
    root: Path, problems: list[Problem], knowledge: ReliefKnowledge | None
) -> ReliefWords:
    """The planner's words. What does not fit ``knowledge`` is a Problem.

    Args:
        root: the data folder.
        problems: receives what is wrong.
        knowledge: the measures and what they ask; None is not checked against.
    """
    built = read_file(_Planner, root, PLANNER, problems)
    if built is None:
        return ReliefWords()
    words = {name: value for name, value in built.model_dump().items() if isinstance(value, str)}
    _check_words(words, problems)
    found = read_causes(root, [])
    causes = () if found is None else found.ids
    _check_ids(built, causes, problems)
    if knowledge is not None:
        _check_fit(built, knowledge, causes, problems)
    return _relief_words(built, words)


def _relief_words(built: _Planner, words: dict[str, str]) -> ReliefWords:
    return ReliefWords(
        words=words,
        causes=tuple(CauseChoice(c.id, c.name, c.note) for c in built.causes),
        pregnancy=tuple(
            PregnancyChoice(p.id, p.text, p.answers, tuple(p.unsure), p.weeks)
            for p in built.pregnancy
        ),
        ages=tuple(AgeBand(a.id, a.text, a.value) for a in built.ages),
        lists=tuple(CautionList(x.id, x.title, tuple(x.cautions)) for x in built.lists),
        not_for={id: tuple(causes) for id, causes in built.not_for.items()},
        numbers={id: n.to_field() for id, n in built.numbers.items()},
    )


def _check_words(words: Mapping[str, str], problems: list[Problem]) -> None:
    for name, text in words.items():
        check_reading(PLANNER, "-", name, text, problems, urgent=name == "danger")
        if _FILLED.get(name, "") not in text:
            message = f"must hold {_FILLED[name]}"
            problems.append(Problem(PLANNER, "-", name, message))


def _check_ids(built: _Planner, causes: Collection[str], problems: list[Problem]) -> None:
    if causes:
        check_exactly(PLANNER, "causes", causes, [cause.id for cause in built.causes], problems)
    check_once([("-", "pregnancy", choice.id) for choice in built.pregnancy], PLANNER, problems)
    check_once([("-", "ages", band.id) for band in built.ages], PLANNER, problems)
    check_once([("-", "lists", each.id) for each in built.lists], PLANNER, problems)


def _check_fit(
    built: _Planner, knowledge: ReliefKnowledge, known: Collection[str], problems: list[Problem]
) -> None:
    """Add a Problem for each thing that the measures do not ask, or ask and nobody words."""
    vocabulary = knowledge.vocabulary
    asked = [caution for each in built.lists for caution in each.cautions]
    check_exactly(PLANNER, "lists", knowledge.cautions, asked, problems)
    numbers = [f.id for f in vocabulary.values() if f.kind == "number" and f.id != "age"]
    check_exactly(PLANNER, "numbers", numbers, built.numbers, problems)
    check_number_fields(PLANNER, built.numbers, vocabulary, problems)
    faults = [
        *_pregnancy_faults(built, vocabulary),
        *_age_faults(built, vocabulary),
        *_not_for_faults(built, knowledge.cautions, known),
    ]
    problems.extend(Problem(PLANNER, *fault) for fault in faults)


def _pregnancy_faults(built: _Planner, vocabulary: Mapping[str, Finding]) -> Iterator[EntryFault]:
    for choice in built.pregnancy:
        answered = {*choice.answers, *choice.unsure}
        for id in answered:
            if id not in vocabulary or vocabulary[id].kind != "flag":
                message = f"{id!r} is not a yes-or-no question of relief.yaml"
                yield choice.id, "answers", message
        if {"pregnant", "trying"} - answered:
            yield choice.id, "answers", "must say of pregnant and of trying what it means"
        weeks = choice.weeks
        if weeks is not None and (weeks not in vocabulary or vocabulary[weeks].kind != "number"):
            yield choice.id, "weeks", f"{weeks!r} is not a number of relief.yaml"


def _age_faults(built: _Planner, vocabulary: Mapping[str, Finding]) -> Iterator[EntryFault]:
    for band in built.ages:
        if "age" in vocabulary and not vocabulary["age"].accepts(band.value):
            yield band.id, "value", f"must be {vocabulary['age'].allowed}"


def _not_for_faults(
    built: _Planner, cautions: Collection[str], known: Collection[str]
) -> Iterator[EntryFault]:
    for id, causes in built.not_for.items():
        if id not in cautions:
            yield "-", f"not_for.{id}", "is not a caution of relief.yaml"
        for cause in causes:
            if known and cause not in known:
                yield "-", f"not_for.{id}", f"{cause!r} is not a cause"
