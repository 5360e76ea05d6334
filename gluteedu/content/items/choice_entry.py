"""The entry of items whose options have texts and whose key names some or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from gluteedu.content.items.schema import ItemEntry, OptionEntry
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.item import Option

_NAMES = ("first", "second", "third", "fourth")
WHY = "why it tempts, why it is right or wrong"


class ChoiceEntry(ItemEntry):
    """Options, and a key that lists the ids of some."""

    why: ClassVar[str] = WHY

    options: list[OptionEntry] = Field(min_length=2, max_length=12)
    key: list[str] = Field(min_length=1)

    def parts(self) -> dict[str, Any]:
        """Options and key."""
        return {"options": as_options(self.options), "key": tuple(self.key)}

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Four options; ``why`` says what the feedback of each is to tell."""
        return {"options": blank_options(cls.why), "key": [blank("the id of the right option")]}


def as_options(entries: list[OptionEntry]) -> tuple[Option, ...]:
    """The domain's options."""
    return tuple(Option(one.id, one.text, one.feedback) for one in entries)


def blank_options(why: str = WHY, n: int = len(_NAMES)) -> list[dict[str, str]]:
    """``n`` options to fill in; ``why`` says what the feedback is to tell."""
    return [{"id": name, "text": blank("the text"), "feedback": blank(why)} for name in _NAMES[:n]]
