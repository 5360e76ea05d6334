"""Reads ``data/finding_logic.yaml``: what follows from answers, and which contradict each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.entries import check_once, read_entries, read_rule
from gluteedu.content.loading.fields import Id, Text
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.triage.schemas import RawRule
from gluteedu.domain.triage.finding_logic import (
    Contradiction,
    FindingLogic,
    Implication,
    LeastDistance,
)
from gluteedu.domain.triage.findings import Finding
from gluteedu.domain.triage.rules import Value

LOGIC = "finding_logic.yaml"


class _Implication(Strict):
    id: Id
    when: RawRule
    then: Annotated[dict[str, bool | int | float | str], Field(min_length=1)]


class _Gap(Strict):
    id: Id
    than: Id
    plus: float
    unknown: float


class _Contradiction(Strict):
    id: Id
    pair: Annotated[list[Id], Field(min_length=2, max_length=2)]
    when: RawRule
    gap: _Gap | None = None
    why: Text


class _File(Strict):
    implications: list[dict[str, Any]]
    contradictions: list[dict[str, Any]]


def read_finding_logic(
    folder: Path, findings: Mapping[str, Finding], problems: list[Problem]
) -> FindingLogic:
    """What holds between ``findings``; what cannot be used is left out as a Problem."""
    file = read_file(_File, folder, LOGIC, problems)
    if file is None:
        return FindingLogic()
    follow = read_entries(
        _Implication, file.implications, LOGIC, "implications", problems, may_be_empty=True
    )
    clash = read_entries(
        _Contradiction, file.contradictions, LOGIC, "contradictions", problems, may_be_empty=True
    )
    ids = [*(e.id for e in follow), *(e.id for e in clash)]
    check_once([(id, "id", id) for id in ids], LOGIC, problems)
    if not findings:
        return FindingLogic()
    implications = [_implication(entry, findings, problems) for entry in follow]
    contradictions = [_contradiction(entry, findings, problems) for entry in clash]
    return FindingLogic(tuple(filter(None, implications)), tuple(filter(None, contradictions)))


def _implication(
    entry: _Implication, findings: Mapping[str, Finding], problems: list[Problem]
) -> Implication | None:
    when = read_rule(entry.when, findings, {}, LOGIC, entry.id, "when", problems)
    then: dict[str, Value] = {}
    for id, value in entry.then.items():
        found = findings.get(id)
        if found is None:
            _wrong(entry.id, f"then.{id}", f"{id!r} is not a finding", problems)
        elif value == "never" and found.kind == "number":
            then[id] = math.inf
        elif found.accepts(value):
            then[id] = value
        else:
            _wrong(entry.id, f"then.{id}", f"must be {found.allowed}, not {value!r}", problems)
    return None if when is None else Implication(entry.id, when, then)


def _contradiction(
    entry: _Contradiction, findings: Mapping[str, Finding], problems: list[Problem]
) -> Contradiction | None:
    when = read_rule(entry.when, findings, {}, LOGIC, entry.id, "when", problems)
    for id in entry.pair:
        if id not in findings:
            _wrong(entry.id, "pair", f"{id!r} is not a finding", problems)
    gap = entry.gap
    for field, id in () if gap is None else (("id", gap.id), ("than", gap.than)):
        if id not in findings or findings[id].kind != "number":
            _wrong(entry.id, f"gap.{field}", f"{id!r} is not a finding with a number", problems)
    if when is None:
        return None
    made = None if gap is None else LeastDistance(gap.id, gap.than, gap.plus, gap.unknown)
    return Contradiction(entry.id, (entry.pair[0], entry.pair[1]), when, entry.why, made)


def _wrong(id: str, field: str, message: str, problems: list[Problem]) -> None:
    problems.append(Problem(LOGIC, id, field, message))
