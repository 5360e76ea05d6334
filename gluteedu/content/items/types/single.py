"""One right option: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gluteedu.content.items.choice_entry import ChoiceEntry
from gluteedu.content.items.faults import Fault, option_faults, told_away
from gluteedu.domain.items.item import Item


class SingleEntry(ChoiceEntry):
    """single."""

    key_remark = "The id of the one option that is right."

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether there is one right option."""
        yield from option_faults(item)
        if len(item.key) != 1:
            yield "key", f"must name one option, not {len(item.key)}; use type multiple for more"
        yield from told_away(item)


ENTRY = SingleEntry
