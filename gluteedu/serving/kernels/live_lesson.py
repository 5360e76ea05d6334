"""A lesson alive inside its kernel: runs the cells at start, then speaks for all its widgets.

One comm, of target ``gluteedu.page``, stands for the whole page. Whoever opens it is told once what
every cell shows and in which state every widget is; after that each widget speaks through its own
comm, as ipywidgets always do.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipywidgets import Widget

TARGET = "gluteedu.page"
LESSON = "GLUTEEDU_LESSON"
"""The variable that names the notebook to run; without it the kernel is an ordinary one."""


class LiveLesson:
    """The cells of one notebook, run in order in ``shell``, and what each of them shows."""

    def __init__(self, shell: Any, notebook: Path) -> None:
        self._shell = shell
        self._cells: dict[int, dict[str, Any]] = {}
        self._shown: dict[str, Widget] = {}
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
            self._cells[position] = self._run(source, stored)

    def catch_up(self) -> None:
        """Let every widget that knows how read what the learner's record says now."""
        for widget in self._shown.values():
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
            for key, widget in self._shown.items()
            if (asset := getattr(type(widget), "asset", ""))  # others may hold what is no JSON
        }
        return {"cells": self._cells, "models": models, "foreign": self._foreign}

    def _run(self, source: str, stored: bool) -> dict[str, Any]:
        shown: list[Any] = []
        shell = self._shell
        with shell.builtin_trap, shell.display_trap:
            before = sys.displayhook, shell.display_pub.publish
            sys.displayhook = shown.append
            shell.display_pub.publish = lambda data, *_, **__: shown.append(data)
            try:
                result = shell.run_cell(source, store_history=False, silent=False)
            finally:
                sys.displayhook, shell.display_pub.publish = before
        if not result.success:
            return {"error": True}
        outputs = [one for one in shown if one is not None]
        widgets = [key for key in map(self._widget, outputs) if key]
        if widgets:
            return {"widgets": widgets}
        if stored or not outputs:
            return {}
        return {"html": "".join(map(self._html, outputs))}

    def _widget(self, output: Any) -> str | None:
        if isinstance(output, dict):  # what display() has published already
            view = output.get("application/vnd.jupyter.widget-view+json")
            if not view:
                return None
            output = next((w for w in _widgets() if w.model_id == view["model_id"]), None)
        if not isinstance(output, Widget):
            return None
        if not getattr(type(output), "asset", ""):
            self._foreign = True
        self._shown[output.model_id] = output
        return str(output.model_id)

    def _html(self, output: Any) -> str:
        data = (
            output if isinstance(output, dict) else self._shell.display_formatter.format(output)[0]
        )
        if "text/html" in data:
            return str(data["text/html"])
        from html import escape

        return f'<pre class="g-text">{escape(data.get("text/plain", ""))}</pre>'


def _widgets() -> list[Widget]:
    from ipywidgets.widgets.widget import _instances

    return list(_instances.values())


def _state(widget: Widget) -> dict[str, Any]:
    """The synced traits that are the widget's own: no layout, no module names, no scripts.

    What the page's script has already is named only: ``{"shared": name}``.
    """
    shared = getattr(type(widget), "shared", {})
    own = {
        name: getattr(widget, name)
        for name in widget.keys
        if not name.startswith("_") and name not in ("layout", "tabbable", "tooltip")
    }
    had = {name for name in own.keys() & shared.keys() if _part_of(own[name], shared[name]())}
    return {name: {"shared": name} if name in had else value for name, value in own.items()}


def _part_of(value: Any, shared: Any) -> bool:
    if isinstance(value, dict) and isinstance(shared, dict):
        return value.items() <= shared.items()
    return bool(value == shared)


rehearsed: dict[Path, LiveLesson] = {}
"""Lessons that were run before the fork, by the path of their notebook."""

before_taking: list[Callable[[], None]] = []
"""What makes the fork its learner's own before a rehearsed lesson is taken."""


def open_lesson(kernel: Any) -> None:
    """Run the lesson named in the environment, if any, and answer for its page from then on."""
    name = os.environ.get(LESSON)
    if not name:
        return
    for prepare in before_taking:
        prepare()
    lesson = rehearsed.get(Path(name).resolve())
    if lesson:
        lesson.catch_up()
    else:
        lesson = LiveLesson(kernel.shell, Path(name))
        lesson.run()

    def opened(comm: Any, _: Any) -> None:
        comm.on_msg(lambda _message: comm.send(lesson.page()))
        comm.send(lesson.page())

    kernel.comm_manager.register_target(TARGET, opened)
