"""Reads a slider: which readings fit a learner's answers, with safety before all else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gluteedu.domain.sliders.definition import (
    WARNING,
    Bars,
    BarValues,
    Conditions,
    Curve,
    Panel,
    RangeInput,
    Reading,
    SliderAnswer,
    SliderLesson,
    SliderPicture,
    Timeline,
)
from gluteedu.domain.triage.levels import LEVELS

STOPS = frozenset({"same_day", "emergency"})
"""Levels at which nothing but the care card is shown, so that no reading can talk it down."""


@dataclass(frozen=True)
class MarkSpan:
    """A stretch of a timeline, ``low`` to ``high`` in the input's unit, with one mark."""

    low: float
    high: float
    mark: str


@dataclass(frozen=True)
class ReadingOutcome:
    """What a set of answers comes to.

    Attributes:
        triage: the highest level of all warnings that hold, or None.
        warnings: the warnings that hold, the most urgent first.
        unanswered: ids of safety questions still open; open is never "no".
        stopped: True when the level is urgent; then panels, bars and point are empty.
        panels: for each panel but the warnings, the first reading that holds.
        bars: the values of a Bars picture, or None.
        point: where a Curve's or Timeline's marker stands (the axis' unit), or None.
        asked: ids of the inputs that apply, in order.
    """

    triage: str | None
    warnings: tuple[Reading, ...]
    unanswered: tuple[str, ...]
    stopped: bool
    panels: tuple[tuple[Panel, Reading], ...]
    bars: BarValues | None
    point: float | None
    asked: tuple[str, ...]


def settle(lesson: SliderLesson, answers: Mapping[str, SliderAnswer]) -> dict[str, SliderAnswer]:
    """``answers`` checked and completed: one value for each input that applies and has one.

    An input that was not answered takes its start value, if it has one; an input whose
    ``only_when`` does not hold is left out. An unknown id or an impossible value is a ValueError.
    """
    known = {i.id for i in lesson.inputs}
    if unknown := sorted(set(answers) - known):
        raise ValueError(
            f"{', '.join(unknown)}: not an input; known are {', '.join(sorted(known))}"
        )
    settled: dict[str, SliderAnswer] = {}
    for each in lesson.inputs:
        answer = answers.get(each.id, each.start)
        checked = None if answer is None else each.settle(answer)
        if checked is not None and all_hold(each.only_when, settled):
            settled[each.id] = checked
    return settled


def all_hold(when: Conditions, settled: Mapping[str, SliderAnswer]) -> bool:
    """Whether every condition holds; no condition at all holds always."""
    return all(c.holds(settled.get(c.input)) for c in when)


def first_reading(
    lesson: SliderLesson, panel: str, settled: Mapping[str, SliderAnswer]
) -> Reading | None:
    """The first reading of ``panel`` whose conditions hold for settled answers."""
    return next(
        (r for r in lesson.readings if r.panel == panel and all_hold(r.when, settled)), None
    )


def read_answers(lesson: SliderLesson, answers: Mapping[str, SliderAnswer]) -> ReadingOutcome:
    """What ``answers`` (input id to number or option id) come to. Raises ValueError as settle does.

    All warnings are looked at and the highest level wins. Reassurance (``self_care``) is held back
    while a safety question is open, and an urgent level holds back everything else.
    """
    settled = settle(lesson, answers)
    asked = [each for each in lesson.inputs if all_hold(each.only_when, settled)]
    open_ids = tuple(each.id for each in asked if each.safety and each.id not in settled)
    warnings = _warnings(lesson, settled, hold_back=bool(open_ids))
    triage = warnings[0].triage if warnings else None
    stopped = triage in STOPS
    return ReadingOutcome(
        triage=triage,
        warnings=warnings,
        unanswered=open_ids,
        stopped=stopped,
        panels=() if stopped else _panels(lesson, settled),
        bars=None if stopped else _bars(lesson.picture, settled),
        point=None if stopped else _point(lesson.picture, settled),
        asked=tuple(each.id for each in asked),
    )


def _warnings(
    lesson: SliderLesson, settled: Mapping[str, SliderAnswer], *, hold_back: bool
) -> tuple[Reading, ...]:
    """The warnings that hold, the most urgent first; reassurance may be held back."""
    readings = (r for r in lesson.readings if r.panel == WARNING and all_hold(r.when, settled))
    found = [r for r in readings if not (hold_back and r.triage == "self_care")]
    return tuple(sorted(found, key=lambda r: -LEVELS.index(r.triage)))


def _panels(
    lesson: SliderLesson, settled: Mapping[str, SliderAnswer]
) -> tuple[tuple[Panel, Reading], ...]:
    """Each panel but the warnings with the first reading that holds, where one does."""
    panels = (panel for panel in lesson.panels if panel.id != WARNING)
    found = ((panel, first_reading(lesson, panel.id, settled)) for panel in panels)
    return tuple((panel, reading) for panel, reading in found if reading is not None)


def _bars(picture: SliderPicture | None, settled: Mapping[str, SliderAnswer]) -> BarValues | None:
    if not isinstance(picture, Bars):
        return None
    return next((v for v in picture.values if all_hold(v.when, settled)), None)


def _point(picture: SliderPicture | None, settled: Mapping[str, SliderAnswer]) -> float | None:
    if not isinstance(picture, (Curve, Timeline)):
        return None
    answer = settled.get(picture.input)
    return None if answer is None or isinstance(answer, str) else answer / picture.per


def mark_spans(
    lesson: SliderLesson, settled: Mapping[str, SliderAnswer], input_id: str, panel: str
) -> tuple[MarkSpan, ...]:
    """How the mark of ``panel`` changes as the range input ``input_id`` goes from end to end.

    Everything else stays as in ``settled``. Neighbouring values with one mark make one span; a span
    ends where the next begins, or at the input's end.
    """
    along = next(i for i in lesson.inputs if i.id == input_id and isinstance(i, RangeInput))
    found: list[MarkSpan] = []
    for value in along.values():
        reading = first_reading(lesson, panel, {**settled, input_id: value})
        mark = reading.mark if reading else ""
        if found:
            found[-1] = replace(found[-1], high=value)
        if not found or found[-1].mark != mark:
            found.append(MarkSpan(value, value, mark))
    return tuple(found)
