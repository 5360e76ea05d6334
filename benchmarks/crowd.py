"""A class of learners without browsers: each loads the page and its files, then speaks its line."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import re
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

_PATIENCE = 300.0  # seconds for one learner; a bound, not a measure
_FILES = re.compile(rb'(?:src|href)="(/[^"]+\.(?:js|css|svg))"')


@dataclass
class Answer:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """One keep-alive connection to a server, as a browser has it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)

    async def get(self, path: str, cookie: str = "") -> Answer:
        """One file or page, to its last byte."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {self._host}:{self._port}"]
        lines += ["Accept-Encoding: gzip", *([f"Cookie: {cookie}"] if cookie else []), "", ""]
        self._writer.write("\r\n".join(lines).encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
        headers = {name.lower(): value for name, value in pairs}
        body = await self._body(headers)
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(int(head[0].split()[1]), headers, body)

    async def _body(self, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await self._reader.readexactly(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return await self._reader.read()
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


@dataclass
class Learner:
    """One learner with a live lesson.

    Attributes:
        began: when it asked for the page (seconds, of time.perf_counter).
        complete: when all of the page was there, live part included.
        missing: how many widgets the page should have had and had not.
    """

    began: float
    complete: float = 0.0
    missing: int = 0
    models: dict[str, Any] = field(default_factory=dict)
    socket: ClientConnection | None = field(default=None, repr=False)

    @property
    def waited(self) -> float:
        """Seconds from asking to having."""
        return self.complete - self.began

    async def answer(self, model: str, item: str, response: Any) -> float:
        """Hand in an answer; the seconds until its feedback came."""
        assert self.socket is not None
        content = {"act": "submit", "item": item, "response": response, "tries": 0, "seconds": 3}
        sent = time.perf_counter()
        await self.socket.send(json.dumps({"model": model, "content": content}))
        while True:
            raw = await self.socket.recv()
            came = time.perf_counter()
            message = json.loads(raw)
            if message.get("model") == model and "view" in message.get("state", {}):
                graded = [i for i in message["state"]["view"]["items"] if i["id"] == item]
                if graded and graded[0]["tries_used"]:
                    return came - sent
            elif "custom" in message or "trouble" in message:
                raise RuntimeError(f"an answer was not taken: {raw[:200]!r}")

    async def slide(self, model: str, values: dict[str, list[float]]) -> float:
        """Drag the handles of ``model`` through ``values``, 60 moves a second.

        As the page does it: one move is on its way at a time, and then the newest follows.

        Returns:
            Seconds from the last move to its answer.
        """
        moves = [
            dict(zip(values, move, strict=True)) for move in zip(*values.values(), strict=True)
        ]
        began = time.perf_counter()
        done = 0
        while done < len(moves):
            await asyncio.sleep(max(0.0, began + done / 60 - time.perf_counter()))
            done = min(len(moves), max(done + 1, int((time.perf_counter() - began) * 60)))
            waited = await self._move(model, done, moves[done - 1])
        return waited

    async def _move(self, model: str, number: int, answers: dict[str, float]) -> float:
        assert self.socket is not None
        content = {"act": "read", "n": number, "answers": answers}
        sent = time.perf_counter()
        await self.socket.send(json.dumps({"model": model, "content": content}))
        while True:
            raw = await self.socket.recv()
            message = json.loads(raw)
            if message.get("model") == model and message.get("custom", {}).get("n") == number:
                return time.perf_counter() - sent
            if "refused" in message.get("custom", {}) or "trouble" in message:
                raise RuntimeError(f"a move was not taken: {raw[:200]!r}")

    async def leave(self) -> None:
        """Close the page."""
        if self.socket:
            await self.socket.send(json.dumps({"bye": True}))
            await self.socket.close()


async def open_course(url: str, lesson: str) -> Learner:
    """Load a lesson of the course as a new browser does, until its widgets are live."""
    learner = Learner(time.perf_counter())
    line = Line(url)
    await line.open()
    page = await line.get(f"/voila/render/{lesson}")
    cookie = page.headers.get("set-cookie", "").split(";")[0]
    for path in dict.fromkeys(_FILES.findall(page.body)):
        await line.get(path.decode(), cookie)
    line.close()
    address = f"{url.replace('http', 'ws', 1)}live/{lesson}"
    learner.socket = await connect(
        address, additional_headers={"Cookie": cookie}, max_size=None, ping_interval=None
    )
    await learner.socket.send(json.dumps({"page": uuid.uuid4().hex}))
    while not (raw := str(await learner.socket.recv())).startswith('{"page"'):
        if "trouble" in raw:
            raise RuntimeError(f"the lesson did not come alive: {raw[:200]}")
    learner.complete = time.perf_counter()
    learner.models = json.loads(raw)["page"]["models"]
    return learner


async def open_stock(url: str, lesson: str, widgets: int) -> Learner:
    """Load a page of stock Voila to its end: its HTML only, none of its files, no websocket."""
    learner = Learner(time.perf_counter())
    line = Line(url)
    await line.open()
    page = await line.get(f"/voila/render/{lesson}")
    learner.complete = time.perf_counter()
    line.close()
    found = page.body.count(b"application/vnd.jupyter.widget-view+json")
    learner.missing = widgets if page.status != 200 else max(0, widgets - found)
    return learner


async def burst(open_one: Callable[[], Awaitable[Learner]], learners: int) -> list[Learner]:
    """``learners`` of them, beginning evenly spread over one second."""

    async def later(number: int) -> Learner:
        await asyncio.sleep(number / learners)
        return await asyncio.wait_for(open_one(), _PATIENCE)

    return list(await asyncio.gather(*(later(number) for number in range(learners))))


async def answering(
    learners: Sequence[Learner], rounds: int, window: float, seed: int
) -> list[float]:
    """In each round every learner answers one question within ``window`` seconds; all the waits."""
    chance = random.Random(seed)
    waits: list[float] = []

    async def later(learner: Learner, delay: float, question: tuple[str, str, Any]) -> float:
        await asyncio.sleep(delay)
        return await asyncio.wait_for(learner.answer(*question), _PATIENCE)

    for number in range(rounds):
        jobs = [
            later(learner, chance.uniform(0, window), questions(learner)[number])
            for learner in learners
        ]
        waits += await asyncio.gather(*jobs)
    return waits


def questions(learner: Learner) -> list[tuple[str, str, Any]]:
    """Every question of one choice on the page, as (model, item, the first option)."""
    return [
        (model, item["id"], [item["options"][0]["id"]])
        for model, state in learner.models.items()
        if state.get("asset") == "quiz" and state["view"]["mode"] == "formative"
        for item in state["view"]["items"]
        if item["type"] in ("single", "multiple")
    ]


def sliders(learner: Learner, moves: int, chance: random.Random) -> list[tuple[str, Any]]:
    """Every slider with a handle on the page, as (model, values of its handles move by move)."""
    found = []
    for model, state in learner.models.items():
        handles = [
            one for one in state.get("view", {}).get("inputs", []) if one.get("kind") == "range"
        ]
        if state.get("asset") == "slider" and handles:
            values = {
                one["id"]: [
                    chance.randrange(round((one["max"] - one["min"]) / one["step"]) + 1)
                    * one["step"]
                    + one["min"]
                    for _ in range(moves)
                ]
                for one in handles
            }
            found.append((model, values))
    return found
