"""One small item of each type, for tests of the rules."""

from __future__ import annotations

from typing import Any

from gluteedu.domain.items.item import Item, NumberKey, Option, Target


def _item(item_id: str, kind: Any, **more: Any) -> Item:
    return Item(
        id=item_id,
        version=1,
        type=kind,
        objective=more.pop("objective", "objective-a"),
        stem=f"The stem of {item_id}.",
        explanation=f"The explanation of {item_id}.",
        sources=("source-1",),
        hint=more.pop("hint", f"The hint of {item_id}."),
        **more,
    )


def _options(*ids: str) -> tuple[Option, ...]:
    return tuple(Option(one, f"Text of {one}", f"Feedback of {one}") for one in ids)


def single(item_id: str = "single_one") -> Item:
    return _item(item_id, "single", options=_options("a", "b", "c"), key=("b",))


def multiple() -> Item:
    return _item("multiple_one", "multiple", options=_options(*"abcde"), key=("a", "c", "e"))


def ordering(count: int = 4) -> Item:
    ids = tuple("abcdefgh"[:count])
    return _item("ordering_one", "ordering", options=_options(*ids), key=tuple(reversed(ids)))


def matching() -> Item:
    return _item(
        "matching_one",
        "matching",
        objective="objective-b",
        options=_options("a", "b"),
        targets=(Target("x", "Ex"), Target("y", "Why"), Target("z", "Zed")),
        pairs=(("a", "x"), ("b", "y")),
    )


def number(value: float = 48, tolerance: float = 24) -> Item:
    key = NumberKey(value, tolerance, 0, 240, 1, "hours", "Just so.", "More.", "Less.")
    return _item("number_one", "number", objective="objective-b", number=key)


def hotspot() -> Item:
    return _item("hotspot_one", "hotspot", options=_options("p", "q", "r"), key=("q", "r"))


def every_item() -> tuple[Item, ...]:
    return single(), multiple(), ordering(), matching(), number(), hotspot()
