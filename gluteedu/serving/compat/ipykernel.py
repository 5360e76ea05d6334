"""What the server takes from inside ipykernel: a kernel built before its sockets exist.

``IPKernelApp.initialize`` reads the configuration, then opens sockets, then builds the kernel.
:func:`build_kernel` does the last part alone, and :func:`attach_kernel` repeats, in a fork, what
``IPythonKernel.__init__`` does with sockets, threads and session.
"""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from collections.abc import Mapping
from typing import Any

from ipykernel.kernelapp import IPKernelApp

from gluteedu.serving.compat.jupyter_client import MutedSession
from gluteedu.serving.compat.versions import check_version

__all__ = [
    "HOLDS_FOR",
    "IPKernelApp",
    "attach_kernel",
    "build_kernel",
    "check_ipykernel",
    "import_debugger",
    "program_name",
    "stop_control_thread",
]

HOLDS_FOR = ">=7,<8"


def check_ipykernel() -> None:
    """Raise ImportError where the installed ipykernel is one that this module does not know."""
    check_version("ipykernel", HOLDS_FOR, __name__)


def build_kernel(app: Any, shell_class: type) -> None:
    """Build the one instance of ``app.kernel_class``, with neither sockets nor threads."""
    app.kernel_class.instance(
        parent=app,
        session=MutedSession(parent=app),
        log=app.log,
        profile_dir=app.profile_dir,
        user_ns=app.user_ns,
        shell_class=shell_class,
    )


def attach_kernel(kernel: Any, links: Mapping[str, Any]) -> None:
    """Give a kernel that was built before a fork the sockets and threads of its application.

    Args:
        kernel: the kernel.
        links: the arguments with which the application asks for its kernel's instance.
    """
    for name in links.keys() - {"parent", "log", "profile_dir", "user_ns"}:
        setattr(kernel, name, links[name])
    kernel.ident = str(uuid.uuid4())
    kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
    shell = kernel.shell
    for publisher in (shell.displayhook, shell.display_pub):
        publisher.session = kernel.session
        publisher.pub_socket = kernel.iopub_socket
    shell.displayhook.topic = kernel._topic("execute_result")
    if session_name := os.environ.get("JPY_SESSION_NAME"):
        shell.user_ns["__session__"] = session_name
    debugger = getattr(kernel, "debugger", None)
    if debugger is not None:
        debugger.debugpy_client.debugpy_stream = kernel.debugpy_stream
        debugger.shell_socket = kernel.debug_shell_socket
        debugger.session = kernel.session


def stop_control_thread(app: Any) -> None:
    """Let the reply to a shutdown request be sent, before the sockets close."""
    with contextlib.suppress(RuntimeError):
        app.control_thread.stop()
    app.control_thread.join(timeout=1)


def import_debugger(app: Any) -> None:
    """Import the debugger now; a fork then finds it imported."""
    app.init_pdb()


def program_name() -> str:
    """What a kernel that was started by itself has as the first word of ``sys.argv``."""
    return sys.modules[IPKernelApp.__module__].__file__ or ""
