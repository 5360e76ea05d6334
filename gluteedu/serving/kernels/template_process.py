"""The template process: warm up, then fork a kernel for each request and report how each ends.

It runs one thread and no event loop, so a fork is a faithful copy of it. It belongs to one server:
when the server's end of the control socket closes, it ends every kernel, then itself.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import time
from typing import Any

from gluteedu.serving.kernels import wire
from gluteedu.serving.kernels.fork import ForkRequest
from gluteedu.serving.kernels.freshness import Freshness
from gluteedu.serving.kernels.prefork_app import prefork_app
from gluteedu.serving.kernels.warm_up import threads, warm_up

# Seconds that kernels have for a tidy end after their server is gone.
_GRACE = 1.0


def serve_template(arguments: list[str]) -> None:
    """Run the template process on the descriptors named by ``arguments``: control and lifeline."""
    control, lifeline = (int(argument) for argument in arguments)
    # `-m` puts the server's working directory on the path; a kernel must not look there.
    if not sys.flags.safe_path and sys.path and sys.path[0] == os.getcwd():
        del sys.path[0]
    for signum in (signal.SIGINT, signal.SIGHUP):
        # A Ctrl-C in the server's terminal is the server's; it ends its kernels in its own way.
        signal.signal(signum, signal.SIG_IGN)
    with contextlib.suppress(OSError), open("/proc/self/comm", "w") as comm:
        comm.write("kernel-template")
    request = TemplateProcess(socket.socket(fileno=control), lifeline).run()
    if request is not None:
        request.become_kernel()


class TemplateProcess:
    """Forks kernels on request, reaps them and reports to the server."""

    def __init__(self, control: socket.socket, lifeline: int) -> None:
        """Serve on ``control``; each fork inherits ``lifeline``."""
        self._control = control
        self._lifeline = lifeline
        self._kernels: dict[int, int] = {}  # process id: the number the server gave the kernel
        self._stale = False
        self._wakeup_out, self._wakeup_in = os.pipe()  # written to when a kernel ends
        for end in (self._wakeup_out, self._wakeup_in):
            os.set_blocking(end, False)

    def run(self) -> ForkRequest | None:
        """Serve to the end (None), or, in a fork, return the kernel to become."""
        message = wire.receive(self._control)
        if message is None:
            return None
        options, _ = message
        try:
            self._app = prefork_app(options["kernel_app"], options["arguments"])
            self._freshness = Freshness(warm_up(self._app, options["warm"]))
        except (Exception, SystemExit) as error:
            self._report({"failed": f"{type(error).__name__}: {error}"})
            return None
        if others := threads():
            self._report({"failed": f"warming up left threads behind ({', '.join(others)})"})
            return None
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wakeup_in, warn_on_full_buffer=False)
        self._report({"ready": True})
        return self._serve()

    def _serve(self) -> ForkRequest | None:
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._wakeup_out, select.POLLIN)
        while self._kernels or not self._stale:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._wakeup_out in ready:
                self._reap()
            if self._control.fileno() in ready:
                message = wire.receive(self._control)
                if message is None:
                    self._end_all()
                    return None
                request = self._fork(*message)
                if request is not None:
                    return request
        return None

    def _fork(self, launch: dict[str, Any], streams: list[int]) -> ForkRequest | None:
        """Fork; in the fork, the kernel to become. None in the template, and where it is stale."""
        number = launch["number"]
        try:
            if changed := self._freshness.changed():
                self._stale = True
                self._report({"number": number, "stale": changed})
                return None
            sys.stdout.flush()
            sys.stderr.flush()
            pid = os.fork()
            if pid == 0:
                self._close_descriptors()
                return ForkRequest(self._app, launch, streams, self._lifeline)
            self._kernels[pid] = number
            self._report_fork(pid, number)
        except OSError as error:
            self._report({"number": number, "failed": str(error)})
        for stream in streams:
            os.close(stream)
        return None

    def _report_fork(self, pid: int, number: int) -> None:
        # Taken here, where nobody else can reap the kernel, it surely names this very process.
        try:
            pidfd = [os.pidfd_open(pid)]
        except (AttributeError, OSError):
            pidfd = []
        self._report({"number": number, "pid": pid}, pidfd)
        for descriptor in pidfd:
            os.close(descriptor)

    def _close_descriptors(self) -> None:
        """In a fork: close what is the template's own."""
        signal.set_wakeup_fd(-1)
        self._control.close()
        os.close(self._wakeup_out)
        os.close(self._wakeup_in)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._wakeup_out, 4096)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            number = self._kernels.pop(pid, None)
            if number is not None:
                self._report({"number": number, "exited": os.waitstatus_to_exitcode(status)})

    def _end_all(self) -> None:
        deadline = time.monotonic() + _GRACE
        self._signal_all(signal.SIGTERM)
        while self._kernels and time.monotonic() < deadline:
            time.sleep(0.02)
            self._reap()
        self._signal_all(signal.SIGKILL)

    def _signal_all(self, signum: int) -> None:
        for pid in self._kernels:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signum)

    def _report(self, message: wire.Message, descriptors: list[int] | None = None) -> None:
        # A server that is gone hears nothing; the loop meets its end of file next.
        with contextlib.suppress(OSError):
            wire.send(self._control, message, descriptors or ())
