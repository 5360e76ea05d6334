"""The shape of ``data/items/*.yaml``: what every item and every quiz has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from gluteedu.content.items.faults import Fault
from gluteedu.content.loading.reading import Strict
from gluteedu.domain.items.item import Item, Quiz, QuizMode

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def _is_id(value: str) -> str:
    if len(value) > 60 or not _ID.fullmatch(value):
        raise ValueError(f"must be small letters, digits, _ or - (like sit_bone), not {value!r}")
    return value


def _is_said(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


ItemId = Annotated[str, AfterValidator(_is_id)]
Said = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_is_said)]


class OptionEntry(Strict):
    """An option with its own text."""

    id: ItemId
    text: Said
    feedback: Said


class TargetEntry(Strict):
    """A right-hand side of a matching item."""

    id: ItemId
    text: Said


class ItemEntry(Strict):
    """What every item has; each type adds its own fields, and what goes for them.

    Attributes:
        key_remark: what an author reads above the key of a new item.
    """

    key_remark: ClassVar[str] = ""

    id: ItemId
    version: int = Field(ge=1)
    type: str
    objective: str
    misconception: int | None = Field(default=None, ge=1, le=24)
    stem: Said
    hint: str = ""
    explanation: Said
    sources: list[str] = Field(min_length=1)

    def to_item(self) -> Item:
        """The domain's item."""
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
            **self.parts(),
        )

    def parts(self) -> dict[str, Any]:
        """The fields of the domain's item that this type fills."""
        raise NotImplementedError

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """What is wrong with an item beyond the shape of its fields.

        Args:
            item: one of this type.
            regions: id of a region of the body map to its name; None is not checked against.
        """
        raise NotImplementedError

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """The fields of this type in a new item, with blanks; ``regions`` are on the body map."""
        raise NotImplementedError

    @classmethod
    def named(cls, item: Item, regions: Mapping[str, str]) -> Item:
        """The item with what the body map knows of it."""
        return item


class QuizEntry(Strict):
    """A quiz: the items it asks, in order."""

    id: ItemId
    title: Said
    items: list[str] = Field(min_length=1)
    mode: Literal["formative", "summative", "pretest"] = "formative"

    def to_quiz(self) -> Quiz:
        """The domain's quiz."""
        mode: QuizMode = self.mode
        return Quiz(self.id, self.title, tuple(self.items), mode)
