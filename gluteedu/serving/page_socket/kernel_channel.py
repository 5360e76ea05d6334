"""The line to one kernel: comm messages out, comm messages in, nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jupyter_client.session import Session

TARGET = "gluteedu.page"
_ASK_AFTER = 0.15  # seconds; the kernel greets whoever hears it first, and that may be another
_ASK_AGAIN = 0.5  # an answer may have been sent before this end listened
_ASK_MOST = 4.0
_MOST_UNHEARD = 100


@dataclass(frozen=True)
class Said:
    """A message of the page to a widget."""

    comm_id: str
    content: Any
    repeated: bool
    """Whether a kernel has died over it before; a second one ends it."""
    since: float
    """By the monotonic clock."""


class KernelLine:
    """Speaks to a kernel through its shell channel and hears its iopub channel.

    ``on_message(kind, comm_id, data)`` is called with kind "page" (what the page comm sent) or
    "comm" (what a widget sent); ``on_restart()`` when the kernel died and began anew;
    ``on_dead()`` when it will not come back. What a kernel that died had not finished with, and
    what was said before the page of the new one is there, waits in :meth:`take_unheard`.
    """

    def __init__(self, kernel_manager: Any, kernel_id: str) -> None:
        self.kernel_id = kernel_id
        self.hear_nothing()
        self._manager = kernel_manager
        self._kernel = kernel_manager.get_kernel(kernel_id)
        self._session = Session(
            key=self._kernel.session.key, signature_scheme=self._kernel.session.signature_scheme
        )
        self._open: dict[str, Said] = {}  # by the id of the message
        self._unheard: list[Said] = []
        self._asked: set[str] = set()  # the comms by which the page was asked for
        self._asking: asyncio.TimerHandle | None = None
        self._wanted = False
        self._connect()
        kernel_manager.add_restart_callback(kernel_id, self._restarted, "restart")
        kernel_manager.add_restart_callback(kernel_id, self._died, "dead")

    @property
    def unanswered_for(self) -> float:
        """Seconds since the oldest message that the kernel has not finished with; 0 if none."""
        waiting = [said.since for said in (*self._open.values(), *self._unheard)]
        return time.monotonic() - min(waiting) if waiting else 0.0

    def hear_nothing(self) -> None:
        """Nobody listens any more, or nobody yet."""
        self.on_message: Callable[[str, str, dict[str, Any]], None] = _ignore
        self.on_restart: Callable[[], None] = _ignore
        self.on_dead: Callable[[], None] = _ignore

    def ask_page(self) -> None:
        """Ask for the whole page: as soon as the kernel is heard, and again until it answers."""
        self._asked.clear()
        self._wanted = True
        if self._heard_of:
            self._ask()
        else:
            self._ask_in(_ASK_AFTER, _ASK_AGAIN)

    def _ask(self, then: float = _ASK_AGAIN) -> None:
        page = uuid.uuid4().hex
        self._asked.add(page)
        content = {"comm_id": page, "target_name": TARGET, "data": {}}
        self._session.send(self._shell, "comm_open", content)
        self._ask_in(then, min(2 * then, _ASK_MOST))

    def _ask_in(self, wait: float, then: float) -> None:
        if self._asking:
            self._asking.cancel()
        self._asking = asyncio.get_running_loop().call_later(wait, self._ask, then)

    def take_unheard(self) -> list[Said]:
        """What no kernel has finished with, to be said again to the widgets of the page now."""
        unheard, self._unheard = self._unheard, []
        return unheard

    def send(self, comm_id: str, content: Any, *, repeated: bool = False) -> None:
        """A widget's custom message, as if its own front end had sent it."""
        said = Said(comm_id, content, repeated, time.monotonic())
        if self._wanted:  # the widgets of the page that is to come may have other ids
            self._keep([said])
            return
        data = {"method": "custom", "content": content}
        message: Any = self._session.send(
            self._shell, "comm_msg", {"comm_id": comm_id, "data": data}
        )
        self._open[message["header"]["msg_id"]] = said

    def close(self) -> None:
        """Say and hear nothing more."""
        if self._asking:
            self._asking.cancel()
            self._asking = None
        for event, callback in (("restart", self._restarted), ("dead", self._died)):
            with contextlib.suppress(KeyError, ValueError):
                self._manager.remove_restart_callback(self.kernel_id, callback, event)
        self._disconnect()

    def _connect(self) -> None:
        self._heard_of = False
        self._iopub = self._kernel.connect_iopub()
        self._shell = self._kernel.connect_shell(identity=self._session.bsession)
        self._iopub.on_recv(self._hear)

    def _disconnect(self) -> None:
        for stream in (self._iopub, self._shell):
            if not stream.closed():
                stream.close()

    def _keep(self, said: list[Said]) -> None:
        self._unheard = [*self._unheard, *said][-_MOST_UNHEARD:]

    def _restarted(self) -> None:
        self._keep([said for said in self._open.values() if not said.repeated])
        self._open.clear()
        self._disconnect()
        self._connect()
        self.on_restart()

    def _died(self) -> None:
        self.on_dead()

    def _hear(self, frames: list[bytes]) -> None:
        try:
            _, parts = self._session.feed_identities(frames)
            message = self._session.deserialize(parts)
        except ValueError:
            return  # not signed by this kernel
        kind, content = message["header"]["msg_type"], message["content"]
        if not self._heard_of:
            self._heard_of = True
            if self._wanted:
                self._ask()
        if kind == "status" and content.get("execution_state") == "idle":
            self._open.pop(message["parent_header"].get("msg_id", ""), None)
        elif kind == "comm_msg":
            self._pass_on(content["comm_id"], content["data"])

    def _pass_on(self, comm_id: str, data: dict[str, Any]) -> None:
        if comm_id not in self._asked:
            self.on_message("comm", comm_id, data)
        elif self._wanted:
            self._wanted = False
            if self._asking:
                self._asking.cancel()
            self.on_message("page", comm_id, data)


def _ignore(*_: Any) -> None:
    pass
