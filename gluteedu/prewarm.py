"""Runs every lesson once in the process that kernels are forked from: a fork finds it ready."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from IPython import get_ipython

from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.learner_calls import PREWARM_SETTING
from gluteedu.records import record_service
from gluteedu.serving.compat.ipython import keep_namespace
from gluteedu.serving.kernels.live_lesson import LiveLesson, after_fork, prewarmed
from gluteedu.serving.ops.logs import set_up_logs

_WITHOUT_LEARNER = {
    PREWARM_SETTING: "1",
    "GLUTEEDU_STORE": "none",
    "GLUTEEDU_LEARNER": "",
    "GLUTEEDU_LESSON": "",
}


def prewarm_lessons() -> list[Path]:
    """Run the cells of all lessons without a learner, and keep their widgets for the forks.

    A fork that is to show one of them takes it as it is, and gives it its learner's record.

    Returns:
        The files and folders it is all made from.
    """
    set_up_logs()
    record_service.use_prewarm_recorder()
    shell = get_ipython()
    with _environment(_WITHOUT_LEARNER), contextlib.redirect_stdout(io.StringIO()):
        for notebook in sorted(notebooks_folder().glob("*.ipynb")):
            with keep_namespace(shell):
                lesson = LiveLesson(shell, notebook)
                lesson.run()
                lesson.page()
                prewarmed[notebook.resolve()] = lesson
    after_fork.append(record_service.begin_own_recorder)
    return [notebooks_folder(), *notebooks_folder().glob("*.ipynb"), *data_folder().rglob("*")]


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
