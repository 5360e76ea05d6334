"""Put all options in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from gluteedu.domain.items.grade import Grade, Response, ids_of
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import (
    Distribution,
    ItemType,
    Line,
    Solution,
    chosen_ids,
    text_of,
)
from gluteedu.domain.items.picking import read_ids
from gluteedu.domain.items.portable import OrderForm
from gluteedu.domain.items.shuffle import shuffled_apart
from gluteedu.domain.words import Words


class Ordering(ItemType):
    """All options are put in order."""

    id = "ordering"
    place = 4

    def read(self, item: Item, raw: Any) -> Response:
        """All option ids, in the order that was given."""
        order, n = read_ids(item, raw), len(item.options)
        if len(order) != n:
            raise ValueError(f"{item.id}: all {n} options must be put in order")
        return order

    def grade(self, item: Item, response: Response) -> Grade:
        """The share of the n(n-1)/2 pairs that stand in the right order.

        Kendall's tau is ``2 * share - 1`` (Kendall 1938, Biometrika 30:81-93).
        """
        order = ids_of(response)
        place = {option_id: index for index, option_id in enumerate(item.key)}
        pairs = list(combinations(order, 2))
        in_order = sum(place[first] < place[second] for first, second in pairs)
        in_place = tuple(a for a, b in zip(order, item.key, strict=True) if a == b)
        return Grade(in_order / len(pairs), order == item.key, in_place)

    def form(self, item: Item) -> OrderForm:
        """An order."""
        return OrderForm(item.options, item.key)

    def option_order(self, item: Item, seed: str) -> tuple[str, ...]:
        """Shuffled, and never the right order."""
        return shuffled_apart(item.option_ids, f"{seed}/{item.id}", item.key)

    def marks(self, item: Item, grade: Grade) -> dict[str, bool]:
        """Every option, whether it is in its place."""
        return {one: one in grade.feedback for one in item.option_ids}

    def nearness(self, item: Item, grade: Grade, words: Words) -> str:
        """How many are in place."""
        placed = len(grade.feedback)
        if placed == 0:
            return words.say("order_fits_in_part" if grade.score > 0 else "none_in_place")
        return words.say("in_place", n=placed, of=len(item.key))

    def solution(self, item: Item) -> Solution:
        """The right order."""
        return Solution(order=item.key)

    def count(self, item: Item, responses: Sequence[Response]) -> Distribution:
        """How often each option stood at each place."""
        columns = [str(place) for place in range(1, len(item.options) + 1)]
        grid = {one: dict.fromkeys(columns, 0) for one in item.option_ids}
        for response in responses:
            for place, one in zip(columns, ids_of(response), strict=True):
                grid[one][place] += 1
        return Distribution(len(responses), grid=grid)

    def choices(self, item: Item) -> dict[str, bool]:
        """Each option in its right place."""
        return dict.fromkeys(item.key, True)

    def chosen(self, item: Item, raw: Any) -> set[str]:
        """The options that were put in their right place."""
        if isinstance(raw, (list, tuple)) and any(isinstance(one, str) for one in raw):
            return {a for a, b in zip(raw, item.key, strict=False) if a == b}
        return chosen_ids(raw)

    def choice_text(self, item: Item, choice: str, words: Words, line: Line) -> str:
        """The option and its right place."""
        place = item.key.index(choice) + 1 if choice in item.key else 0
        return words.say("put_in_place", option=text_of(item.options, choice, line), n=place)


TYPE = Ordering()
