"""The command ``serve``: the course in a browser."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands import teaching
from gluteedu.commands.course import CourseArgument, choose
from gluteedu.commands.hub import HubOption, hub_auth_from_environment
from gluteedu.commands.ports import DEFAULT_PORT, usable_port
from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import notebooks_folder
from gluteedu.records.stores import ADDRESS_EXAMPLES

if TYPE_CHECKING:
    from gluteedu.classroom.web.routes import ClassRoute, OpenedClass
    from gluteedu.serving.app import FrontEnd
    from gluteedu.serving.ops.hub import HubAuth
    from gluteedu.serving.pages.navigation import Navigation

_HUB_KERNEL_LIMIT = 6  # where a server is for one user of a hub

PortOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=65535,
        help=f"The port to listen on; {DEFAULT_PORT}, or the next free one, if not given.",
    ),
]
HostOption = Annotated[
    str | None, typer.Option(help="The address to listen on: 127.0.0.1, or with --class 0.0.0.0.")
]
BrowserOption = Annotated[bool, typer.Option(help="Open the course in a browser.")]
NotebooksOption = Annotated[
    Path | None,
    typer.Option("--notebooks", help="Another folder with lessons, in place of the course's own."),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        help=f"Where to keep what learners do: {', '.join(ADDRESS_EXAMPLES.values())}, "
        "or none. A file of this user if not given."
    ),
]
MostOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=2000,
        help="How many pages may be live at once; more wait in order. As memory allows if "
        "not given.",
    ),
]
ClassOption = Annotated[
    bool, typer.Option("--class", help="Open a class, too: live questions that phones vote on.")
]
RestOption = Annotated[
    float,
    typer.Option(
        min=0.02,
        max=24 * 60,
        help="Minutes that an open page may be still before its quizzes go to rest; they wake "
        "at a press of a button, with every answer.",
    ),
]


def add_serve_command(app: typer.Typer) -> None:
    """Give ``app`` the command of this module."""
    app.command()(serve)


@dataclass(frozen=True)
class _Address:
    """Where to listen, and the hub's login if a hub says where."""

    host: str
    port: int
    hub_auth: HubAuth | None = None


def serve(
    folder: CourseArgument = None,
    port: PortOption = None,
    host: HostOption = None,
    browser: BrowserOption = True,
    notebooks: NotebooksOption = None,
    store: StoreOption = None,
    most: MostOption = None,
    class_: ClassOption = False,
    rest: RestOption = 45.0,
    hub: HubOption = False,
) -> None:
    """Serve the course with Voila until Ctrl-C.

    What goes wrong is logged on standard error, one line each, without answers and learners: as
    words at a terminal, else as JSON. GLUTEEDU_LOG=text or GLUTEEDU_LOG=json says which.
    """
    choose(folder, "FOLDER")
    lessons = lessons_in(notebooks)
    address = _address(host, port, class_=class_, hub=hub)
    if hub:
        browser, most = False, most or _HUB_KERNEL_LIMIT
    _use_store(store)
    navigation = course_navigation()
    with _class_beside(lessons, address) if class_ else nullcontext() as opened:
        _run_server(lessons, navigation, address, opened, browser=browser, most=most, rest=rest)


def _run_server(
    lessons: Path,
    navigation: Navigation,
    address: _Address,
    opened: OpenedClass | None,
    *,
    browser: bool,
    most: int | None,
    rest: float,
) -> None:
    from gluteedu.figures.compat import plotly_script
    from gluteedu.serving.app import course_app

    package = Path(__file__).parent.parent
    static = ("widgets/shared/static", "classroom/web/present", "built")
    server = course_app(
        lessons,
        navigation,
        _front_end(plotly_script()),
        [*(package / folder for folder in static), plotly_script().parent],
        host=address.host,
        port=address.port,
        open_browser=browser,
        kernel_limit=most,
        idle_limit=rest * 60,
        routes=[*teaching.routes_of(opened), _present_words()],
        hub_auth=address.hub_auth,
    )
    shown = "127.0.0.1" if address.host in ("0.0.0.0", "::") else address.host
    typer.echo(f"The course is at http://{shown}:{address.port}/   (Ctrl-C ends it)")
    server.start()


def _front_end(plotly: Path) -> FrontEnd:
    from gluteedu.serving.app import FrontEnd
    from gluteedu.widgets.shared.base import built_script
    from gluteedu.widgets.shared.bundle import script, style

    return FrontEnd(script(), built_script("first"), style(), plotly)


def _present_words() -> ClassRoute:
    from gluteedu.classroom.web.present_words import present_route
    from gluteedu.content.text.words import course_words

    words = course_words()
    # What a quiz and the clinic say is how the view knows which question they show.
    return present_route(**{name: words[name] for name in ("present", "quiz", "clinic")})


def _class_beside(lessons: Path, address: _Address) -> AbstractContextManager[OpenedClass]:
    from gluteedu.serving.security import identity

    return teaching.a_class(lessons, address.host, address.port, identify=identity.learner)


def _address(host: str | None, port: int | None, *, class_: bool, hub: bool) -> _Address:
    """Where to listen: as the options say, or as the hub says."""
    if host is not None:
        teaching.require_a_host(host)
    if hub:
        given = (("--host", host is not None), ("--port", port is not None), ("--class", class_))
        hub_auth = hub_auth_from_environment(*given)
        return _Address(hub_auth.address.host, hub_auth.address.port, hub_auth)
    host = host or ("0.0.0.0" if class_ else "127.0.0.1")
    return _Address(host, usable_port(host, port))


def _use_store(store: str | None) -> None:
    from gluteedu.records.opening import StoreError, settle_store

    try:
        notice = settle_store(store)
    except StoreError as error:
        raise stop(str(error)) from None
    if notice:
        typer.echo(notice, err=True)


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


def lessons_in(folder: Path | None) -> Path:
    """The folder of lessons that was asked for, or the course's own; an error if it has none."""
    chosen = Path(os.path.realpath(folder or notebooks_folder()))
    if not chosen.is_dir() or not any(chosen.glob("*.ipynb")):
        raise stop(f"--notebooks: there are no lessons (*.ipynb) in {chosen}")
    return chosen
