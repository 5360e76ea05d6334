"""Options to put in order: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gluteedu.content.items.choice_entry import ChoiceEntry
from gluteedu.content.items.faults import Fault, option_faults
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.item import Item


class OrderingEntry(ChoiceEntry):
    """ordering: the key lists all options in the right order."""

    key_remark = "All ids, in the right order."
    why = "why it stands in this place"

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether every option has its place."""
        yield from option_faults(item)
        missing = [one for one in item.option_ids if one not in item.key]
        if missing:
            yield "key", f"must put every option in order; {', '.join(missing)} is missing"

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Four options, and a key that goes on."""
        return {
            **super().start(regions),
            "key": [blank("the first id"), blank("the next id, and so on")],
        }


ENTRY = OrderingEntry
