"""A number within a tolerance: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from gluteedu.content.items.faults import Fault
from gluteedu.content.items.schema import ItemEntry, Said
from gluteedu.content.loading.blanks import blank
from gluteedu.content.loading.reading import Strict
from gluteedu.domain.items.item import Item, NumberKey


class NumberFeedback(Strict):
    """What is said to a right number, to one too low and to one too high."""

    right: Said
    low: Said
    high: Said


class NumberEntry(ItemEntry):
    """number: right within the tolerance."""

    unit: Said
    value: float = Field(allow_inf_nan=False)
    tolerance: float = Field(ge=0, allow_inf_nan=False)
    min: float = Field(allow_inf_nan=False)
    max: float = Field(allow_inf_nan=False)
    step: float = Field(gt=0, allow_inf_nan=False)
    feedback: NumberFeedback

    def parts(self) -> dict[str, Any]:
        """The key."""
        return {
            "number": NumberKey(
                value=self.value,
                tolerance=self.tolerance,
                minimum=self.min,
                maximum=self.max,
                step=self.step,
                unit=self.unit,
                **self.feedback.model_dump(),
            )
        }

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether a right answer can be given, and a wrong one."""
        key = item.number
        assert key is not None
        if not key.minimum < key.maximum:
            yield "min", f"must be below max ({key.maximum:g}), not {key.minimum:g}"
            return
        if not key.minimum <= key.value <= key.maximum:
            yield "value", f"must be from min to max ({key.minimum:g} to {key.maximum:g})"
            return
        low, high = key.accepted
        if low <= key.minimum and high >= key.maximum:
            yield "tolerance", f"{key.tolerance:g} makes every answer right; make it smaller"
        off = (key.value - key.minimum) % key.step
        if min(off, key.step - off) > key.tolerance + 1e-9:
            yield "step", f"no step of {key.step:g} from {key.minimum:g} reaches a right answer"
        if (key.maximum - key.minimum) / key.step > 10_000:
            yield "step", "gives more than 10,000 positions; make it larger"

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Every number, and three kinds of feedback."""
        return {
            "unit": blank("like hours"),
            "value": blank("the right number"),
            "tolerance": blank("how far from it still counts, like 2"),
            "min": blank("the lowest number to choose from"),
            "max": blank("the highest number to choose from"),
            "step": blank("from one number to the next, like 1"),
            "feedback": {
                "right": blank("say why this is right"),
                "low": blank("for too low: why it tempts, why it is wrong"),
                "high": blank("for too high: why it tempts, why it is wrong"),
            },
        }


ENTRY = NumberEntry
