"""Regions of the body map: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from gluteedu.content.items.choice_entry import WHY
from gluteedu.content.items.faults import Fault, all_right, not_one_of, option_faults
from gluteedu.content.items.schema import ItemEntry, ItemId, Said
from gluteedu.content.loading.blanks import blank
from gluteedu.content.loading.reading import Strict
from gluteedu.domain.items.item import Item, Option


class RegionEntry(Strict):
    """A region of the body map, which brings the text."""

    id: ItemId
    feedback: Said


class HotspotEntry(ItemEntry):
    """hotspot: every region that can be picked, and those that are right."""

    key_remark = "The ids of the regions that count as right."

    options: list[RegionEntry] = Field(min_length=2, max_length=20)
    key: list[str] = Field(min_length=1)

    def parts(self) -> dict[str, Any]:
        """Options without texts, and the key."""
        options = tuple(Option(one.id, "", one.feedback) for one in self.options)
        return {"options": options, "key": tuple(self.key)}

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether some regions are right and some are not, and all are on the body map."""
        yield from option_faults(item)
        yield from all_right(item)
        for option in item.option_ids:
            if regions is not None and option not in regions:
                message = not_one_of(option, regions, "a region of the body map")
                yield f"options.{option}", message

    @classmethod
    def named(cls, item: Item, regions: Mapping[str, str]) -> Item:
        """The item with the names of its regions."""
        options = tuple(Option(o.id, regions.get(o.id, ""), o.feedback) for o in item.options)
        return replace(item, options=options)

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """All regions."""
        options = [{"id": region, "feedback": blank(WHY)} for region in regions]
        return {"options": options, "key": [blank("the id of the right region")]}


ENTRY = HotspotEntry
