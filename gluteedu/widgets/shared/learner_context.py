"""One learner and the whole course, as the review and progress widgets look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from gluteedu.domain.analytics.learner_progress import by_lesson, current_tries, lesson_of
from gluteedu.domain.course.lessons import Lesson
from gluteedu.domain.course.roles import CourseRoles
from gluteedu.domain.evidence.reference import GlossaryTerm
from gluteedu.domain.items.item import Item, ItemBank
from gluteedu.domain.learning.event import Event, Record, Saving, now
from gluteedu.domain.learning.review_deck import (
    Deck,
    Schedule,
    due_cards,
    item_cards,
    next_due,
    replay_reviews,
    term_cards,
)
from gluteedu.widgets.shared.base import View

_WIDEST_OFFSET = 14 * 60  # minutes; no place on earth is further from UTC


@dataclass(frozen=True)
class LearnerContext:
    """The course and one learner's record of it; nothing here is kept from call to call.

    Attributes:
        record: None where nothing is kept.
        lessons: by id, in reading order.
        terms: the glossary, in its order.
        schedule: when a reviewed card comes back.
        citations: source id to a short citation.
        name: the name the learner chose to show, if any; asked for when it is needed.
        roles: which page of the course is what.
        clock: tells the time.
    """

    record: Record | None
    bank: ItemBank
    lessons: Mapping[str, Lesson]
    terms: Sequence[GlossaryTerm]
    schedule: Schedule
    citations: Mapping[str, str] = field(default_factory=dict)
    name: Callable[[], str | None] = lambda: None
    roles: CourseRoles = field(default_factory=CourseRoles)
    clock: Callable[[], datetime] = now

    @property
    def saving(self) -> Saving:
        """Whether what is done now is kept."""
        return "off" if self.record is None else self.record.saving

    def events(self) -> Sequence[Event]:
        """All the learner did so far, oldest first."""
        return () if self.record is None else self.record.events()

    def items(self) -> dict[str, Item]:
        """Every item by id."""
        return {item.id: item for item in self.bank.items}

    def deck(self, events: Iterable[Event]) -> Deck:
        """The review deck after ``events``: what was missed, then the words of begun lessons."""
        known = list(events)
        tries = current_tries(known, self.bank)
        begun = {one.id: one.begun for one in by_lesson(self.bank, tries) if one.begun is not None}
        cards = [*item_cards(tries), *term_cards(self.terms, begun)]
        return replay_reviews(cards, known, self.schedule)

    def deck_view(self, deck: Deck, zone: tzinfo) -> View:
        """How the deck stands, in counts: what is due, how much there is, when the next comes."""
        at = self.clock()
        waiting = due_cards(deck, at, zone)
        later = next_due(deck, at, zone)
        words = sum(card.reason == "term" for card in waiting)
        return {
            "saving": self.saving,
            "cards": len(deck.cards),
            "due": len(waiting),
            "questions": len(waiting) - words,
            "words": words,
            "next": later.isoformat() if later else None,
        }

    def home_of(self, item_id: str) -> View | None:
        """The lesson that teaches what an item asks: its id and title."""
        return self.lesson_view(lesson_of(self.bank).get(item_id, ""))

    def lesson_view(self, lesson_id: str) -> View | None:
        """A lesson's id and title; None for one that is not there."""
        found = self.lessons.get(lesson_id)
        return {"id": found.id, "title": found.title} if found else None


def zone_of(message: Mapping[str, Any], before: tzinfo = UTC) -> tzinfo:
    """The learner's zone from ``offset``: minutes from local time to UTC, as a browser gives them.

    Without one ``before`` stays. ValueError for what is no offset.
    """
    if "offset" not in message:
        return before
    offset = message["offset"]
    whole = isinstance(offset, int) and not isinstance(offset, bool)
    if not whole or abs(offset) > _WIDEST_OFFSET:
        raise ValueError(f"offset: minutes from -{_WIDEST_OFFSET} to {_WIDEST_OFFSET}")
    return timezone(timedelta(minutes=-offset))
