"""Answers that are lists of option ids: what the types that pick options have in common."""

from __future__ import annotations

from typing import Any

from gluteedu.domain.items.grade import Grade, Response, ids_of
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import ItemType


def read_ids(item: Item, raw: Any) -> tuple[str, ...]:
    """Different option ids of ``item``. ValueError says what is allowed."""
    allowed = item.option_ids
    if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) for one in raw):
        raise ValueError(f"{item.id}: the answer must be a list of option ids: {listed(allowed)}")
    picked = tuple(raw)
    if len(picked) > len(allowed) or any(one not in allowed for one in picked):
        raise ValueError(f"{item.id}: the options are {listed(allowed)}")
    if len(set(picked)) != len(picked):
        raise ValueError(f"{item.id}: an option can be picked once")
    return picked


def listed(ids: tuple[str, ...]) -> str:
    """The ids with commas between them."""
    return ", ".join(ids)


class OnePick(ItemType):
    """Exactly one option is picked; any right one is right."""

    one_pick = True

    def read(self, item: Item, raw: Any) -> Response:
        """One option id."""
        picked = read_ids(item, raw)
        if len(picked) != 1:
            raise ValueError(f"{item.id}: exactly one option must be picked")
        return picked

    def grade(self, item: Item, response: Response) -> Grade:
        """1 for a right option, else 0."""
        picked = ids_of(response)
        return Grade(float(picked[0] in item.key), picked[0] in item.key, picked)
