"""A forked kernel as its server sees it: the parts of ``subprocess.Popen`` that Jupyter uses."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import threading
from collections.abc import Iterator
from typing import IO, Any

UNKNOWN_EXIT = 255
"""The exit status of a kernel that ended after its template, which alone could have told it."""

Stream = int | IO[Any] | None


class ForkedProcess:
    """A process that the template forked and reaps."""

    stdin: IO[bytes] | None = None
    stdout: IO[bytes] | None = None
    stderr: IO[bytes] | None = None

    def __init__(self, pid: int, pidfd: int | None) -> None:
        """Stand for the process ``pid``; ``pidfd``, if there is one, belongs to this object."""
        self.pid = pid
        self.returncode: int | None = None
        self._pidfd = pidfd
        self._exited = threading.Event()
        self._orphaned = False

    def record_exit(self, returncode: int) -> None:
        """Set the exit status: negative for a signal, as in ``subprocess``."""
        self.returncode = returncode
        self._exited.set()

    def record_orphaned(self) -> None:
        """The template is gone, so nobody will report the exit; the process may well go on."""
        self._orphaned = True

    def poll(self) -> int | None:
        """The exit status, or None while the process runs."""
        if self.returncode is None and self._orphaned and not self._exists():
            self.record_exit(UNKNOWN_EXIT)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once there is one.

        Raises:
            subprocess.TimeoutExpired: not within ``timeout`` seconds.
        """
        waited = 0.0
        while self.poll() is None:
            if timeout is not None and waited >= timeout:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout)
            self._exited.wait(0.05)
            waited += 0.05
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, signum: int) -> None:
        """Signal the process, unless it is over."""
        if self.poll() is not None:
            return
        # It may have ended by now, and its exit status be on the way.
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, signum)
            else:
                os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def _exists(self) -> bool:
        if self._pidfd is not None:
            poll = select.poll()
            poll.register(self._pidfd, select.POLLIN)
            return not poll.poll(0)
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return True

    def __del__(self) -> None:
        if self._pidfd is not None:
            with contextlib.suppress(OSError):
                os.close(self._pidfd)


class Streams:
    """Standard streams for a new process, asked for as in ``subprocess``.

    A context manager: on leaving it, the child's ends are closed in this process.

    Attributes:
        parent_files: the ends of pipes that stay here, as ``Popen.stdin``, ``stdout``, ``stderr``.
        descriptors: what becomes the child's standard input, output and error.
    """

    def __init__(self, stdin: Stream, stdout: Stream, stderr: Stream) -> None:
        """Open what ``None``, ``PIPE``, ``DEVNULL``, ``STDOUT``, descriptors and files ask for.

        A standard input of None is empty, as ``jupyter_client`` has it; no kernel reads there.
        """
        self._opened: list[int] = []
        self.parent_files: list[IO[bytes] | None] = []
        self.descriptors: list[int] = []
        self._add(subprocess.DEVNULL if stdin is None else stdin, 0)
        self._add(stdout, 1)
        self._add(stderr, 2)

    def _add(self, wanted: Stream, number: int) -> None:
        parent_file: IO[bytes] | None = None
        if wanted is None:
            descriptor = number
        elif wanted == subprocess.DEVNULL:
            descriptor = os.open(os.devnull, os.O_RDWR)
            self._opened.append(descriptor)
        elif wanted == subprocess.STDOUT:
            descriptor = self.descriptors[1]
        elif wanted == subprocess.PIPE:
            reading, writing = os.pipe()
            descriptor, kept = (reading, writing) if number == 0 else (writing, reading)
            parent_file = os.fdopen(kept, "wb" if number == 0 else "rb")
            self._opened.append(descriptor)
        else:
            descriptor = wanted if isinstance(wanted, int) else wanted.fileno()
        self.parent_files.append(parent_file)
        self.descriptors.append(descriptor)

    def __enter__(self) -> Streams:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._opened:
            os.close(descriptor)

    def __iter__(self) -> Iterator[int]:
        return iter(self.descriptors)
