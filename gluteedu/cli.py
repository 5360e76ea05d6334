"""The ``gluteedu`` command: serve the course, work on it, check it, ask it."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu import __version__
from gluteedu.content.paths import data_folder, notebooks_folder

if TYPE_CHECKING:
    from gluteedu.serving.navigation import Navigation

app = typer.Typer(
    help="An interactive course about glute and hamstring pain. It teaches; it never diagnoses.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DEFAULT_PORT = 8866

NotebooksOption = Annotated[
    Path | None,
    typer.Option("--notebooks", help="Another folder with lessons, in place of the course's own."),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gluteedu {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


def _stop(message: str) -> typer.Exit:
    typer.secho(message, err=True, fg=typer.colors.RED if sys.stderr.isatty() else None)
    return typer.Exit(1)


def _lessons(folder: Path | None) -> Path:
    chosen = (folder or notebooks_folder()).resolve()
    if not chosen.is_dir() or not any(chosen.glob("*.ipynb")):
        raise _stop(f"--notebooks: there are no lessons (*.ipynb) in {chosen}")
    return chosen


@app.command()
def serve(
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            help=f"The port to listen on; {DEFAULT_PORT}, or the next free one, if not given.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; the default admits this machine only.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the course in a browser.")] = True,
    notebooks: NotebooksOption = None,
) -> None:
    """Serve the course with Voila until Ctrl-C."""
    lessons = _lessons(notebooks)
    chosen = _port(host, port)
    navigation = _navigation()

    import plotly

    import gluteedu.widgets
    from gluteedu.serving.app import course_app

    static = [
        Path(gluteedu.widgets.__path__[0]) / "static",
        Path(plotly.__path__[0]) / "package_data",
    ]
    server = course_app(lessons, navigation, static, host=host, port=chosen, open_browser=browser)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    typer.echo(f"The course is at http://{shown}:{chosen}/   (Ctrl-C ends it)")
    server.start()


def _port(host: str, wanted: int | None) -> int:
    """The port to use: the wanted one or an error; else the first free one from the default on."""
    for port in [wanted] if wanted is not None else range(DEFAULT_PORT, DEFAULT_PORT + 50):
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                return port
        except socket.gaierror:
            raise _stop(f"--host: {host!r} is not an address of this machine") from None
        except OverflowError:
            raise _stop(f"--port: {port} is not a port; allowed are 1 to 65535") from None
        except OSError as error:
            if wanted is not None:
                raise _stop(
                    f"--port: {port} on {host} cannot be used ({error.strerror}). "
                    "Leave --port out, and a free one is found."
                ) from None
    raise _stop(f"no free port from {DEFAULT_PORT} on; name one with --port")


def _navigation() -> Navigation:
    from gluteedu.content.library import Library
    from gluteedu.content.problems import ContentError
    from gluteedu.serving.navigation import Navigation, Stop

    try:
        course = Library().course
    except ContentError as error:
        raise _stop(f"The course's content has faults; nothing was started.\n{error}") from None
    stops = tuple(Stop(x.id, x.title, x.minutes) for x in course.lessons)
    return Navigation(course.title, stops, course.footer)


@app.command()
def lab(
    browser: Annotated[bool, typer.Option(help="Open JupyterLab in a browser.")] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to try first.")] = 8888,
) -> None:
    """Open the lessons in JupyterLab, to run and change them."""
    folder = notebooks_folder()
    if data_folder().parent.name == "bundled":
        # An installed course is not for writing in: the learner gets a copy of their own.
        own = Path.home() / "gluteedu-lessons"
        if not own.exists():
            shutil.copytree(folder, own)
        folder = own
    typer.echo(f"The lessons are in {folder}")
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        str(folder),
        f"--port={port}",
        "--LabApp.default_url=/lab/tree/index.ipynb",
    ]
    if not browser:
        command.append("--no-browser")
    os.execv(sys.executable, command)


@app.command()
def check(
    data: Annotated[
        Path | None, typer.Option("--data", help="Another data folder, in place of the course's.")
    ] = None,
    vignettes: Annotated[
        bool, typer.Option("--vignettes", help="Measure the rules on the course's vignettes, too.")
    ] = False,
) -> None:
    """Look through all content and say everything that is wrong with it."""
    from gluteedu.content.checking import check as look_through

    root = data or data_folder()
    if not root.is_dir():
        raise _stop(f"--data: there is no folder {root}")
    report = look_through(root, notebooks_folder())
    if report.problems:
        number = len(report.problems)
        lines = "\n".join(str(problem) for problem in report.problems)
        raise _stop(f"{lines}\n{number} {'fault' if number == 1 else 'faults'} in {root}")
    if vignettes:
        typer.echo(_measured(root))
    typer.echo("No faults: " + ", ".join(f"{n} {what}" for what, n in report.counts.items()))


def _measured(root: Path) -> str:
    from gluteedu.content.causes import load_knowledge
    from gluteedu.content.vignettes import load_vignettes, table
    from gluteedu.domain.measuring import measure

    return table(measure(load_knowledge(root), load_vignettes(root)))


@app.command()
def assess(
    file: Annotated[
        str,
        typer.Argument(
            help="A JSON file with findings, or a list of them; - reads standard input."
        ),
    ],
) -> None:
    """Weigh findings, safety first, and print JSON. It teaches; it is no diagnosis."""
    from gluteedu.content.assessing import assess_file
    from gluteedu.domain.findings import FindingsError

    try:
        typer.echo(assess_file(file))
    except (FindingsError, OSError) as error:
        raise _stop(str(error)) from None


@app.command()
def notebooks(folder: NotebooksOption = None) -> None:
    """Run the lessons again and store their outputs, clean."""
    from gluteedu.authoring.rerun import LessonFailed, rerun

    try:
        for path, changed in rerun(_lessons(folder)):
            typer.echo(f"{path.name}: {'written' if changed else 'unchanged'}")
    except LessonFailed as error:
        raise _stop(str(error)) from None


@app.command()
def figures() -> None:
    """Draw the stored pictures of the figures again (needs Chromium and the test tools)."""
    from gluteedu.content.library import Library
    from gluteedu.figures.display import DRAWN
    from gluteedu.figures.drawing import CannotDrawError, draw_course

    try:
        written = draw_course(Library())
    except CannotDrawError as error:
        raise _stop(str(error)) from None
    typer.echo(f"{len(written)} figures drawn in {DRAWN}")


def main() -> None:
    """Run the command."""
    app()
