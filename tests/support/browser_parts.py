"""What every test with a browser needs: a Chromium, a free port, a server that has answered."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.support.needs import need

PATIENCE = 90_000  # milliseconds; a bound against hanging on a busy machine, not a measure
READY = "html[data-ready]"
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
                server.wait(PATIENCE / 1000)  # a hub ends its proxy and servers first
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


@contextmanager
def chromium_of(playwright: Playwright) -> Iterator[Browser]:
    need("browser")
    expect.set_options(timeout=PATIENCE)
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
    yield browser
    browser.close()


@contextmanager
def a_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium_of(playwright) as browser:
        yield browser


@contextmanager
def a_learner(chromium: Browser, **options: Any) -> Iterator[BrowserContext]:
    """The browser of one learner, that keeps its cookies from page to page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def open_lesson(context: BrowserContext, url: str, name: str) -> Page:
    """A new page with a lesson of the course at ``url``, once it is alive."""
    page = context.new_page()
    page.goto(f"{url}voila/render/{name}.ipynb", wait_until="commit")
    page.wait_for_selector(READY, state="attached")
    return page


def settle(page: Page) -> None:
    """Wait for two frames, and for the end of every transition: the page looks as it will."""
    page.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const moves = (one) => one.playState === "running" &&
            one.effect?.getComputedTiming().endTime !== Infinity;
          await frame();
          do { await frame(); } while (document.getAnimations().some(moves));
        }"""
    )
