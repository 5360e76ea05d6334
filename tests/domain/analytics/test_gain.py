"""Normalised gain: values by hand, its interval against a bootstrap, who is counted."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.analytics.gain import gains, group_gain, scores_by_objective
from gluteedu.domain.learning.event import Event
from tests.support.sample_items import number, single

AT = datetime(2026, 3, 2, tzinfo=UTC)
SHARES = st.integers(0, 20).map(lambda n: n / 20)
PAIRS = st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=30)


def test_by_hand() -> None:
    assert group_gain([(0.4, 0.7)])[0] == pytest.approx(0.5)
    assert group_gain([(0.5, 0.5)])[0] == 0
    assert group_gain([(0.8, 0.6)])[0] == pytest.approx(-1)
    assert group_gain([(1, 1)])[0] is None


def test_a_group_by_hand() -> None:
    """Means 0.4 before and 0.7 after: half of what was left. Residuals 0.1, -0.1: error 1/6."""
    value, interval = group_gain([(0.2, 0.5), (0.6, 0.9)])
    assert value == pytest.approx(0.5)
    assert interval is not None
    half = 12.7062 * (2 * 0.1**2 / 2) ** 0.5 / 0.6
    assert interval.low == pytest.approx(0.5 - half, abs=1e-4)
    assert interval.high == 1.0  # nobody can learn more than there is


@given(PAIRS)
def test_the_gain_is_that_of_the_means(pairs: list[tuple[float, float]]) -> None:
    value, interval = group_gain(pairs)
    mean_pre, mean_post = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    if mean_pre > 1 - 1e-12:
        assert (value, interval) == (None, None)
        return
    assert value == pytest.approx((mean_post - mean_pre) / (1 - mean_pre))
    assert value <= 1 + 1e-9
    if interval is not None:
        assert len(pairs) > 1
        assert interval.low - 1e-9 <= value <= interval.high + 1e-9


@given(PAIRS)
def test_order_does_not_matter_and_twice_as_many_are_surer(
    pairs: list[tuple[float, float]],
) -> None:
    value, interval = group_gain(pairs)
    again, same = group_gain(list(reversed(pairs)))
    assert again == (None if value is None else pytest.approx(value))
    _, narrower = group_gain(pairs * 4)
    if interval is not None:
        assert same is not None
        assert narrower is not None
        assert same.low == pytest.approx(interval.low)
        assert narrower.high - narrower.low < interval.high - interval.low + 1e-9


def test_the_interval_agrees_with_a_bootstrap() -> None:
    chance = random.Random(7)
    pairs = []
    for _ in range(120):
        pre = chance.choice([0.0, 0.25, 0.5, 0.75])
        pairs.append((pre, min(1.0, pre + chance.choice([0.0, 0.25, 0.5]))))
    drawn = []
    for _ in range(4000):
        some = chance.choices(pairs, k=len(pairs))
        before, after = fmean(a for a, _ in some), fmean(b for _, b in some)
        drawn.append((after - before) / (1 - before))
    drawn.sort()
    _, interval = group_gain(pairs)
    assert interval is not None
    assert interval.low == pytest.approx(drawn[100], abs=0.015)
    assert interval.high == pytest.approx(drawn[3899], abs=0.015)


def test_no_interval_for_one_or_when_all_moved_alike() -> None:
    assert group_gain([(0.2, 0.6)]) == (pytest.approx(0.5), None)
    assert group_gain([(0.2, 0.6)] * 5) == (pytest.approx(0.5), None)
    with pytest.raises(ValueError, match="nobody"):
        group_gain([])


def event(learner: str, quiz: str, kind: str, minute: int, **more) -> Event:
    mode = "pretest" if quiz == "pre" else "summative"
    at = AT + timedelta(minutes=minute)
    return Event(f"{learner}{quiz}{minute}", learner, "s", at, kind, quiz=quiz, mode=mode, **more)


def told(learner: str, quiz: str, minute: int, item: str, score: float, version: int = 1) -> Event:
    return event(
        learner, quiz, "answer", minute, item=item, version=version, response=["a"], score=score,
        correct=score == 1, try_number=1,
    )  # fmt: skip


ITEMS = (single("one"), single("two"), number())


def test_scores_of_those_who_handed_in() -> None:
    """The number item is never answered: 0. The second answer to "one" is too late."""
    events = [
        told("ann", "pre", 3, "one", 0.0),
        told("ann", "pre", 2, "one", 1.0),
        told("ann", "pre", 4, "two", 0.5),
        told("ann", "pre", 5, "gone", 1.0),
        told("ann", "pre", 6, "number_one", 1.0, version=2),
        event("ann", "pre", "hand_in", 9),
        told("bob", "pre", 1, "one", 1.0),
        event("eve", "pre", "hand_in", 1),
        told("kim", "pre", 1, "two", 1.0),
        event("kim", "pre", "hand_in", 2),
        event("ann", "post", "hand_in", 20),
    ]
    assert scores_by_objective(events, "pre", ITEMS) == {
        "ann": {"objective-a": 0.75, "objective-b": 0.0},
        "eve": {"objective-a": 0.0, "objective-b": 0.0},
        "kim": {"objective-a": 0.5, "objective-b": 0.0},
    }


def test_gains_of_those_who_did_both() -> None:
    pre = {"ann": {"a": 0.0, "b": 1.0, "c": 0.0}, "bob": {"a": 0.5, "b": 1.0, "c": 0.0}, "x": {}}
    post = {"ann": {"a": 1.0, "b": 1.0}, "bob": {"a": 0.5, "b": 1.0}}
    first, second, whole = gains(pre, post, ["a", "b", "c", "d"])
    assert (first.objective, first.n, first.pre, first.post) == ("a", 2, 0.25, 0.75)
    assert first.gain == pytest.approx(2 / 3)
    assert first.interval is not None
    assert (second.objective, second.gain, second.interval) == ("b", None, None)
    assert (whole.objective, whole.pre, whole.post) == (None, 0.625, 0.875)
    assert gains(pre, {"zoe": {"a": 1.0}}, ["a"]) == []
    assert gains({"ann": {"a": 1.0}}, {"ann": {"b": 1.0}}, ["a", "b"]) == []
