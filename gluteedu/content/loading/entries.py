"""Reads lists of entries, each with an id that is used once, and rules written as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import build
from gluteedu.domain.triage.rule_text import RuleError, RuleTerm, parse_rule
from gluteedu.domain.triage.rules import Rule

Entry = TypeVar("Entry", bound=BaseModel)


def read_rule(
    written: Any,
    vocabulary: Mapping[str, RuleTerm],
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


def read_mapping(
    raw: Any,
    file: str,
    fields: tuple[str, ...],
    problems: list[Problem],
    optional: tuple[str, ...] = (),
) -> dict[str, Any] | None:
    """``raw`` as a mapping with ``fields`` and at most ``optional``; None after a Problem."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        message = f"must hold the fields {' and '.join(fields)}"
        problems.append(Problem(file, "-", "-", message))
        return None
    for extra in raw.keys() - {*fields, *optional}:
        problems.append(Problem(file, "-", str(extra), "is not a known field here"))
    missing = [field for field in fields if field not in raw]
    problems.extend(Problem(file, "-", field, "is missing") for field in missing)
    return None if missing else raw


def read_entries(
    schema: type[Entry],
    raw: Any,
    file: str,
    field: str,
    problems: list[Problem],
    context: Mapping[str, Any] | None = None,
    *,
    may_be_empty: bool = False,
) -> list[Entry]:
    """The entries of a list that fit ``schema``, each id once; one Problem for each other fault.

    Args:
        schema: what each entry must look like.
        raw: the list as it was read; None where the file could not be read.
        file: how messages call the file.
        field: the field that holds the list; empty when the file is the list.
        problems: receives what is wrong.
        context: what the schema looks ids up in.
        may_be_empty: whether a list without an entry is no fault.
    """
    if raw is None and not field:
        return []  # the file itself could not be read, which is told already
    if not isinstance(raw, list) or not (raw or may_be_empty):
        message = "must be a list of entries, each starting with '- id:'"
        problems.append(Problem(file, "-", field or "-", message))
        return []
    good: list[Entry] = []
    seen: set[str] = set()
    for number, entry in enumerate(raw, start=1):
        entry_id = entry_name(entry, "id", number)
        if entry_id in seen:
            message = f"{entry_id!r} stands twice; an id is used once and never again"
            problems.append(Problem(file, entry_id, "id", message))
            continue
        seen.add(entry_id)
        made = build(schema, entry, file, entry_id, problems, context)
        if made is not None:
            good.append(made)
    return good


def entry_name(entry: Any, field: str, number: int) -> str:
    """What messages call an entry: its ``field``, or its place in the list, counted from 1."""
    value = entry.get(field) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else f"entry {number}"


def check_once(
    values: Iterable[tuple[str, str, object]], file: str, problems: list[Problem]
) -> None:
    """A Problem for each value, given as entry id, field and value, that stands twice."""
    seen: set[object] = set()
    for id, field, value in values:
        if value in seen:
            problems.append(Problem(file, id, field, f"{value!r} stands twice"))
        seen.add(value)
