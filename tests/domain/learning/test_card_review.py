"""One card: turned or answered once, rated no better than it was answered, dated after its past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gluteedu.domain.learning.card_review import (
    CardReview,
    answer_card,
    put_on_top,
    rate_card,
    turn_word,
)
from gluteedu.domain.learning.event import EventContext
from gluteedu.domain.learning.review_deck import Card, Memory
from tests.support.sample_items import single

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ITEM = single()
LATER = EventContext("ada", "s", None, "review", lambda: NOON + timedelta(seconds=20))


def question(memory: Memory | None = None) -> CardReview:
    return put_on_top(Card(ITEM.id, "missed", ITEM.version, NOON), memory, ITEM, NOON)


def word() -> CardReview:
    return put_on_top(Card("term:toe", "term", 1, NOON), None, None, NOON)


def test_a_word_is_turned_and_rated_freely() -> None:
    event = rate_card(turn_word(word()), 4, LATER)
    assert (event.kind, event.item, event.rating, event.mode) == ("review", "term:toe", 4, "review")
    assert (event.response, event.score, event.correct, event.quiz) == (None, None, None, None)
    assert (event.seconds, event.at) == (20, NOON + timedelta(seconds=20))


def test_a_question_is_answered_once_and_then_over() -> None:
    answered = answer_card(question(), ["a"])
    assert answered.turned
    assert answered.asked is not None
    assert answered.asked.state.closed(ITEM.id)
    with pytest.raises(ValueError, match="takes no answer now"):
        answer_card(answered, ["b"])
    assert rate_card(answered, 1, LATER).response == ["a"]
    with pytest.raises(ValueError, match="one of 1, once"):
        rate_card(answered, 3, LATER)


def test_what_is_not_its_turn() -> None:
    with pytest.raises(ValueError, match="answered first"):
        turn_word(question())
    with pytest.raises(ValueError, match="takes no answer"):
        answer_card(word(), ["a"])
    with pytest.raises(ValueError, match="once it is turned"):
        rate_card(word(), 3, LATER)
    with pytest.raises(ValueError, match="no answer to check"):
        answer_card(question(), [])


def test_no_review_is_dated_before_the_last_one() -> None:
    last = NOON + timedelta(hours=1)
    memory = Memory(last, last, "review", None, 3.0, 5.0)
    assert rate_card(answer_card(question(memory), ["b"]), 3, LATER).at == last
