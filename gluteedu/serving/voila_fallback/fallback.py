"""Voila's own way of showing a notebook, held to the learner who asked and to what widgets say."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tornado.web import HTTPError, RequestHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from gluteedu.serving.security.identity import from_own_page, known_learner
from gluteedu.serving.security.safe_path import is_safe_path
from gluteedu.web.token_bucket import TokenBucket

FEW = 4
"""Kernels that one learner may have in this way; the oldest ends when another page is opened."""

_UNHEARD = 120.0  # seconds for a page to open its line
_GONE = 40.0  # seconds for it to come back
_LONGEST = 2_000_000  # bytes; foreign widgets send pictures and tables
_RATE, _BURST = 120.0, 600.0  # messages a second for long, and at once
_TOO_MUCH = 1008
_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_MOST_PARTS = 64
_ADMITTED = {"comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"}
_TEMPLATES = {(name, "static") for name in ("gluteedu", "lab", "base")}
_TARGET = "jupyter.widget.control"  # asks for the state of the widgets there are


@dataclass
class _Kernel:
    learner: str
    lines: int = 0
    ending: asyncio.TimerHandle | None = None
    started: float = field(default_factory=time.monotonic)


class WholeKernels:
    """The kernels of pages that Voila shows itself, and whose they are.

    Args:
        manager: Voila's kernel manager.
        limit: how many there may be at once.
    """

    def __init__(self, manager: Any, limit: int) -> None:
        self._manager = manager
        self._limit = limit
        self._kernels: dict[str, _Kernel] = {}

    def are_full(self) -> bool:
        """Whether no further page can be shown in this way for now."""
        return len(self._kernels) >= self._limit

    def manager_for(self, learner: str) -> Any:
        """The kernel manager, as it is for this learner: what it starts is theirs."""
        return _LearnersManager(self, self._manager, learner)

    def belongs(self, kernel_id: str, learner: str | None) -> bool:
        """Whether this kernel was started for a page of this learner."""
        kernel = self._kernels.get(kernel_id)
        return kernel is not None and learner is not None and kernel.learner == learner

    async def start(self, learner: str, **wishes: Any) -> str:
        """Start a kernel with this learner's record."""
        own = [key for key, kernel in self._kernels.items() if kernel.learner == learner]
        for kernel_id in sorted(own, key=lambda key: self._kernels[key].started)[: 1 - FEW]:
            await self.end(kernel_id)
        wishes["env"] = {**wishes["env"], "GLUTEEDU_LEARNER": learner, "GLUTEEDU_SERVED": "1"}
        kernel_id = str(await self._manager.start_kernel(**wishes))
        self._kernels[kernel_id] = _Kernel(learner)
        self._end_in(kernel_id, _UNHEARD)
        return kernel_id

    def joined(self, kernel_id: str) -> None:
        """A page has opened its line."""
        if kernel := self._kernels.get(kernel_id):
            kernel.lines += 1
            if kernel.ending:
                kernel.ending.cancel()

    def left(self, kernel_id: str) -> None:
        """A line is closed; the kernel ends unless its page comes back in time."""
        if kernel := self._kernels.get(kernel_id):
            kernel.lines -= 1
            if kernel.lines <= 0:
                self._end_in(kernel_id, _GONE)

    async def end(self, kernel_id: str) -> None:
        """End a kernel now."""
        kernel = self._kernels.pop(kernel_id, None)
        if kernel is None:
            return
        if kernel.ending:
            kernel.ending.cancel()
        with contextlib.suppress(KeyError, HTTPError):  # it had ended by itself
            await self._manager.shutdown_kernel(kernel_id, now=True)

    def _end_in(self, kernel_id: str, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._kernels[kernel_id].ending = loop.call_later(
            seconds, lambda: loop.create_task(self.end(kernel_id))
        )


class _LearnersManager:
    """Voila's kernel manager, but for ``start_kernel``."""

    def __init__(self, kernels: WholeKernels, manager: Any, learner: str) -> None:
        self._kernels, self._manager, self._learner = kernels, manager, learner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    async def start_kernel(self, **wishes: Any) -> str:
        return await self._kernels.start(self._learner, **wishes)


class WholeLine(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """Voila's websocket to a kernel, for the page of the learner it was started for.

    What a widget says goes through, on the shell channel. Nothing else does: no code, no question
    about code, no word to the control or the input channel.
    """

    max_message_size = _LONGEST

    def initialize(self, kernels: WholeKernels) -> None:
        """Take the kernels."""
        self._kernels = kernels
        self._rate = TokenBucket(_BURST, _RATE)
        self._joined = False

    async def prepare(self) -> None:
        """Only the learner's own page, and only in the protocol whose messages are looked into."""
        asked = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if not self._kernels.belongs(self.path_kwargs["kernel_id"], known_learner(self)):
            self.set_status(403)
        elif _PROTOCOL not in [one.strip() for one in asked.split(",")]:
            self.set_status(400)
        else:
            await super().prepare()
            return
        self.finish()

    async def open(self, kernel_id: str) -> None:
        """Let the kernel live as long as the line."""
        self._joined = True
        self._kernels.joined(kernel_id)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """The page is gone."""
        if self._joined:
            self._joined = False
            self._kernels.left(self.kernel_id)
        super().on_close()

    def on_message(self, raw: str | bytes) -> None:
        """Pass on what a widget says; let go of the rest; end the line of who says too much."""
        if self._rate.take() > 0:
            self.close(_TOO_MUCH, "too much")
        elif isinstance(raw, bytes) and admitted(raw):
            super().on_message(raw)


def admitted(raw: bytes) -> bool:
    """Whether this message is what a widget says, and on the channel for it."""
    count = int.from_bytes(raw[:8], "little")
    if not 6 <= count <= _MOST_PARTS or len(raw) < 8 * (count + 1):
        return False
    marks = [int.from_bytes(raw[8 * at : 8 * at + 8], "little") for at in range(1, count + 1)]
    if marks != sorted(marks) or marks[0] != 8 * (count + 1) or marks[-1] != len(raw):
        return False
    channel, header, *_, content = (
        raw[marks[part] : marks[part + 1]] for part in range(min(5, count - 1))
    )
    if channel != b"shell":
        return False
    try:
        kind = json.loads(header)["msg_type"]
        said = json.loads(content)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    if kind not in _ADMITTED or not isinstance(said, dict):
        return False
    return kind != "comm_open" or said.get("target_name") == _TARGET


class WholeModel(RequestHandler):
    """Voila's page asks once whether its kernel is there."""

    def initialize(self, kernels: WholeKernels) -> None:
        """Take the kernels."""
        self._kernels = kernels

    def get(self, kernel_id: str) -> None:
        """Its id and name, for the learner whose it is."""
        if not self._kernels.belongs(kernel_id, known_learner(self)):
            raise HTTPError(404)
        self.finish({"id": kernel_id, "name": "gluteedu"})


class WholeGoodbye(RequestHandler):
    """What Voila's page says when it closes: its kernel is not needed any more."""

    def initialize(self, kernels: WholeKernels) -> None:
        """Take the kernels."""
        self._kernels = kernels

    def check_xsrf_cookie(self) -> None:
        """Who asks, and from which page, takes its place."""

    async def post(self, kernel_id: str) -> None:
        """Only a page of this server, and only for the learner's own kernel."""
        if not from_own_page(self) or not self._kernels.belongs(kernel_id, known_learner(self)):
            raise HTTPError(403)
        await self._kernels.end(kernel_id)
        self.set_status(204)


class _PlainPath:
    """For a handler of files: a path that is not written plainly names no file."""

    async def get(self, path: str, include_body: bool = True) -> None:
        if not is_safe_path(path):
            raise HTTPError(404)
        await super().get(path, include_body)  # type: ignore[misc]


class TemplateFiles(_PlainPath, TemplateStaticFileHandler):  # type: ignore[misc]
    """Files of the template; another's name is a way into folders outside the course."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """One file."""
        if tuple(path.split("/")[:2]) not in _TEMPLATES:
            raise HTTPError(404)
        await super().get(path, include_body)


class StaticFiles(_PlainPath, MultiStaticFileHandler):  # type: ignore[misc]
    """Scripts and styles, Voila's and ours, and the front ends of widgets."""


def voilas_routes(voila: Sequence[tuple[Any, ...]], whole: WholeKernels) -> list[tuple[Any, ...]]:
    """Those of Voila's routes that its own page of a notebook needs; no other is kept."""
    kept: list[tuple[Any, ...]] = []
    for pattern, *rest in voila:
        if pattern.endswith("/channels"):
            kept.append((pattern, WholeLine, {"kernels": whole}))
        elif "/api/kernels/" in pattern:
            kept.append((pattern, WholeModel, {"kernels": whole}))
        elif "/voila/api/shutdown/" in pattern:
            kept.append((pattern, WholeGoodbye, {"kernels": whole}))
        elif "/voila/templates/" in pattern:
            kept.append((pattern, TemplateFiles))
        elif "/voila/static/" in pattern:
            kept.append((pattern, StaticFiles, *rest[1:]))
        elif "/voila/labextensions/" in pattern:
            kept.append((pattern, StaticFiles, {"paths": rest[1]["path"]}))
    return kept
