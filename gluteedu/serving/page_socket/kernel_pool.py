"""The kernels of open pages: started up to a limit, kept while a page is briefly away."""

from __future__ import annotations

import asyncio
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from logging import Logger
from pathlib import Path
from typing import Any

from gluteedu.serving.page_socket.kernel_channel import KernelChannel

ABSENCE = 40.0
"""Seconds a kernel is kept for its page after the connection was lost."""

GOODBYE = 3.0
"""Seconds it is kept after the page itself said that it closes (a reload says so, too)."""

_KERNEL_MEMORY = 40 * 2**20
"""Bytes to reckon for each kernel; benchmarks/ measures less."""

_MIN_KERNELS, _MAX_KERNELS = 10, 400

LeaseKey = tuple[str, str, str]
"""The learner, the lesson and the page's own id."""


def kernel_limit_for_memory() -> int:
    """How many kernels fit into half of this machine's memory, between 10 and 400."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return _MIN_KERNELS * 4
    return max(_MIN_KERNELS, min(_MAX_KERNELS, memory // 2 // _KERNEL_MEMORY))


@dataclass
class KernelLease:
    """A page's right to a kernel of its own."""

    key: LeaseKey
    channel: KernelChannel
    last_active: float = field(default_factory=time.monotonic)
    """When the page last sent a message, on the monotonic clock."""
    shutdown: asyncio.TimerHandle | None = None
    """Set while the page is away."""


class _QueuedPage:
    """A page in the queue; ``on_position`` is called whenever its position in it changes."""

    def __init__(self, on_position: Callable[[int], None]) -> None:
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.on_position = on_position


class KernelPool:
    """Starts, finds and shuts down the kernels of pages.

    Args:
        kernel_manager: Voila's; it starts and shuts down the processes.
        kernel_name: the kernelspec of a lesson's kernel.
        root: the folder of the lessons.
        limit: how many kernels there may be at once; further pages wait in order.
        log: where a failed shutdown is logged.

    Attributes:
        started: how many kernels were started.
        lost: how many of them ended by themselves.
        foreign: lessons with a widget that only Voila's own page can show.
        healthy: whether the last start of a kernel went well.
    """

    def __init__(
        self, kernel_manager: Any, kernel_name: str, root: Path, limit: int, log: Logger
    ) -> None:
        self._manager = kernel_manager
        self._kernel_name = kernel_name
        self._root = root
        self._limit = limit
        self._log = log
        self._leases: dict[LeaseKey, KernelLease] = {}
        self._starting = 0
        self._queue: OrderedDict[LeaseKey, _QueuedPage] = OrderedDict()
        self._last_active = time.monotonic()  # of the leases that have ended
        self.started = self.lost = 0
        self.foreign: set[str] = set()
        self.healthy = True

    @property
    def running(self) -> int:
        """How many kernels are running or starting."""
        return len(self._leases) + self._starting

    @property
    def waiting(self) -> int:
        """How many pages wait for a kernel."""
        return len(self._queue)

    @property
    def limit(self) -> int:
        """How many kernels there may be."""
        return self._limit

    def last_active(self) -> float:
        """When a page last sent a message, in seconds since 1970."""
        times = (lease.last_active for lease in self._leases.values())
        return time.time() - (time.monotonic() - max([self._last_active, *times]))

    def reclaim(self, page: str, learner: str, lesson: str) -> KernelLease | None:
        """The lease this page still has, if its kernel runs and it is the same learner's."""
        lease = self._leases.get((learner, lesson, page))
        if lease and lease.shutdown:
            lease.shutdown.cancel()
            lease.shutdown = None
        return lease

    async def acquire(
        self, page: str, learner: str, lesson: str, on_position: Callable[[int], None]
    ) -> KernelLease:
        """A lease of a new kernel, as soon as the limit allows one.

        Args:
            page: the page's own id.
            learner: whose record the kernel uses.
            lesson: the notebook's path below the folder of the lessons.
            on_position: called with the page's position in the queue while it waits.
        """
        key = (learner, lesson, page)
        await self._wait_for_turn(key, on_position)
        try:
            channel = await self._start(learner, lesson)
            self.healthy = True
            self.started += 1
        except Exception:
            self.healthy = False
            raise
        finally:
            self._starting -= 1
            self._admit_next()
        lease = self._leases[key] = KernelLease(key, channel)
        return lease

    def release(self, lease: KernelLease, *, goodbye: bool) -> None:
        """The page is gone: shut its kernel down unless it comes back in time."""
        if self._leases.get(lease.key) is not lease or lease.shutdown:
            return
        loop = asyncio.get_running_loop()
        lease.shutdown = loop.call_later(
            GOODBYE if goodbye else ABSENCE, lambda: loop.create_task(self.shut_down(lease))
        )

    async def shut_down(self, lease: KernelLease) -> None:
        """Shut a kernel down now."""
        if self._leases.get(lease.key) is lease:
            del self._leases[lease.key]
            self._last_active = max(self._last_active, lease.last_active)
        if lease.shutdown:
            lease.shutdown.cancel()
        lease.channel.close()
        try:
            await self._manager.shutdown_kernel(lease.channel.kernel_id, now=True)
        except KeyError:
            pass  # it had ended by itself
        except Exception:
            self._log.exception("a kernel did not shut down in good order")
        self._admit_next()

    async def _wait_for_turn(self, key: LeaseKey, on_position: Callable[[int], None]) -> None:
        """Wait until one more kernel may start; it counts as starting from then on."""
        if self.running < self._limit and not self._queue:
            self._starting += 1
            return
        queued = self._queue[key] = _QueuedPage(on_position)
        self._report_positions()
        self._admit_next()
        try:
            await queued.turn
        except asyncio.CancelledError:
            if queued.turn.done() and not queued.turn.cancelled():
                self._starting -= 1
                self._admit_next()
            raise
        finally:
            self._queue.pop(key, None)
            self._report_positions()

    async def _start(self, learner: str, lesson: str) -> KernelChannel:
        environment = {
            **os.environ,
            "GLUTEEDU_LEARNER": learner,
            "GLUTEEDU_LESSON": str(self._root / lesson),
            "GLUTEEDU_SERVED": "1",
        }
        folder = str(Path(lesson).parent)
        kernel_id = await self._manager.start_kernel(
            kernel_name=self._kernel_name, path=folder if folder != "." else "", env=environment
        )
        return KernelChannel(self._manager, kernel_id)

    def _admit_next(self) -> None:
        for queued in list(self._queue.values()):
            if self.running >= self._limit:
                return
            if not queued.turn.done():
                self._starting += 1
                queued.turn.set_result(None)

    def _report_positions(self) -> None:
        for position, queued in enumerate(self._queue.values(), start=1):
            if not queued.turn.done():
                queued.on_position(position)
