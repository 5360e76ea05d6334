"""How each type of item is written in ``data/items``: a module for each, named as the type is.

A module holds ``ENTRY``, the :class:`ItemEntry` of its type.
"""

from __future__ import annotations

from importlib import import_module

from gluteedu.content.items.schema import ItemEntry


def entry_of(type_id: str) -> type[ItemEntry]:
    """How an item of this type is written."""
    entry: type[ItemEntry] = import_module(f"{__name__}.{type_id}").ENTRY
    return entry
