"""Every lesson run once in the process that kernels are forked from: a fork finds it ready."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from IPython import get_ipython

from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.learner_calls import PREWARM_SETTING
from gluteedu.records import record_service as own
from gluteedu.serving.kernels import live_lesson as lesson
from gluteedu.serving.ops.logs import settle_logs

_FOR_NOBODY = {
    PREWARM_SETTING: "1",
    "GLUTEEDU_STORE": "none",
    "GLUTEEDU_LEARNER": "",
    "GLUTEEDU_LESSON": "",
}


def rehearse() -> list[Path]:
    """Run the cells of all lessons for nobody, and keep what they made for the forks to come.

    A fork that is to show one of them takes it as it is, and gives it its learner's record.

    Returns:
        The files and folders it is all made from.
    """
    settle_logs()
    own.use_prewarm_recorder()
    shell = get_ipython()
    with _for_nobody(), contextlib.redirect_stdout(io.StringIO()):
        for notebook in sorted(notebooks_folder().glob("*.ipynb")):
            names = dict(shell.user_ns)
            ready = lesson.LiveLesson(shell, notebook)
            ready.run()
            ready.page()
            lesson.rehearsed[notebook.resolve()] = ready
            shell.user_ns.clear()
            shell.user_ns.update(names)
    lesson.before_taking.append(own.begin_own_recorder)
    return [notebooks_folder(), *notebooks_folder().glob("*.ipynb"), *data_folder().rglob("*")]


@contextlib.contextmanager
def _for_nobody() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _FOR_NOBODY}
    os.environ.update(_FOR_NOBODY)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
