"""The class on the command line: beside the course, or on its own for a school."""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gluteedu.commands.hub import HubOption, hub_auth_from_environment
from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import notebooks_folder

if TYPE_CHECKING:
    from gluteedu.classroom.web.classroom import Identify
    from gluteedu.classroom.web.routes import OpenedClass
    from gluteedu.content.course.library import Library
    from gluteedu.records.store import Store
    from gluteedu.serving.ops.hub import HubAuth

_BASE = re.compile(r"/(?:[\w.~@%+!,=:-]+/)*[\w.~@%+!,=:-]*", re.ASCII)
_ALL_ADDRESSES = ("0.0.0.0", "::")


def add_class_command(app: typer.Typer) -> None:
    """Add ``gluteedu class``."""
    app.command("class")(class_alone)


def require_a_host(host: str) -> None:
    """End with an error where ``--host`` names nothing: sockets take that for every address."""
    if not host.strip():
        raise stop("--host: is empty; leave it out or name one of this machine")


def class_alone(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on; 0.0.0.0 if not given.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="The port to listen on; 8867 if not given."),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            envvar="JUPYTERHUB_SERVICE_PREFIX", help="The path below which the class stands."
        ),
    ] = "/",
    store: Annotated[
        str | None, typer.Option(help="Where votes go; as for serve, GLUTEEDU_STORE if not given.")
    ] = None,
    hub: HubOption = False,
) -> None:
    """Open a class without the course, such as beside a JupyterHub, until Ctrl-C."""
    import asyncio

    given = (("--host", host is not None), ("--port", port is not None))
    hub_auth = hub_auth_from_environment(*given) if hub else None
    if hub_auth is not None:
        address = hub_auth.address
        host, port, base = address.host, address.port, address.prefix
    host, port = "0.0.0.0" if host is None else host, port or 8867
    require_a_host(host)
    _require_a_path(base)
    if store is not None:
        _use_store(store)
    identify = hub_auth.learner if hub_auth is not None else None
    with a_class(notebooks_folder(), host, port, base=base, identify=identify) as opened:
        try:
            asyncio.run(_serve_class(opened, host, port, hub_auth))
        except (socket.gaierror, UnicodeError):
            raise stop(f"--host: {host!r} is not an address of this machine") from None
        except OSError as error:
            raise stop(f"--port: {port} on {host} cannot be used ({error.strerror})") from None
        except KeyboardInterrupt:
            typer.echo("The class is over.")


def _require_a_path(base: str) -> None:
    if not base.startswith("/"):
        raise stop(f"--base: {base!r} must begin with a slash")
    if not _BASE.fullmatch(base):
        raise stop(f"--base: {base!r} must be a path such as /class/, as it stands in an address")


def _use_store(store: str) -> None:
    from gluteedu.records.errors import StoreError
    from gluteedu.records.opening import settle_store

    try:
        if notice := settle_store(store):
            typer.echo(notice, err=True)
    except StoreError as trouble:
        raise stop(str(trouble)) from None


async def _serve_class(opened: OpenedClass, host: str, port: int, hub_auth: HubAuth | None) -> None:
    """Serve a class on its own until the process is told to end."""
    import asyncio

    from gluteedu.classroom.web.routes import class_app
    from gluteedu.serving.ops.logs import log_request, set_up_logs
    from gluteedu.serving.security.headers import SafeHeaders
    from gluteedu.web.compat import add_transform

    guard = None
    if hub_auth is not None:
        # Behind the hub all come from the proxy's address; what it says of them is believed.
        guard, opened.classroom.client = hub_auth.guard, hub_auth.learner
    app = class_app(opened, guard)
    add_transform(app, SafeHeaders)
    app.settings["log_function"] = log_request
    set_up_logs()
    app.listen(port, host, xheaders=hub_auth is not None)
    ended = asyncio.Event()
    with suppress(NotImplementedError):  # where signals cannot be waited for, Ctrl-C is enough
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()


@contextmanager
def a_class(
    lessons: Path, host: str, port: int, *, base: str = "/", identify: Identify | None = None
) -> Iterator[OpenedClass]:
    """A class from here to the end of the block, with its report where there is a record.

    Says where the instructor's page is and, this once, the key to it. At the end the votes that
    still wait are written.

    Args:
        lessons: the folder with the lessons.
        host: the address the server listens on.
        port: its port.
        base: the path below which the class stands.
        identify: the learner behind a request; see ``open_class``.
    """
    from gluteedu.classroom.web.routes import KEY_SETTING, open_class
    from gluteedu.content.course.library import Library
    from gluteedu.content.loading.problems import ContentError

    library = Library()
    record = _open_record()
    try:
        opened = open_class(
            library,
            host=host,
            port=port,
            base=base,
            notebooks=lessons,
            store=record,
            identify=identify,
        )
    except ContentError as error:
        raise stop(f"The course's content has faults; nothing was started.\n{error}") from None
    except ValueError as error:
        raise stop(f"{KEY_SETTING}: {error}") from None
    if record is not None:
        _add_report(opened, record, library)
    _announce(opened, host, port)
    try:
        yield opened
    finally:
        opened.classroom.room.end_question()
        if not opened.classroom.room.vote_writer.close():
            typer.echo("Some votes could not be saved.", err=True)
        if record is not None:
            record.close()


def _open_record() -> Store | None:
    """The store for votes and the report; None where none is meant, or it cannot be opened."""
    from gluteedu.records.errors import StoreError
    from gluteedu.records.store import open_store
    from gluteedu.records.store_address import NO_STORE, store_url

    try:
        url = store_url()
        return None if url == NO_STORE else open_store(url)
    except StoreError as trouble:
        typer.echo(f"Votes are not saved: {trouble}", err=True)
        return None


def _add_report(opened: OpenedClass, record: Store, library: Library) -> None:
    from gluteedu.classroom.report.class_report import report_on
    from gluteedu.classroom.report.routes import report_routes
    from gluteedu.domain.learning.event import now

    classroom = opened.classroom
    opened.routes.extend(
        report_routes(
            lambda: report_on(record, library, made=now()),
            classroom.admits,
            path=classroom.path,
            login=f"{classroom.path}/key?to=report",
        )
    )
    classroom.has_report = True


def _announce(opened: OpenedClass, host: str, port: int) -> None:
    from gluteedu.classroom.web.network import join_addresses

    path = opened.classroom.path
    for phones in join_addresses(host, port, "", False, path)[:1]:
        typer.echo(f"Phones go to         {phones}")
    address = "127.0.0.1" if host in _ALL_ADDRESSES else host
    typer.echo(f"The instructor's page http://{address}:{port}{path}/host")
    if opened.key is not None:
        typer.echo(
            f"The instructor's key  {opened.key}   (shown this once; a new one at each start)"
        )


def routes_of(opened: OpenedClass | None) -> list[tuple[Any, ...]]:
    """The addresses of a class for ``course_app``; none without a class."""
    return [] if opened is None else list(opened.routes)
