"""A stage for faults: a server to stop and start, and a line between it and the browser to cut."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

from tests.support.browser_parts import PATIENCE, free_port
from tests.support.needs import need


class CutLine:
    """Passes every byte on between a browser and a server, until it is cut."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._whole = True
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """Nothing comes through any more, and whoever tries is turned away."""
        self._whole = False
        for pair in tuple(self._pairs):
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """The line is there again."""
        self._whole = True

    def close(self) -> None:
        """End for good."""
        self.cut()
        self._door.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._door.accept()
                try:
                    if not self._whole:
                        raise OSError
                    there = socket.create_connection(("127.0.0.1", self._server))
                except OSError:
                    here.close()
                    continue
                threading.Thread(target=self._pass_on, args=(here, there), daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        pair = here, there
        self._pairs.add(pair)
        with suppress(OSError), here, there:
            while True:
                for ready in select.select(pair, [], [])[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    (there if ready is here else here).sendall(data)
        self._pairs.discard(pair)


class Stage:
    """``gluteedu serve`` with a store and a folder of its own, behind a line that can be cut.

    Args:
        folder: where store, secrets and log are kept, from one start to the next.
        arguments: further arguments of ``gluteedu serve``.
        environment: further variables of the server.
    """

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        need("kernel")
        self.port = free_port()
        self.line = CutLine(self.port)
        self.url = f"http://127.0.0.1:{self.line.port}/"
        self.store = f"sqlite:///{folder}/record.db"
        self.log = folder / "log.txt"
        place = {"GLUTEEDU_HOME": str(folder), "GLUTEEDU_STORE": self.store}
        self._environment = {**os.environ, **place, **environment}
        command = [sys.executable, "-m", "gluteedu", "serve", "--no-browser"]
        self._command = [*command, f"--port={self.port}", *arguments]
        self.start()

    def start(self) -> None:
        """Start the server, or start it again at the same address; returns when it answers."""
        with self.log.open("a") as out:
            self.server = psutil.Popen(
                self._command,
                cwd=self.log.parent,  # and not this checkout, where another course may be meant
                env=self._environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).close()
                return
            except OSError:
                ended = self.server.poll() is not None
                if ended or time.monotonic() > deadline:
                    raise RuntimeError(self.log.read_text()) from None
                time.sleep(0.2)

    def stop(self, by: int = signal.SIGTERM) -> list[psutil.Process]:
        """End the server by a signal; what of its processes is still there after a while."""
        family = [self.server, *self.server.children(recursive=True)]
        self.server.send_signal(by)
        return psutil.wait_procs(family, timeout=PATIENCE / 1000)[1]

    def kernels(self) -> list[psutil.Process]:
        """The kernels of open pages."""
        below = self.server.children(recursive=True)
        return [one for one in below if one.name() == "kernel"]

    def close(self) -> None:
        """End all of it."""
        self.line.close()
        if self.server.poll() is None:
            self.server.resume()
            self.stop()
