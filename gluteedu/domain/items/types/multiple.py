"""Pick all options that are right."""

from __future__ import annotations

from typing import Any

from gluteedu.domain.items.grade import Grade, Response, ids_of
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import ItemType
from gluteedu.domain.items.picking import read_ids
from gluteedu.domain.items.portable import ChoiceForm
from gluteedu.domain.words import Words


class Multiple(ItemType):
    """A choice of several among more options."""

    id = "multiple"
    place = 2

    def read(self, item: Item, raw: Any) -> Response:
        """One option id or more."""
        picked = read_ids(item, raw)
        if not picked:
            raise ValueError(f"{item.id}: at least one option must be picked")
        return picked

    def grade(self, item: Item, response: Response) -> Grade:
        """``max(0, (hits - false picks) / len(key))``.

        A false pick costs what a hit earns, so ticking everything never pays. As Moodle's multiple
        choice with weights of plus and minus 1/len(key), floored at 0, and PrairieLearn's
        ``pl-checkbox`` method ``PC`` (net correct).
        """
        picked = ids_of(response)
        hits = sum(one in item.key for one in picked)
        score = max(0.0, (hits - (len(picked) - hits)) / len(item.key))
        return Grade(score, set(picked) == set(item.key), picked)

    def form(self, item: Item) -> ChoiceForm:
        """A choice."""
        return ChoiceForm(item.options, item.key, many=True)

    def nearness(self, item: Item, grade: Grade, words: Words) -> str:
        """How many of the picks are right, and whether more are to be found."""
        picked = grade.feedback
        say, hits = words.say, sum(one in item.key for one in picked)
        if len(picked) == 1:
            told = say("your_pick_is_right" if hits else "your_pick_is_not_right")
        else:
            told = say("picks_right", n=hits, of=len(picked))
        return f"{told} {say('more_to_find')}" if hits == len(picked) else told


TYPE = Multiple()
