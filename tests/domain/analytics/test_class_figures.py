"""How sure a class was, what it reached in its tests, and which items get a flag."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

import pytest

from gluteedu.domain.analytics.class_confidence import confidence_results, sure_but_wrong_by_item
from gluteedu.domain.analytics.class_tests import (
    CourseTest,
    class_gains,
    items_there,
    scores_in_test,
)
from gluteedu.domain.analytics.gain import group_gain
from gluteedu.domain.analytics.item_analysis import Choice, ItemAnalysis
from gluteedu.domain.analytics.item_flags import flag_items
from gluteedu.domain.intervals import Estimate, Interval, proportion
from gluteedu.domain.learning.event import Event
from tests.support.sample_items import single

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
ITEMS = {f"i{k}": replace(single(f"i{k}"), objective=f"o{k % 2}") for k in range(4)}
BEFORE = CourseTest("before", (ITEMS["i0"], ITEMS["i1"]))
AFTER = CourseTest("after", (ITEMS["i2"], ITEMS["i3"]))


def event(learner: str, item: str | None, score: float | None = None, **more: Any) -> Event:
    at = NOON + timedelta(minutes=more.pop("minute", 0))
    fields: dict[str, Any] = {
        "kind": "answer", "quiz": "after", "mode": "summative", "version": 1, "try_number": 1
    }  # fmt: skip
    return Event(
        id=f"{learner}{item}{score}{at}{more}", learner=learner, session="s", at=at, item=item,
        score=score, correct=score == 1, **{**fields, **more},
    )  # fmt: skip


def handed_in(learner: str, *scores: float | None, quiz: str = "after", minute: int = 0,
              version: int = 1) -> list[Event]:  # fmt: skip
    test = AFTER if quiz == "after" else BEFORE
    answers = [
        event(learner, item.id, score, quiz=quiz, minute=minute, version=version)
        for item, score in zip(test.items, scores, strict=True)
        if score is not None
    ]
    end = event(learner, None, quiz=quiz, kind="hand_in", version=None, minute=minute)
    return [*answers, end]


def test_words_of_confidence_are_means_over_learners_not_over_answers() -> None:
    eager = [event("eager", f"i{k}", 0, confidence="sure") for k in range(4)]
    others = [event(f"L{k}", "i0", 1, confidence="sure") for k in range(4)]
    unsure = [event(f"L{k}", "i1", 0, confidence="guessing") for k in range(4)]
    said = {one.confidence: one for one in confidence_results([*eager, *others, *unsure], 5)}
    assert said["sure"].right == proportion(4, 5)
    assert said["sure"].tries == 8
    assert (said["guessing"].tries, said["guessing"].right) == (4, None)
    assert (said["think_so"].tries, said["think_so"].right) == (0, None)


def test_a_test_counts_once_it_is_handed_in_and_what_is_open_is_zero() -> None:
    open_test = [event("open", "i2", 1)]
    events = [*handed_in("a", 1, None), *handed_in("b", 1, 0.5), *open_test]
    again = [event("a", "i2", 0, minute=60)]
    assert scores_in_test([*events, *again], AFTER) == {"a": 0.5, "b": 0.75}


def test_an_answer_to_an_earlier_version_counts_and_a_withdrawn_item_does_not() -> None:
    today = CourseTest("after", (replace(ITEMS["i2"], version=2),))
    assert scores_in_test(handed_in("a", 1, 0), today) == {"a": 1}


def test_an_item_that_was_added_later_is_not_held_against_those_before() -> None:
    early = [e for k in range(5) for e in handed_in(f"early{k}", 1, None)]
    late = handed_in("late", 1, None, minute=120)
    first = handed_in("first", 1, 1, minute=60)
    scores = scores_in_test([*early, *first, *late], AFTER)
    assert scores == {**{f"early{k}": 1 for k in range(5)}, "first": 1, "late": 0.5}
    few = scores_in_test([*early[:4], *first], AFTER)
    assert few["early0"] == 0.5, "two may simply have left it open"
    assert len(items_there([*early, *first], AFTER)["early0"]) == 1


def test_gains_are_those_of_who_took_both_tests() -> None:
    before = {"a": (0, 1), "b": (0.5, 0), "c": (0, 0), "d": (1, 0), "e": (0, 0.5)}
    after = {"a": (1, 1), "b": (0.5, 1), "c": (0, 1), "d": (1, 0), "x": (1, 1)}
    events = [e for who, s in before.items() for e in handed_in(who, *s, quiz="before")]
    events += [e for who, s in after.items() for e in handed_in(who, *s, minute=9)]
    found = {g.objective: g for g in class_gains(events, BEFORE, AFTER, ["o0", "o1"], 4)}
    both = sorted(before.keys() & after.keys())
    assert found["o0"].n == len(both) == 4
    assert found["o0"].pre == pytest.approx(fmean(before[w][0] for w in both))
    value, interval = group_gain([(before[w][1], after[w][1]) for w in both])
    assert (found["o1"].gain, found["o1"].interval) == (value, interval)
    assert class_gains(events, BEFORE, AFTER, ["o0", "o1"], 5) == []


def test_gains_do_not_suffer_when_an_item_gets_a_new_version() -> None:
    learners = "abcdef"
    events = [e for k, w in enumerate(learners) for e in handed_in(w, k % 2, 0, quiz="before")]
    events += [e for w in learners for e in handed_in(w, 1, 1, minute=9)]
    usual = class_gains(events, BEFORE, AFTER, ["o0", "o1"], 5)
    newer = CourseTest("after", tuple(replace(item, version=2) for item in AFTER.items))
    assert class_gains(events, BEFORE, newer, ["o0", "o1"], 5) == usual


def analysis(facility: float, spread: float = 0.05, **more: Any) -> ItemAnalysis:
    figure = Estimate(facility, 30, Interval(facility - spread, facility + spread))
    fields = {"discrimination": None, "choices": (), "current": True, **more}
    return ItemAnalysis("q", "i0", 1, n=30, facility=figure, seconds=None, left_out=0, **fields)


def chosen(key: int, other: int) -> tuple[Choice, ...]:
    n = key + other
    return (
        Choice("b", key, proportion(key, n), True),
        Choice("a", other, proportion(other, n), False),
    )


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        (analysis(0.8), ()),
        (analysis(0.4), ("hard",)),
        (analysis(0.4, 0.2), ()),
        (analysis(0.8, discrimination=Estimate(-0.5, 30, Interval(-0.7, -0.2))), ("backwards",)),
        (analysis(0.8, discrimination=Estimate(-0.1, 30, Interval(-0.4, 0.2))), ()),
        (analysis(0.6, choices=chosen(4, 20)), ("tempting",)),
        (analysis(0.6, choices=chosen(9, 11)), ()),
        (analysis(0.1, current=False), ()),
    ],
)
def test_a_flag_needs_more_than_chance(one: ItemAnalysis, reasons: tuple[str, ...]) -> None:
    found = flag_items([one], [], ITEMS)
    assert tuple(r for flag in found for r in flag.reasons) == reasons


@pytest.mark.parametrize(("wrong", "flagged"), [(12, True), (7, False)])
def test_sure_but_wrong_is_flagged_when_most_were(wrong: int, flagged: bool) -> None:
    tries = [
        event(f"L{k}", "i0", float(k >= wrong), quiz="q", confidence="sure") for k in range(12)
    ]
    found = flag_items([analysis(0.9)], sure_but_wrong_by_item(tries, 5), ITEMS)
    assert bool(found) is flagged
