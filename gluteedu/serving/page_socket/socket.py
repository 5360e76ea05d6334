"""The live line of a page: one websocket for what widgets say, and nothing that runs code."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
import time
from pathlib import Path
from typing import Any, Protocol

from tornado.ioloop import PeriodicCallback
from tornado.web import RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from gluteedu.serving.page_socket.kernel_pool import LiveKernels, Seat
from gluteedu.serving.security.identity import known_learner
from gluteedu.web.json_object import read_object
from gluteedu.web.token_bucket import TokenBucket

LONGEST = 200_000
"""Bytes of the longest message taken from a page; a learner's record that is loaded is long."""

_RATE = 120.0  # messages a second a page may send for long: a slider moves 60 times
_BURST = 400.0
_HUNG = 6.0  # seconds without an answer before the page is told
_WARNING = 60.0  # seconds a page is warned, at the most, before its kernel goes to rest
_PAGE = re.compile(r"[0-9a-f-]{16,40}")
_LONGEST_PATH = 400
_TOO_MUCH = 1008
_GONE = 1001


_log = logging.getLogger("gluteedu.live")


class Pages(Protocol):
    """The pages of the lessons, as far as their lines need to know them."""

    @property
    def root(self) -> Path:
        """The folder of the lessons."""

    async def version(self, name: str) -> str:
        """By what the page of a lesson knows whether it is the newest."""


