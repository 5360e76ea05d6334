"""The commands for what comes out of a class: the report, grade files, xAPI statements."""

from __future__ import annotations

import json
from contextlib import contextmanager, nullcontext, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands.bank import ForceOption
from gluteedu.commands.record import RecordOption, opened_record
from gluteedu.commands.stopping import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gluteedu.classroom.export.grades import GradeColumn, GradeFile
    from gluteedu.classroom.export.roster import Roster


class System(StrEnum):
    """Whose grade file it shall be."""

    MOODLE = "moodle"
    CANVAS = "canvas"


def add_result_commands(app: typer.Typer) -> None:
    """Add ``gluteedu report``, ``grades`` and ``xapi``."""
    app.command()(report)
    app.command()(grades)
    app.command()(xapi)


def report(
    store: RecordOption = None,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("report.html"),
    csv: Annotated[
        Path | None, typer.Option("--csv", help="A folder for every table as a CSV file, too.")
    ] = None,
    least: Annotated[
        int, typer.Option(min=2, help="Figures from fewer learners than this are not shown.")
    ] = 5,
    names: Annotated[
        bool, typer.Option(help="Use the names that learners gave; else pseudonyms for all.")
    ] = True,
    title: Annotated[str, typer.Option(help="The heading.")] = "The class report",
    force: ForceOption = False,
) -> None:
    """Write the class report: one HTML file that opens offline."""
    from gluteedu.classroom.report.class_report import report_on
    from gluteedu.classroom.report.page import report_page
    from gluteedu.classroom.report.report_table import csv_text
    from gluteedu.classroom.report.tables import report_tables
    from gluteedu.classroom.report.words import learner_count
    from gluteedu.content.course.library import Library
    from gluteedu.domain.analytics.item_analysis import MinimumLearners
    from gluteedu.domain.learning.event import now

    with opened_record(store) as record:
        found = report_on(
            record,
            Library(),
            made=now(),
            given_names=names,
            minimum=MinimumLearners(least, max(10, least)),
            title=title,
        )
    files = {out: report_page(found)}
    if csv is not None:
        files |= {csv / f"{x.id}.csv": csv_text(x.columns, x.rows) for x in report_tables(found)}
    with nullcontext() if csv is None else _folder(csv):
        _write(files, force)
    people, tries = learner_count(found.words, len(found.learners)), len(found.first_tries)
    typer.echo(f"{out}: {people}, {tries} first {'try' if tries == 1 else 'tries'}")


def grades(
    form: Annotated[System, typer.Option("--format", help="Whose grade file it shall be.")],
    store: RecordOption = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="A CSV file: a column learner, and the columns of the system."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The CSV file to write.")] = Path("grades.csv"),
    practice: Annotated[
        bool, typer.Option("--practice", help="A column for each lesson, too: the share answered.")
    ] = False,
    new_roster: Annotated[
        Path | None, typer.Option(help="Write a roster to fill in, and nothing else.")
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write a grade file for Moodle or Canvas, for the people of a roster."""
    from gluteedu.classroom.export.grades import grade_columns
    from gluteedu.classroom.report.class_report import in_course_order, names_in
    from gluteedu.content.course.library import Library

    with opened_record(store) as record:
        events = [stored.event for stored in record.events()]
        learners, given = record.learners(), names_in(record)
        bank = in_course_order(Library())
    if new_roster is not None:
        _write_new_roster(new_roster, form, learners, given, force)
        return
    if roster is None:
        raise stop("--roster: name the CSV file that says who is who; --new-roster begins one")
    try:
        found = _read_roster(roster, form, learners, given)
        columns = grade_columns(events, bank, practice=practice)
    except ValueError as error:
        raise stop(str(error)) from None
    file = _grade_file(columns, found, form, learners, given)
    _write({out: file.text}, force)
    typer.echo(f"{out}: {file.people} people, {len(columns)} grade columns")


def _write_new_roster(
    path: Path, form: System, learners: Sequence[str], given: Mapping[str, str], force: bool
) -> None:
    from gluteedu.classroom.export.grades import EXTRA_COLUMNS, IDENTIFIERS
    from gluteedu.classroom.export.roster import new_roster

    columns = (*IDENTIFIERS[form.value], *EXTRA_COLUMNS[form.value])
    _write({path: new_roster(learners, given, columns)}, force)
    typer.echo(f"{path}: fill in a column for each of {len(learners)} learners")


def _read_roster(
    path: Path, form: System, learners: Sequence[str], given: Mapping[str, str]
) -> Roster:
    from gluteedu.classroom.export.grades import EXTRA_COLUMNS, IDENTIFIERS
    from gluteedu.classroom.export.roster import read_roster

    return read_roster(path, IDENTIFIERS[form.value], learners, given, EXTRA_COLUMNS[form.value])


def _grade_file(
    columns: Sequence[GradeColumn],
    roster: Roster,
    form: System,
    learners: Sequence[str],
    given: Mapping[str, str],
) -> GradeFile:
    """The grade file; says who is left out, and ends the command when nobody is left."""
    from gluteedu.classroom.export.grades import grade_file

    file = grade_file(columns, roster, form.value)
    listed = {person.learner for person in roster.people}
    unlisted = [
        f"{given.get(learner, learner)}: not in the roster"
        for learner in learners
        if learner not in listed
    ]
    _say_left_out([*roster.faults, *file.without, *unlisted])
    if not file.people:
        raise stop("Nobody of the roster has a grade yet; nothing was written.")
    return file


def xapi(
    store: RecordOption = None,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("statements.json"),
    home: Annotated[
        str, typer.Option(help="The address of your course; the ids of activities begin with it.")
    ] = "",
    names: Annotated[
        bool, typer.Option("--names", help="Put the names that learners gave into the file.")
    ] = False,
    force: ForceOption = False,
) -> None:
    """Write the record as xAPI 1.0.3 statements, by pseudonym."""
    from gluteedu.classroom.export.xapi import HOME, statements
    from gluteedu.classroom.report.class_report import names_in
    from gluteedu.content.course.library import Library

    if home and not home.startswith(("https://", "http://")):
        raise stop(f"--home: {home!r} must begin with https:// or http://")
    library = Library()
    with opened_record(store) as record:
        found = statements(
            (stored.event for stored in record.events()),
            library.bank,
            course=library.course.title,
            home=home or HOME,
            names=names_in(record) if names else None,
        )
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in found.statements)
    _write({out: f"[\n{lines}\n]\n"}, force)
    rest = ", ".join(f"{number} {kind}" for kind, number in sorted(found.left_out.items()))
    typer.echo(
        f"{out}: {len(found.statements)} statements" + (f"; left out: {rest}" if rest else "")
    )


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """The folder of ``--csv``; made if it must be, and gone again if nothing could be written."""
    fresh = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise stop(f"--csv: {path} cannot be made ({error.strerror})") from None
    try:
        yield
    except typer.Exit:
        if fresh:
            with suppress(OSError):
                path.rmdir()
        raise


def _write(files: dict[Path, str], force: bool) -> None:
    """All of the files, or none."""
    from gluteedu.content.loading.safe_writing import CannotWriteError, write_all

    try:
        write_all({path: text.encode() for path, text in files.items()}, force=force)
    except CannotWriteError as error:
        raise stop(str(error)) from None


def _say_left_out(lines: Sequence[str]) -> None:
    if lines:
        typer.echo(f"Left out ({len(lines)}):", err=True)
    for line in lines:
        typer.echo(f"  {line}", err=True)
