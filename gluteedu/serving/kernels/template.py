"""The server's side of a template process: start it, have it fork, hear how its kernels end."""

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


_life: tuple[int, int] | None = None


def _lifeline() -> int:
    """The reading end of a pipe that ends when this process does, whatever becomes of templates."""
    global _life
    if _life is None:
        _life = os.pipe()
    return _life[0]


def leave_to_the_parent() -> None:
    """In a fork of a server: be no part of what keeps the server's kernels alive."""
    global _life
    for end in _life or ():
        os.close(end)
    _life = None


class TemplateError(RuntimeError):
    """The template cannot give a kernel; the message says why."""


class TemplateGoneError(TemplateError):
    """The template ended, or is out of date; another may do better."""


@dataclass(frozen=True)
class Kind:
    """What makes one template different from another."""

    python: tuple[str, ...]
    """The interpreter's command, such as ``("/usr/bin/python3",)``."""
    kernel_app: str
    """The import string of the application that kernels run."""
    arguments: tuple[str, ...]
    """The application's, with ``{connection_file}`` for a kernel's own."""
    warm: tuple[str, ...]
    """What to import and call, see :func:`gluteedu.serving.kernels.warm_up.warm`."""
    env: frozenset[tuple[str, str]]
    """Variables that are read once, at the start of interpreter and IPython."""


@dataclass(frozen=True)
class Request:
    """What is a kernel's own from its birth."""

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

    def __init__(self, kind: Kind, env: Mapping[str, str]) -> None:
        """Start to warm one up in ``env``; :attr:`ready` says when it is done.

        Raises:
            OSError: the interpreter cannot be started.
        """
        self.ready: Future[None] = Future()
        self.gone = False
        """Whether it forks no more."""
        self._numbers = itertools.count()
        self._births: dict[int, tuple[Future[ForkedProcess], Streams]] = {}
        self._kernels: dict[int, ForkedProcess] = {}
        self._lock = threading.Lock()
        self._channel, theirs = socket.socketpair()
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        lifeline = _lifeline()
        command = [*kind.python, "-m", __package__, str(theirs.fileno()), str(lifeline)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                env={**_ONE_THREAD, **env},
                pass_fds=(theirs.fileno(), lifeline),
                start_new_session=True,
            )
        except OSError:
            self.let_go()
            raise
        finally:
            theirs.close()
        self.pid = self._process.pid
        first = {
            "kernel_app": kind.kernel_app,
            "arguments": list(kind.arguments),
            "warm": list(kind.warm),
        }
        with contextlib.suppress(OSError):
            wire.send(self._channel, first)
        threading.Thread(target=self._listen, name="Kernel template", daemon=True).start()
        atexit.register(self.close)

    def fork(self, request: Request, streams: Streams) -> Future[ForkedProcess]:
        """Ask for a kernel; the future fails with a :class:`TemplateError`.

        The caller closes ``streams`` when there is an answer. A kernel whose future was cancelled
        is ended as soon as it is there.
        """
        birth: Future[ForkedProcess] = Future()
        with self._lock:
            if self.gone:
                birth.set_exception(TemplateGoneError("the template process has ended"))
                return birth
            number = next(self._numbers)
            self._births[number] = birth, streams
            # A template that is gone is noticed by the listener, which fails the birth.
            with contextlib.suppress(OSError):
                wire.send(self._channel, {"number": number, **vars(request)}, list(streams))
        return birth

    @property
    def idle(self) -> bool:
        """Whether no kernel of it runs or is being born."""
        return not self._kernels and not self._births

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

    def let_go(self) -> None:
        """Close this process's end; once no process holds it, the template ends."""
        self.gone = True
        atexit.unregister(self.close)
        self._channel.close()

    def _listen(self) -> None:
        while (heard := wire.receive(self._channel)) is not None:
            message, descriptors = heard
            if "ready" in message:
                self.ready.set_result(None)
            elif "number" not in message:
                self.ready.set_exception(TemplateError(message["failed"]))
            elif "exited" in message:
                self._kernels.pop(message["number"]).ended(message["exited"])
            else:
                self._answer(message, descriptors)
        self._bury()

    def _answer(self, message: wire.Message, descriptors: list[int]) -> None:
        birth, streams = self._births.pop(message["number"])
        if "stale" in message:
            self.gone = True
            answer: TemplateError = TemplateGoneError(f"{message['stale']} has changed")
        elif "failed" in message:
            answer = TemplateError(message["failed"])
        else:
            process = ForkedProcess(message["pid"], descriptors[0] if descriptors else None)
            process.stdin, process.stdout, process.stderr = streams.ours
            self._kernels[message["number"]] = process
            try:
                birth.set_result(process)
            except InvalidStateError:
                process.kill()
            return
        with contextlib.suppress(InvalidStateError):
            birth.set_exception(answer)

    def _bury(self) -> None:
        with self._lock:
            self.gone = True
        self._process.wait()
        self.let_go()
        status = self._process.returncode
        error = TemplateGoneError(f"the template process ended with status {status}")
        for process in self._kernels.values():
            process.orphaned()
        with contextlib.suppress(InvalidStateError):
            self.ready.set_exception(error)
        for birth, _ in self._births.values():
            with contextlib.suppress(InvalidStateError):
                birth.set_exception(error)
