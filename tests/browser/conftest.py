"""A real server, a real Chromium, and a page that notes what a learner must never meet."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, sync_playwright

READY = "html[data-ready]"
PATIENCE = 90_000  # milliseconds; a bound against hanging on a busy machine, not a measure
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def chromium_path() -> str:
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        found = name and shutil.which(name)
        if found:
            return found
    pytest.exit("The browser tests need Chromium: run `make browser`.", returncode=3)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], url: str, log: Path, **options: object) -> Iterator[str]:
    """``command`` as a server of its own process group, from its first answer at ``url`` on."""
    with log.open("w") as out:
        server = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, **options
        )
        try:
            deadline = time.monotonic() + PATIENCE / 1000
            while True:
                try:
                    urllib.request.urlopen(url, timeout=5).close()
                    break
                except OSError:
                    ended = server.poll() is not None
                    if ended or time.monotonic() > deadline:
                        raise RuntimeError(f"{command} did not serve:\n{log.read_text()}") from None
                    time.sleep(0.2)
            yield url
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


@contextmanager
def serving(log: Path, *arguments: str) -> Iterator[str]:
    """``gluteedu serve`` on a free port; yields its address, ending in a slash."""
    port = free_port()
    command = [sys.executable, "-m", "gluteedu", "serve", "--no-browser", f"--port={port}"]
    with running([*command, *arguments], f"http://127.0.0.1:{port}/voila/static/tokens.css", log):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="package")
def course_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the course's server says; the key of its class among it."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="package")
def course_url(course_log: Path) -> Iterator[str]:
    """The course with a class beside it, as most of its addresses then are tested in one go."""
    with serving(course_log, "--class", "--host=127.0.0.1") as url:
        yield url


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


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
