"""The ``gluteedu`` command: serve the course, work on it, check it, ask it."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from gluteedu import __version__
from gluteedu.commands import bank, doctor, lab, new, results, serving, teaching
from gluteedu.commands.course import CourseArgument, CourseOption, choose
from gluteedu.commands.serving import NotebooksOption, lessons_in
from gluteedu.commands.stopping import stop as _stop
from gluteedu.content.loading.paths import data_folder, notebooks_folder

_CANNOT_SAY = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EPIPE, errno.EIO, errno.EBADF)

app = typer.Typer(
    help="An interactive course about glute and hamstring pain. It teaches; it never diagnoses.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gluteedu {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
    course: CourseOption = None,
) -> None:
    choose(course)


@app.command("check")
def check_command(
    folder: CourseArgument = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Another data folder, in place of the course's.")
    ] = None,
    notebooks: NotebooksOption = None,
    vignettes: Annotated[
        bool, typer.Option("--vignettes", help="Measure the rules on the course's vignettes, too.")
    ] = False,
) -> None:
    """Look through all content and say everything that is wrong with it."""
    from gluteedu.content.course.checking import check_content

    choose(folder, "FOLDER")
    root = data or data_folder()
    if not root.is_dir():
        raise _stop(f"--data: there is no folder {root}")
    lessons = notebooks or notebooks_folder()
    if not lessons.is_dir():
        raise _stop(f"--notebooks: there is no folder {lessons}")
    report = check_content(root, lessons)
    if report.problems:
        number = len(report.problems)
        lines = "\n".join(str(problem) for problem in report.problems)
        raise _stop(f"{lines}\n{number} {'fault' if number == 1 else 'faults'} in {root}")
    if vignettes:
        typer.echo(_measured(root))
    typer.echo("No faults: " + ", ".join(f"{n} {what}" for what, n in report.counts.items()))


def _measured(root: Path) -> str:
    from gluteedu.content.triage.knowledge import load_knowledge
    from gluteedu.content.triage.vignettes import evaluation_table, load_vignettes
    from gluteedu.domain.triage.vignette_evaluation import evaluate_vignettes

    return evaluation_table(evaluate_vignettes(load_knowledge(root), load_vignettes(root)))


@app.command("assess")
def assess_command(
    file: Annotated[
        str,
        typer.Argument(
            help="A JSON file with findings, or a list of them; - reads standard input."
        ),
    ],
) -> None:
    """Weigh findings, safety first, and print JSON. It teaches; it is no diagnosis."""
    from gluteedu.content.course.assessing import assess_file
    from gluteedu.domain.triage.findings import FindingsError

    try:
        result = assess_file(file)
    except FindingsError as error:
        raise _stop(str(error)) from None
    typer.echo(result)


@app.command()
def notebooks(folder: NotebooksOption = None) -> None:
    """Run the lessons again and store their outputs, clean."""
    from gluteedu.authoring.rerun import LessonFailed, rerun
    from gluteedu.content.loading.safe_writing import CannotWriteError

    try:
        for path, changed in rerun(lessons_in(folder)):
            typer.echo(f"{path.name}: {'written' if changed else 'unchanged'}")
    except (LessonFailed, CannotWriteError) as error:
        raise _stop(str(error)) from None


@app.command()
def figures() -> None:
    """Work out the computed table and draw the figures again (needs Chromium, the test tools)."""
    from gluteedu.content.course.library import Library
    from gluteedu.content.course.steadiness import TABLE as STEADINESS
    from gluteedu.content.course.steadiness import write_story_steadiness
    from gluteedu.content.loading.safe_writing import CannotWriteError
    from gluteedu.figures.display import DRAWN
    from gluteedu.figures.drawing import CannotDrawError, draw_course

    try:
        if STEADINESS in Library().tables:
            write_story_steadiness(Library())
        written = draw_course(Library())
    except (CannotDrawError, CannotWriteError) as error:
        raise _stop(str(error)) from None
    typer.echo(f"{len(written)} figures drawn in {DRAWN}")


serving.add_serve_command(app)
lab.add_lab_command(app)
bank.add_bank_commands(app)
new.add_new_commands(app)
results.add_result_commands(app)
teaching.add_class_command(app)
doctor.add_doctor_command(app)


def _require_utf8(words: list[str]) -> None:
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            _stop(f"{word!r} is not UTF-8 text; write names and words in UTF-8")
            raise SystemExit(2) from None


def main() -> None:
    """Run the command; what the system refuses, and no command expected, is one line, too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    _require_utf8(sys.argv[1:])
    try:
        app()
    except OSError as error:
        where = error.filename or (
            "standard output" if error.errno in _CANNOT_SAY else "the system"
        )
        _stop(f"{where}: {error.strerror or error}")
        # What could not be said is not tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(1) from None
