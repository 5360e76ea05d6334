"""The websocket of a page: carries the messages of widgets, and nothing that runs code."""

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

from gluteedu.serving.page_socket.kernel_pool import KernelLease, KernelPool
from gluteedu.serving.security.identity import known_learner
from gluteedu.serving.security.safe_path import is_lesson
from gluteedu.web.compat import is_closed
from gluteedu.web.json_object import read_object
from gluteedu.web.token_bucket import TokenBucket

MAX_MESSAGE = 200_000
"""Bytes of the longest message taken from a page; a learner's record that is loaded is long."""

_PER_SECOND = 120.0  # messages a page may send for long: a slider moves 60 times a second
_BURST = 400.0
_HUNG_AFTER = 6.0  # seconds without a reply before the page is told
_MAX_IDLE_WARNING = 60.0  # seconds between the warning and the shutdown of an idle kernel
_PAGE_ID = re.compile(r"[0-9a-f-]{16,40}")
_POLICY_VIOLATION = 1008  # close codes of RFC 6455, section 7.4.1
_GOING_AWAY = 1001

_log = logging.getLogger("gluteedu.page_socket")


class Pages(Protocol):
    """What the socket needs to know of the lessons' pages."""

    @property
    def root(self) -> Path:
        """The folder of the lessons."""

    async def version(self, name: str) -> str:
        """The version of a lesson's page; a page with another one is out of date."""


