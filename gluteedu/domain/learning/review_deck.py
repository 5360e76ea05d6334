"""The review deck: which cards a learner has, what is due, rebuilt by replaying past reviews."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from gluteedu.domain.evidence.reference import GlossaryTerm
from gluteedu.domain.items.grade import Grade
from gluteedu.domain.items.item import Item
from gluteedu.domain.learning.event import Event

CardReason = Literal["sure_but_wrong", "missed", "term"]
MemoryPhase = Literal["learning", "review", "relearning"]

RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
NEW_TERMS_A_DAY = 5
"""How many words of the glossary come in new on one day; missed questions all come at once."""

LEARN_AHEAD = timedelta(minutes=20)
"""A card that comes back within minutes is shown as part of the same session."""

TERM_PREFIX = "term:"


@dataclass(frozen=True)
class Card:
    """Something to remember: an item that was missed, or a word of the glossary.

    Attributes:
        id: the item's id, or ``term:<id>`` for a word.
        version: of the item; a review of another version does not count. 1 for a word.
        since: when it came into the deck.
    """

    id: str
    reason: CardReason
    version: int
    since: datetime


@dataclass(frozen=True)
class Memory:
    """What the schedule knows about a card after its last review.

    Attributes:
        stability: days until the chance to remember has fallen to 90%.
        difficulty: 1 (easy) to 10 (hard).
        step: place among the short steps of a card that is being learned; None in review.
        reviews: how many there were.
    """

    due: datetime
    last: datetime
    phase: MemoryPhase
    step: int | None
    stability: float
    difficulty: float
    reviews: int = 1

    @property
    def short(self) -> bool:
        """Whether it comes back within minutes, not on another day."""
        return self.phase != "review"


Schedule = Callable[[Memory | None, int, datetime], Memory]
"""One review: what was known before (None for a new card), a rating from 1 to 4 and its time in
UTC, to what is known after. Without chance and without a clock of its own."""


@dataclass(frozen=True)
class Deck:
    """Cards in the order they came in; ``memory`` holds those that were reviewed before."""

    cards: tuple[Card, ...] = ()
    memory: Mapping[str, Memory] = field(default_factory=dict)
    first_reviews: Mapping[str, datetime] = field(default_factory=dict)


def is_term(card: Card) -> bool:
    """Whether a card holds a word of the glossary."""
    return card.id.startswith(TERM_PREFIX)


def item_cards(tries: Iterable[Event]) -> list[Card]:
    """A card for each first try that was not wholly right. ``tries``: ``current_tries``."""
    found = []
    for one in tries:
        if one.item is None or one.version is None or one.correct:
            continue
        reason: CardReason = "sure_but_wrong" if one.confidence == "sure" else "missed"
        found.append(Card(one.item, reason, one.version, one.at))
    return found


def term_cards(terms: Iterable[GlossaryTerm], begun: Mapping[str, datetime]) -> list[Card]:
    """A card for each word taught in a lesson that was begun (lesson id to when)."""
    return [
        Card(f"{TERM_PREFIX}{term.id}", "term", 1, begun[term.lesson])
        for term in terms
        if term.lesson in begun
    ]


def replay_reviews(cards: Sequence[Card], events: Iterable[Event], schedule: Schedule) -> Deck:
    """The deck as past reviews have left it; reviews of cards that are gone leave no trace."""
    version = {card.id: card.version for card in cards}
    memory: dict[str, Memory] = {}
    first: dict[str, datetime] = {}
    for one in sorted((e for e in events if e.kind == "review"), key=lambda e: (e.at, e.id)):
        if one.item is None or one.rating is None or version.get(one.item) != one.version:
            continue
        first.setdefault(one.item, one.at)
        memory[one.item] = schedule(memory.get(one.item), one.rating, one.at)
    return Deck(tuple(cards), memory, first)


def due_cards(deck: Deck, now: datetime, zone: tzinfo = UTC) -> list[Card]:
    """The cards to review at ``now``, in the order to show them.

    What was to come back by now is first; then sure but wrong; then all else mixed, so that topics
    do not stand in blocks; last what comes back in a few minutes. The mix is the same all day. A
    card that comes back after days is due from midnight on, where the learner is, and not only at
    the hour it was last reviewed.
    """
    day = _midnight(now, zone)
    short = {card: memory for card in deck.cards if (memory := _short(deck, card))}
    near = [card for card, memory in short.items() if memory.due <= now + LEARN_AHEAD]
    near.sort(key=lambda card: (short[card].due, card.id))
    kept = [card for card in _of_the_day(deck, day) if card not in short]
    kept.sort(key=lambda card: (card.reason != "sure_but_wrong", _mix(card.id, day)))
    back = [card for card in near if short[card].due <= now]
    return [*back, *kept, *near[len(back) :]]


def _short(deck: Deck, card: Card) -> Memory | None:
    """What is known of a card that comes back within minutes; None for any other."""
    memory = deck.memory.get(card.id)
    return memory if memory is not None and memory.short else None


def _of_the_day(deck: Deck, day: datetime) -> list[Card]:
    """New cards (of words as many as a day has room for) and those due before midnight."""
    found, room = [], _terms_left(deck, day)
    for card in deck.cards:
        memory = deck.memory.get(card.id)
        if memory is None and is_term(card):
            room -= 1
            if room >= 0:
                found.append(card)
        elif memory is None or memory.due < day + timedelta(days=1):
            found.append(card)
    return found


def next_due(deck: Deck, now: datetime, zone: tzinfo = UTC) -> datetime | None:
    """When the next card comes that is not due yet; None when no card is left to come.

    A card that comes back after days counts from midnight of its day.
    """
    shown = {card.id for card in due_cards(deck, now, zone)}
    times = []
    for card in deck.cards:
        if card.id in shown:
            continue
        memory = deck.memory.get(card.id)
        if memory is None:
            times.append(_midnight(now, zone) + timedelta(days=1))
        else:
            times.append(memory.due if memory.short else _midnight(memory.due, zone))
    return min(times, default=None)


def allowed_ratings(grade: Grade | None) -> tuple[int, ...]:
    """What a card may be rated: a word freely, an item no better than its answer was."""
    if grade is None:
        return (1, 2, 3, 4)
    if grade.correct:
        return (2, 3, 4)
    return (1, 2) if grade.score > 0 else (1,)


def corrected_items(
    tries: Iterable[Event], events: Iterable[Event], items: Collection[Item]
) -> set[str]:
    """Ids of items whose first try was not right, and whose newest review was."""
    version = {item.id: item.version for item in items}
    missed = {event.item: version.get(event.item or "") for event in tries if not event.correct}
    reviews = [event for event in events if event.kind == "review"]
    newest = {
        event.item: event.correct
        for event in sorted(reviews, key=lambda event: (event.at, event.id))
        if event.item in missed and missed[event.item] == event.version
    }
    return {item for item, right in newest.items() if item and right}


def _terms_left(deck: Deck, day: datetime) -> int:
    seen = sum(
        day <= at < day + timedelta(days=1)
        for card, at in deck.first_reviews.items()
        if card.startswith(TERM_PREFIX)
    )
    return max(0, NEW_TERMS_A_DAY - seen)


def _midnight(at: datetime, zone: tzinfo) -> datetime:
    local = at.astimezone(zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def _mix(card: str, day: datetime) -> bytes:
    return hashlib.sha256(f"{day.isoformat()}\x1f{card}".encode()).digest()
