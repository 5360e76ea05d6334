"""What a template process does before its first fork: import, exercise, tidy up, hold still."""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.metadata
import os
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import zmq
from tornado.ioloop import IOLoop
from zmq.eventloop.zmqstream import ZMQStream

from gluteedu.serving.compat.ipykernel import import_debugger
from gluteedu.serving.compat.ipython import exercise_shell
from gluteedu.serving.compat.jupyter_client import look_up_localhost

ENTRY_POINTS = "gluteedu.kernel_warm_up"
"""The entry-point group whose callables every template process calls."""


def warm_up(app: Any, names: Sequence[str]) -> set[str]:
    """Import and call what kernels will use, then put it all out of the collector's reach.

    A name that fails is reported on standard error and left out; a kernel that needs it fails then.

    Args:
        app: the prepared application; what warming up leaves in its user's namespace is removed.
        names: ``package.module`` to import, or ``package.module:callable`` to call without
            arguments. The callables of the entry-point group ``gluteedu.kernel_warm_up`` follow.

    Returns:
        The files and folders that the callables said they depend on: any iterable of paths that
        they return.
    """
    read: set[str] = set()
    with contextlib.redirect_stdout(sys.stderr):
        for name in names:
            with _reporting_failure(name):
                read |= _warm_up_one(name)
        for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
            with _reporting_failure(entry.value):
                read |= _paths(entry.load()())
        _exercise(app)
    _gather_names_of_modules()
    gc.collect()
    # A frozen object is never visited by the collector, so its page stays shared with every fork.
    gc.freeze()
    return read


def _warm_up_one(name: str) -> set[str]:
    module, _, attribute = name.partition(":")
    found: Any = importlib.import_module(module)
    if not attribute:
        return set()
    for part in attribute.split("."):
        found = getattr(found, part)
    return _paths(found())


def _paths(returned: Iterable[Any] | None) -> set[str]:
    return {os.fspath(path) for path in returned or ()}


@contextlib.contextmanager
def _reporting_failure(name: str) -> Iterator[None]:
    try:
        yield
    except Exception:
        print(f"A kernel template could not warm up {name}:", file=sys.stderr)
        traceback.print_exc()


def _exercise(app: Any) -> None:
    """Do what a kernel does at its start and in its first cells, and leave no trace of it."""
    exercise_shell(app.kernel_class.instance().shell, app.default_extensions)
    import_debugger(app)
    look_up_localhost()
    loop = IOLoop(make_current=False)
    context = zmq.Context()
    stream = ZMQStream(context.socket(zmq.ROUTER), loop)
    stream.on_recv(lambda _: None)
    loop.add_callback(loop.stop)
    loop.start()
    stream.close()
    loop.close(all_fds=True)
    context.term()  # and with it the context's threads


def _gather_names_of_modules() -> None:
    """Put the names of all modules side by side in memory.

    Every IPython counts a reference to each of them at its start. Strewn all over, they would make
    each fork copy more than two megabytes of the pages it shares with the others.
    """
    for name in list(sys.modules):
        sys.modules[name.encode().decode()] = sys.modules.pop(name)


def threads() -> list[str]:
    """The names of the threads beside this one; a process with any cannot be forked safely."""
    names = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
    try:
        tasks = {task.name for task in Path("/proc/self/task").iterdir()} - {str(os.getpid())}
    except OSError:
        return names
    return names + [f"native thread {task}" for task in sorted(tasks)][len(names) :]
