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
_SHORTEST_KEY = 12
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
_GROUPS, _GROUP = 4, 4
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}  # about 50 ms and 16 MB (RFC 7914)
_MAX_SESSIONS = 50


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
        if not _SHORTEST_KEY <= len(_letters(key)) <= LONGEST_KEY:
            raise ValueError(
                f"an instructor's key has {_SHORTEST_KEY} to {LONGEST_KEY} letters and digits"
            )
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(key)

    def fits(self, tried: str) -> bool:
        """Whether ``tried`` is the key; takes about 50 ms, the same for every answer."""
        return hmac.compare_digest(self._hashed(tried[: 2 * LONGEST_KEY]), self._hash)

    def _hashed(self, key: str) -> bytes:
        return hashlib.scrypt(_letters(key).encode(), salt=self._salt, **_COST)


class InstructorLogin:
    """Logs the instructor in: checks one key at a time, slowly, and gives out session tokens.

    Args:
        key: the key to log in with.
        clock: monotonic seconds.
    """

    def __init__(self, key: InstructorKey, clock: Callable[[], float] = time.monotonic):
        self._key = key
        self._clock = clock
        self._tries = TokenBuckets(burst=5, per_second=0.1, clock=clock)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="gluteedu-key")
        self._queued = 0
        self._sessions: dict[bytes, float] = {}

    async def log_in(self, tried: str, client: str) -> str | None:
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
            fits = await loop.run_in_executor(self._executor, self._key.fits, tried)
        finally:
            self._queued -= 1
        return self._new_session() if fits else None

    def is_valid(self, token: str | None) -> bool:
        """Whether ``token`` belongs to a session that has not ended."""
        if not token:
            return False
        until = self._sessions.get(_digest(token))
        return until is not None and self._clock() < until

    def log_out(self, token: str | None) -> None:
        """End the session of ``token``; nothing for one that is not known."""
        if token:
            self._sessions.pop(_digest(token), None)

    def _new_session(self) -> str:
        now = self._clock()
        self._sessions = {d: until for d, until in self._sessions.items() if until > now}
        while len(self._sessions) >= _MAX_SESSIONS:
            self._sessions.pop(min(self._sessions, key=lambda d: self._sessions[d]))
        token = secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = now + SESSION_SECONDS
        return token


def _letters(key: str) -> str:
    """A key without what people type in different ways: case, blanks, hyphens."""
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
