"""A learner's way through a quiz: tries, hints, the reveal, and a test handed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.items import quiz_state as step
from gluteedu.domain.items.grade import GradeOutcome
from gluteedu.domain.items.quiz_state import Confidence
from tests.support.sample_items import every_item, matching, multiple, number, single

WRONG, RIGHT = ["a"], ["b"]


def formative(*items):
    return step.start(items, "formative")


def test_nothing_is_attempted_at_the_start():
    state = formative(single())
    assert state.attempt("single_one").outcome is GradeOutcome.NOT_ATTEMPTED
    assert state.attempt("single_one").first_score is None
    assert (state.tries_left("single_one"), state.done) == (3, 0)


def test_three_tries_then_it_is_over():
    item, state = single(), formative(single())
    for left in (2, 1, 0):
        state = step.submit(state, item, WRONG)
        assert state.tries_left(item.id) == left
        assert state.closed(item.id) == (left == 0)
    with pytest.raises(ValueError, match="single_one: this item is over"):
        step.submit(state, item, RIGHT)


def test_right_ends_it_and_the_first_score_stays():
    item = multiple()
    state = step.submit(formative(item), item, ["a"])
    state = step.submit(state, item, ["a", "c", "e"])
    found = state.attempt(item.id)
    assert found.first_score == pytest.approx(1 / 3)
    assert found.tries[-1].grade.score == 1
    assert found.outcome is GradeOutcome.CORRECT
    assert state.tries_left(item.id) == 0


def test_the_hint_comes_on_request_or_after_a_wrong_try():
    item = single()
    fresh = formative(item)
    assert not fresh.attempt(item.id).hint_shown
    assert step.hint(fresh, item).attempt(item.id).hint_shown
    assert step.submit(fresh, item, WRONG).attempt(item.id).hint_shown
    assert not step.submit(fresh, item, RIGHT).attempt(item.id).hint_shown


def test_asking_for_a_hint_uses_no_try():
    item = single()
    assert step.hint(formative(item), item).tries_left(item.id) == 3


def test_the_answer_is_shown_only_after_a_try():
    item = single()
    with pytest.raises(ValueError, match="after a try of your own"):
        step.reveal(formative(item), item)
    state = step.reveal(step.submit(formative(item), item, WRONG), item)
    assert state.closed(item.id)
    assert state.attempt(item.id).outcome is GradeOutcome.INCORRECT


def test_blank_changes_nothing_and_unreadable_uses_no_try():
    item = single()
    fresh = formative(item)
    assert step.submit(fresh, item, []) == fresh
    unread = step.submit(fresh, item, ["gone"])
    assert unread.attempt(item.id).outcome is GradeOutcome.CANNOT_TELL
    assert unread.tries_left(item.id) == 3
    assert step.submit(unread, item, RIGHT).attempt(item.id).outcome is GradeOutcome.CORRECT


def test_confidence_is_kept_with_its_try():
    item = single()
    state = step.submit(formative(item), item, WRONG, Confidence.SURE)
    state = step.submit(state, item, RIGHT)
    assert [one.confidence for one in state.attempt(item.id).tries] == [Confidence.SURE, None]


def test_a_test_grades_nothing_before_it_is_handed_in():
    items = (single(), matching(), number())
    state = step.submit(step.start(items, "summative"), items[0], WRONG, Confidence.GUESSING)
    assert state.attempt("single_one").tries == ()
    assert state.attempt("single_one").outcome is GradeOutcome.NOT_ATTEMPTED
    changed = step.submit(state, items[0], RIGHT)
    handed = step.hand_in(changed, items)
    assert handed.attempt("single_one").outcome is GradeOutcome.CORRECT
    assert handed.attempt("matching_one").outcome is GradeOutcome.NOT_ATTEMPTED
    assert handed.done == 3
    with pytest.raises(ValueError, match="over"):
        step.submit(handed, items[0], RIGHT)
    with pytest.raises(ValueError, match="handed in"):
        step.hand_in(handed, items)


@pytest.mark.parametrize("saved", [None, RIGHT])
def test_an_answer_that_cannot_be_read_is_as_none_when_a_test_is_handed_in(saved):
    item = single()
    state = step.submit(step.start([item], "summative"), item, saved)
    handed = step.hand_in(step.submit(state, item, ["q"]), [item]).attempt(item.id)
    expected = GradeOutcome.CORRECT if saved else GradeOutcome.NOT_ATTEMPTED
    assert (handed.outcome, handed.unreadable) == (expected, False)


def test_a_test_has_no_hint_no_reveal_and_answers_can_be_taken_back():
    item = single()
    state = step.submit(step.start([item], "summative"), item, WRONG)
    with pytest.raises(ValueError, match="there is no hint here"):
        step.hint(state, item)
    with pytest.raises(ValueError, match="after a try of your own"):
        step.reveal(state, item)
    assert step.clear(state, item).attempt(item.id).saved is None
    with pytest.raises(ValueError, match="only a test"):
        step.clear(formative(item), item)
    with pytest.raises(ValueError, match="only a test"):
        step.hand_in(formative(item), [item])


def test_results_by_objective_count_first_tries():
    items = (single(), single("single_two"), matching())
    state = step.start(items, "summative")
    state = step.submit(state, items[0], RIGHT)
    state = step.submit(state, items[2], {"a": "x", "b": "z"})
    results = step.results_by_objective(step.hand_in(state, items), items)
    assert [(r.objective, r.items, r.correct, r.score) for r in results] == [
        ("objective-a", 2, 1, 1.0),
        ("objective-b", 1, 0, 0.5),
    ]


def test_an_unknown_item_is_named():
    with pytest.raises(ValueError, match="this quiz has no item 'x'; it has: single_one"):
        formative(single()).attempt("x")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "hint", "reveal", "hand_in", "clear"]),
        st.integers(0, 5),
        st.sampled_from([None, [], ["a"], ["b"], ["q"], ["a", "c"], list("dcba"), 48, 0, {}]),
    ),
    max_size=25,
)


@given(acts=ACTS, mode=st.sampled_from(["formative", "summative"]))
def test_whatever_is_done_the_state_stays_sound(acts, mode):
    items = every_item()
    state = step.start(items, mode)
    for act, index, raw in acts:
        item = items[index]
        before = state
        try:
            if act == "submit":
                state = step.submit(state, item, raw)
            elif act == "hand_in":
                state = step.hand_in(state, items)
            else:
                state = getattr(step, act)(state, item)
        except ValueError:
            assert state == before
        for old, new in zip(before.attempts, state.attempts, strict=True):
            assert new.tries[: len(old.tries)] == old.tries
            assert len(new.tries) <= (3 if mode == "formative" else 1)
            assert 0 <= state.tries_left(new.item_id) <= 3
            if before.closed(new.item_id):
                assert new == old
