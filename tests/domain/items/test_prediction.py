"""A guess against the data: how far, which way, and which words fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.evidence.curve import CurvePoint
from gluteedu.domain.items.prediction import (
    CURVE_WORDS,
    SHARE_WORDS,
    Comparison,
    Feedback,
    Row,
    SharesPrediction,
    compare_curve,
    compare_shares,
    feedback_for,
)

TRUTH = (
    CurvePoint(0, 1),
    CurvePoint(1, 6, 1),
    CurvePoint(2, 4, 1),
    CurvePoint(3, 2, 1),
    CurvePoint(4, 1, 1),
)
RIGHT = {1.0: 6.0, 2.0: 4.0, 3.0: 2.0, 4.0: 1.0}


def curve(**changes: float) -> Comparison:
    return compare_curve(RIGHT | {float(k[1:]): v for k, v in changes.items()}, TRUTH, 10, (0,))


def shares(total: float | None = 100, top: float = 100) -> SharesPrediction:
    rows = (Row("a", "A", 50, 40, 60), Row("b", "B", 33), Row("c", "C", 17))
    return SharesPrediction("id", "t", "p", "%", rows, total, top, 1, 33, "range", "r", (), ("s",))


def test_the_truth_itself_is_close_with_its_peak() -> None:
    result = curve()
    assert result == Comparison(0, 0, 4, 4, ("close", "peak_right"))


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        ({"d1": 9, "d2": 9, "d3": 7, "d4": 6}, ("too_high", "peak_right", "falls_slow")),
        ({"d1": 2, "d2": 1, "d3": 0, "d4": 0}, ("too_low", "peak_right", "falls_fast")),
        ({"d1": 1, "d2": 2, "d3": 4, "d4": 6}, ("mixed", "peak_late", "falls_slow")),
        ({"d1": 5, "d2": 5.5}, ("close", "peak_late")),
        ({"d1": 0, "d2": 0, "d3": 0, "d4": 0}, ("too_low", "peak_early", "falls_fast")),
    ],
)
def test_words_for_a_drawn_curve(guess: dict[str, float], words: tuple[str, ...]) -> None:
    assert curve(**guess).words == words


def test_the_gap_is_a_mean_of_absolute_differences() -> None:
    result = curve(d1=8, d2=2)
    assert result.gap == pytest.approx(1.0)
    assert result.lean == pytest.approx(0.0)
    assert result.within == 2


def test_close_ends_at_a_tenth_of_the_scale() -> None:
    assert curve(d1=10).words[0] == "close"
    assert curve(d1=10, d2=4.2).words[0] == "too_high"


def test_points_that_were_given_are_not_compared() -> None:
    assert curve().count == 4
    assert compare_curve({0.0: 1.0} | RIGHT, TRUTH, 10).count == 5


@pytest.mark.parametrize(
    "guess",
    [
        {},
        {1.0: 6.0},
        RIGHT | {0.0: 1.0},
        RIGHT | {9.0: 1.0},
        RIGHT | {1.0: 11.0},
        RIGHT | {1.0: -0.1},
        RIGHT | {1.0: float("nan")},
    ],
)
def test_incomplete_or_impossible_curves_are_refused(guess: dict[float, float]) -> None:
    with pytest.raises(ValueError, match="every"):
        compare_curve(guess, TRUTH, 10, (0,))


heights = st.floats(0, 10)


@given(heights, heights, heights, heights)
def test_every_curve_has_one_distance_word_and_one_peak_word(
    a: float, b: float, c: float, d: float
) -> None:
    result = compare_curve({1.0: a, 2.0: b, 3.0: c, 4.0: d}, TRUTH, 10, (0,))
    assert set(result.words) <= set(CURVE_WORDS)
    assert sum(w in ("close", "too_high", "too_low", "mixed") for w in result.words) == 1
    assert sum(w.startswith("peak") for w in result.words) == 1
    assert 0 <= abs(result.lean) <= result.gap + 1e-9
    assert result.within is not None
    assert 0 <= result.within <= 4


def test_words_for_guessed_numbers() -> None:
    assert compare_shares({"a": 50, "b": 33, "c": 17}, shares()).words == ("close", "biggest_right")
    assert compare_shares({"a": 10, "b": 80, "c": 10}, shares()).words == ("mixed", "biggest_wrong")
    assert compare_shares({"a": 90, "b": 70, "c": 60}, shares(None)).words[0] == "too_high"
    assert compare_shares({"a": 10, "b": 5, "c": 0}, shares(None)).words[0] == "too_low"


def test_a_tie_is_not_the_biggest() -> None:
    guess = {"a": 40, "b": 40, "c": 20}
    assert "biggest_wrong" in compare_shares(guess, shares()).words


def test_only_rows_with_a_spread_count_as_within() -> None:
    assert compare_shares({"a": 45, "b": 33, "c": 22}, shares()).within == 1
    assert compare_shares({"a": 70, "b": 20, "c": 10}, shares()).within == 0


def test_a_total_may_be_off_by_two() -> None:
    compare_shares({"a": 33, "b": 33, "c": 32}, shares())
    with pytest.raises(ValueError, match="add up to 100"):
        compare_shares({"a": 33, "b": 33, "c": 31}, shares())


@pytest.mark.parametrize(
    "guess", [{"a": 50, "b": 50}, {"a": 101, "b": 0, "c": 0}, {"a": 50, "b": 50, "c": 0, "d": 0}]
)
def test_wrong_guesses_are_refused(guess: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="every"):
        compare_shares(guess, shares())


@given(st.tuples(*[st.floats(0, 100)] * 3))
def test_every_guess_of_numbers_has_one_distance_word(values: tuple[float, ...]) -> None:
    result = compare_shares(dict(zip("abc", values, strict=True)), shares(None))
    assert set(result.words) <= set(SHARE_WORDS)
    assert sum(not w.startswith("biggest") for w in result.words) == 1


def test_feedback_comes_in_the_authors_order() -> None:
    feedback = (Feedback("peak_late", "late"), Feedback("close", "near"), Feedback("mixed", "no"))
    assert feedback_for(feedback, ("close", "peak_late")) == ("late", "near")
