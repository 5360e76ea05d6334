"""The safety gate, read from ``data/red_flags.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from gluteedu.content.loading.entries import check_once, read_entries, read_rule
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import read_file
from gluteedu.content.triage.causes import cause_context
from gluteedu.content.triage.schemas import FlagFile, FlagRow, LastRow
from gluteedu.domain.triage.findings import Vocabulary
from gluteedu.domain.triage.levels import Triage
from gluteedu.domain.triage.red_flags import RedFlag, SafetyRule
from gluteedu.domain.triage.rules import Rule

RED_FLAGS = "red_flags.yaml"


def read_flags(
    folder: Path, vocabulary: Vocabulary, problems: list[Problem], sources: Collection[str] | None
) -> tuple[tuple[RedFlag, ...], RedFlag | None]:
    """The rows that can be raised, and the row for when none is (None after Problems)."""
    file = read_file(FlagFile, folder, RED_FLAGS, problems)
    if file is None:
        return (), None
    causes = cause_context(folder)
    terms = _terms(file, vocabulary, problems)
    rows = read_entries(FlagRow, file.rows, RED_FLAGS, "rows", problems, causes)
    check_once([(row.id, "number", row.number) for row in rows], RED_FLAGS, problems)
    for row in rows:
        if row.number >= file.otherwise.number:
            message = f"must be below {file.otherwise.number}, the number of the last row"
            problems.append(Problem(RED_FLAGS, row.id, "number", message))
    named = {row.id: row.sources for row in rows} | {file.otherwise.id: file.otherwise.sources}
    for id, listed in named.items():
        check_source_ids(RED_FLAGS, id, "sources", listed, sources, problems)

    def rules(row: FlagRow) -> Iterable[SafetyRule]:
        for place, entry in enumerate(row.rules, start=1):
            field = f"rules.{place}.when"
            rule = read_rule(entry.when, vocabulary, terms, RED_FLAGS, row.id, field, problems)
            if rule is not None:
                points_to = row.points_to if entry.points_to is None else entry.points_to
                yield SafetyRule(entry.level, rule, tuple(points_to))

    flags = tuple(_flag(row, tuple(rules(row))) for row in rows)
    return flags, _last(file.otherwise)


def _terms(file: FlagFile, vocabulary: Vocabulary, problems: list[Problem]) -> dict[str, Rule]:
    """The named rules; each may use those above it."""
    terms: dict[str, Rule] = {}
    for name, written in file.terms.items():
        if name in vocabulary:
            message = "is the id of a finding; call the term something else"
            problems.append(Problem(RED_FLAGS, name, "terms", message))
        elif rule := read_rule(written, vocabulary, terms, RED_FLAGS, name, "terms", problems):
            terms[name] = rule
    return terms


def _flag(row: FlagRow, rules: tuple[SafetyRule, ...]) -> RedFlag:
    return RedFlag(
        id=row.id,
        number=row.number,
        condition=row.condition,
        question=row.question,
        rules=rules,
        actions=dict(row.action),
        sources=tuple(row.sources),
    )


def _last(row: LastRow) -> RedFlag:
    actions: dict[Triage, str] = {"self_care": row.action}
    return RedFlag(row.id, row.number, row.condition, "", (), actions, tuple(row.sources))
