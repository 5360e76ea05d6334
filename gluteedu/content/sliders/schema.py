"""How a file of ``data/sliders/`` is written, field by field."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from gluteedu.content.loading.fields import Id, Sources, Text
from gluteedu.content.loading.reading import Strict
from gluteedu.content.triage.causes import CauseId


def _lists_of_answers(raw: Any) -> Any:
    """One clear message for a condition that is mistyped, YAML's bare yes above all."""
    if not isinstance(raw, dict):
        raise ValueError("must be a set of conditions, { input: [answers] }")
    for name, given in raw.items():
        if not isinstance(given, list):
            raise ValueError(f"{name}: must be a list in [square brackets]")
        for answer in given:
            if isinstance(answer, bool):
                raise ValueError(f'{name}: write "yes" and "no" in quotes')
            if not isinstance(answer, (int, float, str)):
                raise ValueError(f"{name}: must hold numbers, or ids of answers")
    return raw


When = Annotated[dict[str, list[float | str]], BeforeValidator(_lists_of_answers)]


class WordsEntry(Strict):
    """``{ upto: 12, text: "the same day" }``: what a value is called."""

    upto: float
    text: Text


class InputOptionEntry(Strict):
    """``{ id: usual, text: "..." }``."""

    id: Id
    text: Text


class RangeInputEntry(Strict):
    """An input of kind range: a slider with its number field."""

    kind: Literal["range"]
    id: Id
    label: Text
    help: Text | None = None
    min: float
    max: float
    step: Annotated[float, Field(gt=0)]
    value: float
    unit: str = ""
    words: list[WordsEntry] = Field(default_factory=list)
    only_when: When = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> RangeInputEntry:
        if self.min >= self.max:
            raise ValueError("min must be below max")
        if not self.min <= self.value <= self.max:
            raise ValueError(f"value must lie from min {self.min:g} to max {self.max:g}")
        ends = [w.upto for w in self.words]
        if ends != sorted(set(ends)):
            raise ValueError("words must go from the lowest upto to the highest")
        if ends and ends[-1] < self.max:
            raise ValueError(f"the last of words must reach max ({self.max:g})")
        return self


class ChoiceInputEntry(Strict):
    """An input of kind choice: one of some options."""

    kind: Literal["choice"]
    id: Id
    label: Text
    help: Text | None = None
    options: Annotated[list[InputOptionEntry], Field(min_length=2)]
    value: Text
    only_when: When = Field(default_factory=dict)

    @model_validator(mode="after")
    def _value_is_an_option(self) -> ChoiceInputEntry:
        ids = [o.id for o in self.options]
        if len(set(ids)) < len(ids):
            raise ValueError("two options have the same id")
        if self.value not in ids:
            raise ValueError(f"value must be one of {', '.join(ids)}, not {self.value!r}")
        return self


class YesNoInputEntry(Strict):
    """An input of kind yesno: yes, no or not sure. Without a value it starts open."""

    kind: Literal["yesno"]
    id: Id
    label: Text
    help: Text | None = None
    value: Literal["yes", "no", "not_sure"] | None = None
    safety: bool = False
    only_when: When = Field(default_factory=dict)

    @model_validator(mode="after")
    def _safety_starts_open(self) -> YesNoInputEntry:
        if self.safety and self.value is not None:
            raise ValueError("a safety question starts open: take its value away")
        return self


InputEntry = Annotated[
    RangeInputEntry | ChoiceInputEntry | YesNoInputEntry, Field(discriminator="kind")
]


class PanelEntry(Strict):
    """``{ id: expect, title: "..." }``."""

    id: Id
    title: Text

    @field_validator("id")
    @classmethod
    def _not_warning(cls, panel_id: str) -> str:
        if panel_id == "warning":
            raise ValueError("the warning panel is always there; leave it out of panels")
        return panel_id


class ReadingEntry(Strict):
    """What a panel says when every line of ``when`` holds."""

    panel: Id
    when: When = Field(default_factory=dict)
    text: Text
    triage: Literal["self_care", "see_clinician", "same_day", "emergency"] | None = None
    mark: Literal["do", "ask", "do_not"] | None = None
    sources: Sources

    @model_validator(mode="after")
    def _warnings_have_a_level(self) -> ReadingEntry:
        if self.panel == "warning" and self.triage is None:
            raise ValueError("a warning needs triage:")
        if self.panel != "warning" and self.triage is not None:
            raise ValueError("triage: belongs to readings of the panel warning only")
        if self.panel == "warning" and not self.when:
            raise ValueError("a warning needs a condition in when:")
        return self


class CurveEntry(Strict):
    """A picture of kind curve: a data curve with a marker where the learner is."""

    kind: Literal["curve"]
    title: Text
    table: Text
    x: Text
    y: Text
    sd: str = ""
    input: Id
    per: Annotated[float, Field(gt=0)]
    x_label: Text
    y_label: Text
    see: Text
    note: str = ""
    sources: Sources


class BarRowEntry(Strict):
    """One bar; ``cause`` gives it that cause's colour, ``sd`` a whisker."""

    id: Id
    label: Text
    cause: CauseId | None = None
    sd: Annotated[float, Field(ge=0)] = 0.0


class BarValuesEntry(Strict):
    """The bars' lengths while ``when`` holds; ``here`` names the rows that fit."""

    when: When = Field(default_factory=dict)
    values: dict[str, Annotated[float, Field(ge=0)]]
    here: list[Id] = Field(default_factory=list)


class BarsEntry(Strict):
    """A picture of kind bars. With unit "%" the values are shares of 1 that sum to 1."""

    kind: Literal["bars"]
    title: Text
    unit: Text = "%"
    rows: Annotated[list[BarRowEntry], Field(min_length=2)]
    values: Annotated[list[BarValuesEntry], Field(min_length=1)]
    see: Text
    note: str = ""
    sources: Sources

    @model_validator(mode="after")
    def _rows_and_values_fit(self) -> BarsEntry:
        ids = [r.id for r in self.rows]
        if len(set(ids)) < len(ids):
            raise ValueError("two rows have the same id")
        for number, entry in enumerate(self.values, start=1):
            if set(entry.values) != set(ids):
                raise ValueError(f"values {number} must name each row once: {', '.join(ids)}")
            if not set(entry.here) <= set(ids):
                raise ValueError(f"values {number}: here must be ids of rows")
            if self.unit == "%" and abs(sum(entry.values.values()) - 1) > 0.005:
                raise ValueError(f"values {number} must sum to 1")
        return self


class TimelineEntry(Strict):
    """A picture of kind timeline: the marks of some panels along a range input."""

    kind: Literal["timeline"]
    title: Text
    input: Id
    panels: Annotated[list[Id], Field(min_length=1)]
    per: Annotated[float, Field(gt=0)]
    x_label: Text
    see: Text
    note: str = ""
    sources: Sources


class SliderEntry(Strict):
    """A whole slider file."""

    id: Id
    title: Text
    intro: Text
    inputs: Annotated[list[InputEntry], Field(min_length=1)]
    panels: Annotated[list[PanelEntry], Field(min_length=1)]
    readings: Annotated[list[ReadingEntry], Field(min_length=1)]
    picture: (
        Annotated[CurveEntry | BarsEntry | TimelineEntry, Field(discriminator="kind")] | None
    ) = None
