"""The message channel between one page and its kernel: comm messages only, never code."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gluteedu.serving.compat.jupyter_client import read_message, session_for
from gluteedu.serving.page_socket.target import PAGE_TARGET

_FIRST_REQUEST = 0.15  # seconds; the kernel may be ready before this end has subscribed to it
_NEXT_REQUEST = 0.5  # a reply may have been sent before this end had subscribed
_LONGEST_PAUSE = 4.0  # between two requests
_MAX_UNDELIVERED = 100


@dataclass(frozen=True)
class WidgetMessage:
    """A message from the page to one of its widgets."""

    comm_id: str
    content: Any
    repeated: bool
    """Whether a kernel has died over it before; it is not sent a third time."""
    sent_at: float
    """Seconds on the monotonic clock."""


class KernelChannel:
    """Sends to a kernel's shell channel and listens to its iopub channel.

    The listener is three callbacks: ``on_message(kind, comm_id, data)`` with kind "page" (the state
    of the whole page) or "comm" (a message of one widget); ``on_restart()`` when the kernel died
    and was restarted; ``on_dead()`` when it will not come back. Messages that a dead kernel had not
    finished, or that came before the new kernel's page, are kept for :meth:`take_undelivered`.
    """

    def __init__(self, kernel_manager: Any, kernel_id: str) -> None:
        self.kernel_id = kernel_id
        self.remove_listener()
        self._manager = kernel_manager
        self._kernel = kernel_manager.get_kernel(kernel_id)
        self._session = session_for(self._kernel)
        self._pending: dict[str, WidgetMessage] = {}  # by the id of the sent message
        self._undelivered: list[WidgetMessage] = []
        self._page_comms: set[str] = set()  # the ids of the comms opened to request the page
        self._next_request: asyncio.TimerHandle | None = None
        self._page_requested = False
        self._connect()
        kernel_manager.add_restart_callback(kernel_id, self._restarted, "restart")
        kernel_manager.add_restart_callback(kernel_id, self._died, "dead")

    @property
    def unanswered_for(self) -> float:
        """The age in seconds of the oldest message the kernel has not finished; 0 if none."""
        times = [message.sent_at for message in (*self._pending.values(), *self._undelivered)]
        return time.monotonic() - min(times) if times else 0.0

    def remove_listener(self) -> None:
        """Drop the messages of the kernel from now on."""
        self.on_message: Callable[[str, str, dict[str, Any]], None] = _ignore
        self.on_restart: Callable[[], None] = _ignore
        self.on_dead: Callable[[], None] = _ignore

    def request_page(self) -> None:
        """Ask for the whole page: once the kernel is heard, and again until it replies."""
        self._page_comms.clear()
        self._page_requested = True
        if self._kernel_heard:
            self._send_request()
        else:
            self._schedule_request(_FIRST_REQUEST, _NEXT_REQUEST)

    def _send_request(self, next_pause: float = _NEXT_REQUEST) -> None:
        comm_id = uuid.uuid4().hex
        self._page_comms.add(comm_id)
        content = {"comm_id": comm_id, "target_name": PAGE_TARGET, "data": {}}
        self._session.send(self._shell, "comm_open", content)
        self._schedule_request(next_pause, min(2 * next_pause, _LONGEST_PAUSE))

    def _schedule_request(self, pause: float, next_pause: float) -> None:
        if self._next_request:
            self._next_request.cancel()
        loop = asyncio.get_running_loop()
        self._next_request = loop.call_later(pause, self._send_request, next_pause)

    def take_undelivered(self) -> list[WidgetMessage]:
        """Messages that no kernel has finished, to be repeated to the widgets of the new page."""
        undelivered, self._undelivered = self._undelivered, []
        return undelivered

    def send(self, comm_id: str, content: Any, *, repeated: bool = False) -> None:
        """Send a custom message to a widget, as its own front end would."""
        message = WidgetMessage(comm_id, content, repeated, time.monotonic())
        if self._page_requested:  # the widgets of the coming page may have other ids
            self._keep([message])
            return
        data = {"method": "custom", "content": content}
        sent: Any = self._session.send(self._shell, "comm_msg", {"comm_id": comm_id, "data": data})
        self._pending[sent["header"]["msg_id"]] = message

    def close(self) -> None:
        """Disconnect from the kernel; the kernel itself goes on."""
        if self._next_request:
            self._next_request.cancel()
            self._next_request = None
        for event, callback in (("restart", self._restarted), ("dead", self._died)):
            with contextlib.suppress(KeyError, ValueError):
                self._manager.remove_restart_callback(self.kernel_id, callback, event)
        self._disconnect()

    def _connect(self) -> None:
        self._kernel_heard = False
        self._iopub = self._kernel.connect_iopub()
        self._shell = self._kernel.connect_shell(identity=self._session.bsession)
        self._iopub.on_recv(self._received)

    def _disconnect(self) -> None:
        for stream in (self._iopub, self._shell):
            if not stream.closed():
                stream.close()

    def _keep(self, messages: list[WidgetMessage]) -> None:
        self._undelivered = [*self._undelivered, *messages][-_MAX_UNDELIVERED:]

    def _restarted(self) -> None:
        self._keep([message for message in self._pending.values() if not message.repeated])
        self._pending.clear()
        self._disconnect()
        self._connect()
        self.on_restart()

    def _died(self) -> None:
        self.on_dead()

    def _received(self, frames: list[bytes]) -> None:
        message = read_message(self._session, frames)
        if message is None:
            return
        kind, content = message["header"]["msg_type"], message["content"]
        if not self._kernel_heard:
            self._kernel_heard = True
            if self._page_requested:
                self._send_request()
        if kind == "status" and content.get("execution_state") == "idle":
            self._pending.pop(message["parent_header"].get("msg_id", ""), None)
        elif kind == "comm_msg":
            self._dispatch(content["comm_id"], content["data"])

    def _dispatch(self, comm_id: str, data: dict[str, Any]) -> None:
        if comm_id not in self._page_comms:
            self.on_message("comm", comm_id, data)
        elif self._page_requested:
            self._page_requested = False
            if self._next_request:
                self._next_request.cancel()
            self.on_message("page", comm_id, data)


def _ignore(*_: Any) -> None:
    pass
