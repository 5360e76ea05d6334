"""Pick the one option that is right."""

from __future__ import annotations

from gluteedu.domain.items.item import Item
from gluteedu.domain.items.picking import OnePick
from gluteedu.domain.items.portable import ChoiceForm


class Single(OnePick):
    """A choice of one among several options."""

    id = "single"
    place = 1

    def form(self, item: Item) -> ChoiceForm:
        """A choice."""
        return ChoiceForm(item.options, item.key)


TYPE = Single()
