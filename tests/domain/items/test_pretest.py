"""A pre-test is a test: one answer each, changed at will, graded when it is handed in."""

from __future__ import annotations

from typing import get_args

import pytest

from gluteedu.domain.items import quiz_state as step
from gluteedu.domain.items.item import TEST_MODES, QuizMode
from tests.support.sample_items import matching, single

ITEMS = (single(), matching())


def test_it_goes_like_a_test() -> None:
    state = step.submit(step.start(ITEMS, "pretest"), ITEMS[0], ["a"])
    state = step.submit(state, ITEMS[0], ["b"], step.Confidence.SURE)
    assert state.attempt("single_one").tries == ()
    assert state.tries_left("single_one") == 1
    for refused in (step.hint, step.reveal):
        with pytest.raises(ValueError, match="single_one"):
            refused(state, ITEMS[0])
    assert step.clear(state, ITEMS[0]).attempt("single_one").saved is None
    done = step.hand_in(state, ITEMS)
    assert done.attempt("single_one").solved
    assert done.done == 2
    results = step.results_by_objective(done, ITEMS)
    assert [(one.objective, one.correct) for one in results] == [
        ("objective-a", 1),
        ("objective-b", 0),
    ]
    with pytest.raises(ValueError, match="over"):
        step.submit(done, ITEMS[0], ["a"])
    with pytest.raises(ValueError, match="handed in"):
        step.hand_in(done, ITEMS)


def test_every_mode_is_a_test_or_practice() -> None:
    assert set(get_args(QuizMode)) - set(TEST_MODES) == {"formative"}
