"""The kernels of pages that Voila shows itself, and whose they are."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

from tornado.web import HTTPError

MAX_PER_LEARNER = 4
"""Kernels that one learner may have; the oldest ends when another page is opened."""

_CONNECT_TIMEOUT = 120.0  # seconds for a page to open its websocket
_RECONNECT_TIMEOUT = 40.0  # seconds for it to come back


@dataclass
class _Kernel:
    learner: str
    sockets: int = 0
    shutdown: asyncio.TimerHandle | None = None
    started: float = field(default_factory=time.monotonic)


class FallbackKernels:
    """Starts and ends the kernels of Voila's own pages.

    Args:
        kernel_manager: Voila's.
        limit: how many there may be at once.
    """

    def __init__(self, kernel_manager: Any, limit: int) -> None:
        self._manager = kernel_manager
        self._limit = limit
        self._kernels: dict[str, _Kernel] = {}

    @property
    def is_full(self) -> bool:
        """Whether no further page can be shown in this way for now."""
        return len(self._kernels) >= self._limit

    def manager_for(self, learner: str) -> Any:
        """The kernel manager as this learner's requests see it: what it starts is theirs."""
        return _LearnerKernelManager(self, self._manager, learner)

    def belongs(self, kernel_id: str, learner: str | None) -> bool:
        """Whether this kernel was started for a page of this learner."""
        kernel = self._kernels.get(kernel_id)
        return kernel is not None and learner is not None and kernel.learner == learner

    async def start(self, learner: str, **arguments: Any) -> str:
        """Start a kernel with this learner's record; ``arguments`` are ``start_kernel``'s."""
        kernels = [key for key, kernel in self._kernels.items() if kernel.learner == learner]
        kernels.sort(key=lambda key: self._kernels[key].started)
        for kernel_id in kernels[: 1 - MAX_PER_LEARNER]:
            await self.shut_down(kernel_id)
        learners = {"GLUTEEDU_LEARNER": learner, "GLUTEEDU_SERVED": "1"}
        arguments["env"] = {**arguments["env"], **learners}
        kernel_id = str(await self._manager.start_kernel(**arguments))
        self._kernels[kernel_id] = _Kernel(learner)
        self._shut_down_in(kernel_id, _CONNECT_TIMEOUT)
        return kernel_id

    def connected(self, kernel_id: str) -> None:
        """A page has opened its websocket."""
        if kernel := self._kernels.get(kernel_id):
            kernel.sockets += 1
            if kernel.shutdown:
                kernel.shutdown.cancel()

    def disconnected(self, kernel_id: str) -> None:
        """A websocket is closed; the kernel ends unless its page comes back in time."""
        if kernel := self._kernels.get(kernel_id):
            kernel.sockets -= 1
            if kernel.sockets <= 0:
                self._shut_down_in(kernel_id, _RECONNECT_TIMEOUT)

    async def shut_down(self, kernel_id: str) -> None:
        """Shut a kernel down now."""
        kernel = self._kernels.pop(kernel_id, None)
        if kernel is None:
            return
        if kernel.shutdown:
            kernel.shutdown.cancel()
        with contextlib.suppress(KeyError, HTTPError):  # it had ended by itself
            await self._manager.shutdown_kernel(kernel_id, now=True)

    def _shut_down_in(self, kernel_id: str, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._kernels[kernel_id].shutdown = loop.call_later(
            seconds, lambda: loop.create_task(self.shut_down(kernel_id))
        )


class _LearnerKernelManager:
    """Voila's kernel manager, but for ``start_kernel``."""

    def __init__(self, kernels: FallbackKernels, kernel_manager: Any, learner: str) -> None:
        self._kernels, self._manager, self._learner = kernels, kernel_manager, learner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    async def start_kernel(self, **arguments: Any) -> str:
        return await self._kernels.start(self._learner, **arguments)
