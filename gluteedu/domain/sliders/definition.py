"""What a slider lesson is made of: inputs, conditions, panels, readings and a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

SliderAnswer = float | str

YES_NO = ("yes", "no", "not_sure")
WARNING = "warning"
"""The id of the panel whose readings carry a triage level."""


@dataclass(frozen=True)
class Between:
    """Holds when a range input stands at ``low`` to ``high``, both included (the input's unit)."""

    input: str
    low: float
    high: float

    def holds(self, answer: SliderAnswer | None) -> bool:
        """Whether ``answer`` is a number in the range; an open question never holds."""
        return (
            not isinstance(answer, str) and answer is not None and self.low <= answer <= self.high
        )


@dataclass(frozen=True)
class OneOf:
    """Holds when a choice, or a yes-no question, was answered with one of ``ids``."""

    input: str
    ids: tuple[str, ...]

    def holds(self, answer: SliderAnswer | None) -> bool:
        """Whether ``answer`` is one of the ids; an open question never holds."""
        return isinstance(answer, str) and answer in self.ids


Condition = Between | OneOf
Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class RangeWords:
    """What a range input's value is called up to and including ``upto``."""

    upto: float
    text: str


@dataclass(frozen=True)
class RangeInput:
    """A slider with its number field, from ``low`` to ``high`` in ``unit``."""

    id: str
    label: str
    low: float
    high: float
    step: float
    start: float
    unit: str = ""
    words: tuple[RangeWords, ...] = ()
    help: str = ""
    only_when: Conditions = ()
    safety: bool = False

    def settle(self, answer: SliderAnswer) -> SliderAnswer:
        """``answer`` moved to the nearest step. Anything but a number in range is a ValueError."""
        fits = isinstance(answer, (int, float)) and self.low <= answer <= self.high
        if not fits or isinstance(answer, bool):
            raise ValueError(f"{self.id} must be a number from {self.low:g} to {self.high:g}")
        steps = math.floor((float(answer) - self.low) / self.step + 0.5)
        return min(self.high, self.low + steps * self.step)

    def values(self) -> tuple[float, ...]:
        """Every value the slider can stand at, from low to high."""
        count = math.floor((self.high - self.low) / self.step + 1e-9)
        return tuple(self.low + k * self.step for k in range(count + 1))


@dataclass(frozen=True)
class SliderOption:
    """One thing that can be chosen."""

    id: str
    text: str


@dataclass(frozen=True)
class ChoiceInput:
    """A group of radio buttons. A safety question is one too; it starts open, never at "no"."""

    id: str
    label: str
    options: tuple[SliderOption, ...]
    start: str | None = None
    help: str = ""
    only_when: Conditions = ()
    safety: bool = False

    def settle(self, answer: SliderAnswer) -> SliderAnswer:
        """``answer`` as it is. Anything but the id of an option is a ValueError."""
        if answer not in (ids := [o.id for o in self.options]):
            raise ValueError(f"{self.id} must be one of {', '.join(ids)}")
        return answer


Input = RangeInput | ChoiceInput


@dataclass(frozen=True)
class Panel:
    """A titled place in which one reading is shown."""

    id: str
    title: str


@dataclass(frozen=True)
class Reading:
    """What a panel says when every condition in ``when`` holds.

    Attributes:
        triage: the level of a warning; empty in every other panel.
        mark: ``do``, ``ask`` or ``do_not`` where the reading is about a measure; else empty.
        sources: ids of data/sources.yaml.
    """

    panel: str
    when: Conditions
    text: str
    sources: tuple[str, ...]
    triage: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Curve:
    """A data curve from a table, with a marker at the value of ``input`` divided by ``per``."""

    title: str
    table: str
    x: str
    y: str
    sd: str
    input: str
    per: float
    x_label: str
    y_label: str
    see: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class BarRow:
    """One bar. ``cause`` gives it the colour of a cause; ``sd`` is one standard deviation."""

    id: str
    label: str
    cause: str = ""
    sd: float = 0.0


@dataclass(frozen=True)
class BarValues:
    """The bars' lengths when ``when`` holds; ``here`` names the rows that fit the answers."""

    when: Conditions
    values: tuple[tuple[str, float], ...]
    here: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Horizontal bars in ``unit``. Shares (unit "%") are stored as 0 to 1 and sum to one."""

    title: str
    unit: str
    rows: tuple[BarRow, ...]
    values: tuple[BarValues, ...]
    see: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Timeline:
    """The marks of some panels along a range input, worked out from the readings themselves."""

    title: str
    input: str
    panels: tuple[str, ...]
    per: float
    x_label: str
    see: str
    note: str = ""
    sources: tuple[str, ...] = ()


SliderPicture = Curve | Bars | Timeline


@dataclass(frozen=True)
class SliderLesson:
    """One slider: its inputs in order, its panels, and the readings in the order they are tried."""

    id: str
    title: str
    intro: str
    inputs: tuple[Input, ...]
    panels: tuple[Panel, ...]
    readings: tuple[Reading, ...]
    picture: SliderPicture | None = None
