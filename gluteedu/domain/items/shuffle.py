"""A shuffle that a seed decides, the same on every machine and in every version of Python."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from gluteedu.domain.items.item import Item


def shuffled(ids: Iterable[str], seed: str) -> tuple[str, ...]:
    """``ids`` in an order that depends on the seed and on the ids, not on how they came in.

    Sorted by the SHA-256 of seed and id, so nothing depends on ``random`` or on ``hash``.
    """

    def rank(option: str) -> tuple[bytes, str]:
        return hashlib.sha256(f"{seed}\x1f{option}".encode()).digest(), option

    return tuple(sorted(ids, key=rank))


def option_order(item: Item, seed: str) -> tuple[str, ...]:
    """The order in which a learner sees the options of ``item``.

    An ordering item never starts in the right order: where the shuffle gives just that, everything
    moves on by one place. The regions of a hotspot stand in the order of the alphabet.
    """
    if item.type == "hotspot":
        return tuple(o.id for o in sorted(item.options, key=lambda o: (o.text.casefold(), o.id)))
    order = shuffled(item.option_ids, f"{seed}/{item.id}")
    if item.type == "ordering" and order == item.key:
        return order[1:] + order[:1]
    return order


def target_order(item: Item, seed: str) -> tuple[str, ...]:
    """The order in which a learner sees the right-hand sides of a matching item."""
    return shuffled((target.id for target in item.targets), f"{seed}/{item.id}/targets")
