"""Waits for what another thread or process is about to do."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(done: Callable[[], bool], what: str) -> None:
    """Returns when ``done`` says so; the bound is against hanging, it is no measure."""
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)
