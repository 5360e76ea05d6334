"""Give a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from gluteedu.domain.items.grade import Grade, Response
from gluteedu.domain.items.item import Item, NumberKey
from gluteedu.domain.items.item_type import Distribution, ItemType, Line, Remark, chosen_ids
from gluteedu.domain.items.portable import RangeForm
from gluteedu.domain.words import Words


class Number(ItemType):
    """A number, right within a tolerance."""

    id = "number"
    place = 3

    def read(self, item: Item, raw: Any) -> Response:
        """A number within the range."""
        key = _number_key(item)
        span = f"{key.minimum:g} to {key.maximum:g} {key.unit}".strip()
        if isinstance(raw, bool) or not isinstance(raw, (int, float)):
            raise ValueError(f"the answer must be a number from {span}")
        if not key.minimum <= raw <= key.maximum:
            raise ValueError(f"the answer must be from {span}")
        return float(raw)

    def grade(self, item: Item, response: Response) -> Grade:
        """1 within the tolerance, ends included, else 0."""
        if isinstance(response, tuple):
            raise TypeError("a number item is answered with a number")
        side = _side(_number_key(item), response)
        return Grade(float(side == "right"), side == "right", (side,))

    def form(self, item: Item) -> RangeForm:
        """A range."""
        return RangeForm(_number_key(item))

    def ask(self, item: Item, words: Words) -> str:
        """What the number counts, and from where to where."""
        key = _number_key(item)
        low, high = f"{key.minimum:g}", f"{key.maximum:g}"
        return words.say("ask_number", unit=key.unit, low=low, high=high)

    def marks(self, item: Item, grade: Grade) -> dict[str, bool]:
        """None: there are no options."""
        return {}

    def remarks(self, item: Item, response: Response, grade: Grade) -> list[Remark]:
        """What is said to a right number, one too low or one too high."""
        key = _number_key(item)
        said = {"right": key.right, "low": key.low, "high": key.high}
        label = f"{response:g} {key.unit}"
        return [Remark(label, said[side], grade.correct) for side in grade.feedback]

    def answer(self, item: Item, words: Words, solved: bool) -> str:
        """The right number, and how far from it still counts."""
        key = _number_key(item)
        low, high = key.accepted
        low, high = max(key.minimum, low), min(key.maximum, high)
        exact = f"{key.value:g} {key.unit}"
        if low == high:
            return exact
        return words.say("number_with_room", value=exact, low=f"{low:g}", high=f"{high:g}")

    def count(self, item: Item, responses: Sequence[Response]) -> Distribution:
        """How often each number was given."""
        values = Counter(one for one in responses if isinstance(one, float))
        return Distribution(len(responses), numbers=tuple(sorted(values.items())))

    def choices(self, item: Item) -> dict[str, bool]:
        """The three sides."""
        return {"low": False, "right": True, "high": False}

    def chosen(self, item: Item, raw: Any) -> set[str]:
        """On which side a number is."""
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return {_side(_number_key(item), raw)}
        return chosen_ids(raw)

    def choice_text(self, item: Item, choice: str, words: Words, line: Line) -> str:
        """The side; the right one with its numbers."""
        if choice == "right":
            return words.say("side_right", accepted=_number_key(item).accepted_text)
        return words.say(f"side_{choice}") if choice in ("low", "high") else choice


def _number_key(item: Item) -> NumberKey:
    """The key of a number item."""
    if item.number is None:
        raise TypeError(f"{item.id} is no number item")
    return item.number


def _side(key: NumberKey, value: float) -> Literal["right", "low", "high"]:
    slack = 1e-9 * max(1.0, abs(key.value))
    if abs(value - key.value) <= key.tolerance + slack:
        return "right"
    return "low" if value < key.value else "high"


TYPE = Number()
