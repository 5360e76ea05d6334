"""A kernel that has all but its sockets, threads, files and history: what a template holds ready.

``IPKernelApp.initialize`` reads configuration, then opens sockets, then builds kernel and shell.
Here the first and the last are done once, before any fork; a fork does what is left. Libraries that
look for a running IPython while they are imported find the one that their kernel will have.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.metadata
import os
import sys
import uuid
from collections.abc import Sequence
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from IPython.core.application import BaseIPythonApplication
from IPython.core.history import HistoryManager
from jupyter_client.session import Session
from traitlets import import_item

from gluteedu.serving.kernels.server_watch import ServerWatch

CONNECTION_FILE = "{connection_file}"
"""What stands for the connection file among the arguments that all forks of a template share."""


class _Muted(Session):
    """Sends nothing: what is published before a fork is for nobody."""

    def send(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {}


class _ConfiguredOnce(BaseIPythonApplication):
    """Comes right behind ``IPKernelApp`` and keeps its ``initialize`` from configuring again."""

    configured = False

    def initialize(self, argv: list[str] | None = None) -> None:
        if not self.configured:
            super().initialize(argv)  # type: ignore[no-untyped-call]
            self.configured = True


class _DormantApp:
    """Comes before the application class; what it does not say is the application's own."""

    def fall_asleep(self, arguments: Sequence[str]) -> None:
        """Read the configuration and build the kernel and its shell."""
        app: Any = self
        _ConfiguredOnce.initialize(app, list(arguments))
        if app.subapp is not None:
            raise ValueError(f"{' '.join(arguments)} runs no kernel")
        kernel_class: Any = type(
            app.kernel_class.__name__, (_DormantKernel, app.kernel_class), {"__doc__": None}
        )
        app.kernel_class = kernel_class
        kernel_class.instance(
            parent=app,
            session=_Muted(parent=app),
            log=app.log,
            profile_dir=app.profile_dir,
            user_ns=app.user_ns,
            shell_class=_dormant_shell(kernel_class),
        )

    def wake_up(self, connection_file: str, server: int, lifeline: int) -> None:
        """Say, in a fork, what this kernel's own server and connection are."""
        app: Any = self
        app.connection_file = connection_file
        app.parent_handle = server
        app.poller = ServerWatch(lifeline)

    def start(self) -> None:
        """Serve; before the sockets close, let the answer to a shutdown request be sent."""
        app: Any = self
        super().start()  # type: ignore[misc]
        control = app.control_thread
        with contextlib.suppress(RuntimeError):
            control.stop()
        control.join(timeout=1)

    def init_poller(self) -> None:
        """The server is watched, not the parent: that is the template, which may go first."""


class _DormantKernel:
    """Comes before the kernel class."""

    _instance: Any

    @classmethod
    def instance(cls, *args: Any, **traits: Any) -> Any:
        """The kernel, built or woken up with the application's sockets and threads."""
        if cls._instance is not None and traits:
            cls._instance.wake_up(**traits)
        return super().instance(*args, **traits)  # type: ignore[misc]

    def wake_up(self, **links: Any) -> None:
        """Do again what ``IPythonKernel.__init__`` does with its sockets, threads and session."""
        kernel: Any = self
        for name in links.keys() - {"parent", "log", "profile_dir", "user_ns"}:
            setattr(kernel, name, links[name])
        kernel.ident = str(uuid.uuid4())
        kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
        shell = kernel.shell
        shell.wake_up()
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


class _DormantShell:
    """Comes before the shell class."""

    def init_history(self) -> None:
        """No database may be open across a fork."""
        shell: Any = self
        shell.history_manager = HistoryManager(shell=shell, parent=shell, enabled=False)
        shell.configurables.append(shell.history_manager)

    def wake_up(self) -> None:
        """Do again what a shell does with its history, its process and its user's namespace."""
        shell: Any = self
        shell.configurables.remove(shell.history_manager)
        super().init_history()  # type: ignore[misc]
        shell.init_user_ns()
        shell.init_environment()
        shell.save_sys_module_state()
        shell.starting_dir = os.getcwd()
        # What was registered last is done first: it may still want the sockets, opened since.
        atexit.unregister(shell.atexit_operations)
        atexit.register(shell.atexit_operations)


def _dormant_shell(kernel_class: Any) -> type:
    wanted = kernel_class.class_traits()["shell_class"].default_value
    found: type = import_item(wanted) if isinstance(wanted, str) else wanted
    return type(found.__name__, (_DormantShell, found), {"__doc__": None})


def dormant_app(kernel_app: str, arguments: Sequence[str]) -> Any:
    """The application ``kernel_app``, configured by ``arguments``, with its kernel, asleep.

    Args:
        kernel_app: the import string of ``IPKernelApp`` or a subclass of it.
        arguments: the application's, with :data:`CONNECTION_FILE` for the connection file.

    Raises:
        TypeError: ``kernel_app`` is something else.
        ImportError: there is no such thing, or an ipykernel whose inner workings are not known.
    """
    version = importlib.metadata.version("ipykernel")
    if version.split(".")[0] != "7":
        raise ImportError(f"forking needs ipykernel 7; this is {version}")
    found = import_item(kernel_app)
    if not (isinstance(found, type) and issubclass(found, IPKernelApp)):
        raise TypeError(f"{kernel_app} is no subclass of ipykernel.kernelapp.IPKernelApp")
    made: Any = type(found.__name__, (_DormantApp, found, _ConfiguredOnce), {"__doc__": None})
    app = made.instance()
    app.fall_asleep(arguments)
    return app
