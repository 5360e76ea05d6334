"""Writes equal notebooks in plain ipywidgets and plotly, for stock Voila and jupyterquiz to serve.

Stock does no more than the course's lesson does, and mostly less: of each quiz it shows the first
question only, of each slider or other widget one slider with its bars, and every text as stored.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.lessons import WIDGETS, Cell, Lesson, Swing, library
from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.domain.items.item import Item

IMPORTS = """\
import ipywidgets
import pandas
import plotly.graph_objects
from IPython.display import HTML"""

_ANYTHING = [[20.0, 40.0, 60.0, 80.0, 100.0], [30.0, 50.0, 70.0, 90.0, 100.0]]


def empty_notebook(path: Path) -> Path:
    """A page with one heading and nothing else."""
    return _write(path, [("markdown", "# A heading")])


def equal_notebook(lesson: Lesson, path: Path) -> Path:
    """The lesson's prose and figures, and for each widget a plain one."""
    cells = [("code", IMPORTS)]
    for cell in lesson.cells:
        if cell.markdown:
            cells.append(("markdown", cell.source))
            continue
        if cell.figure is not None:
            cells.append(("code", figure_code(cell.figure)))
        if cell.call in WIDGETS:
            cells.append(("code", _widget_code(cell)))
        elif "text/html" in cell.stored:
            cells.append(("code", f"HTML({_text(cell.stored['text/html'])!r})"))
    return _write(path, [*cells[1:2], cells[0], *cells[2:]])


def small_notebook(lesson: Lesson, swing: Swing, path: Path) -> Path:
    """The same as ``small_course`` in plain ipywidgets."""
    prose, figure, item = small_parts(lesson)
    code = [IMPORTS, figure_code(figure), quiz_code(item), slider_code(swing)]
    return _write(path, [("markdown", prose), *(("code", one) for one in code)])


def jupyterquiz_notebook(lesson: Lesson, swing: Swing, path: Path) -> Path:
    """The same with jupyterquiz for the question."""
    prose, figure, item = small_parts(lesson)
    question = {
        "question": to_text(item.stem),
        "type": "multiple_choice",
        "answers": [
            {
                "answer": to_text(o.text),
                "correct": o.id in item.key,
                "feedback": to_text(o.feedback),
            }
            for o in item.options
        ],
    }
    asked = f"import jupyterquiz\njupyterquiz.display_quiz([{question!r}])"
    code = [IMPORTS, figure_code(figure), asked, slider_code(swing)]
    return _write(path, [("markdown", prose), *(("code", one) for one in code)])


def small_course(lesson: Lesson, swing: Swing, path: Path) -> Path:
    """A lesson of the course itself: prose, one figure, one quiz, the slider that moves bars."""
    cells = json.loads(lesson.path.read_text(encoding="utf-8"))
    kept, seen = [], set()
    for raw, cell in zip(cells["cells"], lesson.cells, strict=True):
        first = cell.call not in seen
        if (
            (cell.markdown and not seen)
            or (not cell.markdown and cell.source.startswith("from "))
            or (cell.call == "figure" and first)
            or (cell.call == "quiz" and cell.name == _plain_quiz(lesson))
            or (cell.call == "slider" and cell.name == swing.slider.id)
        ):
            kept.append(raw)
            seen.add(cell.call)
    seen.discard("")
    path.write_text(json.dumps({**cells, "cells": kept}), encoding="utf-8")
    return path


def small_parts(lesson: Lesson) -> tuple[str, dict[str, Any], Item]:
    """Prose, figure and question of the small lesson."""
    prose = next(cell.source for cell in lesson.cells if cell.markdown)
    figure = next(cell.figure for cell in lesson.cells if cell.figure is not None)
    return prose, figure, _first_item(_plain_quiz(lesson))


def figure_code(figure: dict[str, Any]) -> str:
    """One plotly figure, shown as a notebook shows it."""
    return f"plotly.graph_objects.Figure({figure!r})"


def quiz_code(item: Item) -> str:
    """A question as radio buttons that Python answers."""
    options = [(to_text(o.text) or o.id, o.id) for o in item.options] or [("Yes", "yes")]
    feedback = {o.id: to_html(o.feedback) for o in item.options} or {"yes": ""}
    return f"""\
told = {feedback!r}
choice = ipywidgets.RadioButtons(options={options!r}, value=None)
feedback = ipywidgets.HTML(" ").add_class("bench-feedback")
choice.observe(lambda change, f=feedback, t=told: setattr(f, "value", t[change.new]), "value")
ipywidgets.VBox([ipywidgets.HTML({to_inline_html(item.stem)!r}), choice, feedback])"""


def slider_code(swing: Swing | None) -> str:
    """A slider whose bars Python moves; it starts one step before they do."""
    if swing is None:
        low, high, start, label, names = 0, 42, 20, "Value", ["a", "b", "c", "d", "e"]
        lengths = [_ANYTHING[value % 2] for value in range(43)]
    else:
        low, high, start = int(swing.input.low), int(swing.input.high), int(swing.before)
        label = swing.input.label
        names = [row.label for row in swing.slider.picture.rows]  # type: ignore[union-attr]
        lengths = [swing.bars(value) for value in range(low, high + 1)]
    return f"""\
lengths = {lengths!r}
slider = ipywidgets.IntSlider(min={low}, max={high}, value={start}, description={label!r})
bars = [ipywidgets.FloatProgress(max=100, value=0, description=name) for name in {names!r}]
def move(change, bars=bars, lengths=lengths):
    for bar, length in zip(bars, lengths[change["new"] - {low}]):
        bar.value = length
move({{"new": {start}}})
slider.observe(move, "value")
ipywidgets.VBox([slider, ipywidgets.VBox(bars).add_class("bench-bars")])"""


def _widget_code(cell: Cell) -> str:
    if cell.call == "quiz":
        return quiz_code(_first_item(cell.name))
    return slider_code(None)


def _plain_quiz(lesson: Lesson) -> str:
    """The first quiz with feedback that begins with a choice of one answer."""
    for name in lesson.names("quiz"):
        _, quiz, items = library().bank.quiz(name)
        if quiz.mode == "formative" and items[0].type == "single":
            return name
    raise LookupError(f"{lesson.path.name} has no quiz to begin with")


def _first_item(quiz: str) -> Item:
    items = library().bank.quiz(quiz)[2]
    return next((item for item in items if item.type == "single"), items[0])


def _text(stored: Any) -> str:
    return "".join(stored)


def _write(path: Path, cells: list[tuple[str, str]]) -> Path:
    raw: list[dict[str, Any]] = []
    for number, (kind, source) in enumerate(cells):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"c{number}", "metadata": {}}
        more = {"outputs": [], "execution_count": None} if kind == "code" else {}
        raw.append({**cell, "source": source, **more})
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": spec, "language_info": {"name": "python"}}
    whole = {"cells": raw, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path
