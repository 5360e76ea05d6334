"""Bytes over the wire for a first and a second visit of one browser profile."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

from playwright.sync_api import Browser, Page

from benchmarks.browser import RacedError, Way, close, fresh, visit
from benchmarks.servers import Server
from benchmarks.wire import Count, relay

_QUIET = 1.0  # seconds without a byte: nothing more comes by itself
_LONGEST = 20.0


@dataclass(frozen=True)
class Sizes:
    """Bytes in both directions.

    Attributes:
        first: the first visit, until nothing more comes by itself.
        interactive: what came on top when every figure was reached for.
        second: the second visit, with the first one's cache.
    """

    first: int
    interactive: int
    second: int

    def as_dict(self) -> dict[str, int]:
        """For results.json."""
        return asdict(self)


def sizes(browser: Browser, server: Server, path: str, way: Way, attempts: int = 6) -> Sizes:
    """Visit ``path`` twice through the relay and count."""
    for _ in range(attempts):
        try:
            return _sizes(browser, server, path, way)
        except RacedError:
            continue
    raise RacedError(f"{path}: raced {attempts} times in a row")


def _sizes(browser: Browser, server: Server, path: str, way: Way) -> Sizes:
    with relay(server.port) as wire, fresh(browser) as context:
        page = _open(visit(context, wire.url + path, way, keep=True).page)
        first = _settled(page, wire.count)
        reached = _reach_for_figures(page)
        interactive = _settled(page, wire.count) if reached else 0
        close(page)
        time.sleep(0.5)
        wire.count.take()
        page = _open(visit(context, wire.url + path, way, keep=True).page)
        second = _settled(page, wire.count)
        close(page)
        return Sizes(first, interactive, second)


def _open(page: Page | None) -> Page:
    assert page is not None
    return page


def _settled(page: Page, count: Count) -> int:
    """Wait until no byte has come for a while; all that were counted."""
    ends = time.monotonic() + _LONGEST
    before, since = -1, time.monotonic()
    while time.monotonic() < ends:
        page.wait_for_timeout(100)
        now = count.to_browser + count.to_server
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since > _QUIET:
            break
    taken = count.take()
    return taken.to_browser + taken.to_server


def _reach_for_figures(page: Page) -> bool:
    """Point at every figure of a course page, until each is plotly's; whether there were any."""
    plots = page.locator(".g-plot")
    for number in range(plots.count()):
        plots.nth(number).dispatch_event("pointerenter")
    for number in range(plots.count()):
        page.wait_for_selector(f".g-plot[data-live] >> nth={number}", state="attached")
    return plots.count() > 0
