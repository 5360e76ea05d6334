"""Proves by enumeration that a slider says something, and the safe thing, for every answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from gluteedu.domain.sliders.definition import (
    WARNING,
    Bars,
    Between,
    Condition,
    RangeInput,
    Reading,
    SliderAnswer,
    SliderLesson,
)
from gluteedu.domain.sliders.reading import all_hold, first_reading, settle
from gluteedu.domain.triage.levels import LEVELS

MAX_COMBINATIONS = 60_000
"""The most combinations one panel may have; beyond it the proof would be too slow to run often."""


@dataclass(frozen=True)
class CoverageGap:
    """A place in a slider where something is missing.

    Attributes:
        place: a panel id, ``picture``, or the id of a safety input.
        kind: ``none`` no reading fits; ``never`` a reading that can never be shown; ``silent`` a
            safety question answered yes or not sure without a triage; ``many`` too many to count.
        answers: one combination that shows it, or the conditions of the reading, in words.
    """

    place: str
    kind: str
    answers: str


def gaps(lesson: SliderLesson) -> tuple[CoverageGap, ...]:
    """Everything that is missing in ``lesson``; empty when the proof holds.

    Each panel is tried with every combination of the inputs its readings name: all options, open
    questions, and for ranges both ends and every boundary with its neighbours.
    """
    found: list[CoverageGap] = []
    for panel in lesson.panels:
        if panel.id != WARNING:
            readings = [r for r in lesson.readings if r.panel == panel.id]
            found += _panel_gaps(lesson, panel.id, readings)
    if isinstance(lesson.picture, Bars):
        found += _bar_gaps(lesson, lesson.picture)
    for each in lesson.inputs:
        if each.safety:
            found += _silent(lesson, each.id)
    return tuple(found)


def combinations(lesson: SliderLesson, ids: Iterable[str]) -> Iterator[dict[str, SliderAnswer]]:
    """Settled answers for every combination of the inputs ``ids`` and of those that show them."""
    names = _with_controllers(lesson, ids)
    seen: set[tuple[tuple[str, SliderAnswer], ...]] = set()
    for values in product(*(samples(lesson, name) for name in names)):
        given = {n: v for n, v in zip(names, values, strict=True) if v is not None}
        settled = settle(lesson, given)
        mark = tuple((n, settled[n]) for n in names if n in settled)
        if mark not in seen:
            seen.add(mark)
            yield settled


def samples(lesson: SliderLesson, input_id: str) -> tuple[SliderAnswer | None, ...]:
    """The values of one input worth trying: None stands for a question left open."""
    each = next(i for i in lesson.inputs if i.id == input_id)
    if not isinstance(each, RangeInput):
        options = tuple(o.id for o in each.options)
        return options if each.start is not None else (*options, None)
    edges = {each.low, each.high}
    for edge in _edges(lesson, input_id):
        edges |= {edge - each.step, edge, edge + each.step}
    inside = (e for e in edges if each.low <= e <= each.high)
    return tuple(sorted({float(each.settle(e)) for e in inside}))


def _edges(lesson: SliderLesson, input_id: str) -> Iterator[float]:
    for condition in _conditions(lesson):
        if isinstance(condition, Between) and condition.input == input_id:
            yield from (condition.low, condition.high)


def _conditions(lesson: SliderLesson) -> Iterator[Condition]:
    for reading in lesson.readings:
        yield from reading.when
    for each in lesson.inputs:
        yield from each.only_when
    if isinstance(lesson.picture, Bars):
        for values in lesson.picture.values:
            yield from values.when


def _with_controllers(lesson: SliderLesson, ids: Iterable[str]) -> list[str]:
    wanted = set(ids)
    for each in reversed(lesson.inputs):  # an input is shown only by earlier ones
        if each.id in wanted:
            wanted |= {c.input for c in each.only_when}
    return [i.id for i in lesson.inputs if i.id in wanted]


def _too_many(lesson: SliderLesson, place: str, ids: Iterable[str]) -> list[CoverageGap]:
    count = prod(len(samples(lesson, name)) for name in _with_controllers(lesson, ids))
    return [CoverageGap(place, "many", str(count))] if count > MAX_COMBINATIONS else []


def _panel_gaps(lesson: SliderLesson, panel: str, readings: list[Reading]) -> list[CoverageGap]:
    ids = {c.input for r in readings for c in r.when}
    if many := _too_many(lesson, panel, ids):
        return many
    unused = dict.fromkeys(readings)
    bare: CoverageGap | None = None
    for settled in combinations(lesson, ids):
        reading = first_reading(lesson, panel, settled)
        if reading is not None:
            unused.pop(reading, None)
        elif bare is None:
            bare = CoverageGap(panel, "none", _said(settled, ids))
    never = [CoverageGap(panel, "never", r.text[:40]) for r in unused]
    return [*([bare] if bare else []), *never]


def _bar_gaps(lesson: SliderLesson, picture: Bars) -> list[CoverageGap]:
    ids = {c.input for v in picture.values for c in v.when}
    if many := _too_many(lesson, "picture", ids):
        return many
    for settled in combinations(lesson, ids):
        if not any(all_hold(v.when, settled) for v in picture.values):
            return [CoverageGap("picture", "none", _said(settled, ids))]
    return []


def _warnings_above_self_care(lesson: SliderLesson) -> list[Reading]:
    return [r for r in lesson.readings if r.panel == WARNING and LEVELS.index(r.triage) > 0]


def _silent(lesson: SliderLesson, question: str) -> list[CoverageGap]:
    loud = [
        r for r in _warnings_above_self_care(lesson) if any(c.input == question for c in r.when)
    ]
    ids = {c.input for r in loud for c in r.when} | {question}
    if many := _too_many(lesson, question, ids):
        return many
    for settled in combinations(lesson, ids):
        answer = settled.get(question)
        if answer in ("yes", "not_sure") and not any(all_hold(r.when, settled) for r in loud):
            return [CoverageGap(question, "silent", _said(settled, ids))]
    return []


def _said(settled: Mapping[str, SliderAnswer], ids: Iterable[str]) -> str:
    shown = (f"{i} {settled.get(i, 'open')}" for i in sorted(ids))
    return ", ".join(shown) or "any answers"
