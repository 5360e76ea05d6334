"""The live report on a real server: for the instructor only, with its files beside it."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from gluteedu.classroom.report.class_report import ClassReport, class_report, report_on
from gluteedu.classroom.report.page import report_style
from gluteedu.classroom.report.routes import ReportService, report_routes
from gluteedu.classroom.report.tables import report_tables
from gluteedu.content.course.library import Library
from gluteedu.records.errors import StoreError
from gluteedu.records.store import open_store
from tests.support.made_up_class import made_up_class

MADE = datetime(2030, 4, 1, tzinfo=UTC)
LIBRARY = Library()
REPORT = class_report(made_up_class(LIBRARY.bank, 6), LIBRARY, made=MADE)
Ask = Callable[..., Awaitable[HTTPResponse]]


def knows(handler: RequestHandler) -> bool:
    return handler.get_cookie("who") == "instructor"


def on_a_server(read: Callable[[], ClassReport], told: Callable[[Ask], Any], **more: Any) -> None:
    """Serve the report's addresses, and let ``told`` ask for some of them."""

    async def run() -> None:
        (socket,) = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(Application(report_routes(read, knows, **more)))
        server.add_sockets([socket])

        async def ask(path: str, who: str = "instructor") -> HTTPResponse:
            return await AsyncHTTPClient().fetch(
                f"http://127.0.0.1:{socket.getsockname()[1]}{path}",
                headers={"Cookie": f"who={who}"},
                follow_redirects=False,
                raise_error=False,
                request_timeout=60,
            )

        try:
            await told(ask)
        finally:
            server.stop()
            await server.close_all_connections()

    asyncio.run(run())


def test_the_instructor_sees_the_page_and_every_file() -> None:
    async def told(ask: Ask) -> None:
        page = await ask("/class/report")
        assert page.code == 200
        text = page.body.decode()
        assert "The class report" in text
        assert "data:text/csv" not in text
        for one in report_tables(REPORT):
            assert f'href="report/{one.id}.csv"' in text
            file = await ask(f"/class/report/{one.id}.csv")
            assert file.code == 200
            assert file.body.decode().startswith(one.columns[0])
            assert "attachment" in file.headers["Content-Disposition"]
        assert (await ask("/class/report/secrets.csv")).code == 404

    on_a_server(lambda: REPORT, told)


def test_the_policy_lets_the_style_in_and_nothing_else() -> None:
    async def told(ask: Ask) -> None:
        page = await ask("/class/report")
        policy = page.headers["Content-Security-Policy"]
        inside = page.body.decode().split("<style>")[1].split("</style>")[0]
        assert report_style() in inside
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"

    on_a_server(lambda: REPORT, told)


@pytest.mark.parametrize("who", ["", "learner", "instructor%20"])
def test_nobody_else_sees_anything(who: str) -> None:
    asked = []

    async def told(ask: Ask) -> None:
        for path in ("/class/report", "/class/report/learners.csv", "/class/report/nothing.csv"):
            answer = await ask(path, who)
            assert answer.code == 403
            assert b"Learner" not in answer.body

    on_a_server(lambda: asked.append(1) or REPORT, told)
    assert asked == [], "nothing is read for a stranger"


def test_a_stranger_is_led_to_the_key_where_there_is_one() -> None:
    async def told(ask: Ask) -> None:
        page = await ask("/school/class/report", "learner")
        assert (page.code, page.headers["Location"]) == (302, "/school/class/key")
        assert (await ask("/school/class/report/learners.csv", "learner")).code == 403

    on_a_server(lambda: REPORT, told, path="/school/class", login="/school/class/key")


def test_trouble_with_the_record_is_one_plain_line() -> None:
    def broken() -> ClassReport:
        raise StoreError("the record /secret/place.db is damaged", "corrupt")

    async def told(ask: Ask) -> None:
        page = await ask("/class/report")
        assert (page.code, page.body) == (503, b"The record cannot be read just now.\n")

    on_a_server(broken, told)


def test_it_is_read_anew_when_it_is_old_and_only_once_for_a_crowd(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/class.db")
    seconds = 0.0
    reads = []

    def read() -> ClassReport:
        reads.append(1)
        return report_on(store, LIBRARY, made=MADE)

    async def run() -> None:
        nonlocal seconds
        service = ReportService(read, max_age=5, clock=lambda: seconds)
        crowd = await asyncio.gather(*(service.files() for _ in range(20)))
        assert len(reads) == 1
        assert all(one is crowd[0] for one in crowd)
        store.append(made_up_class(LIBRARY.bank, 1))
        assert (await service.files())["learners"].count(b"\r\n") == 1
        seconds = 6.0
        assert (await service.files())["learners"].count(b"\r\n") == 2
        assert len(reads) == 2

    asyncio.run(run())
    store.close()
