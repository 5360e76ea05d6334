"""The completion page: what was done, when and how well, to print, and what it is worth."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.analytics.gain import events_of
from gluteedu.domain.analytics.learner_progress import by_lesson, current_tries
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.learner_record import MAX_NAME_LENGTH
from gluteedu.widgets.shared.base import View
from gluteedu.widgets.shared.learner_context import LearnerContext
from gluteedu.widgets.shared.summary import SummaryWidget


class Completion(SummaryWidget):
    """A record of learning to print. The browser sends ``refresh``; a name typed there stays there.

    Args:
        context: the course and the record of the learner.
        title: of the course.
    """

    def __init__(self, context: LearnerContext, title: str) -> None:
        self._context = context
        self._title = title
        super().__init__(view=self.current_view())

    def text(self) -> str:
        """What the page says of itself; nothing of the learner."""
        title = self._interface["completion"].say("text_title", course=self._title)
        lines = [title, *self._worth()]
        return "\n".join([*lines, f"[content {digest(self._title, self._worth())}]"])

    def html(self) -> str:
        """The same, where no widget can run."""
        say = self._interface["completion"].html
        worth = "".join(f"<li>{escape(one)}</li>" for one in self._worth())
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p><ul>{worth}</ul>'
            f'<p class="g-small">{say("run_to_fill")}</p></section>'
        )

    def _worth(self) -> list[str]:
        """What the page is worth, printed on it."""
        say = self._interface["completion"].say
        return [
            say("says_what_was_done"),
            say("nobody_watched"),
            say("no_proof_of_skill"),
            say("no_diagnosis"),
        ]

    def current_view(self) -> View:
        """What is shown, worked out from the record as it is now."""
        events = self._context.events()
        tries = current_tries(events, self._context.bank)
        lessons = by_lesson(self._context.bank, tries)
        reviews = [one for one in events if one.kind == "review"]
        times = [event.at for event in (*tries, *reviews)]
        return {
            "course": self._title,
            "pages": self._context.roles.pages(),
            "saving": self._context.saving,
            "name": (self._context.name() or "")[:MAX_NAME_LENGTH],
            "honest": self._worth(),
            "first": _iso(min(times, default=None)),
            "last": _iso(max(times, default=None)),
            "items": sum(one.items for one in lessons),
            "answered": sum(one.answered for one in lessons),
            "right": sum(one.right for one in lessons),
            "reviews": len(reviews),
            "lessons": [
                {
                    "title": self._context.lessons[one.id].title,
                    "items": one.items,
                    "answered": one.answered,
                    "right": one.right,
                    "begun": _iso(one.begun),
                    "latest": _iso(one.latest),
                }
                for one in lessons
            ],
            "test": self._test(events, tries),
        }

    def _test(self, events: Any, tries: list[Event]) -> View | None:
        """The final test, once it was handed in: when, how many were wholly right, the score."""
        for quiz in self._context.bank.quizzes:
            if quiz.mode != "summative":
                continue
            handed = [one for one in events_of(events, quiz.id) if one.kind == "hand_in"]
            if not handed:
                return None
            own = events_of(tries, quiz.id)
            return {
                "title": quiz.title,
                "at": min(one.at for one in handed).isoformat(),
                "items": len(quiz.items),
                "right": sum(bool(one.correct) for one in own),
                "score": round(sum(one.score or 0.0 for one in own), 1),
            }
        return None


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
