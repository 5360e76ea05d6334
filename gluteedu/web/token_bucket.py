"""Rate limits: a token bucket for each client, so that one client's flood slows nobody else."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
_MOST_CLIENTS = 5_000


class TokenBucket:
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
        self._filled_at = clock()

    def wait(self) -> float:
        """Seconds until the next act is earned; 0 when it may be done now. Takes nothing."""
        now = self._clock()
        earned = (now - self._filled_at) * self._per_second
        self._tokens = min(self._burst, self._tokens + earned)
        self._filled_at = now
        return max(0.0, (1 - self._tokens) / self._per_second)

    def take(self) -> float:
        """Take one token, on credit if there is none; the seconds to wait for it (0: at once)."""
        wait = self.wait()
        self._tokens -= 1
        return wait


class TokenBuckets:
    """A bucket for each client, by its name; the longest unseen are forgotten first."""

    def __init__(self, burst: float, per_second: float, clock: Clock = time.monotonic):
        self._rate = (burst, per_second, clock)
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def of(self, client: str) -> TokenBucket:
        """The bucket of one client."""
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = self._buckets[client] = TokenBucket(*self._rate)
            while len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(client)
        return bucket
