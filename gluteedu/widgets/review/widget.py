"""The review deck: one card at a time, questions graded in Python, ratings kept in the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import traitlets

from gluteedu.content.loading.digest import digest
from gluteedu.domain.items.item import Quiz
from gluteedu.domain.learning.card_review import (
    CardReview,
    ItemOfCard,
    answer_card,
    put_on_top,
    rate_card,
    turn_word,
)
from gluteedu.domain.learning.event import Event, EventContext
from gluteedu.domain.learning.review_deck import (
    RATINGS,
    TERM_PREFIX,
    Card,
    Deck,
    Memory,
    due_cards,
    is_term,
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

    styles = ("quiz",)
    word_groups = ("quiz",)
    drawing = traitlets.Unicode("").tag(sync=True)

    def __init__(self, context: LearnerContext, drawing: str = "") -> None:
        self._context = context
        self._zone: tzinfo = UTC
        self._rev = 0
        self._done = 0
        self._top: CardReview | None = None
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
            self._begin()
        elif act != "refresh":
            self._step(act, self._current(message), message)
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
        if not self._stays(waiting):
            self._top = self._put_on_top(waiting[0]) if waiting else None

    def _stays(self, waiting: Sequence[Card]) -> bool:
        top = self._top
        if top is None or top.memory != self._deck.memory.get(top.card.id):
            return False
        return top.card in (self._deck.cards if top.turned else waiting)

    def _put_on_top(self, card: Card) -> CardReview:
        item = None if is_term(card) else self._context.items()[card.id]
        return put_on_top(card, self._deck.memory.get(card.id), item, self._context.clock())

    def _begin(self) -> None:
        self._done = 0
        if self._top is not None:
            self._top = replace(self._top, since=self._context.clock())

    def _current(self, message: dict[str, Any]) -> CardReview:
        if self._top is None or message.get("card") != self._top.card.id:
            self.send_state("view")  # this page has missed what came since
            raise ValueError("card: this one is not on top")
        return self._top

    def _step(self, act: str, top: CardReview, message: dict[str, Any]) -> None:
        if act == "show":
            self._top = turn_word(top)
        elif act == "answer":
            self._top = answer_card(top, message.get("response"))
        else:
            self._rate(top, message.get("rating"))

    def _rate(self, top: CardReview, rating: Any) -> None:
        record = self._context.record
        if record is None:
            raise ValueError("nothing is kept here")
        context = EventContext(record.learner, record.session, None, "review", self._context.clock)
        event = rate_card(top, rating, context)
        record.append(event)
        self._done += 1
        self._top = None
        self._take(event)

    def _view(self) -> View:
        view = self._context.deck_view(self._deck, self._zone)
        pages = self._context.roles.pages()
        own = {"rev": self._rev, "done": self._done, "card": self._card_view(), "pages": pages}
        return {**view, **own}

    def _card_view(self) -> View | None:
        top = self._top
        if top is None:
            return None
        view: View = {"id": top.card.id, "reason": top.card.reason, "turned": top.turned}
        if top.asked:
            lesson = self._context.home_of(top.card.id)
            view |= {"item": self._item_view(top, top.asked), "lesson": lesson}
        else:
            view |= self._term_view(top)
        if top.turned:
            view["ratings"] = self._ratings(top)
        return view

    def _term_view(self, top: CardReview) -> View:
        terms = self._context.terms
        term = next(term for term in terms if f"{TERM_PREFIX}{term.id}" == top.card.id)
        view: View = {"term": term.term, "lesson": self._context.lesson_view(term.lesson)}
        return view | {"plain": term.plain, "also": list(term.also)} if top.turned else view

    def _item_view(self, top: CardReview, asked: ItemOfCard) -> View:
        seed = f"review {top.memory.reviews if top.memory else 0}"  # places are not learned
        setting = Setting("", seed, self._context.citations)
        quiz = Quiz("review", "", (asked.item.id,))
        view: View = quiz_view(quiz, [asked.item], asked.state, setting)["items"][0]
        return {**view, "has_hint": False}

    def _ratings(self, top: CardReview) -> list[View]:
        memory, at = top.memory, self._context.clock()
        at = max(at, memory.last) if memory else at
        return [
            {
                "rating": rating,
                "name": RATINGS[rating],
                "back": _back(memory, rating, at, self._context),
            }
            for rating in top.ratings
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
