"""Reads what a browser says about a quiz: an act on an item, or that the test is handed in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from gluteedu.domain.items.item import Item
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.learning.event import MAX_SECONDS
from gluteedu.domain.learning.quiz_step import ITEM_ACTS, HandIn, ItemAct

_MAX_PARTS = 50
_MAX_PART_LENGTH = 80


def read_act(act: str, message: Mapping[str, Any], items: Mapping[str, Item]) -> ItemAct | HandIn:
    """The act that a message asks for.

    Args:
        act: its name.
        message: as it came; nothing in it is trusted.
        items: the items of the quiz by id.

    Raises:
        ValueError: an unknown act, item or confidence, or what can be no response to any item.
    """
    if act == "hand_in":
        return HandIn()
    kind = next((kind for kind in ITEM_ACTS if kind == act), None)
    if kind is None:
        raise ValueError(f"there is no act {act[:_MAX_PART_LENGTH]!r}")
    item = _item(message.get("item"), items)
    seconds = _seconds(message.get("seconds"))
    if kind != "submit":
        return ItemAct(kind, item, seconds=seconds)
    response = message.get("response")
    _check_size(response)
    return ItemAct(kind, item, response, _confidence(message.get("confidence")), seconds)


def _item(raw: Any, items: Mapping[str, Item]) -> Item:
    if not isinstance(raw, str) or raw not in items:
        raise ValueError(f"item must be one of {', '.join(items)}")
    return items[raw]


def _confidence(raw: Any) -> Confidence | None:
    if raw is None:
        return None
    if raw not in tuple(Confidence):
        raise ValueError(f"confidence must be one of {', '.join(Confidence)}")
    return Confidence(raw)


def _seconds(raw: Any) -> float | None:
    """What the page measured, to a tenth; None for what cannot be."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not math.isfinite(raw):
        return None
    return round(float(raw), 1) if 0 <= raw <= MAX_SECONDS else None


def _check_size(raw: Any) -> None:
    """ValueError for anything that could not be an answer to any item."""
    if raw is None or (isinstance(raw, (int, float)) and not isinstance(raw, bool)):
        return
    if isinstance(raw, dict):
        parts = [*raw.keys(), *raw.values()]
    elif isinstance(raw, list):
        parts = list(raw)
    else:
        raise ValueError("a response is a list, a mapping or a number")
    if len(raw) > _MAX_PARTS:
        raise ValueError(f"a response has at most {_MAX_PARTS} parts")
    if any(not isinstance(part, str) or len(part) > _MAX_PART_LENGTH for part in parts):
        raise ValueError(f"the parts of a response are ids of at most {_MAX_PART_LENGTH} letters")
