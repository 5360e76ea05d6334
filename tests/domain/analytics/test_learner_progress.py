"""How far a learner has got: what counts, for which lesson, for which objective."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gluteedu.domain.analytics.learner_progress import (
    FirstTryTotals,
    by_lesson,
    by_objective,
    current_tries,
    lesson_of,
)
from gluteedu.domain.items.item import ItemBank, LessonItems, Quiz
from gluteedu.domain.learning.event import Event
from tests.support.sample_items import matching, multiple, number, single

AT = datetime(2026, 3, 2, tzinfo=UTC)
BEFORE = single("before")
BANK = ItemBank(
    (
        LessonItems("index", "i", (Quiz("pre", "Pre", ("before",), "pretest"),), (BEFORE,)),
        LessonItems(
            "01", "a", (Quiz("q", "Q", ("single_one", "number_one")),), (single(), number()),
        ),
        LessonItems(
            "07", "b",
            (Quiz("test", "T", ("multiple_one", "matching_one"), "summative"),),
            (multiple(), matching()),
        ),
    )
)  # fmt: skip


def told(
    quiz: str, item: str, minute: int, score: float, version: int = 1, tries: int = 1
) -> Event:
    modes = {"pre": "pretest", "q": "formative", "test": "summative"}
    return Event(
        f"{quiz}{item}{minute}", "me", "s", AT + timedelta(minutes=minute), "answer", quiz=quiz,
        item=item, version=version, response=["a"], score=score, correct=score == 1,
        try_number=tries, mode=modes.get(quiz, "formative"),
    )  # fmt: skip


EVENTS = [
    told("q", "single_one", 5, 1.0, tries=2),
    told("q", "single_one", 1, 0.0),
    told("q", "number_one", 2, 1.0, version=9),
    told("q", "gone", 3, 1.0),
    told("old_quiz", "single_one", 0, 1.0),
    told("pre", "before", 4, 1.0),
    told("test", "multiple_one", 7, 0.5),
]


def test_first_tries_of_the_items_of_today() -> None:
    found = current_tries(EVENTS, BANK)
    assert [(one.quiz, one.item, one.score) for one in found] == [
        ("q", "single_one", 0.0),
        ("test", "multiple_one", 0.5),
    ]


def test_sums() -> None:
    tries = current_tries(EVENTS, BANK)
    one, seven = AT + timedelta(minutes=1), AT + timedelta(minutes=7)
    assert by_lesson(BANK, tries) == [
        FirstTryTotals("01", 2, 1, 0, 0.0, one, one),
        FirstTryTotals("07", 2, 1, 0, 0.5, seven, seven),
    ]
    assert by_objective(BANK, tries) == [
        FirstTryTotals("objective-a", 2, 2, 0, 0.5, one, seven),
        FirstTryTotals("objective-b", 2),
    ]


def test_an_item_of_the_test_belongs_to_the_lesson_that_teaches_it() -> None:
    home = lesson_of(BANK)
    assert home == {
        "before": "01", "single_one": "01", "number_one": "01",
        "multiple_one": "01", "matching_one": "01",
    }  # fmt: skip
