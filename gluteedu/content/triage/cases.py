"""Reads ``data/cases.yaml``: the staged cases of the case clinic, checked one by one and whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from gluteedu.content.loading.entries import check_once, read_entries
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.causes import CauseId, cause_context
from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.case_clinic import Case, Stage, model_view
from gluteedu.domain.triage.findings import Findings, FindingsError, Vocabulary
from gluteedu.domain.triage.levels import URGENT

CASES = "cases.yaml"

Level = Literal["self_care", "see_clinician", "same_day", "emergency"]


class _File(Strict):
    cases: Annotated[list[dict[str, Any]], Field(min_length=1)]


class _Thinks(Strict):
    cause: CauseId
    triage: Level


class _Stage(Strict):
    text: Text
    findings: dict[str, Any]
    changes: Annotated[dict[str, Any], Field(default_factory=dict)]
    knew: Text
    thinks: _Thinks


class _Final(Strict):
    causes: Annotated[list[CauseId], Field(min_length=1)]
    triage: Annotated[list[Level], Field(min_length=1)]
    teaching: Text


class _Case(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    title: Text
    lesson: Text
    sources: Annotated[list[Text], Field(min_length=1)]
    stages: Annotated[list[_Stage], Field(min_length=3, max_length=4)]
    final: _Final


def load_cases(
    root: Path,
    problems: list[Problem],
    vocabulary: Vocabulary,
    sources: Collection[str] | None = None,
) -> tuple[Case, ...]:
    """The cases in file order; one whose findings cannot be used is left out as a Problem.

    Args:
        root: the data folder.
        problems: receives everything that is wrong.
        vocabulary: every finding there is; with an empty one, findings are not looked at.
        sources: the source ids there are; without it, sources are not looked up.
    """
    file = read_file(_File, root, CASES, problems)
    if file is None:
        return ()
    entries = read_entries(_Case, file.cases, CASES, "cases", problems, cause_context(root))
    check_once([(e.id, "title", e.title) for e in entries], CASES, problems)
    for e in entries:
        check_source_ids(CASES, e.id, "sources", e.sources, sources, problems)
    usable = [e for e in entries if not vocabulary or _told_once(e, vocabulary, problems)]
    return tuple(_case(entry) for entry in usable)


def _case(entry: _Case) -> Case:
    return Case(
        id=entry.id,
        title=entry.title,
        lesson=entry.lesson,
        stages=tuple(
            Stage(s.text, s.findings, s.changes, s.knew, s.thinks.cause, s.thinks.triage)
            for s in entry.stages
        ),
        causes=tuple(entry.final.causes),
        triage=tuple(entry.final.triage),
        teaching=entry.final.teaching,
        sources=tuple(entry.sources),
    )


def _told_once(entry: _Case, vocabulary: Vocabulary, problems: list[Problem]) -> bool:
    """Whether each finding is told once, changes only what was told, and all of them fit."""
    before = len(problems)
    known: dict[str, Any] = {}
    for number, stage in enumerate(entry.stages, start=1):
        for id in stage.findings:
            if id in known:
                message = f"{id} was told at an earlier stage; if it is different now, use changes"
                problems.append(Problem(CASES, entry.id, f"stages.{number}.findings", message))
        known |= stage.findings
        for id, value in stage.changes.items():
            if id not in known or id in stage.findings:
                message = f"{id} was not told at an earlier stage; use findings"
                problems.append(Problem(CASES, entry.id, f"stages.{number}.changes", message))
            elif known[id] == value:
                message = f"{id} is the same as before; leave it out"
                problems.append(Problem(CASES, entry.id, f"stages.{number}.changes", message))
        known |= stage.changes
        if not stage.findings and not stage.changes:
            message = "a stage must add or change at least one finding"
            problems.append(Problem(CASES, entry.id, f"stages.{number}.findings", message))
        try:
            Findings(vocabulary, known)
        except FindingsError as error:
            for fault in error.faults:
                problems.append(Problem(CASES, entry.id, f"stages.{number}.findings", fault))
            return False
    return len(problems) == before


def check_cases(
    cases: Iterable[Case], knowledge: Knowledge | None, problems: list[Problem]
) -> None:
    """What must hold between a case, the rules and its reader.

    The rules reach an accepted level once all is known, the clinician ends on an accepted cause
    and level, and every text is easy to read.

    Args:
        cases: as loaded.
        knowledge: the rules; None skips what needs them.
        problems: receives what is wrong.
    """
    for case in cases:
        for field, values in (("causes", case.causes), ("triage", case.triage)):
            check_once([(case.id, f"final.{field}", v) for v in values], CASES, problems)
        last = len(case.stages)
        thought = case.stages[-1]
        if thought.cause not in case.causes:
            message = f"the clinician ends on {thought.cause}, which final.causes does not accept"
            problems.append(Problem(CASES, case.id, f"stages.{last}.thinks.cause", message))
        if thought.triage not in case.triage:
            message = f"the clinician ends on {thought.triage}, which final.triage does not accept"
            problems.append(Problem(CASES, case.id, f"stages.{last}.thinks.triage", message))
        if knowledge is not None:
            level = model_view(knowledge, case, last - 1).triage
            if level not in case.triage:
                message = f"the rules say {level}, but only {', '.join(case.triage)} is accepted"
                problems.append(Problem(CASES, case.id, "final.triage", message))
        _check_reading(case, problems)


def _check_reading(case: Case, problems: list[Problem]) -> None:
    urgent = bool(URGENT & set(case.triage))
    for number, stage in enumerate(case.stages, start=1):
        check_reading(CASES, case.id, f"stages.{number}.text", stage.text, problems)
        check_reading(CASES, case.id, f"stages.{number}.knew", stage.knew, problems)
    ending = f"{case.lesson} {case.teaching}"
    check_reading(CASES, case.id, "final.teaching", ending, problems, urgent=urgent)
