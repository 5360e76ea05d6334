"""Debian's Firefox for the browser tests, driven by Playwright over WebDriver BiDi.

Playwright speaks a newer BiDi than Firefox ESR knows: at the start of each context it asks for
media features, which ESR cannot set. So Playwright is given this file as the browser. It starts the
real one and passes every message on; that a looks-only command is unknown is answered as done.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.sync.server import serve

_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_LOOKS = "emulation."
AS_IT_IS = dict.fromkeys(("color_scheme", "reduced_motion", "forced_colors", "contrast"), "null")
"""What a context of Firefox is opened with: it keeps the look it has."""


def firefox_path() -> str:
    """Where Firefox is; the tests end with a clear word where it is not."""
    for name in (os.environ.get("FIREFOX"), "firefox-esr", "firefox"):
        found = name and shutil.which(name)
        if found:
            return found
    pytest.exit("The browser tests need Firefox: run `make browser`.", returncode=3)


@contextmanager
def firefox_of(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """A running Firefox with a profile of its own; its start is a script in ``folder``."""
    start = folder / "firefox"
    start.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{__file__}" "{firefox_path()}" "$@"\n')
    start.chmod(0o755)
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=start)
    yield browser
    browser.close()


def _pass_on(source: Connection, target: Connection, heed: set[int], *, to_browser: bool) -> None:
    with suppress(ConnectionClosed):
        for text in source:
            message = json.loads(text)
            number = message.get("id")
            if to_browser and message["method"].startswith(_LOOKS):
                heed.add(number)
            elif number in heed and message.get("error") == "unknown command":
                text = json.dumps({"type": "success", "id": number, "result": {}})
            target.send(text)
    target.close()


def _relay(browser: str) -> int:
    """Listen for Playwright on a free port; returns the port."""

    def session(here: Connection) -> None:
        with connect(browser + here.request.path, max_size=None, proxy=None) as there:
            heed: set[int] = set()
            back = threading.Thread(
                target=_pass_on, args=(there, here, heed), kwargs={"to_browser": False}
            )
            back.start()
            _pass_on(here, there, heed, to_browser=True)
            back.join()

    server = serve(session, "127.0.0.1", 0, max_size=None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.socket.getsockname()[1])


def _run(command: list[str]) -> int:
    browser = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in browser.stderr:
        listens = _LISTENS.search(line)
        if listens:
            line = f"WebDriver BiDi listening on ws://127.0.0.1:{_relay(listens[1])}\n"
        sys.stderr.write(line)
        sys.stderr.flush()
    return browser.wait()


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1:]))
