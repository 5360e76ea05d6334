"""Pick a region of the body map."""

from __future__ import annotations

from functools import reduce

from gluteedu.domain.items.item import Item
from gluteedu.domain.items.picking import OnePick
from gluteedu.domain.items.portable import ChoiceForm, alphabetical
from gluteedu.domain.words import Words


class Hotspot(OnePick):
    """A region of the body map is picked; several may be right, each of them alone."""

    id = "hotspot"
    place = 6
    on_body_map = True

    def form(self, item: Item) -> ChoiceForm:
        """A choice among the names of the regions."""
        lost = "the body map became a list of names; does the stem still fit"
        return ChoiceForm(item.options, item.key, by_name=True, lost=lost)

    def option_order(self, item: Item, seed: str) -> tuple[str, ...]:
        """The regions in the order of the alphabet, by name."""
        return tuple(option.id for option in alphabetical(item.options))

    def answer(self, item: Item, words: Words, solved: bool) -> str:
        """The names of the right regions, for who did not find one."""
        names = (item.option(one).text for one in item.key)
        return "" if solved else reduce(lambda a, b: words.say("either", a=a, b=b), names)


TYPE = Hotspot()
