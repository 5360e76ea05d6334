"""An event that could not have happened is refused, with the name of the field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from gluteedu.domain.learning.event import Event, EventError, new_id
from tests.support.event_maker import event


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", 5),
        ("id", "x" * 121),
        ("learner", "two\nlines"),
        ("session", "nul\0"),
        ("at", "2026-01-01"),
        ("at", datetime(2026, 1, 1)),
        ("at", datetime.min.replace(tzinfo=timezone(timedelta(hours=5)))),
        ("kind", "guess"),
        ("kind", None),
        ("kind", ["answer"]),
        ("mode", "exam"),
        ("confidence", "very"),
        ("quiz", ""),
        ("item", None),
        ("item", "x" * 121),
        ("version", 0),
        ("version", True),
        ("version", 1.5),
        ("version", 2**31),
        ("try_number", 0),
        ("rating", 5),
        ("score", 1.01),
        ("score", -0.1),
        ("score", float("nan")),
        ("score", "1"),
        ("score", True),
        ("seconds", -1),
        ("seconds", float("inf")),
        ("correct", 1),
        ("response", float("nan")),
        ("response", {1, 2}),
        ("response", ["x" * 20_001]),
    ],
)
def test_a_field_that_cannot_be(field: str, value: Any) -> None:
    with pytest.raises(EventError, match=f"^{field}: ") as fault:
        event(**{field: value})
    assert fault.value.field == field
    assert "\n" not in str(fault.value)


def test_deep_nesting_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(EventError, match="response"):
        event(response=deep)


def test_only_a_hand_in_needs_no_item_and_it_needs_its_quiz() -> None:
    assert event("hand_in", item=None).item is None
    with pytest.raises(EventError, match="quiz: a hand_in"):
        event("hand_in", item=None, quiz=None)
    assert event("review", quiz=None, item="term:doms", rating=3).rating == 3


def test_time_is_kept_in_utc() -> None:
    here = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=2)))
    found = event(at=here)
    assert found.at == here
    assert (found.at.tzinfo, found.at.hour) == (UTC, 7)


def test_ids_are_fresh() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {32}


def test_two_events_of_the_same_values_are_equal() -> None:
    one = event(id="a")
    assert one == event(id="a")
    assert one != event(id="a", minute=1)
    assert Event(**{f: getattr(one, f) for f in Event.__dataclass_fields__}) == one
