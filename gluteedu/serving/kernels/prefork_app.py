"""A kernel application prepared before a fork: all of it but sockets, threads, files and history.

``IPKernelApp.initialize`` reads configuration, then opens sockets, then builds kernel and shell.
Here the first and the last are done once, before any fork; a fork does what is left. Libraries that
look for a running IPython while they are imported find the one that their kernel will have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from traitlets import import_item

from gluteedu.serving.compat.ipykernel import (
    IPKernelApp,
    attach_kernel,
    build_kernel,
    check_ipykernel,
    stop_control_thread,
)
from gluteedu.serving.compat.ipython import (
    BaseIPythonApplication,
    attach_shell,
    init_without_history,
)
from gluteedu.serving.kernels.server_watch import ServerWatch


class _ConfiguredOnce(BaseIPythonApplication):
    """Comes right behind ``IPKernelApp`` and keeps its ``initialize`` from configuring again."""

    configured = False

    def initialize(self, argv: list[str] | None = None) -> None:
        if not self.configured:
            super().initialize(argv)  # type: ignore[no-untyped-call]
            self.configured = True


class _PreforkApp:
    """Comes before the application class; what it does not say is the application's own."""

    def prepare(self, arguments: Sequence[str]) -> None:
        """Read the configuration and build the kernel and its shell."""
        app: Any = self
        _ConfiguredOnce.initialize(app, list(arguments))
        if app.subapp is not None:
            raise ValueError(f"{' '.join(arguments)} runs no kernel")
        app.kernel_class = type(
            app.kernel_class.__name__, (_PreforkKernel, app.kernel_class), {"__doc__": None}
        )
        build_kernel(app, _prefork_shell(app.kernel_class))

    def attach(self, connection_file: str, server: int, lifeline: int) -> None:
        """Set, in a fork, what this kernel's own server and connection are.

        Args:
            connection_file: the path of the kernel's connection file.
            server: the server's process id.
            lifeline: the reading end of a pipe that ends with the server.
        """
        app: Any = self
        app.connection_file = connection_file
        app.parent_handle = server
        app.poller = ServerWatch(lifeline)

    def start(self) -> None:
        """Serve until the shutdown request has been answered."""
        super().start()  # type: ignore[misc]
        stop_control_thread(self)

    def init_poller(self) -> None:
        """The server is watched, not the parent: that is the template, which may go first."""


class _PreforkKernel:
    """Comes before the kernel class."""

    _instance: Any

    @classmethod
    def instance(cls, *args: Any, **traits: Any) -> Any:
        """The kernel: built, or attached to the application's sockets and threads."""
        if cls._instance is not None and traits:
            cls._instance.shell.attach()
            attach_kernel(cls._instance, traits)
        return super().instance(*args, **traits)  # type: ignore[misc]


class _PreforkShell:
    """Comes before the shell class."""

    def init_history(self) -> None:
        """No database may be open across a fork."""
        init_without_history(self)

    def attach(self) -> None:
        """Do again what a shell does with its history, its process and its user's namespace."""
        attach_shell(self, super().init_history)  # type: ignore[misc]


def _prefork_shell(kernel_class: Any) -> type:
    named = kernel_class.class_traits()["shell_class"].default_value
    shell_class: type = import_item(named) if isinstance(named, str) else named
    return type(shell_class.__name__, (_PreforkShell, shell_class), {"__doc__": None})


def prefork_app(kernel_app: str, arguments: Sequence[str]) -> Any:
    """The application ``kernel_app``, configured by ``arguments``, with its kernel, not started.

    Args:
        kernel_app: the import string of ``IPKernelApp`` or a subclass of it.
        arguments: the application's, with ``template.CONNECTION_FILE`` for the connection file.

    Raises:
        TypeError: ``kernel_app`` is something else.
        ImportError: there is no such thing, or an ipykernel whose inner workings are not known.
    """
    check_ipykernel()
    base = import_item(kernel_app)
    if not (isinstance(base, type) and issubclass(base, IPKernelApp)):
        raise TypeError(f"{kernel_app} is no subclass of ipykernel.kernelapp.IPKernelApp")
    prefork: Any = type(base.__name__, (_PreforkApp, base, _ConfiguredOnce), {"__doc__": None})
    app = prefork.instance()
    app.prepare(arguments)
    return app
