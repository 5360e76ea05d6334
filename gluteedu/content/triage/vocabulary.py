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


def _finding(row: dict[str, str], problems: list[Problem]) -> Finding | None:
    id, kind, values = row.get("id", ""), row.get("type", ""), row.get("values", "")

    def wrong(field: str, message: str) -> None:
        problems.append(Problem(FINDINGS, id or "-", field, message))

    columns = ("id", "type", "values", "meaning", "label", "question", "group", "unit", "safety")
    empty = [c for c in columns if c not in row]
    if empty:
        wrong("-", f"the columns {', '.join(empty)} are missing")
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
    if kind == "flag" and not values:
        return finding
    if kind == "choice" and len(choices := tuple(values.split("|"))) > 1 and all(choices):
        return replace(finding, kind="choice", choices=choices)
    low, _, high = values.partition("-")
    if kind == "number" and low.isdigit() and high.isdigit() and int(low) < int(high):
        return replace(finding, kind="number", low=float(low), high=float(high))
    wrong("type", "must be flag (values empty), choice (values a|b) or number (values 0-10)")
    return None
