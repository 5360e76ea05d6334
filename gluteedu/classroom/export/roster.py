"""Reads the roster: which learner of the record is which person in the school's own system."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gluteedu.classroom.report.report_table import csv_text
from gluteedu.content.loading.safe_reading import TooLongError, read_ordinary
from gluteedu.records.learner import hub_learner

Columns = Mapping[str, Sequence[str]]
"""A column of the school's system to the spellings it may have in a file, in small letters."""

LEARNER = "learner"
_MAX_BYTES = 5_000_000
_SKIPPED = "points possible"


class RosterFault(ValueError):
    """The roster cannot be used at all; the message names the file and what is allowed."""


@dataclass(frozen=True)
class Person:
    """One line of the roster that fits one learner; ``fields`` by the system's column names."""

    learner: str
    line: int
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Roster:
    """Who could be matched, and for each other line why it could not."""

    people: tuple[Person, ...]
    faults: tuple[str, ...]


def read_roster(
    path: Path,
    identifiers: Columns,
    learners: Sequence[str],
    names: Mapping[str, str],
    extras: Columns | None = None,
) -> Roster:
    """The people of a CSV file with a column ``learner`` and columns of the school's system.

    In ``learner`` stands the id of a learner, the user name at the JupyterHub, or the name that the
    learner gave, if only one gave it. Lines without it are passed over in silence: a list of the
    whole course, with that one column added, is a good roster.

    Args:
        path: comma, semicolon or tab between the cells, UTF-8.
        identifiers: column that tells a person in the system, the surest first, to the spellings it
            may have here, in small letters. One must be there, and filled for each person.
        learners: the ids there are.
        names: learner id to the name given.
        extras: columns that come along, in the same form.

    Raises:
        RosterFault: the file cannot be read, or lacks a column.
    """
    head, lines = _read_csv(path)
    place = {name.strip().casefold(): column for column, name in enumerate(head)}
    if LEARNER not in place:
        raise RosterFault(f"{path}: the first line must name a column learner")
    columns = {
        name: next((place[spelling] for spelling in spellings if spelling in place), None)
        for name, spellings in {**identifiers, **(extras or {})}.items()
    }
    if all(columns[name] is None for name in identifiers):
        allowed = ", ".join(identifiers)
        raise RosterFault(f"{path}: the first line must name at least one of {allowed}")
    matcher = _Matcher(path.name, tuple(identifiers), _by_any_name(learners, names))
    for line, cells in lines:
        called = _cell(cells, place[LEARNER])
        if called and _SKIPPED not in _cell(cells, 0).casefold():
            matcher.add(line, called, _fields(cells, columns))
    return Roster(tuple(matcher.people), tuple(matcher.faults))


def _fields(cells: Sequence[str], columns: Mapping[str, int | None]) -> dict[str, str]:
    """The filled cells of a line, by the system's column names."""
    texts = {name: _cell(cells, at) for name, at in columns.items() if at is not None}
    return {name: text for name, text in texts.items() if text}


class _Matcher:
    """Matches the lines of a roster to learners, each learner and each person once.

    Args:
        file: name of the file, for the faults.
        identifiers: the columns that tell a person, the surest first.
        known: everything a learner may be called, to the ids called so.
    """

    def __init__(self, file: str, identifiers: Sequence[str], known: Mapping[str, Sequence[str]]):
        self._file = file
        self._identifiers = identifiers
        self._known = known
        self._line_of: dict[tuple[str, str], int] = {}
        self.people: list[Person] = []
        self.faults: list[str] = []

    def add(self, line: int, called: str, fields: Mapping[str, str]) -> None:
        """Match a line to the one learner who is ``called`` so, or note why it fits none."""
        fault = self._match(line, called, fields)
        if fault:
            self.faults.append(f"{self._file}, line {line}: {fault}")

    def _match(self, line: int, called: str, fields: Mapping[str, str]) -> str | None:
        known = self._known
        found = known.get(called) or known.get(called.casefold()) or known.get(hub_learner(called))
        if not found:
            return f"nobody in the record is called {called!r}"
        if len(found) > 1:
            return f"{len(found)} learners are called {called!r}; write the id"
        person = next(((name, fields[name]) for name in self._identifiers if name in fields), None)
        if person is None:
            return f"{called!r} has nothing in {', '.join(self._identifiers)}"
        learner = (LEARNER, found[0])
        if learner in self._line_of:
            return f"{called!r} is in line {self._line_of[learner]} already"
        if person in self._line_of:
            return f"the same person as in line {self._line_of[person]}; left out"
        self._line_of[learner] = self._line_of[person] = line
        self.people.append(Person(found[0], line, fields))
        return None


def new_roster(learners: Sequence[str], names: Mapping[str, str], columns: Iterable[str]) -> str:
    """A roster to fill in, as CSV: one line for each learner, the columns of the system empty."""
    columns = tuple(columns)
    rows = [(learner, names.get(learner, ""), *("" for _ in columns)) for learner in learners]
    return csv_text((LEARNER, "name given", *columns), rows)


def _by_any_name(learners: Sequence[str], names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for learner in learners:
        if learner in names:
            found[" ".join(names[learner].split()).casefold()].append(learner)
    return {**found, **{learner: [learner] for learner in learners}}


def _read_csv(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = read_ordinary(path, _MAX_BYTES).decode("utf-8-sig")
    except TooLongError as error:
        raise RosterFault(f"{path}: {error}") from None
    except OSError as error:
        raise RosterFault(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise RosterFault(f"{path}: must be a CSV file in UTF-8") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise RosterFault(f"{path}, line {reader.line_num}: is no CSV ({error})") from None
    if not rows:
        raise RosterFault(f"{path}: is empty; the first line must name a column learner")
    return rows[0][1], rows[1:]


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split()) if column < len(cells) else ""
