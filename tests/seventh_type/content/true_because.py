"""A verdict and its reason: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from gluteedu.content.items.choice_entry import as_options, blank_options
from gluteedu.content.items.faults import Fault, not_one_of, option_faults
from gluteedu.content.items.schema import ItemEntry, OptionEntry, TargetEntry
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.item import Item, Target


class TrueBecauseEntry(ItemEntry):
    """true_because: the key is one verdict with one reason."""

    key_remark = "The verdict and its reason."

    options: list[OptionEntry] = Field(min_length=2, max_length=2)
    targets: list[TargetEntry] = Field(min_length=2, max_length=6)
    key: dict[str, str] = Field(min_length=1, max_length=1)

    def parts(self) -> dict[str, Any]:
        """Verdicts, reasons and the pair that is right."""
        return {
            "options": as_options(self.options),
            "targets": tuple(Target(t.id, t.text) for t in self.targets),
            "pairs": tuple(self.key.items()),
        }

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether the key names a verdict and a reason."""
        yield from option_faults(item)
        reasons = [target.id for target in item.targets]
        for verdict, reason in item.pairs:
            if verdict not in item.option_ids:
                yield "key", not_one_of(verdict, item.option_ids, "an option")
            if reason not in reasons:
                yield "key", not_one_of(reason, reasons, "a target")

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Two verdicts, two reasons."""
        return {
            "options": blank_options(n=2),
            "targets": [{"id": f"reason_{n}", "text": blank("the reason")} for n in (1, 2)],
            "key": {"first": blank("the id of its reason")},
        }


ENTRY = TrueBecauseEntry
