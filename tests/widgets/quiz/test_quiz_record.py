"""A quiz with a record: what was done comes back, in another kernel and in another tab."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import Item, ItemBank
from gluteedu.domain.items.item import Quiz as QuizContent
from gluteedu.domain.learning.event import Event
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import open_store
from gluteedu.widgets.quiz.widget import QuizWidget, from_bank
from tests.support.event_maker import START


@cache
def bank() -> ItemBank:
    return Library().bank


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Callable[..., Recorder]]:
    """Opens the record of one learner as another kernel, or another tab, would."""
    made: list[Recorder] = []

    def open_(learner: str = "ada") -> Recorder:
        opened = partial(open_store, f"sqlite:///{tmp_path / 'record.db'}", patience=0.2)
        made.append(Recorder(opened, learner))
        return made[-1]

    yield open_
    for one in made:
        one.close()


def some_response(item: Item, chance: random.Random) -> Any:
    if item.number is not None:
        return chance.choice([item.number.minimum, item.number.value, item.number.maximum])
    if item.type == "matching":
        return {one: chance.choice(item.targets).id for one in item.option_ids}
    if item.type == "ordering":
        return chance.sample(item.option_ids, len(item.option_ids))
    many = chance.randint(1, len(item.option_ids)) if item.type == "multiple" else 1
    return chance.sample(item.option_ids, many)


def walk(widget: QuizWidget, items: tuple[Item, ...], seed: int, steps: int) -> None:
    """Messages as a learner's page would send them, in any order; refused ones are passed by."""
    chance = random.Random(seed)
    for _ in range(steps):
        item = chance.choice(items)
        act = chance.choices(["submit", "hint", "reveal", "clear"], [12, 2, 2, 2])[0]
        message: dict[str, Any] = {"act": act, "item": item.id, "seconds": chance.randint(1, 90)}
        if act == "submit":
            message["response"] = some_response(item, chance)
            message["confidence"] = chance.choice([None, "sure", "think_so", "guessing"])
        with suppress(ValueError):
            widget.handle(act, message)


def shown(widget: QuizWidget) -> dict[str, Any]:
    return {key: value for key, value in widget.view.items() if key != "rev"}


@pytest.mark.parametrize("quiz_id", [quiz.id for quiz in bank().quizzes])
def test_every_quiz_comes_back_as_it_was_left(
    quiz_id: str, session: Callable[..., Recorder]
) -> None:
    lesson, quiz, items = bank().quiz(quiz_id)
    first = from_bank(lesson, quiz, items, seed="1", record=session())
    walk(first, items, 1, 3 * len(items))
    again = from_bank(lesson, quiz, items, seed="1", record=session())
    assert shown(again) == shown(first)
    assert shown(again) != shown(from_bank(lesson, quiz, items, seed="1", record=session("bob")))
    walk(again, items, 2, 3 * len(items))
    if quiz.mode != "formative":
        again.handle("hand_in", {"act": "hand_in"})
    first.handle("refresh", {"act": "refresh"})
    assert shown(first) == shown(again)


SINGLE, OTHER = [item for item in bank().items if item.type == "single" and item.hint][:2]
WRONG = [next(one for one in SINGLE.option_ids if one not in SINGLE.key)]
RIGHT = list(SINGLE.key)


def ask(record: Recorder | None, mode: Any = "formative", **more: Any) -> QuizWidget:
    quiz = QuizContent("asked", "Asked", (SINGLE.id, OTHER.id), mode)
    return QuizWidget(quiz, more.pop("items", (SINGLE, OTHER)), "lesson", record=record, **more)


def submit(widget: QuizWidget, response: Any, item: Item = SINGLE, **more: Any) -> dict[str, Any]:
    widget.handle("submit", {"act": "submit", "item": item.id, "response": response, **more})
    return widget.view["items"][0]


def kept(record: Recorder) -> list[Event]:
    return list(record.events("asked"))


def test_what_is_written_of_an_answer(session: Callable[..., Recorder]) -> None:
    record = session()
    widget = ask(record, clock=lambda: START)
    widget.handle("hint", {"act": "hint", "item": SINGLE.id, "seconds": 3})
    submit(widget, WRONG, confidence="sure", seconds=12.34, tries=0)
    submit(widget, RIGHT, seconds=4)
    hint, first, second = kept(record)
    assert (hint.kind, hint.item, hint.seconds) == ("hint", SINGLE.id, 3)
    assert first == Event(
        id=first.id,
        learner="ada",
        session=record.session,
        at=START,
        kind="answer",
        quiz="asked",
        item=SINGLE.id,
        version=SINGLE.version,
        response=WRONG,
        score=0.0,
        correct=False,
        try_number=1,
        confidence="sure",
        mode="formative",
        seconds=12.3,
    )
    assert (second.try_number, second.score, second.correct) == (2, 1.0, True)
    assert second.confidence is None
    assert widget.view["saving"] == "on"


@pytest.mark.parametrize("seconds", [-1, "9", True, None, float("nan"), 1e9, [1]])
def test_seconds_that_cannot_be_are_left_out(
    seconds: Any, session: Callable[..., Recorder]
) -> None:
    record = session()
    submit(ask(record), RIGHT, seconds=seconds)
    assert [one.seconds for one in kept(record)] == [None]


