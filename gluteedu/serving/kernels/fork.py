"""What a fresh fork of the template process does to become a kernel of its own."""

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

from gluteedu.serving.compat.ipykernel import program_name


@dataclass(frozen=True)
class ForkRequest:
    """What a fork is to become: the prepared application, and what is this kernel's own."""

    app: Any
    """The application of :func:`gluteedu.serving.kernels.prefork_app.prefork_app`."""
    launch: dict[str, Any]
    """A :class:`gluteedu.serving.kernels.template.KernelLaunch`, as it came over the socket."""
    streams: list[int]
    """Descriptors to become standard input, output and error."""
    lifeline: int
    """The reading end of a pipe that ends with the server."""

    def become_kernel(self) -> NoReturn:
        """Run the kernel until its end; this process ends with it."""
        status = 1
        try:
            self._set_up_process()
            self._run()
            status = 0
        except SystemExit as leaving:
            status = _exit_status(leaving)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            _exit(status)

    def _set_up_process(self) -> None:
        os.setsid()
        for target, stream in enumerate(self.streams):
            os.dup2(stream, target)
            os.close(stream)
        os.chdir(self.launch["cwd"])
        os.environ.clear()
        os.environ.update(self.launch["env"])
        time.tzset()
        for signum in (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM):
            signal.signal(signum, signal.SIG_DFL)
        # Python seeds its own random generator anew after every fork; numpy does not.
        if numpy := sys.modules.get("numpy"):
            numpy.random.seed()
        with contextlib.suppress(OSError), open("/proc/self/comm", "w") as comm:
            comm.write("kernel")

    def _run(self) -> None:
        arguments = self.launch["arguments"]
        sys.argv = [program_name(), *arguments]
        self.app.attach(self.launch["connection_file"], self.launch["server"], self.lifeline)
        self.app.initialize(list(arguments))
        self.app.start()


def _exit_status(leaving: SystemExit) -> int:
    if leaving.code is None:
        return 0
    if isinstance(leaving.code, int):
        return leaving.code & 0xFF
    print(leaving.code, file=sys.__stderr__)
    return 1


def _exit(status: int) -> NoReturn:
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
