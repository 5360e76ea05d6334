"""What the server takes from inside IPython: a shell across a fork, and what its cells show."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.application import BaseIPythonApplication
from IPython.core.history import HistoryManager

__all__ = [
    "HOLDS_FOR",
    "BaseIPythonApplication",
    "attach_shell",
    "exercise_shell",
    "init_without_history",
    "keep_namespace",
    "mime_bundle",
    "run_cell",
]

HOLDS_FOR = ">=9,<10"


def init_without_history(shell: Any) -> None:
    """Give ``shell`` a history that is switched off: no database may be open across a fork."""
    shell.history_manager = HistoryManager(shell=shell, parent=shell, enabled=False)
    shell.configurables.append(shell.history_manager)


def attach_shell(shell: Any, init_history: Callable[[], None]) -> None:
    """Repeat, in a fork, what a shell does at its start with history, process and namespace.

    Args:
        shell: the shell that was built before the fork.
        init_history: the shell's own way to open its history.
    """
    shell.configurables.remove(shell.history_manager)
    init_history()
    shell.init_user_ns()
    shell.init_environment()
    shell.save_sys_module_state()
    shell.starting_dir = os.getcwd()
    # What was registered last runs first: it may still need the sockets, opened since.
    atexit.unregister(shell.atexit_operations)
    atexit.register(shell.atexit_operations)


def exercise_shell(shell: Any, extensions: list[str]) -> None:
    """Run what a shell runs at its start and in its first cells, and leave no trace of it.

    Args:
        shell: the shell.
        extensions: the short names of extensions of IPython that its application loads.
    """
    for _ in range(8):  # after so many calls Python has settled on its fastest code
        shell.run_cell("None", store_history=False, silent=True)
    shell.reset(new_session=False)
    for name in extensions:
        with contextlib.suppress(ImportError):
            importlib.import_module(f"IPython.extensions.{name}")


def run_cell(shell: Any, source: str) -> tuple[bool, list[Any]]:
    """Run a cell; whether it ran without an error, and what it showed.

    What is shown is an object (the value of the last line) or a MIME bundle (``display``).
    """
    shown: list[Any] = []
    with shell.builtin_trap, shell.display_trap:
        before = sys.displayhook, shell.display_pub.publish
        sys.displayhook = shown.append
        shell.display_pub.publish = lambda data, *_, **__: shown.append(data)
        try:
            result = shell.run_cell(source, store_history=False, silent=False)
        finally:
            sys.displayhook, shell.display_pub.publish = before
    return bool(result.success), [output for output in shown if output is not None]


def mime_bundle(shell: Any, output: Any) -> dict[str, Any]:
    """What was shown, as a mapping of media types to data."""
    bundle: dict[str, Any] = (
        output if isinstance(output, dict) else shell.display_formatter.format(output)[0]
    )
    return bundle


@contextlib.contextmanager
def keep_namespace(shell: Any) -> Iterator[None]:
    """Leave the user's namespace as it was before."""
    names = dict(shell.user_ns)
    try:
        yield
    finally:
        shell.user_ns.clear()
        shell.user_ns.update(names)
