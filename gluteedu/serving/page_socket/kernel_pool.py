"""The kernels of open pages: let in up to a limit, kept through a short absence, then ended."""

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

from gluteedu.serving.page_socket.kernel_channel import KernelLine

ABSENCE = 40.0
"""Seconds a kernel waits for its page to come back after the connection was lost."""

GOODBYE = 3.0
"""Seconds it waits after the page itself said that it closes (a reload says so, too)."""

_KERNEL = 40 * 2**20
"""Bytes to count with for each live kernel; benchmarks/ measures less."""

_FEWEST, _MOST = 10, 400


def kernels_that_fit() -> int:
    """How many kernels half of this machine's memory holds, within reason."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return _FEWEST * 4
    return max(_FEWEST, min(_MOST, memory // 2 // _KERNEL))


@dataclass
class Seat:
    """One page's kernel; its key is the learner, the lesson and the page's own id."""

    key: tuple[str, str, str]
    line: KernelLine
    last_heard: float = field(default_factory=time.monotonic)
    leaving: asyncio.TimerHandle | None = None


class Waiting:
    """A page in the queue; ``tell`` is called with its place whenever that changes."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.tell = tell


class LiveKernels:
    """Starts, finds and ends the kernels of pages.

    Args:
        kernel_manager: Voila's; it does the starting and the shutting down.
        kernel_name: the kernelspec of a lesson's kernel.
        root: the folder of the lessons.
        limit: how many pages may be live at once; the others wait in order.
    """

    def __init__(
        self, kernel_manager: Any, kernel_name: str, root: Path, limit: int, log: Logger
    ) -> None:
        self._manager = kernel_manager
        self._kernel_name = kernel_name
        self._root = root
        self._limit = limit
        self._log = log
        self._seats: dict[tuple[str, str, str], Seat] = {}
        self._starting = 0
        self.started = self.lost = 0
        self._heard = time.monotonic()  # by seats that have ended
        self.foreign: set[str] = set()  # lessons with a widget that only Voila's page can show
        self.well = True  # whether the last start of a kernel went well
        self._queue: OrderedDict[tuple[str, str, str], Waiting] = OrderedDict()

    @property
    def live(self) -> int:
        """How many kernels are running or starting."""
        return len(self._seats) + self._starting

    @property
    def waiting(self) -> int:
        """How many pages wait for a place."""
        return len(self._queue)

    @property
    def limit(self) -> int:
        """How many kernels there may be."""
        return self._limit

    def seats(self) -> list[Seat]:
        """All pages that have a kernel."""
        return list(self._seats.values())

    def last_heard(self) -> float:
        """When a page that was alive last said something, in seconds since 1970."""
        heard = max([self._heard, *(seat.last_heard for seat in self.seats())])
        return time.time() - (time.monotonic() - heard)

    def find(self, page: str, learner: str, lesson: str) -> Seat | None:
        """The seat this page has kept, if its kernel lives and it is the same learner's."""
        seat = self._seats.get((learner, lesson, page))
        if seat and seat.leaving:
            seat.leaving.cancel()
            seat.leaving = None
        return seat

    async def admit(
        self, page: str, learner: str, lesson: str, tell_place: Callable[[int], None]
    ) -> Seat:
        """A seat with a new kernel, as soon as there is a free one."""
        key = (learner, lesson, page)
        if self.live >= self._limit or self._queue:
            waiting = Waiting(tell_place)
            self._queue[key] = waiting
            self._tell_places()
            self._admit_next()
            try:
                await waiting.turn
            except asyncio.CancelledError:
                if waiting.turn.done() and not waiting.turn.cancelled():
                    self._starting -= 1
                    self._admit_next()
                raise
            finally:
                self._queue.pop(key, None)
                self._tell_places()
        else:
            self._starting += 1
        try:
            line = await self._start(learner, lesson)
            self.well = True
            self.started += 1
        except Exception:
            self.well = False
            raise
        finally:
            self._starting -= 1
            self._admit_next()
        seat = self._seats[key] = Seat(key, line)
        return seat

    def leave(self, seat: Seat, *, goodbye: bool) -> None:
        """The page of this seat is gone: end its kernel unless it comes back in time."""
        if self._seats.get(seat.key) is not seat or seat.leaving:
            return
        wait = GOODBYE if goodbye else ABSENCE
        loop = asyncio.get_running_loop()
        seat.leaving = loop.call_later(wait, lambda: loop.create_task(self.end(seat)))

    async def end(self, seat: Seat) -> None:
        """End a kernel now."""
        if self._seats.get(seat.key) is seat:
            del self._seats[seat.key]
            self._heard = max(self._heard, seat.last_heard)
        if seat.leaving:
            seat.leaving.cancel()
        seat.line.close()
        try:
            await self._manager.shutdown_kernel(seat.line.kernel_id, now=True)
        except KeyError:
            pass  # it had ended by itself
        except Exception:
            self._log.exception("a kernel did not end in good order")
        self._admit_next()

    async def _start(self, learner: str, lesson: str) -> KernelLine:
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
        return KernelLine(self._manager, kernel_id)

    def _admit_next(self) -> None:
        for waiting in list(self._queue.values()):
            if self.live >= self._limit:
                return
            if not waiting.turn.done():
                self._starting += 1
                waiting.turn.set_result(None)

    def _tell_places(self) -> None:
        for place, waiting in enumerate(self._queue.values(), start=1):
            if not waiting.turn.done():
                waiting.tell(place)
