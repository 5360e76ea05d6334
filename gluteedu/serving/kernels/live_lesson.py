"""A lesson running inside its kernel: its cells are run at the start, its widgets go on living.

One comm, of target ``gluteedu.page``, stands for the whole page. Whoever opens it is told once what
every cell shows and in which state every widget is; after that each widget speaks through its own
comm, as ipywidgets always do.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from gluteedu.serving.compat.ipython import mime_bundle, run_cell
from gluteedu.serving.compat.ipywidgets import WIDGET_VIEW, Widget, find_widget, synced_traits
from gluteedu.serving.page_socket.target import PAGE_TARGET

LESSON = "GLUTEEDU_LESSON"
"""The variable that names the notebook to run; without it the kernel is an ordinary one."""


class LiveLesson:
    """The cells of one notebook, run in order in ``shell``, and what each of them shows."""

    def __init__(self, shell: Any, notebook: Path) -> None:
        self._shell = shell
        self._cells: dict[int, dict[str, Any]] = {}
        self._widgets: dict[str, Widget] = {}
        self._foreign = False
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        self._code = [
            (position, "".join(cell["source"]), bool(cell.get("outputs")))
            for position, cell in enumerate(cells)
            if cell["cell_type"] == "code"
        ]

    def run(self) -> None:
        """Run every cell. One that raises is noted, and the rest still run."""
        for position, source, stored in self._code:
            self._cells[position] = self._run_cell(source, stored)

    def refresh(self) -> None:
        """Let every widget that can read the learner's record read it again."""
        for widget in self._widgets.values():
            # A widget without a record refuses the act, as it refuses any it does not know.
            with contextlib.suppress(AttributeError, ValueError, KeyError, TypeError):
                widget.handle("refresh", {})

    def page(self) -> dict[str, Any]:
        """What the page needs to come alive.

        ``cells`` maps the position of a cell to ``{"widgets": [model id]}``, ``{"error": true}`` or
        ``{"html": text}`` (only where the notebook stores no output); ``models`` maps a model id to
        its ``asset`` (the name of its module) and ``view``; ``foreign`` says that a widget needs
        more than the course's own page can show.
        """
        models = {
            key: {"asset": asset, **_state(widget)}
            for key, widget in self._widgets.items()
            if (asset := getattr(type(widget), "asset", ""))  # others may hold what is no JSON
        }
        return {"cells": self._cells, "models": models, "foreign": self._foreign}

    def _run_cell(self, source: str, stored: bool) -> dict[str, Any]:
        success, outputs = run_cell(self._shell, source)
        if not success:
            return {"error": True}
        widgets = [key for key in map(self._add_widget, outputs) if key]
        if widgets:
            return {"widgets": widgets}
        if stored or not outputs:
            return {}
        return {"html": "".join(map(self._html, outputs))}

    def _add_widget(self, output: Any) -> str | None:
        """Keep the widget that ``output`` is or refers to; its model id, None if there is none."""
        if isinstance(output, dict):  # a MIME bundle of display()
            reference = output.get(WIDGET_VIEW)
            if not reference:
                return None
            output = find_widget(reference["model_id"])
        if not isinstance(output, Widget):
            return None
        if not getattr(type(output), "asset", ""):
            self._foreign = True
        self._widgets[output.model_id] = output
        return str(output.model_id)

    def _html(self, output: Any) -> str:
        bundle = mime_bundle(self._shell, output)
        if "text/html" in bundle:
            return str(bundle["text/html"])
        return f'<pre class="g-text">{escape(bundle.get("text/plain", ""))}</pre>'


def _state(widget: Widget) -> dict[str, Any]:
    """The widget's traits; what the page's script has already is named only.

    Such a trait is ``{"shared": name}``.
    """
    shared = getattr(type(widget), "shared", {})
    state = synced_traits(widget)
    for name in state.keys() & shared.keys():
        if _is_part(state[name], shared[name]()):
            state[name] = {"shared": name}
    return state


def _is_part(value: Any, shared: Any) -> bool:
    if isinstance(value, dict) and isinstance(shared, dict):
        return value.items() <= shared.items()
    return bool(value == shared)


prewarmed: dict[Path, LiveLesson] = {}
"""Lessons that were run before the fork, by the path of their notebook."""

after_fork: list[Callable[[], None]] = []
"""What gives the fork its own learner, before it takes a prewarmed lesson."""


def serve_lesson(kernel: Any) -> None:
    """Run the lesson named in the environment, if any, and answer for its page from then on."""
    name = os.environ.get(LESSON)
    if not name:
        return
    for callback in after_fork:
        callback()
    lesson = prewarmed.get(Path(name).resolve())
    if lesson:
        lesson.refresh()
    else:
        lesson = LiveLesson(kernel.shell, Path(name))
        lesson.run()

    def opened(comm: Any, _: Any) -> None:
        comm.on_msg(lambda _message: comm.send(lesson.page()))
        comm.send(lesson.page())

    kernel.comm_manager.register_target(PAGE_TARGET, opened)
