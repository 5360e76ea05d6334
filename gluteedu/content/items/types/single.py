"""One right option: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gluteedu.content.items.choice_entry import ChoiceEntry, blank_options
from gluteedu.content.items.faults import Fault, key_faults, option_faults, told_away
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.item import Item


class SingleEntry(ChoiceEntry):
    """single."""

    key_remark = "The id of the one option that is right."

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether there is one right option."""
        yield from option_faults(item)
        yield from key_faults(item)
        if len(item.key) != 1:
            yield "key", f"must name one option, not {len(item.key)}; use type multiple for more"
        yield from told_away(item)

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Four options."""
        return {"options": blank_options(), "key": [blank("the id of the right option")]}


ENTRY = SingleEntry
