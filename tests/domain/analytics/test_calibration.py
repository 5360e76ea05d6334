"""Being sure against being right: counts by hand, Wilson by its definition, points by hand."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.analytics.calibration import (
    CONFIDENCE_LEVELS,
    PAYS,
    POINTS_RIGHT,
    POINTS_WRONG,
    calibrate,
    confidence_points,
    confidence_score,
    sure_but_wrong_tries,
)
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.learning.event import Event

AT = datetime(2026, 3, 2, tzinfo=UTC)


def answer(number: int, score: float, confidence: str | None) -> Event:
    return Event(
        f"e{number}", "me", "s", AT.replace(minute=number % 60, hour=number // 60), "answer",
        quiz="q", item=f"i{number}", version=1, response=["a"], score=score, correct=score == 1,
        try_number=1, confidence=confidence, mode="formative",
    )  # fmt: skip


def answers(*said: tuple[float, str | None]) -> list[Event]:
    return [answer(number, score, confidence) for number, (score, confidence) in enumerate(said)]


def wilson(right: int, n: int) -> tuple[float, float]:
    """The two shares p from which the observed one is just 1.96 standard errors away."""
    z, found = 1.959963984540054, []
    for sign in (-1, 1):
        low, high = (0.0, right / n) if sign < 0 else (right / n, 1.0)
        for _ in range(200):
            p = (low + high) / 2
            far = abs(right / n - p) > z * math.sqrt(p * (1 - p) / n)
            if (sign < 0) == far:
                low = p
            else:
                high = p
        found.append((low + high) / 2)
    return found[0], found[1]


def test_levels_by_hand() -> None:
    tries = answers(
        (1, "sure"), (1, "sure"), (0, "sure"), (0.5, "sure"), (1, "guessing"), (0, None)
    )
    found = calibrate(tries)
    assert [(x.confidence.value, x.n, x.right) for x in found.levels] == [
        ("guessing", 1, 1),
        ("think_so", 0, 0),
        ("sure", 4, 2),
    ]
    assert (found.n, found.unsaid) == (5, 1)
    assert found.levels[1].share is None
    sure = found.levels[2].share
    assert sure is not None
    assert sure.interval is not None
    assert sure.value == 0.5
    assert (sure.interval.low, sure.interval.high) == pytest.approx((0.1500, 0.8500), abs=5e-5)


@given(st.lists(st.tuples(st.sampled_from([0, 0.4, 1]), st.sampled_from(["sure", "guessing"]))))
def test_intervals_are_wilsons(said: list[tuple[float, str]]) -> None:
    for level in calibrate(answers(*said)).levels:
        assert level.n == sum(word == level.confidence for _, word in said)
        if level.share is None:
            assert level.n == 0
            continue
        assert level.share.interval is not None
        low, high = wilson(level.right, level.n)
        assert level.share.interval.low == pytest.approx(low, abs=1e-9)
        assert level.share.interval.high == pytest.approx(high, abs=1e-9)


def test_points_by_hand() -> None:
    tries = answers(
        (1, "sure"), (0, "sure"), (0.5, "sure"), (1, "think_so"), (0, "think_so"),
        (1, "guessing"), (0, "guessing"), (1, None),
    )  # fmt: skip
    found = confidence_score(tries)
    assert found.points == 3 - 6 + 1.5 + 2 - 2 + 1 + 0
    assert (found.n, found.most) == (7, 21)
    assert found.mean == pytest.approx(-0.5 / 7)
    assert confidence_score([]).mean is None
    with pytest.raises(ValueError, match="0 to 1"):
        confidence_points(1.5, Confidence.SURE)


@given(st.floats(0, 1))
def test_each_word_pays_best_in_its_own_band(chance: float) -> None:
    """The rule rewards the truth: whoever is right with this chance earns most with that word."""
    earns = {
        word: chance * POINTS_RIGHT[word] + (1 - chance) * POINTS_WRONG[word]
        for word in CONFIDENCE_LEVELS
    }
    best = max(earns.values())
    for word, (low, high) in PAYS.items():
        if low < chance < high:
            assert earns[word] == pytest.approx(best)


def test_bands_leave_no_gap() -> None:
    edges = [PAYS[word] for word in CONFIDENCE_LEVELS]
    assert edges[0][0] == 0
    assert edges[-1][1] == 1
    assert [high for _, high in edges[:-1]] == [low for low, _ in edges[1:]]


def test_sure_but_wrong_is_what_was_sure_and_not_wholly_right() -> None:
    tries = answers((0, "sure"), (1, "sure"), (0.9, "sure"), (0, "think_so"), (0, None))
    assert [one.item for one in sure_but_wrong_tries(reversed(tries))] == ["i0", "i2"]


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([*(str(x) for x in CONFIDENCE_LEVELS), None]))
    )
)
def test_points_stay_within_what_can_be(said: list[tuple[float, str | None]]) -> None:
    found = confidence_score(answers(*said))
    assert -6 * found.n - 1e-9 <= found.points <= found.most + 1e-9
    assert found.n == calibrate(answers(*said)).n
