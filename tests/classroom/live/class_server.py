"""A class on a real server in this process, with real sockets for its phones and its instructor."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClientConnection, websocket_connect

from gluteedu.classroom.web.routes import OpenedClass, class_app, open_class
from gluteedu.content.course.library import Library
from gluteedu.domain.learning.event import Event

PATIENCE = 60
NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
LIBRARY = Library()
SINGLE = next(i for i in LIBRARY.bank.items if i.type == "single" and len(i.options) >= 3)
OPTION = {
    "right": SINGLE.key[0],
    "wrong": next(o for o in SINGLE.option_ids if o not in SINGLE.key),
}


class ListStore:
    """A store that keeps what it is given in a list; ``broken`` makes it fail."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.names: dict[str, str | None] = {}
        self.broken = False

    def append(self, events: Iterable[Event]) -> None:
        if self.broken:
            raise OSError("the disk is full")
        self.events.extend(events)

    def set_name(self, learner: str, name: str | None) -> None:
        self.names[learner] = name


@dataclass
class Line:
    """One end of a socket: what was said to it, and the last of it."""

    socket: WebSocketClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, **message: Any) -> None:
        await self.socket.write_message(json.dumps(message))

    async def until(self, wanted: Any) -> dict[str, Any]:
        """The next message that ``wanted`` (a key, or a function) picks; None means: closed."""
        pick = wanted if callable(wanted) else lambda message: wanted in message
        while True:
            text = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if text is None:
                raise ConnectionError(f"closed: {self.socket.close_code}")
            self.heard.append(json.loads(text))
            if pick(self.heard[-1]):
                return self.heard[-1]

    async def question(self, phase: str | None, number: int = 1) -> dict[str, Any]:
        """The next message with the question in this phase and round; None: nothing is asked."""
        found = await self.until(
            lambda m: (
                "question" in m
                and (
                    m["question"] is None
                    if phase is None
                    else m["question"] is not None
                    and (m["question"]["phase"], m["question"]["round"]) == (phase, number)
                )
            )
        )
        return found["question"]

    async def closed(self) -> int | None:
        """Read to the end; the code it was closed with."""
        while await asyncio.wait_for(self.socket.read_message(), PATIENCE) is not None:
            pass
        return self.socket.close_code


@dataclass
class ClassServer:
    """A class that is open on a port of this machine."""

    opened: OpenedClass
    port: int
    lines: list[Line] = field(default_factory=list)

    @property
    def room(self):
        return self.opened.classroom.room

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def ask(self, path: str, cookie: str = "", **more: Any) -> HTTPResponse:
        """One request; an error status is an answer like any other."""
        headers = {"Cookie": cookie, **more.pop("headers", {})}
        request = HTTPRequest(
            f"{self.origin}{path}", headers=headers, follow_redirects=False, **more
        )
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def post(self, path: str, body: Any, cookie: str = "", **headers: str) -> HTTPResponse:
        headers = {"X-Gluteedu": "class", "Origin": self.origin} | headers
        return await self.ask(path, cookie, method="POST", body=json.dumps(body), headers=headers)

    async def pass_for_a_phone(self) -> str:
        """The cookie that a new phone gets with its page."""
        return cookies(await self.ask("/class"))

    async def pass_for_the_instructor(self) -> str:
        answer = await self.post("/class/key", {"key": self.opened.key})
        assert answer.code == 204
        return cookies(answer)

    async def line(self, path: str, cookie: str = "", origin: str | None = None) -> Line:
        """An open socket; HTTPClientError where it is refused."""
        headers = {"Cookie": cookie}
        headers["Origin"] = self.origin if origin is None else origin
        request = HTTPRequest(f"ws://127.0.0.1:{self.port}{path}", headers=headers)
        line = Line(await websocket_connect(request))
        self.lines.append(line)
        return line

    async def phone(self, cookie: str | None = None) -> Line:
        return await self.line("/class/live", cookie or await self.pass_for_a_phone())

    async def phones(self, count: int) -> list[Line]:
        return list(await asyncio.gather(*(self.phone() for _ in range(count))))

    async def instructor(self) -> Line:
        return await self.line("/class/host/live", await self.pass_for_the_instructor())

    async def refused(self, path: str, cookie: str = "", **more: Any) -> int:
        """The status a socket is refused with."""
        try:
            await self.line(path, cookie, **more)
        except HTTPClientError as error:
            return error.code
        raise AssertionError(f"{path} let somebody in")


def cookies(answer: HTTPResponse) -> str:
    """What a browser would send back."""
    found: SimpleCookie = SimpleCookie()
    for header in answer.headers.get_list("Set-Cookie"):
        found.load(header)
    return "; ".join(f"{name}={one.value}" for name, one in found.items())


@asynccontextmanager
async def a_class(store: Any = None, **more: Any) -> AsyncIterator[ClassServer]:
    """A class, open until the end of the block."""
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    opened = open_class(
        LIBRARY, host="0.0.0.0", port=port, notebooks=NOTEBOOKS, store=store, **more
    )
    server = HTTPServer(class_app(opened))
    server.add_sockets(sockets)
    found = ClassServer(opened, port)
    try:
        yield found
    finally:
        for line in found.lines:
            line.socket.close()
        server.stop()
        await server.close_all_connections()
        assert opened.classroom.room.vote_writer.close() or store.broken


async def said(lines: Iterable[Line], option: str, current: dict[str, Any]) -> None:
    """Every phone votes for one option, and hears that its vote is in."""

    async def vote(line: Line) -> None:
        await line.say(do="vote", run=current["run"], round=current["round"], response=[option])
        await line.until("vote_taken")

    await asyncio.gather(*(vote(line) for line in lines))
