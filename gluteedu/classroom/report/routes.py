"""The class report as a live page for the instructor, with its tables as files beside it."""

from __future__ import annotations

import asyncio
import logging
import time
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from tornado.web import HTTPError, RequestHandler

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.page import report_page, report_style
from gluteedu.classroom.report.report_table import ReportTable, csv_text
from gluteedu.classroom.report.tables import report_tables
from gluteedu.records.errors import StoreError

Authorised = Callable[[RequestHandler], bool]
MAX_AGE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class ReportService:
    """Makes the report in a thread, one at a time, and keeps it for a few seconds.

    Args:
        make_report: makes the report, such as ``lambda: report_on(store, library, made=now())``.
        max_age: seconds for which a report is served again.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        make_report: Callable[[], ClassReport],
        max_age: float = MAX_AGE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._make_report = make_report
        self._max_age = max_age
        self._clock = clock
        self._made: tuple[float, dict[str, bytes]] | None = None
        self._lock = asyncio.Lock()

    async def files(self) -> dict[str, bytes]:
        """The page by the name "" and each table as CSV by its id. StoreError is passed on."""
        async with self._lock:
            if self._made is None or self._clock() - self._made[0] > self._max_age:
                self._made = (self._clock(), await asyncio.to_thread(self._write))
            return self._made[1]

    def _write(self) -> dict[str, bytes]:
        report = self._make_report()
        found = {
            table.id: csv_text(table.columns, table.rows).encode()
            for table in report_tables(report)
        }
        return {**found, "": report_page(report, _file_address).encode()}


def _file_address(table: ReportTable) -> str:
    return f"report/{table.id}.csv"


def report_routes(
    make_report: Callable[[], ClassReport],
    authorised: Authorised,
    *,
    path: str = "/class",
    login: str | None = None,
) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """The addresses ``<path>/report`` and ``<path>/report/<table>.csv``.

    Args:
        make_report: see :class:`ReportService`.
        authorised: whether a request comes from the instructor.
        path: below which the addresses stand, without a slash at its end.
        login: where the page sends everybody else; a 403 if None, and for the files always.
    """
    arguments = {"service": ReportService(make_report), "authorised": authorised, "login": login}
    return [
        (rf"{path}/report", ReportPage, arguments),
        (rf"{path}/report/([a-z_]{{1,40}})\.csv", ReportFile, arguments),
    ]


class ReportHandler(RequestHandler):
    """An address for the instructor only."""

    def initialize(self, service: ReportService, authorised: Authorised, login: str | None) -> None:
        """``service`` makes the report; for the others see :func:`report_routes`."""
        self.service, self.authorised, self.login = service, authorised, login

    def set_default_headers(self) -> None:
        """Nothing from elsewhere, no script, nothing kept."""
        allowed = b64encode(sha256(f"\n{report_style()}".encode()).digest()).decode()
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'",
        )
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")

    async def file(self, name: str) -> bytes:
        """A file of the report; 404 for a name there is none of, 503 when the record is away."""
        try:
            found = await self.service.files()
        except StoreError as trouble:
            _log.warning("The class report cannot be made: %s", trouble)
            raise HTTPError(503, reason="The record cannot be read just now") from trouble
        if name not in found:
            raise HTTPError(404)
        return found[name]

    def write_error(self, status_code: int, **_: Any) -> None:
        """One plain line; never what went wrong inside."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{self._reason}.\n")


class ReportPage(ReportHandler):
    """``/class/report``."""

    async def get(self) -> None:
        """The page."""
        if not self.authorised(self):
            if self.login is None:
                raise HTTPError(403)
            self.redirect(self.login)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(await self.file(""))


class ReportFile(ReportHandler):
    """``/class/report/<table>.csv``."""

    async def get(self, name: str) -> None:
        """The table."""
        if not self.authorised(self):
            raise HTTPError(403)
        content = await self.file(name)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{name}.csv"')
        self.finish(content)
