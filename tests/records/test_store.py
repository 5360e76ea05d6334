"""What is kept comes back as it was: the same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gluteedu.domain.learning.event import CONFIDENCES, EVENT_KINDS, EVENT_MODES, Event
from gluteedu.records.store import Store, StoreError, open_store
from tests.support.event_maker import event

ids = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
responses = st.one_of(
    st.none(),
    st.lists(ids, max_size=5),
    st.dictionaries(ids, ids, max_size=5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
)
events = st.builds(
    Event,
    id=st.uuids().map(lambda one: one.hex),
    learner=ids,
    session=ids,
    at=st.datetimes(
        datetime(1971, 1, 1),
        datetime(2999, 1, 1),
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
    ),
    kind=st.sampled_from(EVENT_KINDS),
    quiz=ids,
    item=ids,
    version=st.none() | st.integers(1, 99),
    response=responses,
    score=st.none() | st.floats(0, 1),
    correct=st.none() | st.booleans(),
    try_number=st.none() | st.integers(1, 9),
    confidence=st.none() | st.sampled_from(CONFIDENCES),
    mode=st.none() | st.sampled_from(EVENT_MODES),
    seconds=st.none() | st.floats(0, 1000),
    rating=st.none() | st.integers(1, 4),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(events, max_size=4, unique_by=lambda one: one.id))
def test_every_event_comes_back_as_it_was(store: Store, some: list[Event]) -> None:
    for learner in store.learners():
        store.erase(learner)
    store.append(some)
    kept = store.events()
    assert [one.event for one in kept] == some
    for one, stored in zip(some, kept, strict=True):
        assert stored.event.at.utcoffset() == timedelta(0)
        assert type(stored.event.response) is type(one.response)


def test_numbers_grow_and_can_be_read_on_from(store: Store) -> None:
    first, second, third = event(minute=1), event(learner="bob"), event("hint", quiz="other")
    store.append([first])
    store.append([second, third])
    numbers = [one.number for one in store.events()]
    assert numbers == sorted(set(numbers))
    assert [one.event for one in store.events(after=numbers[0])] == [second, third]
    assert [one.event for one in store.events("ada")] == [first, third]
    assert [one.event for one in store.events("ada", quiz="q")] == [first]
    assert [one.event for one in store.events(quiz="other", after=numbers[1])] == [third]
    assert store.events("nobody") == []


def test_an_event_is_kept_once_and_as_it_was_first(store: Store) -> None:
    first = event()
    again = event(id=first.id, score=0.0, correct=False)
    store.append([first, again])
    store.append([again])
    assert [one.event for one in store.events()] == [first]


def test_two_learners_may_have_loaded_the_same_event(store: Store) -> None:
    first = event()
    store.append([first, event(id=first.id, learner="bob")])
    assert len(store.events()) == 2


def test_all_or_nothing(store: Store) -> None:
    store.append([])
    long = event()
    object.__setattr__(long, "score", "not a number at all")
    object.__setattr__(long, "kind", None)
    with pytest.raises(StoreError):
        store.append([event(), long])
    assert store.events() == []


def test_erase_leaves_nothing_of_one_learner_and_all_of_the_others(store: Store) -> None:
    store.append([event(), event(learner="bob"), event("hint")])
    store.set_name("ada", "Ada")
    store.set_name("bob", "Bob")
    highest = store.events()[-1].number
    store.erase("ada")
    assert store.events("ada") == []
    assert store.name("ada") is None
    assert [one.event.learner for one in store.events()] == ["bob"]
    assert (store.name("bob"), store.learners()) == ("Bob", ["bob"])
    store.append([event()])
    assert store.events("ada")[0].number > highest


def test_names(store: Store) -> None:
    assert store.name("ada") is None
    store.set_name("ada", "Ada Łovelace 愛")
    store.set_name("ada", "Ada")
    assert (store.name("ada"), store.learners()) == ("Ada", ["ada"])
    for bad in ("", "x" * 81, "two\nlines", "nul\0"):
        with pytest.raises(ValueError, match="1 to 80 printable"):
            store.set_name("ada", bad)
    store.set_name("ada", None)
    assert store.name("ada") is None


def test_a_store_is_there_for_the_next_process(url: str, opened: Callable[..., Store]) -> None:
    kept = event()
    one = opened(url)
    one.append([kept])
    one.close()
    assert [found.event for found in opened(url).events()] == [kept]
    one.append([event("hint")])  # a closed store opens again
    assert len(opened(url).events()) == 2


def test_none_keeps_nothing() -> None:
    store = open_store("none")
    store.append([event()])
    store.set_name("ada", "Ada")
    assert (store.events(), store.learners(), store.name("ada")) == ([], [], None)
    store.erase("ada")
    store.close()


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path, opened: Callable[..., Store]) -> None:
    path = tmp_path / "new" / "folder" / "record.db"
    opened(f"sqlite:///{path}").append([event()])
    for one in (path, path.with_name("record.db-wal")):
        assert one.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_is_taken_away_is_made_anew(
    tmp_path: Path, opened: Callable[..., Store]
) -> None:
    path = tmp_path / "record.db"
    store = opened(f"sqlite:///{path}")
    store.append([event()])
    assert store.generation == 0
    os.rename(path, tmp_path / "taken.db")
    late = event("hint")
    store.append([late])
    assert store.generation == 1
    assert [one.event for one in opened(f"sqlite:///{path}").events()] == [late]
