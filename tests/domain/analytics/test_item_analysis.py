"""Item analysis against pandas, on made-up answers, and what must not change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteedu.domain.analytics.item_analysis import MinimumLearners, analyse, choices, first_tries
from gluteedu.domain.learning.event import Event
from tests.support.sample_items import (
    every_item,
    hotspot,
    matching,
    multiple,
    number,
    ordering,
    single,
)

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
BANK = {f"i{k}": replace(single(f"i{k}"), id=f"i{k}") for k in range(6)}
QUIZZES = {"first": ["i0", "i1", "i2"], "second": ["i3", "i4", "i5"]}
LESSON = dict.fromkeys(QUIZZES, "lesson")


def event(learner: str, item: str, score: float, minute: float = 0, **more: Any) -> Event:
    quiz = next((q for q, items in QUIZZES.items() if item in items), "gone")
    fields: dict[str, Any] = {
        "kind": "answer", "quiz": quiz, "version": 1, "response": ["b" if score == 1 else "a"],
        "correct": score == 1, "try_number": 1, "mode": "formative", "seconds": 10 + minute,
    }  # fmt: skip
    return Event(
        id=f"{learner}-{item}-{minute}",
        learner=learner,
        session="s",
        at=NOON + timedelta(minutes=minute),
        item=item,
        score=score,
        **{**fields, **more},
    )


def a_class(learners: int, seed: int, missing: float = 0.1) -> list[Event]:
    chance = Random(seed)
    return [
        event(f"L{k}", item, chance.choice([0, 0.5, 1]), minute=chance.random() * 9)
        for k in range(learners)
        for item in BANK
        if chance.random() >= missing
    ]


def one(found: list[Any], item: str, version: int = 1) -> Any:
    return next(x for x in found if (x.item, x.version) == (item, version))


@settings(max_examples=25)
@given(st.integers(10, 40), st.integers(0, 10_000))
def test_it_agrees_with_pandas(learners: int, seed: int) -> None:
    events = a_class(learners, seed)
    found = analyse(first_tries(events), BANK, LESSON, QUIZZES)
    table = pd.DataFrame([(e.learner, e.item, e.score, e.seconds) for e in events],
                         columns=["learner", "item", "score", "seconds"])  # fmt: skip
    wide = table.pivot(index="learner", columns="item", values="score")
    for item in BANK:
        own, others = wide[item], wide.drop(columns=item)
        result = one(found, item)
        assert result.n == own.count()
        if own.count() < 5:
            assert result.facility is None
            continue
        assert result.facility.value == pytest.approx(own.mean())
        assert result.seconds.value == pytest.approx(
            table.loc[table["item"] == item, "seconds"].median()
        )
        known = own.notna() & (others.count(axis=1) >= 3)
        if known.sum() < 10:
            assert result.discrimination is None
            continue
        rest = others[known].mean(axis=1)
        if own[known].std() < 1e-6 or rest.std() < 1e-6:
            assert result.discrimination is None
            continue
        assert result.discrimination.value == pytest.approx(own[known].corr(rest))
        assert result.discrimination.n == known.sum()


@given(st.permutations(a_class(7, 1)), st.integers(0, 99))
def test_order_and_later_tries_change_nothing(events: list[Event], seed: int) -> None:
    chance = Random(seed)
    later = [
        replace(e, id=f"again-{e.id}", at=e.at + timedelta(minutes=1), try_number=2, score=1.0)
        for e in chance.sample(events, 5)
    ]
    again = [
        replace(e, id=f"retake-{e.id}", at=e.at + timedelta(days=1), score=0.0)
        for e in chance.sample(events, 5)
    ]
    live = [replace(e, id=f"live-{e.id}", at=e.at - timedelta(days=1), mode="live") for e in events]
    usual = analyse(first_tries(a_class(7, 1)), BANK, LESSON, QUIZZES)
    mixed = [*events, *later, *again, *live]
    chance.shuffle(mixed)
    assert analyse(first_tries(mixed), BANK, LESSON, QUIZZES) == usual


def test_a_second_try_is_no_first_try_even_when_the_first_is_missing() -> None:
    assert first_tries([event("L", "i0", 1, try_number=2)]) == []
    assert first_tries([replace(event("L", "i0", 1), kind="save", score=None)]) == []


def test_nothing_is_shown_below_the_least_number() -> None:
    four = first_tries(a_class(4, 3, missing=0))
    result = one(analyse(four, BANK, LESSON, QUIZZES), "i0")
    assert result.n == 4
    assert (result.facility, result.discrimination, result.choices) == (None, None, ())
    assert (result.seconds, result.left_out) == (None, None)
    nine = first_tries(a_class(9, 3, missing=0))
    result = one(analyse(nine, BANK, LESSON, QUIZZES), "i0")
    assert result.facility.n == 9
    assert result.discrimination is None
    result = one(analyse(nine, BANK, LESSON, QUIZZES, MinimumLearners(12, 3)), "i0")
    assert result.facility is None
    assert result.discrimination is not None


def test_an_item_in_a_new_version_or_withdrawn_is_analysed_apart() -> None:
    events = a_class(12, 5, missing=0)
    bank = {key: replace(x, version=2) if key == "i0" else x for key, x in BANK.items()}
    del bank["i1"]
    quizzes = {"first": ["i0", "i2"], "second": QUIZZES["second"]}
    new = [replace(e, id=f"new-{e.id}", version=2) for e in events if e.item == "i0"][:6]
    found = analyse(first_tries([*events, *new]), bank, LESSON, quizzes)
    assert [(x.item, x.version, x.n) for x in found if x.current][:2] == [
        ("i0", 2, 6),
        ("i2", 1, 12),
    ]
    old = [x for x in found if not x.current]
    assert [(x.item, x.version, x.n) for x in old] == [("i0", 1, 12), ("i1", 1, 12)]
    assert all(choice.right is None for x in old for choice in x.choices)
    assert [x.left_out for x in old] == [None, None]


def test_who_went_past_an_item_left_it_out() -> None:
    events = [e for e in a_class(9, 5, missing=0) if (e.item, e.learner) != ("i1", "L3")]
    before = event("early", "i0", 1, minute=-999, seconds=None)
    found = analyse(first_tries([*events, before]), BANK, LESSON, QUIZZES)
    assert one(found, "i1").left_out == 1, "early came before the item was there"
    assert one(found, "i4").left_out == 0


RESPONSES = [
    (single(), [["a"], ["a"], ["b"]], {"a": 2, "b": 1, "c": 0}, {"b"}),
    (multiple(), [["a", "b"], ["b"]], {"a": 1, "b": 2, "c": 0, "d": 0, "e": 0}, {"a", "c", "e"}),
    (ordering(3), [["c", "a", "b"], ["c", "b", "a"]], {"c": 2, "b": 1, "a": 1}, {"a", "b", "c"}),
    (number(), [48, 24, 72.0, 12, 80.5], {"low": 1, "right": 3, "high": 1}, {"right"}),
    (hotspot(), [["p"], ["r"]], {"p": 1, "q": 0, "r": 1}, {"q", "r"}),
]


@pytest.mark.parametrize(("item", "responses", "counts", "right"), RESPONSES, ids=lambda x: "")
def test_choices_are_counted(item: Any, responses: Any, counts: Any, right: Any) -> None:
    events = [event(f"L{k}", "i0", 0, response=one) for k, one in enumerate(responses)]
    found = choices(events, item)
    assert {x.id: x.count for x in found} == counts
    assert {x.id for x in found if x.right} == right
    assert all(x.taken.value == x.count / len(responses) for x in found)


@pytest.mark.parametrize("form", [dict, lambda pairs: [list(pair) for pair in pairs]])
def test_pairs_are_counted_in_either_form(form: Any) -> None:
    events = [event(f"L{k}", "i0", 0, response=form([("a", "x"), ("b", "x")])) for k in range(3)]
    found = {x.id: x.count for x in choices(events, matching())}
    assert found == {"a>x": 3, "a>y": 0, "a>z": 0, "b>x": 3, "b>y": 0, "b>z": 0}
    assert {x.id: x.count for x in choices(events, None)} == {"a>x": 3, "b>x": 3}


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=30))
def test_shares_of_one_choice_come_to_one(picked: list[str]) -> None:
    events = [event(f"L{k}", "i0", 0, response=[x]) for k, x in enumerate(picked)]
    assert np.isclose(sum(x.taken.value for x in choices(events, single())), 1)


def test_an_answer_nobody_can_read_counts_for_no_choice() -> None:
    for item in every_item():
        for odd in (None, True, "a", 3.5, ["zz"], {"q": "zz"}, []):
            assert sum(x.count for x in choices([event("L", "i0", 0, response=odd)], item)) <= 1
