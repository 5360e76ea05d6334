"""The commands that put the course before people: ``serve`` in a browser, ``lab`` to work on."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands import teaching
from gluteedu.commands.course import CourseArgument, choose
from gluteedu.commands.hub import HubOption, door_to_hub
from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import data_folder, notebooks_folder

if TYPE_CHECKING:
    from gluteedu.serving.pages.navigation import Navigation

DEFAULT_PORT = 8866
_PAGES_OF_ONE = 6  # live at once where a server is for one user of a hub

NotebooksOption = Annotated[
    Path | None,
    typer.Option("--notebooks", help="Another folder with lessons, in place of the course's own."),
]


def add_serving_commands(app: typer.Typer) -> None:
    """Give ``app`` the commands of this module."""
    app.command()(serve)
    app.command()(lab)


def serve(
    folder: CourseArgument = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            help=f"The port to listen on; {DEFAULT_PORT}, or the next free one, if not given.",
        ),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(help="The address to listen on: 127.0.0.1, or with --class 0.0.0.0."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the course in a browser.")] = True,
    notebooks: NotebooksOption = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Where to keep what learners do: sqlite:////full/path/record.db, "
            "postgresql://user:password@host/name, or none. A file of this user if not given."
        ),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=2000,
            help="How many pages may be live at once; more wait in order. As memory allows if "
            "not given.",
        ),
    ] = None,
    class_: Annotated[
        bool,
        typer.Option("--class", help="Open a class, too: live questions that phones vote on."),
    ] = False,
    rest: Annotated[
        float,
        typer.Option(
            min=0.02,
            max=24 * 60,
            help="Minutes that an open page may be still before its quizzes go to rest; they wake "
            "at a press of a button, with every answer.",
        ),
    ] = 45.0,
    hub: HubOption = False,
) -> None:
    """Serve the course with Voila until Ctrl-C.

    What goes wrong is logged on standard error, one line each, without answers and learners: as
    words at a terminal, else as JSON. GLUTEEDU_LOG=text or GLUTEEDU_LOG=json says which.
    """
    choose(folder, "FOLDER")
    lessons = lessons_in(notebooks)
    if host is not None:
        teaching.require_a_host(host)
    given = (("--host", host is not None), ("--port", port is not None), ("--class", class_))
    door = door_to_hub(*given) if hub else None
    if door is not None:
        host, chosen, browser, most = door.place.host, door.place.port, False, most or _PAGES_OF_ONE
    else:
        host = host or ("0.0.0.0" if class_ else "127.0.0.1")
        chosen = _port(host, port)
    _keep_in(store)
    navigation = course_navigation()

    import plotly

    from gluteedu.serving.app import Front, course_app
    from gluteedu.serving.security import identity
    from gluteedu.widgets.shared.base import built_script
    from gluteedu.widgets.shared.bundle import script, style

    own, plotly_folder = Path(__file__).parent.parent, Path(plotly.__path__[0]) / "package_data"
    front = Front(script(), built_script("first"), style(), plotly_folder / "plotly.min.js")
    beside = teaching.a_class(lessons, host, chosen, identify=identity.learner)
    with beside if class_ else nullcontext() as opened:
        server = course_app(
            lessons,
            navigation,
            front,
            [
                own / "widgets/shared/static",
                own / "classroom/web/present",
                own / "built",
                plotly_folder,
            ],
            host=host,
            port=chosen,
            open_browser=browser,
            most=most,
            rest=rest * 60,
            routes=teaching.routes_of(opened),
            door=door,
        )
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        typer.echo(f"The course is at http://{shown}:{chosen}/   (Ctrl-C ends it)")
        server.start()


def _keep_in(store: str | None) -> None:
    from gluteedu.records.opening import StoreError, settle_store

    try:
        told = settle_store(store)
    except StoreError as trouble:
        raise stop(str(trouble)) from None
    if told:
        typer.echo(told, err=True)


def _port(host: str, wanted: int | None) -> int:
    """The port to use: the wanted one or an error; else the first free one from the default on."""
    for port in [wanted] if wanted is not None else range(DEFAULT_PORT, DEFAULT_PORT + 50):
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                return port
        except (socket.gaierror, UnicodeError):
            raise stop(f"--host: {host!r} is not an address of this machine") from None
        except OverflowError:
            raise stop(f"--port: {port} is not a port; allowed are 1 to 65535") from None
        except OSError as error:
            if wanted is not None:
                raise stop(
                    f"--port: {port} on {host} cannot be used ({error.strerror}). "
                    "Leave --port out, and a free one is found."
                ) from None
    raise stop(f"no free port from {DEFAULT_PORT} on; name one with --port")


def course_navigation() -> Navigation:
    """Titles and order of the lessons; ends the command where the content has faults."""
    from gluteedu.content.course.library import Library
    from gluteedu.content.loading.problems import ContentError
    from gluteedu.serving.pages.navigation import Navigation, Stop
    from gluteedu.widgets.shared.cause_style import cause_style

    try:
        library = Library()
        course, words, causes = library.course, library.words["page"], library.causes
    except ContentError as error:
        raise stop(f"The course's content has faults; nothing was started.\n{error}") from None
    stops = tuple(Stop(x.id, x.title, x.minutes) for x in course.lessons)
    pages = tuple(Stop(x.id, x.title, 0) for x in course.pages)
    return Navigation(
        course.title,
        stops,
        course.footer,
        words,
        pages,
        home=course.roles.home,
        safety=course.roles.safety_address,
        sources=course.roles.sources,
        style=cause_style(causes),
    )


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
            _copied(folder, own)
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


def _copied(folder: Path, own: Path) -> None:
    """All of ``folder``, or an error and nothing: half a copy would pass for a whole one later."""
    part = own.with_name(f"{own.name}.part")
    try:
        shutil.copytree(folder, part, dirs_exist_ok=True)
        part.rename(own)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise stop(f"the lessons cannot be copied to {own}: {error}") from None


def lessons_in(folder: Path | None) -> Path:
    """The folder of lessons that was asked for, or the course's own; an error if it has none."""
    chosen = Path(os.path.realpath(folder or notebooks_folder()))
    if not chosen.is_dir() or not any(chosen.glob("*.ipynb")):
        raise stop(f"--notebooks: there are no lessons (*.ipynb) in {chosen}")
    return chosen
