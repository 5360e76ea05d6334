"""One card of the review deck: it is put on top, turned or answered, and rated, as pure steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gluteedu.domain.items.grade import Grade
from gluteedu.domain.items.grading import is_unanswered, read_response, response_to_json
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.quiz_state import QuizState, Try, reveal, start, submit
from gluteedu.domain.learning.event import MAX_SECONDS, Event, EventContext
from gluteedu.domain.learning.review_deck import Card, Memory, allowed_ratings


@dataclass(frozen=True)
class ItemOfCard:
    """The item of a card, and where the learner stands with it in this review."""

    item: Item
    state: QuizState

    @property
    def last_try(self) -> Try | None:
        """The answer, once there is one."""
        tries = self.state.attempt(self.item.id).tries
        return tries[-1] if tries else None


@dataclass(frozen=True)
class CardReview:
    """The card on top of the deck.

    Attributes:
        memory: what the schedule knows of it; None for a new card.
        since: when the learner began with it.
        asked: what it asks; None for a word of the glossary.
        turned: whether its other side is to be seen.
    """

    card: Card
    memory: Memory | None
    since: datetime
    asked: ItemOfCard | None = None
    turned: bool = False

    @property
    def grade(self) -> Grade | None:
        """How the item was answered; None before, and for a word."""
        last = self.asked.last_try if self.asked else None
        return last.grade if last else None

    @property
    def ratings(self) -> tuple[int, ...]:
        """What it may be rated once it is turned."""
        return allowed_ratings(self.grade)


def put_on_top(card: Card, memory: Memory | None, item: Item | None, at: datetime) -> CardReview:
    """A card with its front side up; ``item`` is what it asks, None for a word."""
    asked = ItemOfCard(item, start([item], "formative")) if item else None
    return CardReview(card, memory, at, asked)


def turn_word(review: CardReview) -> CardReview:
    """The other side of a word. ValueError for a question: that is answered first."""
    if review.asked:
        raise ValueError("a question is answered first")
    return replace(review, turned=True)


def answer_card(review: CardReview, raw: Any) -> CardReview:
    """The answer to a question, and with it the other side: there is one try.

    ValueError for a word, a card that is turned, and a response that cannot be read.
    """
    if review.asked is None or review.turned:
        raise ValueError("this card takes no answer now")
    item = review.asked.item
    if is_unanswered(raw):
        raise ValueError(f"{item.id}: there is no answer to check")
    read_response(item, raw)
    state = submit(review.asked.state, item, raw)
    if not state.closed(item.id):
        state = reveal(state, item)
    return replace(review, asked=ItemOfCard(item, state), turned=True)


def rate_card(review: CardReview, rating: Any, context: EventContext) -> Event:
    """The event of a rating. ValueError before the card is turned, and for a rating out of range.

    An event is never dated before the last review of its card: the clock may have been set back.
    """
    whole = isinstance(rating, int) and not isinstance(rating, bool)
    if not review.turned or not whole or rating not in review.ratings:
        allowed = ", ".join(map(str, review.ratings))
        raise ValueError(f"rating: one of {allowed}, once it is turned")
    at = context.clock()
    asked, grade = review.asked, review.grade
    last = asked.last_try if asked else None
    return context.event(
        "review",
        review.card,
        at=max(at, review.memory.last) if review.memory else at,
        response=response_to_json(asked.item, last.response) if asked and last else None,
        score=grade.score if grade else None,
        correct=grade.correct if grade else None,
        seconds=round(min(MAX_SECONDS, max(0.0, (at - review.since).total_seconds())), 1),
        rating=rating,
    )
