"""Ends a kernel whose server is gone."""

from __future__ import annotations

import os
import signal
import threading


class ServerWatch(threading.Thread):
    """Ends this process group at once when the server is gone, however the server went.

    Args:
        lifeline: the reading end of a pipe whose other end only the server holds open.
    """

    def __init__(self, lifeline: int) -> None:
        super().__init__(name="ServerWatch", daemon=True)
        self._lifeline = lifeline

    def run(self) -> None:
        """Wait for the end of the pipe; nothing is ever written to it."""
        os.read(self._lifeline, 1)
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)
