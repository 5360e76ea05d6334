"""Several right options: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gluteedu.content.items.choice_entry import ChoiceEntry
from gluteedu.content.items.faults import Fault, all_right, option_faults, told_away
from gluteedu.domain.items.item import Item


class MultipleEntry(ChoiceEntry):
    """multiple."""

    key_remark = "The ids of all options that are right; at least one must be wrong."

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether some options are right and some are not."""
        yield from option_faults(item)
        yield from all_right(item)
        yield from told_away(item)


ENTRY = MultipleEntry
