"""Blanks that an author still has to fill: how they are written, and which of them are left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gluteedu.content.loading.problems import Problem

BLANK = "FILL IN"
_STILL = "is still blank"


def blank(what: str) -> str:
    """A text that stands where ``what`` has to be written; ``gluteedu check`` refuses it."""
    return f"{BLANK}: {what}"


def still_blank(file: str, entry_id: str, field: str, text: str) -> Problem:
    """The Problem that ``text``, a blank, is still there."""
    return Problem(file, entry_id, field, f"{_STILL}; write it in place of {text.strip()!r}")


def is_blank(value: Any) -> bool:
    """Whether ``value`` is a text that still has to be written."""
    return isinstance(value, str) and value.strip().startswith(BLANK)


def blank_problems(raw: Any, file: str) -> list[Problem]:
    """One Problem for each blank left in what was read from a YAML file.

    Args:
        raw: lists, mappings and plain values.
        file: how messages call the file.
    """
    return [
        still_blank(file, own, field or "-", text) for own, field, text in _blanks(raw, "-", "")
    ]


def merged(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in order, with one line for all blanks of an entry.

    What else is said of a field that is still blank is left out: it only says again that it is.
    """
    left: dict[tuple[str, str], list[str]] = {}
    others: list[Problem] = []
    first: dict[tuple[str, str], Problem] = {}
    for problem in sorted(set(problems)):
        if problem.message.startswith(_STILL):
            left.setdefault((problem.file, problem.id), []).append(problem.field)
            first.setdefault((problem.file, problem.id), problem)
        else:
            others.append(problem)
    kept = [
        problem
        for problem in others
        if not any(
            blank == problem.field or blank.startswith(f"{problem.field}.")
            for blank in left.get((problem.file, problem.id), ())
        )
    ]
    kept += [
        first[entry] if len(fields) == 1 else _many_blanks(*entry, fields)
        for entry, fields in left.items()
    ]
    return sorted(kept)


def _many_blanks(file: str, entry_id: str, fields: list[str]) -> Problem:
    named = ", ".join(dict.fromkeys(field.partition(".")[0] for field in fields))
    message = f"{len(fields)} blanks are left; write over each {BLANK} in {named}"
    return Problem(file, entry_id, "-", message)


def _blanks(raw: Any, entry_id: str, field: str) -> Iterator[tuple[str, str, str]]:
    """The blanks below ``raw``: id of the outermost entry they are in, field, text."""
    if is_blank(raw):
        yield entry_id, field, raw
    elif isinstance(raw, dict):
        name = raw.get("id")
        if entry_id == "-" and isinstance(name, str):
            entry_id, field = name, ""
        for key, value in raw.items():
            if is_blank(key):
                yield entry_id, field, str(key)
            yield from _blanks(value, entry_id, _joined(field, key))
    elif isinstance(raw, list):
        for place, value in enumerate(raw, start=1):
            name = value.get("id") if isinstance(value, dict) else None
            yield from _blanks(
                value, entry_id, _joined(field, name if isinstance(name, str) else place)
            )


def _joined(field: str, part: Any) -> str:
    return f"{field}.{part}" if field else str(part)
