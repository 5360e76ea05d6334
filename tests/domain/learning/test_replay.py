"""Whatever a learner does, the events of it bring them back to where they stood."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.support.sample_items as sample
from gluteedu.domain.items import quiz_state as step
from gluteedu.domain.items.item import Item, LessonItems, Quiz
from gluteedu.domain.items.quiz_state import Confidence, QuizState
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.replay import progress_from, quiz_state_from
from tests.support.event_maker import START, event

ITEMS = (
    sample.single(),
    sample.multiple(),
    sample.ordering(),
    sample.matching(),
    sample.number(),
    sample.hotspot(),
)


def quiz_of(mode: Any, items: tuple[Item, ...] = ITEMS) -> Quiz:
    return Quiz("q", "Q", tuple(item.id for item in items), mode)


def some_response(item: Item, chance: random.Random) -> Any:
    if item.number is not None:
        return chance.choice([0, 24, 48, 240])
    if item.type == "matching":
        return {one: chance.choice(item.targets).id for one in item.option_ids}
    if item.type == "ordering":
        return chance.sample(item.option_ids, len(item.option_ids))
    many = chance.randint(1, len(item.option_ids)) if item.type == "multiple" else 1
    return chance.sample(item.option_ids, many)


def walk(mode: Any, seed: int, steps: int) -> tuple[QuizState, list[Event]]:
    """A random way through the quiz: the state it leads to, and the events of it."""
    chance = random.Random(seed)
    state = step.start(ITEMS, mode)
    events: list[Event] = []
    for minute in range(steps):
        item = chance.choice(ITEMS)
        act = chance.choices(["answer", "hint", "reveal", "clear", "hand_in"], [12, 2, 2, 2, 1])[0]
        more: dict[str, Any] = {"item": item.id, "version": item.version}
        try:
            if act == "answer":
                act = "save" if mode == "summative" else "answer"
                more["response"] = some_response(item, chance)
                more["confidence"] = chance.choice([None, "sure", "guessing"])
                sure = more["confidence"] and Confidence(more["confidence"])
                state = step.submit(state, item, more["response"], sure)
            elif act == "hand_in":
                state, more = step.hand_in(state, ITEMS), {"item": None}
            else:
                state = getattr(step, act)(state, item)
        except ValueError:
            continue
        events.append(event(act, minute=minute, **more))
    return state, events


@given(
    mode=st.sampled_from(["formative", "summative"]), seed=st.integers(), steps=st.integers(0, 50)
)
def test_the_state_comes_back_from_the_events(mode: str, seed: int, steps: int) -> None:
    state, events = walk(mode, seed, steps)
    random.Random(seed).shuffle(events)  # the times say the order
    assert quiz_state_from(events, quiz_of(mode), ITEMS) == state


@given(seed=st.integers())
def test_events_written_twice_or_late_do_no_harm(seed: int) -> None:
    """A second page that answered at the same moment adds steps that may not be possible."""
    _, events = walk("formative", seed, 30)
    state = quiz_state_from([*events, *events], quiz_of("formative"), ITEMS)
    for attempt in state.attempts:
        assert len(attempt.tries) <= step.FORMATIVE_TRIES
        assert sum(one.grade.correct for one in attempt.tries) <= 1


RIGHT = event(item="single_one", response=["b"])
WRONG = event(item="single_one", response=["a"])


def stands(*events: Event, mode: Any = "formative", items: tuple[Item, ...] = ITEMS) -> Any:
    return quiz_state_from(events, quiz_of(mode, items), items).attempt("single_one")


def test_another_version_of_an_item_is_left_out() -> None:
    newer = (replace(ITEMS[0], version=2), *ITEMS[1:])
    assert stands(RIGHT).solved
    assert stands(RIGHT, items=newer).tries == ()
    assert stands(replace(RIGHT, version=2), items=newer).solved


@pytest.mark.parametrize(
    "other",
    [
        replace(RIGHT, quiz="another"),
        replace(RIGHT, quiz=None),
        replace(RIGHT, item="gone"),
        replace(RIGHT, mode="review"),
        replace(RIGHT, mode="live"),
        replace(RIGHT, response=["withdrawn"]),
        replace(RIGHT, response=None),
        event("review", item="single_one", rating=1),
        event("clear", item="single_one"),
        event("reveal", item="single_one"),
        event("hand_in", item=None),
    ],
)
def test_what_is_no_step_of_this_quiz_changes_nothing(other: Event) -> None:
    assert quiz_state_from([other], quiz_of("formative"), ITEMS) == step.start(ITEMS, "formative")


def test_nothing_counts_after_a_test_is_handed_in() -> None:
    late = replace(RIGHT, kind="save", at=START + timedelta(hours=1))
    saved = replace(WRONG, kind="save")
    found = stands(saved, event("hand_in", item=None, minute=30), late, mode="summative")
    assert [one.response for one in found.tries] == [("a",)]


def test_the_answers_beside_a_hand_in_change_nothing() -> None:
    """A test handed in writes its graded answers too, for those who count."""
    saved = replace(WRONG, kind="save", score=None, correct=None)
    end = event("hand_in", item=None, minute=2)
    graded = replace(WRONG, at=end.at, score=0.0, correct=False, mode="summative")
    assert stands(saved, graded, end, mode="summative") == stands(saved, end, mode="summative")


def test_progress_by_lesson_and_quiz() -> None:
    lessons = [
        LessonItems(
            "one", "one.yaml", (quiz_of("formative"), Quiz("r", "R", ("single_one",))), ITEMS
        ),
        LessonItems("two", "2.yaml", (Quiz("s", "S", ("single_one",), "summative"),), ITEMS[:1]),
    ]
    assert progress_from([], lessons) == {}
    saved = replace(RIGHT, kind="save", quiz="s")
    assert progress_from([RIGHT, saved], lessons) == {
        "one": {"q": {"done": 1, "total": 6}},
        "two": {"s": {"done": 0, "total": 1}},
    }
    end = event("hand_in", quiz="s", item=None, minute=1)
    assert progress_from([saved, end], lessons)["two"] == {"s": {"done": 1, "total": 1}}
