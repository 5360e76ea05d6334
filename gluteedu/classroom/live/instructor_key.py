"""The instructor's key: made at the start, kept as a hash in memory only, tried slowly.

A key lives as long as the server that printed it. Nothing is written: there is no file to protect,
to copy by mistake or to forget, and a key that was seen by a class is worth nothing the next day.
A server that runs for a school is given its key by the operator, as a secret in its environment.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from gluteedu.web.token_bucket import TokenBuckets

SESSION_SECONDS = 12 * 3600
LONGEST_KEY = 200
_LEAST_KEY = 12
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
_GROUPS, _GROUP = 4, 4
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}  # about 50 ms and 16 MB (RFC 7914)
_MOST_SESSIONS = 50


class TooManyTries(Exception):
    """Keys were tried too fast; ``wait`` is the seconds until the next try."""

    def __init__(self, wait: float):
        self.wait = wait
        super().__init__(f"too many tries; wait {wait:.0f} seconds")


def new_key() -> str:
    """A fresh key, easy to read and to type: four groups of four, about 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


class InstructorKey:
    """A key of which only the hash is kept.

    Args:
        key: the key in plain letters; it is not kept. ValueError when it is shorter than 12.
    """

    def __init__(self, key: str):
        if not _LEAST_KEY <= len(_plain(key)) <= LONGEST_KEY:
            raise ValueError(
                f"an instructor's key has {_LEAST_KEY} to {LONGEST_KEY} letters and digits"
            )
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(key)

    def fits(self, tried: str) -> bool:
        """Whether ``tried`` is the key; takes about 50 ms, the same for every answer."""
        return hmac.compare_digest(self._hashed(tried[: 2 * LONGEST_KEY]), self._hash)

    def _hashed(self, key: str) -> bytes:
        return hashlib.scrypt(_plain(key).encode(), salt=self._salt, **_COST)


class Gate:
    """Lets the instructor in: tries the key one at a time, and remembers who came in by a token.

    Args:
        key: the key that opens.
        clock: seconds that only grow.
    """

    def __init__(self, key: InstructorKey, clock: Callable[[], float] = time.monotonic):
        self._key = key
        self._clock = clock
        self._tries = TokenBuckets(burst=5, per_second=0.1, clock=clock)
        self._one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="gluteedu-key")
        self._queued = 0
        self._sessions: dict[bytes, float] = {}

    async def enter(self, tried: str, client: str) -> str | None:
        """A session token when ``tried`` is the key, else None.

        Args:
            tried: what was typed.
            client: who tries, such as a network address.

        Raises:
            TooManyTries: this client, or all of them together, go too fast.
        """
        wait = self._tries.of(client).wait()
        if wait > 0:
            raise TooManyTries(wait)
        if self._queued >= 10:
            raise TooManyTries(1)
        self._tries.of(client).take()
        self._queued += 1
        try:
            loop = asyncio.get_running_loop()
            fits = await loop.run_in_executor(self._one_at_a_time, self._key.fits, tried)
        finally:
            self._queued -= 1
        return self._open() if fits else None

    def knows(self, token: str | None) -> bool:
        """Whether ``token`` opens a session that has not ended."""
        if not token:
            return False
        until = self._sessions.get(_digest(token))
        return until is not None and self._clock() < until

    def leave(self, token: str | None) -> None:
        """End a session."""
        if token:
            self._sessions.pop(_digest(token), None)

    def _open(self) -> str:
        now = self._clock()
        self._sessions = {d: until for d, until in self._sessions.items() if until > now}
        while len(self._sessions) >= _MOST_SESSIONS:
            self._sessions.pop(min(self._sessions, key=lambda d: self._sessions[d]))
        token = secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = now + SESSION_SECONDS
        return token


def _plain(key: str) -> str:
    """A key without what a hand may add or leave out: case, blanks, hyphens."""
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
