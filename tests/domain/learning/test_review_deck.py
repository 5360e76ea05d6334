"""The review deck: which cards there are, what is due where the learner is, replayed reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.evidence.reference import GlossaryTerm
from gluteedu.domain.items.grading import grade
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.review_deck import (
    NEW_TERMS_A_DAY,
    Card,
    Deck,
    Memory,
    allowed_ratings,
    corrected_items,
    due_cards,
    item_cards,
    next_due,
    replay_reviews,
    term_cards,
)
from tests.support.sample_items import multiple, single

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def doubling(memory: Memory | None, rating: int, at: datetime) -> Memory:
    """A plain schedule: ten minutes after "again", else each gap is twice the one before."""
    if rating == 1:
        return Memory(at + timedelta(minutes=10), at, "learning", 0, 1.0, 5.0)
    days = 1.0 if memory is None or memory.short else 2 * memory.stability
    count = 1 if memory is None else memory.reviews + 1
    return Memory(at + days * DAY, at, "review", None, days, 5.0, count)


def event(number: int, kind: str, item: str, at: datetime, **more) -> Event:
    return Event(f"e{number}", "me", "s", at, kind, item=item, **{"version": 1, **more})


def first_try(item: str, correct: bool, confidence: str | None = None, minute: int = 0) -> Event:
    return event(
        minute, "answer", item, NOON + timedelta(minutes=minute), quiz="q", correct=correct,
        score=float(correct), confidence=confidence, try_number=1, mode="formative",
    )  # fmt: skip


def review(number: int, item: str, rating: int, at: datetime, **more) -> Event:
    return event(number, "review", item, at, rating=rating, mode="review", **more)


def card(name: str, reason: str = "missed") -> Card:
    return Card(name, reason, 1, NOON)


def names(cards: list[Card]) -> list[str]:
    return [one.id for one in cards]


def test_what_was_missed_becomes_a_card_and_sure_but_wrong_says_so() -> None:
    tries = [
        first_try("a", False, "sure", 1),
        first_try("b", True, "sure", 2),
        first_try("c", False, "guessing", 3),
        first_try("d", False, None, 4),
    ]
    found = [(one.id, one.reason, one.since.minute) for one in item_cards(tries)]
    assert found == [("a", "sure_but_wrong", 1), ("c", "missed", 3), ("d", "missed", 4)]


def test_words_come_with_the_lesson_that_teaches_them() -> None:
    terms = [
        GlossaryTerm("knee", "Knee", "A joint.", "01"),
        GlossaryTerm("toe", "Toe", "Small.", "02"),
    ]
    assert names(term_cards(terms, {"02": NOON})) == ["term:toe"]
    assert term_cards(terms, {}) == []


def test_replay_follows_time_not_the_order_of_arrival() -> None:
    reviews = [
        review(1, "a", 3, NOON),
        review(2, "a", 3, NOON + DAY),
        review(3, "a", 1, NOON + 3 * DAY),
    ]
    deck = replay_reviews([card("a")], reviews, doubling)
    assert deck == replay_reviews([card("a")], reversed(reviews), doubling)
    assert deck.memory["a"].short
    assert deck.memory["a"].due == NOON + 3 * DAY + timedelta(minutes=10)
    assert deck.first_reviews == {"a": NOON}


def test_replay_leaves_out_what_does_not_belong() -> None:
    others = [
        review(1, "gone", 3, NOON),
        review(2, "a", 3, NOON, version=2),
        first_try("a", False),
    ]
    assert replay_reviews([card("a")], others, doubling).memory == {}


def test_a_new_card_is_due_at_once_and_a_reviewed_one_on_its_day() -> None:
    deck = replay_reviews([card("a"), card("b")], [review(1, "a", 3, NOON)], doubling)
    assert names(due_cards(deck, NOON)) == ["b"]
    assert next_due(deck, NOON) == datetime(2026, 3, 3, tzinfo=UTC)
    early = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    assert names(due_cards(deck, early - timedelta(seconds=1))) == ["b"]
    assert sorted(names(due_cards(deck, early))) == ["a", "b"]


def test_midnight_is_the_learners_own() -> None:
    """Reviewed at 8 in the evening in Auckland: due when it is the next day there."""
    auckland = timezone(timedelta(hours=13))
    evening = datetime(2026, 3, 2, 20, tzinfo=auckland).astimezone(UTC)
    deck = replay_reviews([card("a")], [review(1, "a", 3, evening)], doubling)
    midnight = datetime(2026, 3, 3, 0, 0, tzinfo=auckland)
    assert due_cards(deck, midnight - timedelta(minutes=1), auckland) == []
    assert names(due_cards(deck, midnight, auckland)) == ["a"]
    assert next_due(deck, evening, auckland) == midnight
    assert due_cards(deck, midnight, UTC) == []


def test_again_comes_back_in_the_same_session_after_the_rest() -> None:
    deck = replay_reviews([card("a"), card("b")], [review(1, "a", 1, NOON)], doubling)
    assert names(due_cards(deck, NOON)) == ["b", "a"]
    assert names(due_cards(deck, NOON + timedelta(minutes=10))) == ["a", "b"]
    late = replay_reviews([card("a")], [review(1, "a", 1, NOON)], doubling)
    assert next_due(late, NOON - timedelta(minutes=30)) == NOON + timedelta(minutes=10)


def test_sure_but_wrong_first_then_all_topics_mixed() -> None:
    cards = [card(f"m{n}") for n in range(8)] + [card("s", "sure_but_wrong")]
    shown = names(due_cards(Deck(tuple(cards)), NOON))
    assert shown[0] == "s"
    assert shown[1:] != sorted(shown[1:]), "a block in the order of the course"
    assert shown == names(due_cards(Deck(tuple(cards)), NOON + timedelta(hours=3)))
    assert shown != names(due_cards(Deck(tuple(cards)), NOON + DAY))


def test_a_few_new_words_each_day() -> None:
    words = [card(f"term:{n:02}", "term") for n in range(12)]
    deck = Deck(tuple(words))
    assert set(names(due_cards(deck, NOON))) == {f"term:{n:02}" for n in range(NEW_TERMS_A_DAY)}
    reviews = [review(n, f"term:{n:02}", 4, NOON + timedelta(minutes=n)) for n in range(3)]
    half = replay_reviews(words, reviews, doubling)
    later = NOON + timedelta(hours=1)
    assert len(due_cards(half, later)) == NEW_TERMS_A_DAY - 3
    assert next_due(half, later) == datetime(2026, 3, 3, tzinfo=UTC)
    assert (
        len([c for c in due_cards(half, NOON + DAY) if c.id not in half.memory]) == NEW_TERMS_A_DAY
    )


def test_nothing_is_left_to_come() -> None:
    assert next_due(Deck(), NOON) is None
    assert next_due(Deck((card("a"),)), NOON) is None


@pytest.mark.parametrize(
    ("response", "expected"),
    [(["a", "c", "e"], (2, 3, 4)), (["a"], (1, 2)), (["b"], (1,))],
)
def test_no_better_than_the_answer_was(response: list[str], expected: tuple[int, ...]) -> None:
    assert allowed_ratings(grade(multiple(), tuple(response))) == expected
    assert allowed_ratings(None) == (1, 2, 3, 4)


def test_mended_is_what_the_newest_review_got_right() -> None:
    item = single("a")
    tries = [first_try("a", False), first_try("b", True)]
    good = review(1, "a", 3, NOON, correct=True, score=1.0)
    bad = review(2, "a", 1, NOON + DAY, correct=False, score=0.0)
    assert corrected_items(tries, [good], [item, single("b")]) == {"a"}
    assert corrected_items(tries, [bad, good], [item]) == set()
    assert (
        corrected_items(tries, [review(3, "b", 3, NOON, correct=True)], [item, single("b")])
        == set()
    )
    assert (
        corrected_items(
            [first_try("a", False)], [review(4, "a", 3, NOON, correct=True, version=2)], [item]
        )
        == set()
    )


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 4), st.integers(0, 5000)), max_size=40
    ),
    st.integers(0, 9000),
)
def test_each_card_is_due_or_comes_later_and_never_twice(reviews, minutes: int) -> None:
    events = [
        review(n, item, rating, NOON + timedelta(minutes=at))
        for n, (item, rating, at) in enumerate(reviews)
    ]
    deck = replay_reviews([card(x) for x in "abc"], events, doubling)
    now = NOON + timedelta(minutes=minutes)
    shown = names(due_cards(deck, now))
    assert len(shown) == len(set(shown))
    coming = next_due(deck, now)
    assert (coming is None) == (len(shown) == 3)
    if coming is not None:
        assert coming > now
        assert len(due_cards(deck, coming)) >= 1
