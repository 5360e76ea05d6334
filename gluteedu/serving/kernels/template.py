"""The server's side of a template process: starts it, asks for kernels, learns how they end."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import socket
import subprocess
import threading
from collections.abc import Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass

from gluteedu.serving.kernels import wire
from gluteedu.serving.kernels.process import ForkedProcess, Streams

# Libraries for linear algebra start threads at import unless told not to, and a process with
# threads cannot be forked. A lesson's sums are small.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

# Enough for the requests of a whole class, so that no event loop waits while a kernel is forked.
_BUFFER = 1 << 20


_lifeline_ends: tuple[int, int] | None = None


def _lifeline() -> int:
    """The reading end of a pipe that ends when this process does, whatever becomes of templates."""
    global _lifeline_ends
    if _lifeline_ends is None:
        _lifeline_ends = os.pipe()
    return _lifeline_ends[0]


def close_lifeline() -> None:
    """In a fork of a server: do not keep the kernels of the server alive."""
    global _lifeline_ends
    for end in _lifeline_ends or ():
        os.close(end)
    _lifeline_ends = None


class TemplateError(RuntimeError):
    """The template cannot give a kernel; the message says why."""


class TemplateGoneError(TemplateError):
    """The template ended, or is out of date; another may do better."""


CONNECTION_FILE = "{connection_file}"
"""Stands for the connection file in the arguments that all forks of a template share."""


@dataclass(frozen=True)
class TemplateKind:
    """What makes one template different from another."""

    python: tuple[str, ...]
    """The interpreter's command, such as ``("/usr/bin/python3",)``."""
    kernel_app: str
    """The import string of the application that kernels run."""
    arguments: tuple[str, ...]
    """The application's, with :data:`CONNECTION_FILE` for a kernel's own."""
    warm: tuple[str, ...]
    """What to import and call, see :func:`gluteedu.serving.kernels.warm_up.warm_up`."""
    env: frozenset[tuple[str, str]]
    """Variables that are read once, at the start of interpreter and IPython."""


@dataclass(frozen=True)
class KernelLaunch:
    """What one kernel is launched with."""

    connection_file: str
    arguments: list[str]
    env: dict[str, str]
    """The whole environment."""
    cwd: str
    """Absolute."""
    server: int
    """The process id that the kernel takes for its parent's."""


class Template:
    """A warm process that forks kernels.

    All kernels of a server share one. Any thread may use it.
    """

    def __init__(self, kind: TemplateKind, env: Mapping[str, str]) -> None:
        """Start to warm one up in ``env``; :attr:`ready` says when it is done.

        Raises:
            OSError: the interpreter cannot be started.
        """
        self.ready: Future[None] = Future()
        self.gone = False
        """Whether it forks no more."""
        self._numbers = itertools.count()
        self._pending: dict[int, tuple[Future[ForkedProcess], Streams]] = {}
        self._kernels: dict[int, ForkedProcess] = {}
        self._lock = threading.Lock()
        self._channel, child_socket = socket.socketpair()
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        lifeline = _lifeline()
        command = [*kind.python, "-m", __package__, str(child_socket.fileno()), str(lifeline)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                env={**_ONE_THREAD, **env},
                pass_fds=(child_socket.fileno(), lifeline),
                start_new_session=True,
            )
        except OSError:
            self.disconnect()
            raise
        finally:
            child_socket.close()
        self.pid = self._process.pid
        options = {"kernel_app": kind.kernel_app, "arguments": kind.arguments, "warm": kind.warm}
        with contextlib.suppress(OSError):
            wire.send(self._channel, options)
        threading.Thread(target=self._listen, name="Kernel template", daemon=True).start()
        atexit.register(self.close)

    def fork(self, launch: KernelLaunch, streams: Streams) -> Future[ForkedProcess]:
        """Ask for a kernel; the future fails with a :class:`TemplateError`.

        The caller closes ``streams`` when there is an answer. A kernel whose future was cancelled
        is ended as soon as it is there.
        """
        forked: Future[ForkedProcess] = Future()
        with self._lock:
            if self.gone:
                forked.set_exception(TemplateGoneError("the template process has ended"))
                return forked
            number = next(self._numbers)
            self._pending[number] = forked, streams
            # The listener notices a template that is gone, and fails what is pending.
            with contextlib.suppress(OSError):
                wire.send(self._channel, {"number": number, **vars(launch)}, list(streams))
        return forked

    @property
    def idle(self) -> bool:
        """Whether no kernel of it runs or is being forked."""
        return not self._kernels and not self._pending

    def end(self) -> None:
        """Ask the template to end, and with it every kernel of it; returns at once."""
        self.gone = True
        with contextlib.suppress(OSError):
            self._channel.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End the template and every kernel of it, and wait a little for that."""
        self.end()
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def disconnect(self) -> None:
        """Close this process's end; once no process holds it, the template ends."""
        self.gone = True
        atexit.unregister(self.close)
        self._channel.close()

    def _listen(self) -> None:
        while (received := wire.receive(self._channel)) is not None:
            message, descriptors = received
            if "ready" in message:
                self.ready.set_result(None)
            elif "number" not in message:
                self.ready.set_exception(TemplateError(message["failed"]))
            elif "exited" in message:
                self._kernels.pop(message["number"]).record_exit(message["exited"])
            else:
                self._forked(message, descriptors)
        self._ended()

    def _forked(self, message: wire.Message, descriptors: list[int]) -> None:
        forked, streams = self._pending.pop(message["number"])
        if "stale" in message:
            self.gone = True
            error: TemplateError = TemplateGoneError(f"{message['stale']} has changed")
        elif "failed" in message:
            error = TemplateError(message["failed"])
        else:
            process = ForkedProcess(message["pid"], descriptors[0] if descriptors else None)
            process.stdin, process.stdout, process.stderr = streams.parent_files
            self._kernels[message["number"]] = process
            try:
                forked.set_result(process)
            except InvalidStateError:
                process.kill()
            return
        with contextlib.suppress(InvalidStateError):
            forked.set_exception(error)

    def _ended(self) -> None:
        with self._lock:
            self.gone = True
        self._process.wait()
        self.disconnect()
        status = self._process.returncode
        error = TemplateGoneError(f"the template process ended with status {status}")
        for process in self._kernels.values():
            process.record_orphaned()
        with contextlib.suppress(InvalidStateError):
            self.ready.set_exception(error)
        for forked, _ in self._pending.values():
            with contextlib.suppress(InvalidStateError):
                forked.set_exception(error)
