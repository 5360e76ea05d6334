"""A class on a server of its own, and pages for those who take part in it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from gluteedu.classroom.live.room import Room as ClassRoom
from gluteedu.classroom.web.routes import OpenedClass, class_app, open_class
from gluteedu.content.course.library import Library

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}
PATIENCE = 30_000


@dataclass
class School:
    """A class on a server in a thread of its own."""

    opened: OpenedClass
    url: str
    loop: asyncio.AbstractEventLoop

    @property
    def room(self) -> ClassRoom:
        """The class itself; to be used from the server's thread."""
        return self.opened.classroom.room

    def do(self, what: Callable[[], object]) -> None:
        """Do something in the server's thread, and wait for it."""
        done = threading.Event()
        self.loop.call_soon_threadsafe(lambda: (what(), done.set()))
        assert done.wait(30)


@pytest.fixture(scope="module")
def school() -> Iterator[School]:
    found: list[School] = []
    ready, ended = threading.Event(), asyncio.Event()

    async def serve() -> None:
        sockets = bind_sockets(0, "127.0.0.1")
        port = sockets[0].getsockname()[1]
        opened = open_class(Library(), host="0.0.0.0", port=port, notebooks=Path("notebooks"))
        server = HTTPServer(class_app(opened))
        server.add_sockets(sockets)
        loop = asyncio.get_running_loop()
        found.append(School(opened, f"http://127.0.0.1:{port}/class", loop))
        ready.set()
        await ended.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(60)
    yield found[0]
    found[0].loop.call_soon_threadsafe(ended.set)
    thread.join(30)


class Room:
    """Opens pages for people, and notes every error that one of them meets."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def person(self, width: int, height: int, theme: str = "light") -> BrowserContext:
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        return context

    def page(self, context: BrowserContext, url: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(dialog.message))
        page.goto(url)
        return page


@pytest.fixture
def room(chromium: Browser) -> Iterator[Room]:
    found = Room(chromium)
    yield found
    for context in found.contexts:
        context.close()


def faultless(page: Page) -> None:
    """No rule of WCAG 2.2 AA is broken, and nothing hangs over the edge."""
    found = Axe().run(page, options=AXE)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def choose(phone: Page, letter: str) -> None:
    phone.locator("fieldset:not(.row) label.opt", has_text=letter).first.click()
    phone.click("button.send")
    expect(phone.locator("#line")).to_contain_text("Your vote is in")
