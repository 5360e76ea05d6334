"""What a fresh fork of the template does to become a kernel of its own."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from typing import Any, NoReturn


@dataclass(frozen=True)
class Birth:
    """One fork on its way to being a kernel."""

    app: Any
    """The dormant application."""
    request: dict[str, Any]
    """``connection_file``, ``arguments``, ``env`` (all of it), ``cwd`` (absolute), ``server``."""
    streams: list[int]
    """Descriptors to become standard input, output and error."""
    lifeline: int
    """The reading end of a pipe that ends with the server."""

    def become_kernel(self) -> NoReturn:
        """Run the kernel until its end; this process ends with it."""
        status = 1
        try:
            self._move_in()
            self._run()
            status = 0
        except SystemExit as leaving:
            status = _exit_status(leaving)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            _leave(status)

    def _move_in(self) -> None:
        os.setsid()
        for target, stream in enumerate(self.streams):
            os.dup2(stream, target)
            os.close(stream)
        os.chdir(self.request["cwd"])
        os.environ.clear()
        os.environ.update(self.request["env"])
        time.tzset()
        for signum in (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM):
            signal.signal(signum, signal.SIG_DFL)
        # Python's own generator starts anew after every fork by itself; numpy's does not.
        if numpy := sys.modules.get("numpy"):
            numpy.random.seed()
        with contextlib.suppress(OSError), open("/proc/self/comm", "w") as comm:
            comm.write("kernel")

    def _run(self) -> None:
        arguments = self.request["arguments"]
        sys.argv = [sys.modules["ipykernel.kernelapp"].__file__ or "", *arguments]
        self.app.wake_up(self.request["connection_file"], self.request["server"], self.lifeline)
        self.app.initialize(list(arguments))
        self.app.start()


def _exit_status(leaving: SystemExit) -> int:
    if leaving.code is None:
        return 0
    if isinstance(leaving.code, int):
        return leaving.code & 0xFF
    print(leaving.code, file=sys.__stderr__)
    return 1


def _leave(status: int) -> NoReturn:
    """End as the interpreter would, but leave the memory shared with the template untouched."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)
