"""What the readers of the rule files share: entries, rules, unique ids, known sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import build
from gluteedu.domain.triage.rule_text import RuleError, Term, parse_rule
from gluteedu.domain.triage.rules import Rule

Entry = TypeVar("Entry", bound=BaseModel)


def read_rule(
    written: Any,
    vocabulary: Mapping[str, Term],
    terms: Mapping[str, Rule],
    file: str,
    id: str,
    field: str,
    problems: list[Problem],
) -> Rule | None:
    """``written`` as a rule; None after adding a Problem."""
    try:
        return parse_rule(written, vocabulary, terms)
    except RuleError as error:
        problems.append(Problem(file, id, field, str(error)))
        return None


def read_entries(
    schema: type[Entry],
    raw: list[dict[str, Any]],
    file: str,
    problems: list[Problem],
    context: Mapping[str, Any] | None = None,
) -> list[Entry]:
    """Each of ``raw`` checked against ``schema``; those that fail are left out as Problems."""
    built = (
        build(schema, entry, file, str(entry.get("id", "-")), problems, context) for entry in raw
    )
    return [entry for entry in built if entry is not None]


def check_once(
    values: Iterable[tuple[str, str, object]], file: str, problems: list[Problem]
) -> None:
    """A Problem for each value, given as entry id, field and value, that stands twice."""
    seen: set[object] = set()
    for id, field, value in values:
        if value in seen:
            problems.append(Problem(file, id, field, f"{value!r} stands twice"))
        seen.add(value)


def check_sources(
    named: Iterable[tuple[str, Iterable[str]]],
    sources: Collection[str] | None,
    file: str,
    problems: list[Problem],
) -> None:
    """A Problem for each source, given as entry id and source ids, that does not exist."""
    for id, listed in named:
        for source in listed:
            if sources is not None and source not in sources:
                message = f"{source!r} is not an id of sources.yaml"
                problems.append(Problem(file, id, "sources", message))
