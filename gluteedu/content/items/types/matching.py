"""Options and their partners: how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from gluteedu.content.items.choice_entry import as_options, blank_options
from gluteedu.content.items.faults import Fault, not_one_of, option_faults, repeated, same_text
from gluteedu.content.items.schema import ItemEntry, OptionEntry, TargetEntry
from gluteedu.content.loading.blanks import blank
from gluteedu.domain.items.item import Item, Target


class MatchingEntry(ItemEntry):
    """matching: options on the left, targets on the right, the key pairs them."""

    key_remark = "For each option the id of its target."

    options: list[OptionEntry] = Field(min_length=2, max_length=12)
    targets: list[TargetEntry] = Field(min_length=2, max_length=12)
    key: dict[str, str] = Field(min_length=1)

    def parts(self) -> dict[str, Any]:
        """Options, targets and a pair for each option, with "" where the key has none."""
        return {
            "options": as_options(self.options),
            "targets": tuple(Target(t.id, t.text) for t in self.targets),
            "pairs": tuple((o.id, self.key.get(o.id, "")) for o in self.options),
        }

    @classmethod
    def faults(cls, item: Item, regions: Mapping[str, str] | None) -> Iterator[Fault]:
        """Whether every option has one partner among the targets."""
        yield from option_faults(item)
        targets = [target.id for target in item.targets]
        yield from repeated("targets", targets)
        yield from same_text("targets", [(t.id, t.text) for t in item.targets])
        for left, right in item.pairs:
            if not right:
                yield f"key.{left}", f"is missing; give one of {', '.join(targets)}"
            elif right not in targets:
                yield f"key.{left}", not_one_of(right, targets, "a target")

    @classmethod
    def start(cls, regions: Sequence[str]) -> dict[str, Any]:
        """Three options, three targets."""
        options = blank_options("why it belongs to its partner", 3)
        names = [option["id"] for option in options]
        return {
            "options": options,
            "targets": [{"id": f"{name}_partner", "text": blank("the text")} for name in names],
            "key": {name: blank("the id of its target") for name in names},
        }


ENTRY = MatchingEntry
