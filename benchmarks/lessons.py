"""Which lessons are measured: the fullest of the course, and a small one that peers can equal."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.places import NOTEBOOKS
from gluteedu.content.course.library import Library
from gluteedu.domain.sliders.definition import Bars, ChoiceInput, RangeInput, SliderLesson
from gluteedu.domain.sliders.reading import read_answers

PLOTLY = "application/vnd.plotly.v1+json"

WIDGETS = frozenset(
    [
        *("body_map", "case_clinic", "completion", "course_map", "due_today", "explorer"),
        *("my_record", "predict", "progress", "quiz", "relief_planner", "review", "slider"),
    ]
)
"""The calls of a lesson that show a widget; the others show what needs no kernel."""


@cache
def library() -> Library:
    """The course's own content."""
    return Library()


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson: its source, and the call it makes, if any."""

    source: str
    markdown: bool
    call: str
    name: str
    stored: Mapping[str, Any]

    @property
    def figure(self) -> dict[str, Any] | None:
        """The plotly figure stored with the cell, if any."""
        return self.stored.get(PLOTLY)


@dataclass(frozen=True)
class Lesson:
    """One notebook of the course, as it is stored."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def widgets(self) -> int:
        """How many widgets it shows."""
        return sum(cell.call in WIDGETS for cell in self.cells)

    @property
    def figures(self) -> int:
        """How many plotly figures it shows."""
        return sum(cell.figure is not None for cell in self.cells)

    def names(self, call: str) -> list[str]:
        """The names it calls ``call`` with, in order."""
        return [cell.name for cell in self.cells if cell.call == call]


@cache
def lessons() -> tuple[Lesson, ...]:
    """Every notebook of the course."""
    return tuple(_lesson(path) for path in sorted(NOTEBOOKS.glob("*.ipynb")))


def fullest() -> Lesson:
    """The lesson with the most widgets and figures together; the longer one where two have."""
    able = [one for one in lessons() if one.names("quiz") and one.names("slider")]
    return max(able, key=lambda one: (one.widgets + one.figures, one.path.stat().st_size))


@dataclass(frozen=True)
class Swing:
    """A slider whose bars move when ``input`` goes from ``before`` to ``after``, one step apart."""

    slider: SliderLesson
    input: RangeInput
    before: float
    after: float

    def bars(self, value: float) -> list[float]:
        """The length of each bar at ``value``, in percent of the longest there can be."""
        outcome = read_answers(self.slider, {self.input.id: value})
        assert isinstance(self.slider.picture, Bars)
        assert outcome.bars is not None
        values = dict(outcome.bars.values)
        return [100 * values[row.id] for row in self.slider.picture.rows]


def small() -> tuple[Lesson, Swing]:
    """The first lesson with a slider that moves bars, and that slider's swing."""
    for lesson in lessons():
        for name in lesson.names("slider"):
            if (swing := _swing(library().sliders[name])) and lesson.figures:
                return lesson, swing
    raise LookupError("no slider of the course moves bars")


def _swing(slider: SliderLesson) -> Swing | None:
    if not isinstance(slider.picture, Bars):
        return None
    for each in slider.inputs:
        if not isinstance(each, RangeInput):
            continue
        values = each.values()
        found = [read_answers(slider, {each.id: value}).bars for value in values]
        later = [v for v in range(1, len(values)) if values[v] > each.start]
        for at in later:
            one, other = found[at - 1], found[at]
            if one and other and dict(one.values) != dict(other.values):
                return Swing(slider, each, values[at - 1], values[at])
    return None


def moves(slider: SliderLesson) -> Iterator[tuple[str, str, float | str]]:
    """What a learner can do to be answered: (what changes, input id, value), range input first.

    What changes is "panels" for a range input, "picture" for the choice that moves the picture.
    """
    start = read_answers(slider, {})
    for each in slider.inputs:
        if isinstance(each, RangeInput):
            changed = (v for v in each.values() if _said(slider, {each.id: v}) != start.panels)
            if (value := next(changed, None)) is not None:
                yield "panels", each.id, value
                break
    for each in slider.inputs:
        if not isinstance(each, ChoiceInput) or each.safety:
            continue
        for option in each.options:
            there = read_answers(slider, {each.id: option.id})
            if there.bars and there.bars != start.bars:
                yield "picture", each.id, option.id
                return


def _said(slider: SliderLesson, answers: Mapping[str, float | str]) -> Any:
    return read_answers(slider, answers).panels


def _lesson(path: Path) -> Lesson:
    raw = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return Lesson(path, tuple(_cell(cell) for cell in raw))


def _cell(raw: Mapping[str, Any]) -> Cell:
    source = "".join(raw["source"])
    if raw["cell_type"] != "code":
        return Cell(source, True, "", "", {})
    stored: dict[str, Any] = {}
    for output in raw["outputs"]:
        stored = {**output.get("data", {}), **stored}
    call, name = "", ""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            call = node.func.id
            name = next((a.value for a in node.args if isinstance(a, ast.Constant)), "")
    return Cell(source, False, call, str(name), stored)
