"""The shape of ``data/items/*.yaml``: one pydantic model for each type of item."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from gluteedu.content.loading.reading import Strict
from gluteedu.domain.items.item import (
    Item,
    NumberKey,
    Option,
    Quiz,
    QuizMode,
    Target,
)

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def _is_id(value: str) -> str:
    if len(value) > 60 or not _ID.fullmatch(value):
        raise ValueError(f"must be small letters, digits, _ or - (like sit_bone), not {value!r}")
    return value


def _is_said(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


Id = Annotated[str, AfterValidator(_is_id)]
Said = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_is_said)]


class OptionEntry(Strict):
    """An option with its own text."""

    id: Id
    text: Said
    feedback: Said


class RegionEntry(Strict):
    """An option of a hotspot: a region of the body map, which brings the text."""

    id: Id
    feedback: Said


class TargetEntry(Strict):
    """A right-hand side of a matching item."""

    id: Id
    text: Said


class NumberFeedback(Strict):
    """What is said to a right number, to one too low and to one too high."""

    right: Said
    low: Said
    high: Said


class ItemEntry(Strict):
    """What every item has."""

    id: Id
    version: int = Field(ge=1)
    type: str
    objective: str
    misconception: int | None = Field(default=None, ge=1, le=24)
    stem: Said
    hint: str = ""
    explanation: Said
    sources: list[str] = Field(min_length=1)

    def to_item(self) -> Item:
        """The domain's item; the subclasses add what their type has."""
        return Item(
            id=self.id,
            version=self.version,
            type=self.type,
            objective=self.objective,
            stem=self.stem,
            explanation=self.explanation,
            sources=tuple(self.sources),
            hint=self.hint.strip(),
            misconception=self.misconception,
            **self._own(),  # type: ignore[arg-type]
        )

    def _own(self) -> dict[str, object]:
        raise NotImplementedError


class ChoiceEntry(ItemEntry):
    """single, multiple and ordering."""

    options: list[OptionEntry] = Field(min_length=2, max_length=12)
    key: list[str] = Field(min_length=1)

    def _own(self) -> dict[str, object]:
        options = tuple(Option(o.id, o.text, o.feedback) for o in self.options)
        return {"options": options, "key": tuple(self.key)}


class HotspotEntry(ItemEntry):
    """hotspot: every region that can be picked, and those that are right."""

    options: list[RegionEntry] = Field(min_length=2, max_length=20)
    key: list[str] = Field(min_length=1)

    def _own(self) -> dict[str, object]:
        options = tuple(Option(o.id, "", o.feedback) for o in self.options)
        return {"options": options, "key": tuple(self.key)}


class MatchingEntry(ItemEntry):
    """matching: options on the left, targets on the right, the key pairs them."""

    options: list[OptionEntry] = Field(min_length=2, max_length=12)
    targets: list[TargetEntry] = Field(min_length=2, max_length=12)
    key: dict[str, str] = Field(min_length=1)

    def _own(self) -> dict[str, object]:
        return {
            "options": tuple(Option(o.id, o.text, o.feedback) for o in self.options),
            "targets": tuple(Target(t.id, t.text) for t in self.targets),
            "pairs": tuple((o.id, self.key.get(o.id, "")) for o in self.options),
        }


class NumberEntry(ItemEntry):
    """number: right within the tolerance."""

    unit: Said
    value: float = Field(allow_inf_nan=False)
    tolerance: float = Field(ge=0, allow_inf_nan=False)
    min: float = Field(allow_inf_nan=False)
    max: float = Field(allow_inf_nan=False)
    step: float = Field(gt=0, allow_inf_nan=False)
    feedback: NumberFeedback

    def _own(self) -> dict[str, object]:
        said = self.feedback
        key = NumberKey(
            self.value,
            self.tolerance,
            self.min,
            self.max,
            self.step,
            self.unit,
            said.right,
            said.low,
            said.high,
        )
        return {"number": key}


ENTRY_OF_TYPE: dict[str, type[ItemEntry]] = {
    "single": ChoiceEntry,
    "multiple": ChoiceEntry,
    "ordering": ChoiceEntry,
    "matching": MatchingEntry,
    "hotspot": HotspotEntry,
    "number": NumberEntry,
}


class QuizEntry(Strict):
    """A quiz: the items it asks, in order."""

    id: Id
    title: Said
    items: list[str] = Field(min_length=1)
    mode: Literal["formative", "summative", "pretest"] = "formative"

    def to_quiz(self) -> Quiz:
        """The domain's quiz."""
        mode: QuizMode = self.mode
        return Quiz(self.id, self.title, tuple(self.items), mode)
