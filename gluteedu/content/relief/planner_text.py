"""Reads ``data/relief_planner.yaml``: the words of the relief planner, and how it asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.causes import read_causes
from gluteedu.domain.relief.planner_text import (
    AgeBand,
    CauseChoice,
    CautionList,
    PregnancyChoice,
    ReliefWords,
)
from gluteedu.domain.relief.planning import ReliefKnowledge
from gluteedu.domain.triage.explorer_text import NumberField

PLANNER = "relief_planner.yaml"

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]


class _Cause(Strict):
    id: str
    name: Text
    note: Text


class _Pregnancy(Strict):
    id: Id
    text: Text
    answers: dict[str, bool] = Field(default_factory=dict)
    unsure: list[str] = Field(default_factory=list)
    weeks: str | None = None


class _Age(Strict):
    id: Id
    text: Text
    value: float


class _List(Strict):
    id: Id
    title: Text
    cautions: Annotated[list[str], Field(min_length=1)]


class _Number(Strict):
    start: float
    top: float
    one: Text


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
    numbers: dict[str, _Number]


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
    raw = read_yaml(root / PLANNER, PLANNER, problems)
    built = build(_Planner, raw, PLANNER, "-", problems) if raw is not None else None
    if built is None:
        return ReliefWords()
    words = {name: value for name, value in built.model_dump().items() if isinstance(value, str)}
    for name, text in words.items():
        check_reading(PLANNER, "-", name, text, problems, urgent=name == "danger")
        if _FILLED.get(name, "") not in text:
            message = f"must hold {_FILLED[name]}"
            problems.append(Problem(PLANNER, "-", name, message))
    found = read_causes(root, [])
    causes = () if found is None else found.ids
    if causes:
        _exactly("causes", causes, [cause.id for cause in built.causes], problems)
    for field, entries in (
        ("pregnancy", built.pregnancy),
        ("ages", built.ages),
        ("lists", built.lists),
    ):
        _once(field, [entry.id for entry in entries], problems)
    if knowledge is not None:
        _check_fit(built, knowledge, causes, problems)
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
        numbers={id: NumberField(n.start, n.top, n.one) for id, n in built.numbers.items()},
    )


def _check_fit(
    built: _Planner, knowledge: ReliefKnowledge, known: Collection[str], problems: list[Problem]
) -> None:
    def wrong(entry: str, field: str, message: str) -> None:
        problems.append(Problem(PLANNER, entry, field, message))

    vocabulary = knowledge.vocabulary
    flags = [f.id for f in vocabulary.values() if f.kind == "flag"]
    asked = [caution for one in built.lists for caution in one.cautions]
    _exactly("lists", knowledge.cautions, asked, problems)
    numbers = [f.id for f in vocabulary.values() if f.kind == "number" and f.id != "age"]
    _exactly("numbers", numbers, built.numbers, problems)
    for id, number in built.numbers.items():
        found = vocabulary.get(id)
        fits = found is None or found.low <= number.start <= number.top <= found.high
        if found is not None and not fits:
            wrong("-", f"numbers.{id}", f"needs {found.low:g} <= start <= top <= {found.high:g}")
    for choice in built.pregnancy:
        for id in (*choice.answers, *choice.unsure):
            if id not in flags:
                wrong(choice.id, "answers", f"{id!r} is not a yes-or-no question of relief.yaml")
        if {"pregnant", "trying"} - {*choice.answers, *choice.unsure}:
            wrong(choice.id, "answers", "must say of pregnant and of trying what it means")
        if choice.weeks is not None and choice.weeks not in numbers:
            wrong(choice.id, "weeks", f"{choice.weeks!r} is not a number of relief.yaml")
    for band in built.ages:
        if "age" in vocabulary and not vocabulary["age"].accepts(band.value):
            wrong(band.id, "value", f"must be {vocabulary['age'].allowed}")
    for id, causes in built.not_for.items():
        if id not in knowledge.cautions:
            wrong("-", f"not_for.{id}", "is not a caution of relief.yaml")
        for cause in causes:
            if known and cause not in known:
                wrong("-", f"not_for.{id}", f"{cause!r} is not a cause")


def _exactly(
    field: str, wanted: Iterable[str], given: Collection[Any], problems: list[Problem]
) -> None:
    wanted = list(wanted)
    _once(field, given, problems)
    for name in given:
        if name not in wanted:
            message = f"{name!r} does not belong here; there are: {', '.join(wanted)}"
            problems.append(Problem(PLANNER, "-", field, message))
    for name in wanted:
        if name not in given:
            problems.append(Problem(PLANNER, "-", field, f"{name!r} is missing"))


def _once(field: str, given: Iterable[str], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for name in given:
        if name in seen:
            problems.append(Problem(PLANNER, "-", field, f"{name!r} stands twice"))
        seen.add(name)