class PageSocket(WebSocketHandler):
    """One page's websocket; every message is a JSON object.

    From the page: ``{"page": id}`` first; then ``{"model": id, "content": {...}}`` for a widget,
    ``{"ping": n}``, ``{"here": true}`` when its reader is back, ``{"again": true}`` for a new
    kernel, ``{"bye": true}``. To the page: ``version`` first; then ``page``, ``state``, ``custom``,
    ``waiting``, ``trouble``, ``rest`` and ``pong``.
    """

    ping_interval = 25.0

    def initialize(self, kernel_pool: KernelPool, pages: Pages, idle_limit: float) -> None:
        """Keep what the socket works with.

        Args:
            kernel_pool: where its kernel comes from.
            pages: the pages of the lessons.
            idle_limit: seconds without a message from the page before its kernel is shut down.
        """
        self._kernel_pool = kernel_pool
        self._pages = pages
        self._idle_limit, self._idle_warning = idle_limit, min(_MAX_IDLE_WARNING, idle_limit)
        self._lease: KernelLease | None = None
        self._opening: asyncio.Task[None] | None = None
        self._rate = TokenBucket(_BURST, _PER_SECOND)
        self._goodbye = self._hung_sent = self._idle_sent = self._page_sent = False
        self._watch: PeriodicCallback | None = None

    def get_compression_options(self) -> dict[str, Any]:
        """Compress what is sent; a page's first state is mostly words."""
        return {"compression_level": 6, "mem_level": 7}

    async def get(self, lesson: str) -> None:
        """Open the socket: 403 without the learner's cookie, 404 for what is no lesson."""
        self._lesson = lesson
        self._learner = known_learner(self)
        if self._learner is None:
            return _refuse(self, 403)
        if not is_lesson(self._pages.root, lesson):
            return _refuse(self, 404)
        await super().get()

    def open(self, *_: str) -> None:
        """Wait for the page to say which it is."""
        self._watch = PeriodicCallback(self._check_kernel, 1000)
        self._watch.start()

    def on_message(self, raw: str | bytes) -> None:
        """Handle a message of the page: ignore an unknown one, close when there are too many."""
        if len(raw) > MAX_MESSAGE or self._rate.take() > 0:
            self.close(_POLICY_VIOLATION, "too much")
            return
        message = read_object(raw)
        if message is None:
            return
        if "ping" in message:
            return self._send(pong=message["ping"] if isinstance(message["ping"], int) else 0)
        if "bye" in message:
            self._goodbye = True
        elif self._opening is None:
            self._open_page(message.get("page"))
        elif self._lease is not None:
            self._handle(self._lease, message)

    def on_close(self) -> None:
        """Release the kernel; it is kept for a while."""
        if self._watch:
            self._watch.stop()
        if self._opening and not self._opening.done():
            self._opening.cancel()
        if self._lease and self._lease.channel.on_message == self._on_kernel_message:
            self._lease.channel.remove_listener()
            self._kernel_pool.release(self._lease, goodbye=self._goodbye)

    # ---- messages of the page ---------------------------------------------------------------

    def _open_page(self, page: Any) -> None:
        if not isinstance(page, str) or not _PAGE_ID.fullmatch(page):
            self.close(_POLICY_VIOLATION, "no page")
            return
        self._opening = asyncio.get_running_loop().create_task(self._connect(page))

    def _handle(self, lease: KernelLease, message: dict[str, Any]) -> None:
        lease.last_active = time.monotonic()
        self._idle_sent = False
        if "here" in message:  # the reader of an idle page is back
            return
        if message.get("again") is True:
            self._lease = None
            self._opening = asyncio.get_running_loop().create_task(self._replace_kernel(lease))
        elif isinstance(message.get("model"), str) and isinstance(message.get("content"), dict):
            repeated = message.get("repeated") is True
            lease.channel.send(message["model"][:64], message["content"], repeated=repeated)

    # ---- the kernel --------------------------------------------------------------------------

    async def _connect(self, page: str) -> None:
        """Get a kernel for the page, its old one if it still has it, and ask it for the page."""
        assert self._learner is not None
        lease = self._kernel_pool.reclaim(page, self._learner, self._lesson)
        try:
            self._send(version=await self._pages.version(self._lesson))
            lease = lease or await self._kernel_pool.acquire(
                page, self._learner, self._lesson, lambda position: self._send(waiting=position)
            )
        except asyncio.CancelledError:
            raise
        except Exception:
            _log.exception("the kernel of a page did not start")
            self._send(trouble="start")
            return
        if is_closed(self):  # the page left meanwhile
            self._kernel_pool.release(lease, goodbye=self._goodbye)
            return
        self._lease = lease
        self._hung_sent = False
        lease.channel.on_message = self._on_kernel_message
        lease.channel.on_restart = self._on_kernel_restart
        lease.channel.on_dead = self._on_kernel_dead
        lease.channel.request_page()

    async def _replace_kernel(self, lease: KernelLease) -> None:
        lease.channel.remove_listener()
        await self._kernel_pool.shut_down(lease)
        await self._connect(lease.key[-1])

    def _check_kernel(self) -> None:
        """Once a second: tell the page if its kernel hangs, and shut down an idle one."""
        lease = self._lease
        if lease is None:
            return
        if not self._hung_sent and lease.channel.unanswered_for > _HUNG_AFTER:
            self._hung_sent = True
            self._send(trouble="hung")
        idle_for = time.monotonic() - lease.last_active
        if idle_for > self._idle_limit + self._idle_warning:
            self._shut_down_idle(lease)
        elif idle_for > self._idle_limit and not self._idle_sent:
            self._idle_sent = True
            self._send(rest=max(1, round(self._idle_warning)))

    def _shut_down_idle(self, lease: KernelLease) -> None:
        self._send(rest=0)
        self._lease = None
        lease.channel.remove_listener()
        asyncio.get_running_loop().create_task(self._kernel_pool.shut_down(lease))
        self.close(_GOING_AWAY, "rest")

    # ---- messages of the kernel --------------------------------------------------------------

    def _on_kernel_message(self, kind: str, comm_id: str, data: dict[str, Any]) -> None:
        self._hung_sent = False
        if kind == "page":
            self._send_page(data)
        elif not self._page_sent:
            return  # what changed before is part of the page that is to come
        elif data.get("method") == "update":
            state = {name: x for name, x in data["state"].items() if not name.startswith("_")}
            self._send(state=state, model=comm_id)
        elif data.get("method") == "custom":
            self._send(custom=data["content"], model=comm_id)

    def _send_page(self, page: dict[str, Any]) -> None:
        self._page_sent = True
        if page.get("foreign"):
            self._kernel_pool.foreign.add(self._lesson)
        undelivered = self._lease.channel.take_undelivered() if self._lease else []
        repeat = [{"model": message.comm_id, "content": message.content} for message in undelivered]
        self._send(page=page, **({"unheard": repeat} if repeat else {}))

    def _on_kernel_restart(self) -> None:
        self._kernel_pool.lost += 1
        self._send(trouble="restarted")
        if self._lease:
            self._lease.channel.request_page()

    def _on_kernel_dead(self) -> None:
        self._kernel_pool.lost += 1
        self._send(trouble="dead")

    def _send(self, **message: Any) -> None:
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(json.dumps(message, separators=(",", ":"), default=str))


def _refuse(handler: RequestHandler, status: int) -> None:
    handler.set_status(status)
    handler.finish()
