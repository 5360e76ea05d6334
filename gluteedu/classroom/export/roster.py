"""Reads the roster: which learner of the record is which person in the school's own system."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gluteedu.classroom.report.report_table import csv_text
from gluteedu.content.loading.safe_reading import TooLongError, read_ordinary
from gluteedu.records.learner import hub_learner

LEARNER = "learner"
_MOST_BYTES = 5_000_000
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
    wanted: Mapping[str, Sequence[str]],
    learners: Sequence[str],
    names: Mapping[str, str],
    also: Mapping[str, Sequence[str]] | None = None,
) -> Roster:
    """The people of a CSV file with a column ``learner`` and columns of the school's system.

    In ``learner`` stands the id of a learner, the user name at the JupyterHub, or the name that the
    learner gave, if only one gave it. Lines without it are passed over in silence: a list of the
    whole course, with that one column added, is a good roster.

    Args:
        path: comma, semicolon or tab between the cells, UTF-8.
        wanted: column that tells a person in the system, the surest first, to the spellings it
            may have here, in small letters. One must be there, and filled for each person.
        learners: the ids there are.
        names: learner id to the name given.
        also: columns that come along, in the same form.

    Raises:
        RosterFault: the file cannot be read, or lacks a column.
    """
    head, lines = _cells(path)
    place = {name.strip().casefold(): column for column, name in enumerate(head)}
    if LEARNER not in place:
        raise RosterFault(f"{path}: the first line must name a column learner")
    columns = {
        name: next((place[one] for one in spellings if one in place), None)
        for name, spellings in {**wanted, **(also or {})}.items()
    }
    if all(columns[name] is None for name in wanted):
        allowed = ", ".join(wanted)
        raise RosterFault(f"{path}: the first line must name at least one of {allowed}")
    found = _by_any_name(learners, names)
    people: list[Person] = []
    faults: list[str] = []
    taken: dict[tuple[str, str], int] = {}
    for line, cells in lines:
        said = _cell(cells, place[LEARNER])
        if not said or _SKIPPED in _cell(cells, 0).casefold():
            continue
        who = found.get(said) or found.get(said.casefold()) or found.get(hub_learner(said)) or []
        fields = {
            name: text
            for name, column in columns.items()
            if column is not None and (text := _cell(cells, column))
        }
        person = next(((name, fields[name]) for name in wanted if name in fields), None)
        where = f"{path.name}, line {line}"
        if not who:
            faults.append(f"{where}: nobody in the record is called {said!r}")
        elif len(who) > 1:
            faults.append(f"{where}: {len(who)} learners are called {said!r}; write the id")
        elif person is None:
            faults.append(f"{where}: {said!r} has nothing in {', '.join(wanted)}")
        elif (LEARNER, who[0]) in taken:
            faults.append(f"{where}: {said!r} is in line {taken[LEARNER, who[0]]} already")
        elif person in taken:
            faults.append(f"{where}: the same person as in line {taken[person]}; left out")
        else:
            taken[LEARNER, who[0]] = taken[person] = line
            people.append(Person(who[0], line, fields))
    return Roster(tuple(people), tuple(faults))


def new_roster(
    learners: Sequence[str], names: Mapping[str, str], wanted: Mapping[str, Sequence[str]]
) -> str:
    """A roster to fill in, as CSV: one line for each learner, the columns of the system empty."""
    rows = [(one, names.get(one, ""), *("" for _ in wanted)) for one in learners]
    return csv_text((LEARNER, "name given", *wanted), rows)


def _by_any_name(learners: Sequence[str], names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in learners:
        if one in names:
            found[" ".join(names[one].split()).casefold()].append(one)
    return {**found, **{one: [one] for one in learners}}


def _cells(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = read_ordinary(path, _MOST_BYTES).decode("utf-8-sig")
    except TooLongError as error:
        raise RosterFault(f"{path}: {error}") from None
    except OSError as error:
        raise RosterFault(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise RosterFault(f"{path}: must be a CSV file in UTF-8") from None
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=between)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise RosterFault(f"{path}, line {reader.line_num}: is no CSV ({error})") from None
    if not rows:
        raise RosterFault(f"{path}: is empty; the first line must name a column learner")
    return rows[0][1], rows[1:]


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split()) if column < len(cells) else ""
