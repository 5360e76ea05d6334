"""The vocabulary of findings, read from ``data/findings.csv``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import read_csv
from gluteedu.content.triage.finding_logic import read_finding_logic
from gluteedu.domain.triage.findings import Finding, Vocabulary

FINDINGS = "findings.csv"


def read_vocabulary(folder: Path, problems: list[Problem]) -> Vocabulary:
    """The findings by id, in the order of the file, and what holds between them."""
    found: dict[str, Finding] = {}
    for row in read_csv(folder / FINDINGS, FINDINGS, problems):
        finding = _finding(row, problems)
        if finding is None:
            continue
        if finding.id in found:
            problems.append(Problem(FINDINGS, finding.id, "id", "stands twice; ids are unique"))
        found[finding.id] = finding
    return Vocabulary(found, read_finding_logic(folder, found, problems))


_COLUMNS = ("id", "type", "values", "meaning", "label", "question", "group", "unit", "safety")


def _finding(row: dict[str, str], problems: list[Problem]) -> Finding | None:
    id = row.get("id", "")

    def wrong(field: str, message: str) -> None:
        problems.append(Problem(FINDINGS, id or "-", field, message))

    missing = [column for column in _COLUMNS if column not in row]
    if missing:
        wrong("-", f"the columns {', '.join(missing)} are missing")
        return None
    for field in ("id", "meaning", "label", "question", "group"):
        if not row[field]:
            wrong(field, "must not be empty")
    if row["safety"] not in ("", "yes"):
        wrong("safety", f"must be yes or empty, not {row['safety']!r}")
    finding = Finding(
        id=id,
        kind="flag",
        meaning=row["meaning"],
        label=row["label"],
        question=row["question"],
        group=row["group"],
        unit=row["unit"],
        safety=row["safety"] == "yes",
    )
    typed = _with_values(finding, row["type"], row["values"])
    if typed is None:
        wrong("type", "must be flag (values empty), choice (values a|b) or number (values 0-10)")
    return typed


def _with_values(finding: Finding, kind: str, values: str) -> Finding | None:
    if kind == "flag" and not values:
        return finding
    if kind == "choice" and len(choices := tuple(values.split("|"))) > 1 and all(choices):
        return replace(finding, kind="choice", choices=choices)
    low, _, high = values.partition("-")
    if kind == "number" and low.isdigit() and high.isdigit() and int(low) < int(high):
        return replace(finding, kind="number", low=float(low), high=float(high))
    return None
