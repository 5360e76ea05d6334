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
from jupyter_client.localinterfaces import localhost
from tornado.ioloop import IOLoop
from zmq.eventloop.zmqstream import ZMQStream

ENTRY_POINTS = "gluteedu.kernel_warm_up"
"""The entry-point group whose callables every template process calls."""


def warm(app: Any, names: Sequence[str]) -> set[str]:
    """Import and call what kernels will use, then put it all out of the collector's reach.

    A name that fails is told on standard error and left out: a kernel that needs it says it better.

    Args:
        app: the dormant application; what warming up leaves in its user's namespace is removed.
        names: ``package.module`` to import, or ``package.module:callable`` to call without
            arguments. The callables of the entry-point group ``gluteedu.kernel_warm_up`` follow.

    Returns:
        The files and folders that the callables said they depend on: any iterable of paths that
        they return.
    """
    read: set[str] = set()
    with contextlib.redirect_stdout(sys.stderr):
        for name in names:
            with _told(name):
                read |= _warm_one(name)
        for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
            with _told(entry.value):
                read |= _paths(entry.load()())
        _stretch(app)
    _gather_names_of_modules()
    gc.collect()
    # A frozen object is never visited by the collector, so its page stays shared with every fork.
    gc.freeze()
    return read


def _warm_one(name: str) -> set[str]:
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
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except Exception:
        print(f"A kernel template could not warm up {name}:", file=sys.stderr)
        traceback.print_exc()


def _stretch(app: Any) -> None:
    """Go through the motions of a kernel's start and first cells, as far as they leave no trace."""
    shell = app.kernel_class.instance().shell
    for _ in range(8):  # after so many calls Python has settled on its fastest code
        shell.run_cell("None", store_history=False, silent=True)
    shell.reset(new_session=False)
    app.init_pdb()
    for name in app.default_extensions:
        with contextlib.suppress(ImportError):
            importlib.import_module(f"IPython.extensions.{name}")
    localhost()
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
