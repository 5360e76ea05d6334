"""``gluteedu export`` and ``gluteedu import``: the item bank goes to other programs and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands.stopping import stop
from gluteedu.content.exchange.writing.formats import FORMATS
from gluteedu.content.loading.paths import data_folder

if TYPE_CHECKING:
    from gluteedu.content.exchange.notes import Report

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Another data folder, in place of the course's.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", help="Write the report to this file; the screen gets its summary."),
]
LessonOption = Annotated[
    str | None, typer.Option("--lesson", help="One lesson, like 02-exercise-induced-pain.")
]


FormatName = StrEnum("FormatName", {name: name for name in FORMATS})  # type: ignore[misc]
"""The names of the formats, as typer wants to be told what may be chosen."""


def add_bank_commands(app: typer.Typer) -> None:
    """Give ``app`` the commands of this module."""
    app.command("export")(export_bank)
    app.command("import")(import_bank)


def export_bank(
    form: Annotated[
        FormatName,
        typer.Option("--format", help=f"{', '.join(one.title for one in FORMATS.values())}."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; named after the lesson if not.")
    ] = None,
    lesson: LessonOption = None,
    data: DataOption = None,
    report: ReportOption = None,
    force: ForceOption = False,
) -> None:
    """Write the quiz items for another program, and say what each of them lost."""
    from gluteedu.content.course.library import Library
    from gluteedu.content.exchange.writing.edition import edition
    from gluteedu.content.exchange.writing.exporting import (
        MissingToolError,
        export_edition,
        file_name,
    )
    from gluteedu.content.loading.problems import ContentError
    from gluteedu.content.loading.safe_writing import CannotWriteError

    root = _data(data)
    try:
        part = edition(Library(root), lesson)
    except KeyError as error:
        raise stop(f"--lesson: {error.args[0]}") from None
    except ContentError as error:
        raise stop(f"The content has faults; nothing was written.\n{error}") from None
    try:
        made = export_edition(part, form.value)
        path = out or Path(file_name(part, form.value))
        _write(path, made.data, made.report, report, force)
    except (MissingToolError, CannotWriteError) as error:
        raise stop(str(error)) from None


def import_bank(
    file: Annotated[Path, typer.Argument(help="A GIFT file or Moodle XML, as UTF-8.")],
    lesson: LessonOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; named after FILE if not given.")
    ] = None,
    data: DataOption = None,
    report: ReportOption = None,
    force: ForceOption = False,
) -> None:
    """Make quiz items out of another program's questions, with blanks for what is missing."""
    from gluteedu.content.course.outline import read_outline
    from gluteedu.content.exchange.reading.importing import import_questions, surroundings
    from gluteedu.content.exchange.reading.question import CannotReadError
    from gluteedu.content.loading.safe_writing import CannotWriteError

    path = out or Path(f"{file.name.split('.')[0]}.yaml")
    try:
        around = surroundings(read_outline(_data(data)), lesson)
        made = import_questions(file, around, lesson)
        _write(path, made.text.encode(), made.report, report, force)
    except KeyError as error:
        raise stop(f"--lesson: {error.args[0]}") from None
    except (CannotReadError, CannotWriteError) as error:
        raise stop(str(error)) from None


def _data(chosen: Path | None) -> Path:
    root = chosen or data_folder()
    if not root.is_dir():
        raise stop(f"--data: there is no folder {root}")
    return root


def _write(path: Path, data: bytes, report: Report, wanted: Path | None, force: bool) -> None:
    """The file, and the report in a file or on standard error; both files, or neither.

    Raises:
        CannotWriteError: one of the two cannot be written.
    """
    from gluteedu.content.loading.safe_writing import write_all

    files = {path: data}
    if wanted is not None:
        if wanted == path:
            raise stop(f"--report: {wanted} is the file of --out, too; name two files")
        files[wanted] = f"{report.text()}\n".encode()
    write_all(files, force=force)
    typer.echo(f"Written: {path}")
    told = report.text() if wanted is None else f"{report.summary()}\nItem by item: {wanted}"
    typer.echo(told, err=True)
