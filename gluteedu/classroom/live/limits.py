"""How fast one client may go: a bucket of tokens for each, so that a flood is its own affair."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
_MOST_CLIENTS = 5_000


class Bucket:
    """``burst`` acts at once, then ``per_second``.

    Args:
        burst: how many acts a rested client may do at once.
        per_second: how many acts are earned in a second.
        clock: seconds that only grow.
    """

    def __init__(self, burst: float, per_second: float, clock: Clock = time.monotonic):
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._tokens = burst
        self._at = clock()

    def wait(self) -> float:
        """Seconds until the next act is earned; 0 when it may be done now. Takes nothing."""
        self._fill()
        return max(0.0, (1 - self._tokens) / self._per_second)

    def take(self) -> float:
        """Take one token, on credit if there is none; the seconds to wait for it (0: at once)."""
        wait = self.wait()
        self._tokens -= 1
        return wait

    @property
    def full(self) -> bool:
        """Whether the client has rested long enough to be forgotten."""
        self._fill()
        return self._tokens >= self._burst

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now


class Buckets:
    """A bucket for each client, by its name; the longest unseen are forgotten first."""

    def __init__(self, burst: float, per_second: float, clock: Clock = time.monotonic):
        self._rate = (burst, per_second, clock)
        self._held: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, client: str) -> Bucket:
        """The bucket of one client."""
        bucket = self._held.get(client)
        if bucket is None:
            bucket = self._held[client] = Bucket(*self._rate)
            while len(self._held) > _MOST_CLIENTS:
                self._held.popitem(last=False)
        self._held.move_to_end(client)
        return bucket
