"""The review deck: one card at a time, questions graded in Python, ratings kept in the record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import traitlets

from gluteedu.content.loading.digest import digest
from gluteedu.domain.items import quiz_state as step
from gluteedu.domain.items.grading import Grade, is_unanswered, read_response
from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.quiz_state import QuizState
from gluteedu.domain.learning.event import MAX_SECONDS, Event, new_id
from gluteedu.domain.learning.review_deck import (
    RATINGS,
    TERM_PREFIX,
    Card,
    Deck,
    Memory,
    allowed_ratings,
    due_cards,
)
from gluteedu.widgets.quiz.view import Setting, quiz_view
from gluteedu.widgets.shared.base import CourseWidget, View
from gluteedu.widgets.shared.learner_context import LearnerContext, zone_of


class ReviewDeck(CourseWidget):
    """The cards that are due, for one learner.

    The browser sends ``refresh`` (offset: minutes from local time to UTC), ``begin``, ``show``
    (card) to turn a word, ``answer`` (card, response) for a question, and ``rate`` (card, rating 1
    to 4) after either. Each comes back as a new ``view``; the other side of a card and the key of a
    question are in it only afterwards. An item can be rated no better than it was answered.

    Args:
        context: the course and the record of the learner.
        drawing: the body map as SVG, for items that are answered on it.
    """

    scripts = ("links", "quiz_controls", "quiz_hotspot", "quiz_panels", "quiz_record")
    styles = ("quiz",)
    drawing = traitlets.Unicode("").tag(sync=True)

    def __init__(self, context: LearnerContext, drawing: str = "") -> None:
        self._context = context
        self._zone: tzinfo = UTC
        self._rev = 0
        self._done = 0
        self._card: Card | None = None
        self._memory: Memory | None = None
        self._asked: QuizState | None = None
        self._turned = False
        self._since: datetime | None = None
        self._events: list[Event] = []
        self._deck = Deck()
        self._take()
        super().__init__(view=self._view(), drawing=drawing)

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """One act of the learner. ValueError for an unknown act, or one that is not its turn."""
        if act not in ("refresh", "begin", "show", "answer", "rate"):
            raise ValueError(f"there is no act {act[:40]!r}")
        self._zone = zone_of(message, self._zone)
        self._take()
        if act == "begin":
            self._since, self._done = self._context.clock(), 0
        elif act != "refresh":
            card = self._current(message)
            if act == "show":
                self._show(card)
            elif act == "answer":
                self._answer(card, message.get("response"))
            else:
                self._rate(card, message.get("rating"))
        self._rev += 1
        self.view = self._view()

    def text(self) -> str:
        """What the deck is; what is in it is the learner's own and stands in no notebook."""
        say = self._interface["review"].say
        about = say("about")
        return f"{say('text_title')}\n{about}\n[content {digest(about, RATINGS)}]"

    def html(self) -> str:
        """The same, where no widget can run."""
        say = self._interface["review"].html
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p>'
            f"<p>{say('about')}</p>"
            f'<p class="g-small">{say("run_to_see")}</p></section>'
        )

    def _take(self, *new: Event) -> None:
        """Read the record anew; the card on top stays there unless another page has rated it.

        ``new`` are events that this page has just added: then nothing need be read again.
        """
        self._events = [*self._events, *new] if new else list(self._context.events())
        self._deck = self._context.deck(self._events)
        waiting = due_cards(self._deck, self._context.clock(), self._zone)
        here = self._card
        possible = self._deck.cards if self._turned else waiting
        if here and here in possible and self._memory == self._deck.memory.get(here.id):
            return
        self._card = waiting[0] if waiting else None
        self._memory = self._deck.memory.get(self._card.id) if self._card else None
        self._turned, self._since = False, self._context.clock()
        item = self._item()
        self._asked = step.start([item], "formative") if item else None

    def _item(self) -> Item | None:
        if self._card is None or self._card.id.startswith(TERM_PREFIX):
            return None
        return self._context.items()[self._card.id]

    def _current(self, message: dict[str, Any]) -> Card:
        if self._card is None or message.get("card") != self._card.id:
            self.send_state("view")  # this page has missed what came since
            raise ValueError("card: this one is not on top")
        return self._card

    def _show(self, card: Card) -> None:
        if not card.id.startswith(TERM_PREFIX):
            raise ValueError("a question is answered first")
        self._turned = True

    def _answer(self, card: Card, raw: Any) -> None:
        item = self._item()
        if item is None or self._asked is None or self._turned:
            raise ValueError("this card takes no answer now")
        if is_unanswered(raw):
            raise ValueError(f"{item.id}: there is no answer to check")
        read_response(item, raw)
        self._asked = step.submit(self._asked, item, raw)
        if not self._asked.closed(item.id):
            self._asked = step.reveal(self._asked, item)
        self._turned = True

    def _rate(self, card: Card, rating: Any) -> None:
        whole = isinstance(rating, int) and not isinstance(rating, bool)
        allowed = allowed_ratings(self._grade())
        if not self._turned or not whole or rating not in allowed:
            raise ValueError(f"rating: one of {', '.join(map(str, allowed))}, once it is turned")
        record = self._context.record
        if record is None:
            raise ValueError("nothing is kept here")
        event = self._event(card, rating)
        record.append(event)
        self._done += 1
        self._turned, self._card = False, None
        self._take(event)

    def _grade(self) -> Grade | None:
        item = self._item()
        if item is None or self._asked is None or not self._asked.attempt(item.id).tries:
            return None
        return self._asked.attempt(item.id).tries[-1].grade

    def _event(self, card: Card, rating: int) -> Event:
        assert self._context.record is not None
        assert self._since is not None
        at = self._context.clock()
        last, grade = self._memory, self._grade()
        return Event(
            id=new_id(),
            learner=self._context.record.learner,
            session=self._context.record.session,
            at=max(at, last.last) if last else at,  # the clock may have been set back
            kind="review",
            item=card.id,
            version=card.version,
            response=self._item_view()["response"] if grade else None,
            score=grade.score if grade else None,
            correct=grade.correct if grade else None,
            mode="review",
            seconds=round(min(MAX_SECONDS, max(0.0, (at - self._since).total_seconds())), 1),
            rating=rating,
        )

    def _view(self) -> View:
        view = self._context.deck_view(self._deck, self._zone)
        pages = self._context.roles.pages()
        own = {"rev": self._rev, "done": self._done, "card": self._card_view(), "pages": pages}
        return {**view, **own}

    def _card_view(self) -> View | None:
        card = self._card
        if card is None:
            return None
        view: View = {"id": card.id, "reason": card.reason, "turned": self._turned}
        if card.id.startswith(TERM_PREFIX):
            term = next(one for one in self._context.terms if f"{TERM_PREFIX}{one.id}" == card.id)
            view |= {"term": term.term, "lesson": self._context.lesson_view(term.lesson)}
            if self._turned:
                view |= {"plain": term.plain, "also": list(term.also)}
        else:
            view |= {"item": self._item_view(), "lesson": self._context.home_of(card.id)}
        if self._turned:
            view["ratings"] = self._ratings()
        return view

    def _item_view(self) -> View:
        item = self._item()
        assert item is not None
        assert self._asked is not None
        seed = f"review {self._memory.reviews if self._memory else 0}"  # places are not learned
        setting = Setting("", seed, self._context.citations)
        shown: View = quiz_view(Quiz("review", "", (item.id,)), [item], self._asked, setting)
        found: View = shown["items"][0]
        return {**found, "has_hint": False}

    def _ratings(self) -> list[View]:
        at = (
            max(self._context.clock(), self._memory.last) if self._memory else self._context.clock()
        )
        return [
            {
                "rating": one,
                "name": RATINGS[one],
                "back": _back(self._memory, one, at, self._context),
            }
            for one in allowed_ratings(self._grade())
        ]


def _back(memory: Memory | None, rating: int, at: datetime, context: LearnerContext) -> str:
    """When a card would come back after a rating, in few words."""
    after = context.schedule(memory, rating, at)
    if after.short:
        return f"{max(1, round((after.due - at) / timedelta(minutes=1)))} min"
    days = max(1, round((after.due - at) / timedelta(days=1)))
    for size, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * size or (size == 365 and days >= 360):
            number = max(1, round(days / size))
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{days} day{'' if days == 1 else 's'}"
