"""One step of a quiz gives the next state and its events, and the events give the state again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.quiz_state import Confidence, QuizState, start
from gluteedu.domain.learning.event import Event, EventContext
from gluteedu.domain.learning.quiz_step import (
    ITEM_ACTS,
    HandIn,
    ItemAct,
    QuizStep,
    take_step,
)
from gluteedu.domain.learning.replay import quiz_state_from
from tests.support.sample_items import every_item, single

ITEMS = tuple(every_item())
ITEM = single()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def context(mode: Any) -> EventContext:
    minutes = count()
    return EventContext("ada", "s", "q", mode, lambda: NOON + timedelta(minutes=next(minutes)))


def play(mode: Any, *acts: ItemAct | HandIn) -> tuple[QuizState, list[Event]]:
    state, found, here = start([ITEM], mode), [], context(mode)
    for act in acts:
        step = take_step(state, act, [ITEM], here)
        state, found = step.state, [*found, *step.events]
    return state, found


def test_an_answer_is_one_event_with_its_grade() -> None:
    (event,) = play("formative", ItemAct("submit", ITEM, ["a"], Confidence.SURE, 3.5))[1]
    assert (event.kind, event.item, event.version) == ("answer", ITEM.id, ITEM.version)
    assert (event.learner, event.session, event.quiz) == ("ada", "s", "q")
    assert (event.response, event.confidence, event.seconds) == (["a"], "sure", 3.5)
    assert (event.correct, event.try_number, event.at) == (False, 1, NOON)


def test_what_cannot_be_read_is_noted_and_no_event() -> None:
    state, events = play("formative", ItemAct("submit", ITEM, ["gone"]))
    assert state.attempt(ITEM.id).unreadable
    assert events == []


@pytest.mark.parametrize("nothing", [None, [], {}, ""])
def test_nothing_given_is_no_step(nothing: Any) -> None:
    with pytest.raises(ValueError, match="no answer to check"):
        play("formative", ItemAct("submit", ITEM, nothing))


def test_a_test_keeps_the_seconds_until_it_is_handed_in() -> None:
    first = ItemAct("submit", ITEM, ["a"], None, 5)
    again = ItemAct("submit", ITEM, ["b"], None, 9)
    state, events = play("summative", first, again, ItemAct("submit", ITEM, ["b"], None, 12))
    assert [(e.kind, e.response, e.seconds) for e in events] == [
        ("save", ["a"], 5),
        ("save", ["b"], 9),
    ]
    step = take_step(state, HandIn(), [ITEM], context("summative"))
    assert [(e.kind, e.seconds) for e in step.events] == [("answer", 9), ("hand_in", None)]


def test_what_changes_nothing_is_no_event() -> None:
    _, events = play("formative", ItemAct("hint", ITEM), ItemAct("hint", ITEM, seconds=4))
    assert [event.kind for event in events] == ["hint"]


def test_without_a_record_there_are_no_events() -> None:
    step = take_step(start([ITEM], "formative"), ItemAct("submit", ITEM, ["a"]), [ITEM])
    assert isinstance(step, QuizStep)
    assert step.events == ()


@given(st.sampled_from(["formative", "summative", "pretest"]), st.integers(0, 2**32))
def test_the_events_of_any_way_give_its_state_again(mode: Any, seed: int) -> None:
    chance = random.Random(seed)
    quiz = Quiz("q", "Q", tuple(item.id for item in ITEMS), mode)
    state, found, here = start(ITEMS, mode), [], context(mode)
    for _ in range(25):
        item = chance.choice(ITEMS)
        act: ItemAct | HandIn = HandIn()
        if chance.random() < 0.95:
            kind = chance.choices(ITEM_ACTS, [6, 1, 1, 1])[0]
            act = ItemAct(kind, item, _response(item, chance), None, chance.randint(1, 60))
        try:
            step = take_step(state, act, ITEMS, here)
        except ValueError:
            continue
        state, found = step.state, [*found, *step.events]
    assert quiz_state_from(found, quiz, ITEMS) == state


def _response(item: Item, chance: random.Random) -> Any:
    if item.number is not None:
        return chance.choice([item.number.minimum, item.number.value, item.number.maximum])
    if item.type == "matching":
        return {option: chance.choice(item.targets).id for option in item.option_ids}
    if item.type in ("ordering", "multiple"):
        return chance.sample(item.option_ids, len(item.option_ids))
    return [chance.choice(item.option_ids)]
