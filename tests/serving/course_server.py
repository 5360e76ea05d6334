"""A course that is really served to tests, and its page sockets."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil
import websocket

from tests.support.needs import need

LESSON = "07-check-your-knowledge.ipynb"
ENDED = (BrokenPipeError, ConnectionError, websocket.WebSocketConnectionClosedException)
PATIENCE = 90  # seconds; a bound against hanging, not a measure


class Server:
    """``gluteedu serve`` with two places, its own data folder and its own store."""

    def __init__(self, folder: Path, *arguments: str, **setting: str) -> None:
        need("kernel")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / "log.txt"
        place = {"GLUTEEDU_HOME": str(folder), "GLUTEEDU_STORE": f"sqlite:///{folder}/r.db"}
        command = [sys.executable, "-m", "gluteedu", "serve", "--no-browser", "--most=2"]
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [*command, f"--port={self.port}", *arguments],
                env={**os.environ, **place, **setting},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self.cookie()
                return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def cookie(self) -> str:
        """A new learner's cookie."""
        page = f"http://127.0.0.1:{self.port}/voila/render/{LESSON}"
        with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
            return str(answer.headers["Set-Cookie"]).split(";")[0]

    def socket(self, cookie: str | None, lesson: str = LESSON, **more: Any) -> websocket.WebSocket:
        return websocket.create_connection(
            f"ws://127.0.0.1:{self.port}/live/{lesson}", cookie=cookie, timeout=PATIENCE, **more
        )

    def kernels(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children(recursive=True)
        found = []
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):  # it may end while it is asked
                if child.name() == "kernel":
                    found.append(child)
        return found

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


def receive(page_socket: websocket.WebSocket, name: str) -> Any:
    """The next message that has ``name`` in it; ConnectionError when it closes."""
    while True:
        text = page_socket.recv()
        if not text:
            raise ConnectionError("the socket has been closed")
        message = json.loads(text)
        if name in message:
            return message[name]
        if message.get("trouble") in ("start", "dead"):  # nothing more will come
            raise ConnectionError(text)


def open_page(page_socket: websocket.WebSocket, page: str) -> Any:
    page_socket.send(json.dumps({"page": page}))
    return receive(page_socket, "page")


def send_until_closed(page_socket: websocket.WebSocket, *messages: dict[str, Any]) -> None:
    for message in messages:
        page_socket.send(json.dumps(message))
    receive(page_socket, "what is never sent")


def page_id(number: int) -> str:
    return f"{number:032x}"
