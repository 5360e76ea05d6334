"""The relief planner's measures, read from ``data/relief.yaml`` and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from gluteedu.content.loading.entries import read_entries, read_rule
from gluteedu.content.loading.fields import Id, Sources, Text
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.triage.schemas import RawRule
from gluteedu.content.triage.vocabulary import read_vocabulary
from gluteedu.domain.relief.planning import CareFirst, ReliefKnowledge, ReliefMeasure, ReliefRule
from gluteedu.domain.triage.findings import Finding, Vocabulary
from gluteedu.domain.triage.levels import Triage
from gluteedu.domain.triage.rules import Rule

RELIEF = "relief.yaml"


class _Question(Strict):
    id: Id
    kind: Literal["flag", "number", "choice"]
    label: Text
    question: Text
    choices: list[Id] = Field(default_factory=list)
    low: float = 0.0
    high: float = 0.0
    unit: str = ""


class _First(Strict):
    level: Triage
    when: RawRule
    text: Text
    sources: Sources


class _Rule(Strict):
    verdict: Literal["do", "ask_first", "do_not"]
    when: RawRule | None = None
    reason: Text
    minutes: Annotated[int, Field(ge=1, le=60)] | None = None
    no_use: bool = False
    sources: Sources


class _Measure(Strict):
    id: Id
    name: Text
    medicine: bool = False
    questions: list[Id] = Field(default_factory=list)
    check: list[Id] = Field(default_factory=list)
    check_reason: str = ""
    rules: Annotated[list[_Rule], Field(min_length=1)]


class _File(Strict):
    situation: list[dict[str, Any]]
    cautions: list[Id]
    terms: dict[Id, RawRule]
    first: list[_First]
    measures: list[dict[str, Any]]


@lru_cache(maxsize=4)
def load_relief(folder: Path | None = None) -> ReliefKnowledge:
    """Everything a plan rests on; ContentError with every problem where there is one."""
    problems: list[Problem] = []
    knowledge = read_relief(folder or data_folder(), problems)
    if knowledge is None:
        raise ContentError(problems)
    return knowledge


def read_relief(
    folder: Path, problems: list[Problem], sources: Collection[str] | None = None
) -> ReliefKnowledge | None:
    """The same, adding to ``problems`` instead of raising.

    Args:
        folder: the data folder.
        problems: receives everything that is wrong.
        sources: the source ids there are; without it, sources are not looked up.
    """
    before = len(problems)
    file = read_file(_File, folder, RELIEF, problems)
    if file is None:
        return None
    asked = read_entries(_Question, file.situation, RELIEF, "situation", problems)
    logic = read_vocabulary(folder, []).logic
    vocabulary = Vocabulary({entry.id: _finding(entry) for entry in asked}, logic)
    measures = read_entries(_Measure, file.measures, RELIEF, "measures", problems)
    for id in file.cautions:
        if id not in vocabulary:
            problems.append(Problem(RELIEF, id, "cautions", "is not an id of situation"))
    terms: dict[str, Rule] = {}

    def rule(written: Any, id: str, field: str) -> Rule | None:
        return read_rule(written, vocabulary, terms, RELIEF, id, field, problems)

    for name, written in file.terms.items():
        if parsed := rule(written, name, "terms"):
            terms[name] = parsed
    first = []
    for entry in file.first:
        check_source_ids(RELIEF, "first", "sources", entry.sources, sources, problems)
        if when := rule(entry.when, "first", "when"):
            first.append(CareFirst(entry.level, when, entry.text, tuple(entry.sources)))

    def built(measure: _Measure) -> ReliefMeasure:
        _check_measure(measure, vocabulary, sources, problems)
        named = ((f"rules.{n}.when", entry) for n, entry in enumerate(measure.rules, start=1))
        return _measure(
            measure,
            tuple(
                _rule(entry, None if entry.when is None else rule(entry.when, measure.id, field))
                for field, entry in named
            ),
        )

    knowledge = ReliefKnowledge(
        vocabulary, tuple(file.cautions), tuple(first), tuple(map(built, measures))
    )
    return None if len(problems) > before else knowledge


def _finding(entry: _Question) -> Finding:
    return Finding(
        id=entry.id,
        kind=entry.kind,
        meaning=entry.question,
        label=entry.label,
        question=entry.question,
        choices=tuple(entry.choices),
        low=entry.low,
        high=entry.high,
        unit=entry.unit,
    )


def _rule(entry: _Rule, when: Rule | None) -> ReliefRule:
    return ReliefRule(
        entry.verdict, when, entry.reason, tuple(entry.sources), entry.minutes, entry.no_use
    )


def _measure(entry: _Measure, rules: tuple[ReliefRule, ...]) -> ReliefMeasure:
    return ReliefMeasure(
        id=entry.id,
        name=entry.name,
        medicine=entry.medicine,
        questions=tuple(entry.questions),
        check=tuple(entry.check),
        check_reason=entry.check_reason,
        rules=rules,
    )


def _check_measure(
    entry: _Measure,
    vocabulary: Mapping[str, Finding],
    sources: Collection[str] | None,
    problems: list[Problem],
) -> None:
    def wrong(field: str, message: str) -> None:
        problems.append(Problem(RELIEF, entry.id, field, message))

    for field, ids in (("questions", entry.questions), ("check", entry.check)):
        for id in ids:
            if id not in vocabulary:
                wrong(field, f"{id!r} is not an id of situation")
    if entry.medicine != bool(entry.questions):
        wrong("questions", "a medicine, and nothing else, has questions that keep it closed")
    if bool(entry.check) != bool(entry.check_reason):
        wrong("check_reason", "check and check_reason go together")
    for place, rule in enumerate(entry.rules, start=1):
        if rule.no_use and rule.verdict != "do_not":
            wrong(f"rules.{place}.no_use", "belongs to do_not only")
        check_source_ids(RELIEF, entry.id, "sources", rule.sources, sources, problems)
