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


def shuffled_apart(ids: Iterable[str], seed: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """The same, but never ``key``: where the shuffle gives just that, all move on by one place."""
    order = shuffled(ids, seed)
    return order[1:] + order[:1] if order == key else order


def target_order(item: Item, seed: str) -> tuple[str, ...]:
    """The order in which a learner sees the right-hand sides of a matching item."""
    return shuffled((target.id for target in item.targets), f"{seed}/{item.id}/targets")
