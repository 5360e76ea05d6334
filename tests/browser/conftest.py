"""A real server, a real Chromium, and a page that notes what a learner must never meet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    WebSocket,
    sync_playwright,
)

from tests.browser.live_class import room as room
from tests.browser.live_class import school as school
from tests.support.browser_parts import PATIENCE, READY, chromium_of, free_port, running
from tests.support.needs import need


@contextmanager
def serving(log: Path, *arguments: str) -> Iterator[str]:
    """``gluteedu serve`` on a free port; yields its address, ending in a slash."""
    need("kernel")
    port = free_port()
    command = [sys.executable, "-m", "gluteedu", "serve", "--no-browser", f"--port={port}"]
    with running([*command, *arguments], f"http://127.0.0.1:{port}/voila/static/tokens.css", log):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="session")
def course_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the course's server says; the key of its class among it."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def course_url(course_log: Path) -> Iterator[str]:
    """The course with a class beside it, as most of its addresses then are tested in one go."""
    with serving(course_log, "--class", "--host=127.0.0.1") as url:
        yield url


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    """Playwright for one file: while it runs, no other test of this process could run a loop."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    with chromium_of(driver) as browser:
        yield browser


@dataclass
class Watch:
    """What one page did: hosts it asked beside its own, errors it met, frames it received."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._host(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("websocket", self._socket)

    def _host(self, url: str) -> None:
        parts = urlparse(url)
        local = parts.hostname in ("127.0.0.1", "localhost")
        if parts.scheme not in ("data", "blob", "about") and not local:
            self.foreign.append(url)

    def _socket(self, socket: WebSocket) -> None:
        self._host(socket.url)
        socket.on(
            "framereceived",
            lambda data: self.frames.append(
                data if isinstance(data, str) else data.decode("utf-8", "replace")
            ),
        )


Opener = Callable[..., Watch]


def until(page: Page, expression: str) -> None:
    """Wait until ``expression`` is true in the page, whose policy forbids Playwright's own way."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never true: {expression}"
        page.wait_for_timeout(50)


@pytest.fixture
def open_page(chromium: Browser, course_url: str) -> Iterator[Opener]:
    """Opens a page of the course: ``open_page("02-….ipynb", width=390, theme="dark")``."""
    contexts: list[BrowserContext] = []

    def open_(
        name: str,
        width: int = 1280,
        theme: str = "light",
        url: str | None = None,
        ready: bool = True,
        **options: object,
    ) -> Watch:
        context = chromium.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme=theme,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch = Watch(context.new_page())
        watch.page.goto(url or f"{course_url}voila/render/{name}", wait_until="commit")
        if ready:
            watch.page.wait_for_selector(READY, state="attached")
        return watch

    yield open_
    for context in contexts:
        context.close()