class LiveSocket(WebSocketHandler):
    """One page's websocket.

    From the page: ``{"page": id}`` first; then ``{"model": id, "content": {...}}`` for a widget,
    ``{"ping": n}``, ``{"again": true}`` for a new kernel, ``{"bye": true}``. To the page:
    ``version`` first; then ``page``, ``state``, ``custom``, ``waiting``, ``trouble``, ``rest`` and
    ``pong``.
    """

    ping_interval = 25.0

    def initialize(self, kernels: LiveKernels, pages: Pages, rest: float) -> None:
        """Take the kernels, the pages, and the seconds of silence before a kernel rests."""
        self._kernels = kernels
        self._pages = pages
        self._rest, self._warning = rest, min(_WARNING, rest)
        self._seat: Seat | None = None
        self._admission: asyncio.Task[None] | None = None
        self._rate = TokenBucket(_BURST, _RATE)
        self._said_bye = self._said_hung = self._said_rest = self._knows_page = False
        self._watch: PeriodicCallback | None = None

    def get_compression_options(self) -> dict[str, Any]:
        """Compress what is sent; a page's first state is mostly words."""
        return {"compression_level": 6, "mem_level": 7}

    async def get(self, lesson: str) -> None:
        """Only a page that has its learner's cookie, and only a lesson that is there."""
        self._lesson = lesson
        self._learner = known_learner(self)
        if self._learner is None:
            return _refuse(self, 403)
        if not is_lesson(self._pages.root, lesson):
            return _refuse(self, 404)
        await super().get()

    def open(self, *_: str) -> None:
        """Wait for the page to say which it is."""
        self._watch = PeriodicCallback(self._look, 1000)
        self._watch.start()

    def on_message(self, raw: str | bytes) -> None:
        """One message of the page; what is not understood is let go, too much ends the line."""
        if len(raw) > LONGEST or self._rate.take() > 0:
            self.close(_TOO_MUCH, "too much")
            return
        message = read_object(raw)
        if message is None:
            return
        if "ping" in message:
            return self._say(pong=message["ping"] if isinstance(message["ping"], int) else 0)
        if "bye" in message:
            self._said_bye = True
        elif self._admission is None:
            self._begin(message.get("page"))
        elif self._seat is not None:
            self._for_seat(self._seat, message)

    def on_close(self) -> None:
        """Leave the seat; it is kept for a while."""
        if self._watch:
            self._watch.stop()
        if self._admission and not self._admission.done():
            self._admission.cancel()
        if self._seat and self._seat.line.on_message == self._heard:
            self._unhook(self._seat)
            self._kernels.leave(self._seat, goodbye=self._said_bye)

    # ---- what the page says ---------------------------------------------------------------

    def _begin(self, page: Any) -> None:
        if not isinstance(page, str) or not _PAGE.fullmatch(page):
            self.close(_TOO_MUCH, "no page")
            return
        self._admission = asyncio.get_running_loop().create_task(self._admit(page))

    def _for_seat(self, seat: Seat, message: dict[str, Any]) -> None:
        seat.last_heard = time.monotonic()
        self._said_rest = False
        if "here" in message:  # somebody sits before a page that was still for long
            return
        if message.get("again") is True:
            self._seat = None
            self._admission = asyncio.get_running_loop().create_task(self._again(seat))
        elif isinstance(message.get("model"), str) and isinstance(message.get("content"), dict):
            repeated = message.get("repeated") is True
            seat.line.send(message["model"][:64], message["content"], repeated=repeated)

    # ---- the seat -------------------------------------------------------------------------

    async def _admit(self, page: str) -> None:
        assert self._learner is not None
        seat = self._kernels.find(page, self._learner, self._lesson)
        try:
            self._say(version=await self._pages.version(self._lesson))
            seat = seat or await self._kernels.admit(
                page, self._learner, self._lesson, lambda place: self._say(waiting=place)
            )
        except asyncio.CancelledError:
            raise
        except Exception:
            _log.exception("the kernel of a page did not start")
            self._say(trouble="start")
            return
        if self.ws_connection is None:  # the page left meanwhile
            self._kernels.leave(seat, goodbye=self._said_bye)
            return
        self._seat = seat
        self._said_hung = False
        seat.line.on_message = self._heard
        seat.line.on_restart = self._restarted
        seat.line.on_dead = self._dead
        seat.line.ask_page()

    async def _again(self, seat: Seat) -> None:
        self._unhook(seat)
        await self._kernels.end(seat)
        await self._admit(seat.key[-1])

    def _unhook(self, seat: Seat) -> None:
        seat.line.hear_nothing()

    # ---- what the kernel says -------------------------------------------------------------

    def _heard(self, kind: str, comm_id: str, data: dict[str, Any]) -> None:
        self._said_hung = False
        if kind == "page":
            self._knows_page = True
            if data.get("foreign"):
                self._kernels.foreign.add(self._lesson)
            said = self._seat.line.take_unheard() if self._seat else []
            unheard = [{"model": one.comm_id, "content": one.content} for one in said]
            self._say(page=data, **({"unheard": unheard} if unheard else {}))
        elif not self._knows_page:
            return  # what changed before is in the page that is to come
        elif data.get("method") == "update":
            state = {k: v for k, v in data["state"].items() if not k.startswith("_")}
            self._say(state=state, model=comm_id)
        elif data.get("method") == "custom":
            self._say(custom=data["content"], model=comm_id)

    def _restarted(self) -> None:
        self._kernels.lost += 1
        self._say(trouble="restarted")
        if self._seat:
            self._seat.line.ask_page()

    def _dead(self) -> None:
        self._kernels.lost += 1
        self._say(trouble="dead")

    def _look(self) -> None:
        seat = self._seat
        if seat is None:
            return
        if not self._said_hung and seat.line.unanswered_for > _HUNG:
            self._said_hung = True
            self._say(trouble="hung")
        still = time.monotonic() - seat.last_heard
        if still > self._rest + self._warning:
            self._say(rest=0)
            self._seat = None
            self._unhook(seat)
            asyncio.get_running_loop().create_task(self._kernels.end(seat))
            self.close(_GONE, "rest")
        elif still > self._rest and not self._said_rest:
            self._said_rest = True
            self._say(rest=max(1, round(self._warning)))

    def _say(self, **message: Any) -> None:
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(json.dumps(message, separators=(",", ":"), default=str))


def is_plain(path: str) -> bool:
    """Whether ``path`` is written as a path of ours is: nothing hidden, no step up, no odd sign."""
    if not path.isprintable() or "\\" in path or len(path) > _LONGEST_PATH:
        return False
    return not any(not part or part.startswith(".") for part in path.split("/"))


def is_lesson(root: Path, name: str) -> bool:
    """Whether ``name`` is a notebook inside the folder of the lessons."""
    if not is_plain(name):
        return False
    path = (root / name).resolve()
    return path.suffix == ".ipynb" and path.is_relative_to(root.resolve()) and path.is_file()


def _refuse(handler: RequestHandler, status: int) -> None:
    handler.set_status(status)
    handler.finish()
