"""When cards come back: against FSRS worked out here from its formulas, and what must hold."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.learning.review_deck import Memory
from gluteedu.records.review_schedule import MAX_INTERVAL_DAYS, SHORT_STEP, schedule

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
# The published weights of FSRS 6, as the project lists them.
W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
FACTOR = 0.9 ** (-1 / W[20]) - 1


def whole_days(stability: float) -> int:
    """With a wish to remember 9 in 10 the gap is the stability itself, in whole days."""
    return min(MAX_INTERVAL_DAYS, max(1, round(stability)))


def first_difficulty(rating: int) -> float:
    return min(10, max(1, W[4] - math.exp(W[5] * (rating - 1)) + 1))


def recalled(memory: Memory, rating: int, days: int) -> tuple[float, float]:
    """Stability and difficulty after a review on a later day that went well (2 to 4)."""
    chance = (1 + FACTOR * days / memory.stability) ** -W[20]
    grown = memory.stability * (
        1
        + math.exp(W[8])
        * (11 - memory.difficulty)
        * memory.stability ** -W[9]
        * (math.exp(W[10] * (1 - chance)) - 1)
        * {2: W[15], 3: 1, 4: W[16]}[rating]
    )
    step = -W[6] * (rating - 3) * (10 - memory.difficulty) / 9
    easy = W[4] - math.exp(W[5] * 3) + 1
    return grown, min(10, max(1, W[7] * easy + (1 - W[7]) * (memory.difficulty + step)))


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_a_first_review(rating: int) -> None:
    found = schedule(None, rating, NOON)
    assert found.stability == pytest.approx(W[rating - 1])
    assert found.difficulty == pytest.approx(first_difficulty(rating))
    assert (found.last, found.reviews) == (NOON, 1)
    if rating < 3:
        assert found.short
        assert found.due - NOON == (SHORT_STEP if rating == 1 else 1.5 * SHORT_STEP)
    else:
        assert found.due - NOON == timedelta(days=whole_days(W[rating - 1]))


@given(st.integers(3, 4), st.lists(st.integers(2, 4), max_size=6), st.integers(0, 30))
def test_later_reviews_by_the_formulas(first: int, ratings: list[int], late: int) -> None:
    memory = schedule(None, first, NOON)
    for rating in ratings:
        days = (memory.due - memory.last).days + late
        stability, difficulty = recalled(memory, rating, days)
        memory = schedule(memory, rating, memory.last + timedelta(days=days))
        assert memory.stability == pytest.approx(stability, rel=1e-9)
        assert memory.difficulty == pytest.approx(difficulty, rel=1e-9)
        assert (memory.due - memory.last).days == whole_days(stability)
        assert memory.phase == "review"


def remembered(history: list[tuple[int, int]]) -> tuple[Memory | None, datetime]:
    memory, at = None, NOON
    for rating, minutes in history:
        at += timedelta(minutes=minutes)
        memory = schedule(memory, rating, at)
    return memory, at


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 50_000)), max_size=15))
def test_better_ratings_never_come_back_sooner(history: list[tuple[int, int]]) -> None:
    memory, at = remembered(history)
    assert remembered(history) == (memory, at), "chance or the clock had a hand in it"
    gaps = [schedule(memory, rating, at + timedelta(days=1)).due for rating in (1, 2, 3, 4)]
    assert gaps == sorted(gaps)
    assert gaps[-1] - at <= timedelta(days=MAX_INTERVAL_DAYS + 1)


def test_forgetting_starts_the_short_steps_again() -> None:
    known = schedule(None, 4, NOON)
    gone = schedule(known, 1, known.due)
    assert (gone.phase, gone.due - gone.last) == ("relearning", SHORT_STEP)
    assert gone.stability < known.stability
    assert schedule(gone, 3, gone.due).phase == "review"


def test_a_rating_or_a_time_that_cannot_be() -> None:
    for rating in (0, 5):
        with pytest.raises(ValueError, match="Rating"):
            schedule(None, rating, NOON)
    with pytest.raises(ValueError, match="UTC"):
        schedule(None, 3, NOON.replace(tzinfo=None))
