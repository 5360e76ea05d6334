"""How far a class has got: counted again by hand, names kept apart, old versions still there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.analytics.class_confidence import sure_but_wrong_by_item
from gluteedu.domain.analytics.class_progress import (
    learner_progress,
    objective_progress,
    pseudonyms,
    retired_answers,
)
from gluteedu.domain.analytics.item_analysis import first_tries
from gluteedu.domain.intervals import proportion
from gluteedu.domain.items.item import ItemBank, LessonItems, Quiz
from gluteedu.domain.learning.event import Event
from tests.support.sample_items import single

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
ITEMS = tuple(replace(single(f"i{k}"), objective=f"objective-{'aab'[k % 3]}") for k in range(6))
BANK = ItemBank(
    (
        LessonItems("one", "one.yaml", (Quiz("q1", "Q", ("i0", "i1", "i2")),), ITEMS[:3]),
        LessonItems("two", "two.yaml", (Quiz("q2", "Q", ("i3",)),), ITEMS[3:4]),
        LessonItems(
            "test", "test.yaml", (Quiz("t", "T", ("i4", "i5"), "summative"),), ITEMS[4:]
        ),
    )
)  # fmt: skip
LEARNERS = st.lists(st.text("abcdef", min_size=1, max_size=6), unique=True, max_size=60)


def event(learner: str, quiz: str, item: str | None, score: float | None, **more: Any) -> Event:
    at = NOON + timedelta(minutes=more.pop("minute", 0))
    fields: dict[str, Any] = {"kind": "answer", "mode": "formative", "version": 1, "try_number": 1}
    return Event(
        id=f"{learner}{quiz}{item}{at}{more}", learner=learner, session="s", at=at, quiz=quiz,
        item=item, score=score, correct=score == 1, **{**fields, **more},
    )  # fmt: skip


@given(LEARNERS)
def test_every_learner_has_a_pseudonym_of_their_own(learners: list[str]) -> None:
    found = pseudonyms(learners)
    assert set(found) == set(learners)
    assert len(set(found.values())) == len(learners)
    assert pseudonyms(learners[::-1]) == found
    assert all(name.startswith("Learner ") for name in found.values())


def test_the_hundreds_have_pseudonyms_too() -> None:
    found = set(pseudonyms(str(k) for k in range(300)).values())
    assert len(found) == 300
    assert {"Learner A1", "Learner Z9", "Learner AA1"} <= found


@given(LEARNERS, st.data())
def test_a_name_that_was_given_is_used_and_stays_one_person(
    learners: list[str], data: st.DataObject
) -> None:
    given_names = {
        one: data.draw(st.sampled_from(["Sam", " Sam ", "Kim", "  "])) for one in learners
    }
    found = pseudonyms(learners, given_names)
    assert len(set(found.values())) == len(learners)
    for learner, name in found.items():
        wanted = given_names[learner].strip()
        assert name.startswith(wanted or "Learner ")


def test_progress_counts_the_items_of_today_once_each() -> None:
    events = [
        event("a", "q1", "i0", 0, minute=1),
        event("a", "q1", "i0", 1, minute=2, try_number=2),
        event("a", "q1", "i0", 1, minute=3, version=2),
        event("a", "q1", "i1", 1, minute=4),
        event("a", "q1", "withdrawn", 1, minute=5),
        event("b", "t", "i4", 1, mode="summative"),
        event("b", "t", None, None, kind="hand_in", mode="summative", minute=9),
        event("c", "q1", "i0", None, kind="hint", minute=7),
    ]
    names = pseudonyms("abc")
    found = learner_progress(events, first_tries(events), BANK, {**names, "never": "Never"})
    by_learner = {one.learner: one for one in found}
    assert by_learner["a"].done == {"one": 2, "two": 0, "test": 0}
    assert by_learner["b"].done == {"one": 0, "two": 0, "test": 1}
    assert by_learner["b"].handed_in == ("t",)
    assert by_learner["c"].done == {"one": 0, "two": 0, "test": 0}
    assert by_learner["c"].last == NOON + timedelta(minutes=7)
    assert found[0].learner == "a"
    assert "never" not in by_learner


def test_objectives_are_means_of_learners_lessons_and_tests_apart() -> None:
    events = [
        *(event(who, "q1", item, score) for who, scores in SCORES.items()
          for item, score in zip(("i0", "i1", "i2"), scores, strict=True)),
        *(event(who, "t", "i4", 1, mode="summative") for who in SCORES),
        event("p", "q1", "withdrawn", 0),
    ]  # fmt: skip
    objectives = {"objective-a": "one", "objective-b": "one", "objective-z": "two"}
    found = {x.objective: x for x in objective_progress(first_tries(events), BANK, objectives, 3)}
    own = [fmean(scores[:2]) for scores in SCORES.values()]
    practice = found["objective-a"].practice
    assert practice is not None
    assert practice.value == pytest.approx(fmean(own))
    assert practice.n == len(SCORES)
    assert found["objective-a"].test == proportion(5, 5)
    assert found["objective-b"].test is None
    assert found["objective-z"].practice is None
    few = {x.objective: x for x in objective_progress(first_tries(events), BANK, objectives, 6)}
    assert few["objective-a"].practice is None


SCORES = {"p": (1, 0, 1), "q": (1, 1, 0), "r": (0, 0, 0.5), "s": (0.5, 1, 1), "u": (0, 1, 0)}


def test_sure_but_wrong_counts_only_who_was_sure() -> None:
    events = [
        *(event(f"L{k}", "q1", "i0", float(k >= 4), confidence="sure") for k in range(6)),
        *(event(f"M{k}", "q1", "i0", 0, confidence="guessing") for k in range(9)),
        *(event(f"L{k}", "q1", "i1", 0.5, confidence="sure") for k in range(6)),
        *(event(f"L{k}", "q1", "i2", 0, confidence="sure") for k in range(4)),
    ]
    found = sure_but_wrong_by_item(first_tries(events), 5)
    assert [(x.item, x.sure, x.wrong) for x in found] == [
        ("i1", 6, 6), ("i0", 6, 4), ("i2", 4, None)
    ]  # fmt: skip
    assert found[1].share == proportion(4, 6)
    assert found[2].share is None


def test_what_is_gone_is_named_with_its_reason() -> None:
    items = tuple(replace(one, version=2) if one.id == "i0" else one for one in ITEMS[:3])
    lesson = LessonItems("one", "one.yaml", (Quiz("q1", "Q", ("i0", "i1")),), items)
    events = [
        event("a", "q1", "i0", 1), event("b", "q1", "i0", 1),
        event("a", "q1", "i0", 1, version=2), event("a", "q1", "i1", 1),
        event("a", "q1", "i2", 1), event("a", "old_quiz", "i1", 1), event("a", "q1", "never", 1),
    ]  # fmt: skip
    found = retired_answers(first_tries(events), ItemBank((lesson,)))
    assert {(x.quiz, x.item, x.version, x.why, x.answers) for x in found} == {
        ("q1", "i0", 1, "version", 2),
        ("q1", "i2", 1, "withdrawn", 1),
        ("old_quiz", "i1", 1, "withdrawn", 1),
        ("q1", "never", 1, "withdrawn", 1),
    }
