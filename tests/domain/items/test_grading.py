"""Grades: each formula against numbers worked out by hand, and against its own definition."""

from __future__ import annotations

import math
import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.items.grade import GradeOutcome
from gluteedu.domain.items.grading import grade, judge, read_response
from tests.support.sample_items import (
    every_item,
    hotspot,
    matching,
    multiple,
    number,
    ordering,
    single,
)


def score(item, raw):
    return grade(item, read_response(item, raw)).score


@pytest.mark.parametrize(("picked", "expected"), [(["a"], 0), (["b"], 1), (["c"], 0)])
def test_single_is_all_or_nothing(picked, expected):
    assert score(single(), picked) == expected


@pytest.mark.parametrize(("picked", "expected"), [(["p"], 0), (["q"], 1), (["r"], 1)])
def test_any_right_region_counts(picked, expected):
    assert score(hotspot(), picked) == expected


@pytest.mark.parametrize(
    ("picked", "expected"),
    [
        ("ace", 1),
        ("ac", 2 / 3),
        ("a", 1 / 3),
        ("acb", 1 / 3),
        ("ab", 0),
        ("bd", 0),
        ("abcde", 1 / 3),
    ],
)
def test_multiple_gives_hits_minus_false_picks_over_the_key(picked, expected):
    assert score(multiple(), list(picked)) == pytest.approx(expected)


def test_ordering_by_hand():
    # Right is d c b a. In d b c a one of the six pairs (c before b) stands the wrong way round.
    assert score(ordering(), list("dcba")) == 1
    assert score(ordering(), list("dbca")) == pytest.approx(5 / 6)
    assert score(ordering(), list("abcd")) == 0


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_ordering_is_kendalls_tau_rescaled(count):
    """Against tau counted from concordant and discordant pairs of ranks."""
    item = ordering(count)
    rank = {one: place for place, one in enumerate(item.key)}
    for order in permutations(item.key):
        signs = [
            math.copysign(1, rank[order[j]] - rank[order[i]])
            for i in range(count)
            for j in range(i + 1, count)
        ]
        tau = sum(signs) / len(signs)
        assert score(item, list(order)) == pytest.approx((tau + 1) / 2)
        assert grade(item, order).correct == (order == item.key)


def test_matching_is_the_share_of_right_pairs():
    assert score(matching(), {"a": "x", "b": "y"}) == 1
    assert score(matching(), {"a": "x", "b": "z"}) == 0.5
    assert score(matching(), {"a": "y", "b": "x"}) == 0


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [(24, 1, "right"), (72, 1, "right"), (48, 1, "right"), (23.9, 0, "low"), (73, 0, "high")],
)
def test_number_counts_within_its_tolerance_ends_included(value, expected, said):
    result = grade(number(), read_response(number(), value))
    assert (result.score, result.feedback) == (expected, (said,))


def test_tolerance_is_not_lost_to_rounding():
    assert score(number(value=0.3, tolerance=0.1), 0.4) == 1
    assert score(number(value=0.3, tolerance=0.1), 0.2) == 1


@pytest.mark.parametrize(
    ("item", "raw", "message"),
    [
        (single(), ["z"], "single_one: the options are a, b, c"),
        (single(), ["a", "b"], "single_one: exactly one option must be picked"),
        (single(), "a", "single_one: the answer must be a list of option ids: a, b, c"),
        (single(), [1], "single_one: the answer must be a list of option ids: a, b, c"),
        (single(), ["a"] * 99, "single_one: the options are a, b, c"),
        (multiple(), ["a", "a"], "multiple_one: an option can be picked once"),
        (multiple(), [], "multiple_one: at least one option must be picked"),
        (ordering(), list("dcb"), "ordering_one: all 4 options must be put in order"),
        (ordering(), list("dcbb"), "ordering_one: an option can be picked once"),
        (matching(), {"a": "x"}, "matching_one: each of a, b needs a partner"),
        (matching(), {"a": "x", "b": "w"}, "matching_one: the partners are x, y, z"),
        (matching(), {"a": "x", "b": ["y"]}, "matching_one: the partners are x, y, z"),
        (matching(), [["a", "x"]], "matching_one: each of a, b needs a partner"),
        (number(), "48", "the answer must be a number from 0 to 240 hours"),
        (number(), True, "the answer must be a number from 0 to 240 hours"),
        (number(), 241, "the answer must be from 0 to 240 hours"),
        (number(), float("nan"), "the answer must be from 0 to 240 hours"),
        (number(), float("inf"), "the answer must be from 0 to 240 hours"),
        (number(), 10**400, "the answer must be from 0 to 240 hours"),
    ],
)
def test_a_response_that_cannot_be_read_says_what_is_allowed(item, raw, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_response(item, raw)


def test_blank_wrong_and_unreadable_are_three_outcomes():
    assert judge(single(), None) == (GradeOutcome.NOT_ATTEMPTED, None)
    assert judge(single(), []) == (GradeOutcome.NOT_ATTEMPTED, None)
    assert judge(matching(), {}) == (GradeOutcome.NOT_ATTEMPTED, None)
    assert judge(single(), ["withdrawn_option"]) == (GradeOutcome.CANNOT_TELL, None)
    assert judge(single(), ["a"])[0] is GradeOutcome.INCORRECT
    assert judge(multiple(), ["a"])[0] is GradeOutcome.PARTLY
    assert judge(single(), ["b"])[0] is GradeOutcome.CORRECT
    assert judge(number(), 0)[0] is GradeOutcome.INCORRECT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(st.sampled_from(["a", "b", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
IDS = st.lists(st.sampled_from(list("abcdepqr")), max_size=6)


@given(item=st.sampled_from(every_item()), raw=JSON | IDS)
def test_whatever_is_sent_gets_an_outcome_and_a_score_from_0_to_1(item, raw):
    outcome, result = judge(item, raw)
    if result is None:
        assert outcome in (GradeOutcome.NOT_ATTEMPTED, GradeOutcome.CANNOT_TELL)
    else:
        assert 0 <= result.score <= 1
        assert result.correct == (result.score == 1) == (outcome is GradeOutcome.CORRECT)


@given(picked=st.sets(st.sampled_from(list("abcde")), min_size=1), extra=st.sampled_from("bd"))
def test_a_false_pick_never_helps(picked, extra):
    item = multiple()
    assert score(item, sorted(picked | {extra})) <= score(item, sorted(picked - {extra} or {extra}))
