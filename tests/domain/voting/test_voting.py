"""A live question: votes only while it is open, frozen after, counts that always add up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.voting.live_question import (
    ACTS,
    LiveQuestion,
    VotingError,
    act,
    ask,
    cast,
    close,
    next_act,
    possible_acts,
    reveal_key,
    show,
    vote_again,
)
from gluteedu.domain.voting.vote_counts import (
    MOVES,
    count_sure_but_wrong,
    distribution,
    is_right,
    share_right,
    transitions,
)
from tests.support.sample_items import (
    every_item,
    hotspot,
    matching,
    multiple,
    number,
    ordering,
    single,
)

DEVICES = st.sampled_from([f"device-{n}" for n in range(6)])
WRONG = {"single": ["a"], "hotspot": ["p"], "multiple": ["b"], "number": 1}
RIGHT = {"single": ["b"], "hotspot": ["q"], "multiple": ["a", "c", "e"], "number": 50}


def responses(item) -> st.SearchStrategy:
    if item.number is not None:
        return st.integers(0, 240)
    if item.type == "ordering":
        return st.permutations(item.option_ids)
    if item.type == "matching":
        targets = st.sampled_from([target.id for target in item.targets])
        return st.fixed_dictionaries(dict.fromkeys(item.option_ids, targets))
    most = len(item.options) if item.type == "multiple" else 1
    return st.lists(st.sampled_from(item.option_ids), min_size=1, max_size=most, unique=True)


def asked(item, votes: dict, *, number: int = 1) -> LiveQuestion:
    """``item`` with these votes in its open first round."""
    question = ask(item)
    for device, raw in votes.items():
        question = cast(question, device, raw, round_number=number)
    return question


class Floor(RuleBasedStateMachine):
    """Any order of acts and votes, beside the plainest book of who said what."""

    @initialize(item=st.sampled_from(every_item()))
    def put(self, item) -> None:
        self.question = ask(item)
        self.book: list[dict[str, object]] = [{}]

    @rule(device=DEVICES, data=st.data(), behind=st.integers(0, 2))
    def vote(self, device, data, behind) -> None:
        raw = data.draw(responses(self.question.item))
        before = self.question
        number = len(self.book) - behind
        if before.phase == "open" and behind == 0:
            self.question = cast(before, device, raw, round_number=number)
            self.book[-1][device] = raw
        else:
            with pytest.raises(VotingError):
                cast(before, device, raw, round_number=number)

    @rule(name=st.sampled_from(sorted(ACTS)))
    def do(self, name) -> None:
        before = self.question
        if name not in possible_acts(before):
            if name not in ("show", "hide"):
                with pytest.raises(VotingError):
                    act(before, name)
            return
        self.question = act(before, name)
        if name == "vote_again":
            self.book.append({})
        elif name == "ask_anew":
            self.book = [{}]

    @precondition(lambda self: self.question.phase == "open")
    @rule(device=DEVICES)
    def nonsense_changes_nothing(self, device) -> None:
        for raw in ([], ["no such option"], "text", {"a": 1}, True, None, float("nan"), [["a"]]):
            with pytest.raises(ValueError, match=r"."):
                cast(self.question, device, raw, round_number=len(self.book))

    @invariant()
    def one_vote_for_each_device_and_none_is_lost(self) -> None:
        assert [set(r.votes) for r in self.question.rounds] == [set(b) for b in self.book]
        assert self.question.answered == len(self.book[-1])

    @invariant()
    def nothing_is_shown_while_votes_are_taken(self) -> None:
        assert not (self.question.shown and self.question.phase == "open")

    @invariant()
    def counts_add_up(self) -> None:
        item = self.question.item
        for votes in self.question.rounds:
            found = distribution(item, votes)
            assert found.n == len(votes.votes)
            if found.options is not None and item.type != "multiple":
                assert sum(found.options.values()) == found.n
            if found.numbers is not None:
                assert sum(count for _, count in found.numbers) == found.n
            for row in (found.grid or {}).values():
                assert sum(row.values()) == found.n

    @invariant()
    def every_device_moves_once(self) -> None:
        first, last = self.question.rounds[0], self.question.round
        moved = transitions(self.question.item, first, last)
        everyone = [d for one in moved.moves.values() for d in one]
        everyone += [*moved.only_before, *moved.only_after]
        assert sorted(everyone) == sorted(set(first.votes) | set(last.votes))


Floor.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
test_any_order_of_acts_and_votes = Floor.TestCase


def test_the_way_peer_instruction_is_taught():
    question = asked(single(), {"ann": ["a"], "bob": ["b"]})
    steps = []
    while (name := next_act(question)) is not None:
        steps.append(name)
        question = act(question, name)
        if name == "vote_again":
            question = cast(question, "ann", ["b"], round_number=2)
    assert steps == ["close", "vote_again", "close", "show", "reveal"]
    assert question.phase == "revealed"
    assert question.shown


def test_a_mind_can_change_while_the_round_is_open_and_never_after():
    question = asked(single(), {"ann": ["a"]})
    question = cast(question, "ann", ["c"], round_number=1, seconds=4)
    assert question.answered == 1
    question = close(question)
    with pytest.raises(VotingError, match="closed"):
        cast(question, "ann", ["b"], round_number=1)
    question = act(question, "reopen")
    question = cast(question, "ann", ["b"], round_number=1)
    assert question.round.votes["ann"].response == ("b",)
    second = vote_again(close(question))
    with pytest.raises(VotingError):
        cast(second, "ann", ["c"], round_number=1)
    assert second.rounds[0].votes["ann"].response == ("b",)


def test_nothing_changes_once_the_key_is_out():
    question = reveal_key(close(asked(single(), {"ann": ["a"]})))
    for name in ("close", "reopen", "vote_again", "reveal"):
        with pytest.raises(VotingError):
            act(question, name)
    with pytest.raises(VotingError):
        cast(question, "bob", ["b"], round_number=1)
    assert act(question, "ask_anew") == ask(single())


def test_counts_cannot_be_shown_while_votes_are_taken():
    with pytest.raises(VotingError, match="close the vote"):
        show(ask(single()))
    closed = show(close(ask(single())))
    assert closed.shown
    assert not act(closed, "reopen").shown
    assert not vote_again(closed).shown


def test_an_unknown_act_is_answered_with_those_there_are():
    with pytest.raises(VotingError, match="vote_again"):
        act(ask(single()), "__class__")


@pytest.mark.parametrize(
    ("item", "votes", "found"),
    [
        (single(), {"x": ["a"], "y": ["b"], "z": ["b"]}, {"a": 1, "b": 2, "c": 0}),
        (hotspot(), {"x": ["p"], "y": ["q"]}, {"p": 1, "q": 1, "r": 0}),
        (multiple(), {"x": ["a", "c"], "y": ["c"]}, {"a": 1, "b": 0, "c": 2, "d": 0, "e": 0}),
    ],
)
def test_choices_are_counted_by_option(item, votes, found):
    assert distribution(item, asked(item, votes).round).options == found


def test_numbers_orders_and_pairs_are_counted():
    numbers = distribution(number(), asked(number(), {"x": 48, "y": 9, "z": 48}).round)
    assert numbers.numbers == ((9.0, 1), (48.0, 2))
    order = ordering(3)
    grid = distribution(order, asked(order, {"x": ["c", "b", "a"], "y": ["c", "a", "b"]}).round)
    assert grid.grid == {
        "a": {"1": 0, "2": 1, "3": 1},
        "b": {"1": 0, "2": 1, "3": 1},
        "c": {"1": 2, "2": 0, "3": 0},
    }
    pairs = distribution(matching(), asked(matching(), {"x": {"a": "x", "b": "z"}}).round)
    assert pairs.grid == {"a": {"x": 1, "y": 0, "z": 0}, "b": {"x": 0, "y": 0, "z": 1}}


@pytest.mark.parametrize("item", [single(), hotspot(), multiple(), number()], ids=lambda i: i.type)
def test_who_moved_from_wrong_to_right(item):
    wrong, right = WRONG[item.type], RIGHT[item.type]
    question = asked(
        item, {"stay": right, "learn": wrong, "lose": right, "no": wrong, "gone": wrong}
    )
    question = vote_again(close(question))
    for device, raw in {
        "stay": right,
        "learn": right,
        "lose": wrong,
        "no": wrong,
        "late": right,
    }.items():
        question = cast(question, device, raw, round_number=2)
    moved = transitions(item, *question.rounds)
    assert moved.moves == {
        "right_right": ("stay",),
        "wrong_right": ("learn",),
        "right_wrong": ("lose",),
        "wrong_wrong": ("no",),
    }
    assert tuple(moved.moves) == MOVES
    assert (moved.only_before, moved.only_after, moved.n) == (("gone",), ("late",), 4)
    assert share_right(item, question.rounds[0]) == pytest.approx(2 / 5)
    assert share_right(item, question.rounds[1]) == pytest.approx(3 / 5)


@given(data=st.data())
def test_partly_right_is_not_right(data):
    item = multiple()
    raw = data.draw(responses(item))
    votes = asked(item, {"x": raw}).round
    assert is_right(item, votes, "x") == (set(raw) == {"a", "c", "e"})


def test_sure_but_wrong_counts_only_the_sure():
    question = ask(single())
    said = {"x": (["a"], Confidence.SURE), "y": (["b"], Confidence.SURE), "z": (["a"], None)}
    for device, (raw, confidence) in said.items():
        question = cast(question, device, raw, round_number=1, confidence=confidence)
    assert count_sure_but_wrong(single(), question.round) == (2, 1)
    assert share_right(single(), ask(single()).round) is None
