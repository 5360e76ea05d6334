"""Starts the servers that are measured, and ends them with all the processes they started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.places import OUR_PYTHON, STOCK_PYTHON, environment, need

_PATIENCE = 120.0  # seconds for a server to answer; a bound, not a measure


@dataclass(frozen=True)
class Server:
    """A server that answers: its address (ending in a slash), its port, its process."""

    url: str
    port: int
    process: psutil.Process

    def tree(self) -> list[psutil.Process]:
        """The server's process and all below it."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [self.process, *self.process.children(recursive=True)]
        return []


@contextmanager
def course(
    notebooks: Path | None = None, *, record: bool = True, file: Path | None = None
) -> Iterator[Server]:
    """``gluteedu serve`` as it comes, with a record in ``file`` or below a temporary folder."""
    with _scratch() as scratch:
        store = f"sqlite:///{file or scratch / 'record.db'}" if record else "none"
        command = [OUR_PYTHON, "-m", "gluteedu", "serve", "--no-browser", f"--store={store}"]
        if notebooks:
            command.append(f"--notebooks={notebooks}")
        with _running(command, "--port={}", "", scratch) as server:
            yield server


@contextmanager
def stock_voila(notebooks: Path) -> Iterator[Server]:
    """``python -m voila FOLDER`` with default settings, from a clean install."""
    command = [need(STOCK_PYTHON), "-m", "voila", str(notebooks), "--no-browser"]
    with (
        _scratch() as scratch,
        _running(command, "--port={}", "voila/tree", scratch) as server,
    ):
        yield server


@contextmanager
def marimo(app: Path) -> Iterator[Server]:
    """``marimo run APP`` with default settings."""
    command = [need(STOCK_PYTHON), "-m", "marimo", "run", str(app), "--headless"]
    with _scratch() as scratch, _running(command, "--port={}", "", scratch) as server:
        yield server


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gluteedu-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _running(
    command: list[str | Path], port_option: str, first: str, scratch: Path
) -> Iterator[Server]:
    port = _free_port()
    whole = [str(part) for part in command] + [port_option.format(port)]
    log = scratch / "log.txt"
    with log.open("w") as out:
        started = subprocess.Popen(
            whole,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=scratch,
            env=environment(scratch),
            start_new_session=True,
        )
        server = Server(f"http://127.0.0.1:{port}/", port, psutil.Process(started.pid))
        try:
            _wait(server.url + first, started, log)
            yield server
        finally:
            _end(server, started)


def _wait(url: str, started: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if started.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"no answer at {url}:\n{log.read_text()[-2000:]}") from None
            time.sleep(0.1)


def _end(server: Server, started: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, then end what is left of its processes, one by one."""
    ours = server.tree()
    with contextlib.suppress(ProcessLookupError):
        os.kill(started.pid, signal.SIGTERM)
    _, left = psutil.wait_procs(ours, timeout=15)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    started.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
