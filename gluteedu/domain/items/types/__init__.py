"""The types of items: each module of this folder is one, found by its name.

A module ``NAME`` holds ``TYPE``, the :class:`ItemType` with the id ``NAME``.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import ItemType


def find_types() -> dict[str, ItemType]:
    """The types of this folder by id, the usual ones first."""
    found: list[ItemType] = [
        import_module(f"{__name__}.{module.name}").TYPE for module in iter_modules(__path__)
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.place, one.id))}


ITEM_TYPES = find_types()


def item_type(item: Item) -> ItemType:
    """The type of an item."""
    return ITEM_TYPES[item.type]