def test_what_is_refused_or_unreadable_is_not_written(session: Callable[..., Recorder]) -> None:
    record = session()
    widget = ask(record)
    for response in (["withdrawn"], [], "x"):
        with pytest.raises(ValueError, match=r"."):
            submit(widget, response)
    assert kept(record) == []
    assert widget.view["items"][0]["outcome"] == "cannot_tell"
    widget.handle("refresh", {"act": "refresh"})
    assert widget.view["items"][0]["outcome"] == "cannot_tell"


def test_a_test_tells_the_record_no_score_before_it_is_handed_in(
    session: Callable[..., Recorder],
) -> None:
    record = session()
    widget = ask(record, "summative", clock=lambda: START)
    submit(widget, WRONG, seconds=5)
    submit(widget, RIGHT, seconds=9, confidence="think_so")
    submit(widget, RIGHT, seconds=10, confidence="think_so")  # nothing new
    submit(widget, list(OTHER.key), OTHER)
    widget.handle("clear", {"act": "clear", "item": OTHER.id})
    before = kept(record)
    assert [one.kind for one in before] == ["save", "save", "save", "clear"]
    assert {(one.score, one.correct) for one in before} == {(None, None)}
    reloaded = ask(session(), "summative")
    assert reloaded.view["items"][0]["response"] == RIGHT
    assert "verdict" not in json.dumps(reloaded.view)

    reloaded.handle("hand_in", {"act": "hand_in"})
    answer, end = kept(record)[4:]
    assert (answer.kind, answer.score, answer.correct, answer.mode) == (
        "answer",
        1,
        True,
        "summative",
    )
    assert (answer.seconds, answer.confidence, answer.try_number) == (9, "think_so", 1)
    assert (end.kind, end.item, end.quiz) == ("hand_in", None, "asked")
    widget.handle("refresh", {"act": "refresh"})
    assert shown(widget) == shown(reloaded)
    assert widget.view["handed_in"]


def test_two_tabs_agree(session: Callable[..., Recorder]) -> None:
    here, there = ask(session()), ask(session())
    submit(here, WRONG, tries=0)
    rev = there.view["rev"]
    with pytest.raises(ValueError, match="was given before"):
        submit(there, RIGHT, tries=0)  # it has not seen the first try
    assert there.view["rev"] == rev + 1
    assert there.view["items"][0]["tries_used"] == 1
    submit(there, RIGHT, tries=1)
    here.handle("refresh", {"act": "refresh"})
    assert shown(here) == shown(there)
    assert here.view["items"][0]["detail"] == "You got it at try 2."
    rev = here.view["rev"]
    here.handle("refresh", {"act": "refresh"})
    assert here.view["rev"] == rev  # nothing new, nothing sent


def test_an_item_of_another_version_is_asked_anew(session: Callable[..., Recorder]) -> None:
    submit(ask(session()), RIGHT)
    newer = replace(SINGLE, version=SINGLE.version + 1)
    assert ask(session(), items=(newer, OTHER)).view["items"][0]["tries_used"] == 0
    assert ask(session()).view["items"][0]["closed"]


def test_a_clock_set_back_does_not_turn_the_order_round(session: Callable[..., Recorder]) -> None:
    times = iter([START, START - timedelta(hours=1), START + timedelta(hours=1)])
    widget = ask(session(), clock=lambda: next(times))
    submit(widget, WRONG)
    submit(widget, RIGHT)
    assert shown(ask(session())) == shown(widget)


def until_saving(widget: QuizWidget, state: str) -> None:
    deadline = time.monotonic() + 60  # against hanging, no measure
    while widget.view["saving"] != state:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_saving_pauses_and_goes_on(session: Callable[..., Recorder], tmp_path: Path) -> None:
    here, there = ask(session()), ask(session())
    submit(here, WRONG)
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        view = submit(here, RIGHT)
        assert (here.view["saving"], view["outcome"]) == ("paused", "correct")
        submit(here, list(OTHER.key), OTHER)
        here.handle("refresh", {"act": "refresh"})
        assert here.view["done"] == 2
        other.execute("ROLLBACK")
    until_saving(here, "on")
    assert here.view["done"] == 2
    there.handle("refresh", {"act": "refresh"})
    assert shown(there) == shown(here)


def test_a_cleared_record_empties_the_quiz(session: Callable[..., Recorder]) -> None:
    record = session()
    widget, fresh = ask(record), shown(ask(session("bob")))
    submit(widget, RIGHT)
    record.erase()
    assert shown(widget) == fresh
    submit(widget, RIGHT)
    record.switch_learner("bob")
    assert shown(widget) == fresh


def test_without_a_record_nothing_is_kept(session: Callable[..., Recorder]) -> None:
    widget = ask(None)
    submit(widget, WRONG)
    widget.handle("refresh", {"act": "refresh"})
    assert (widget.view["saving"], widget.view["items"][0]["tries_used"]) == ("off", 1)
    assert ask(None).view["items"][0]["tries_used"] == 0
    assert kept(session()) == []


def test_text_and_html_say_nothing_of_the_learner(session: Callable[..., Recorder]) -> None:
    widget = ask(session())
    before = (widget.text(), widget.html())
    submit(widget, RIGHT)
    assert (widget.text(), widget.html()) == before == (ask(None).text(), ask(None).html())
