"""Between a quiz and the record: replays what was done, and adds what is done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.quiz_state import QuizState, start
from gluteedu.domain.learning.event import Event, EventContext, Record, Saving, now
from gluteedu.domain.learning.replay import quiz_state_from


class QuizRecord:
    """One quiz of one learner in the record; without a record nothing is read or kept.

    Args:
        record: the learner's record.
        quiz: the quiz as it is now.
        items: its items by id, in its order.
        clock: tells the time of an event.
    """

    def __init__(
        self,
        record: Record | None,
        quiz: Quiz,
        items: Mapping[str, Item],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._record = record
        self._quiz = quiz
        self._items = items
        self._clock = clock
        self._last: datetime | None = None

    @property
    def saving(self) -> Saving:
        """Whether what is done now is kept."""
        return "off" if self._record is None else self._record.saving

    @property
    def context(self) -> EventContext | None:
        """What the next events have in common; None where nothing is kept."""
        if self._record is None:
            return None
        learner, session = self._record.learner, self._record.session
        return EventContext(learner, session, self._quiz.id, self._quiz.mode, self._now)

    def state(self, before: QuizState | None = None) -> QuizState:
        """Where the learner stands by the record.

        ``before`` is what this page shows: without a record it stays, and so does its note that an
        answer could not be read, which is in no record.
        """
        items = self._items.values()
        if self._record is None:
            return before or start(items, self._quiz.mode)
        found = quiz_state_from(self._record.events(self._quiz.id), self._quiz, items)
        if before is None or self._record.saving == "off":
            return before or found
        return _with_unread(found, before)

    def append(self, events: Sequence[Event]) -> None:
        """Add what one step has done."""
        if self._record is not None and events:
            self._record.append(*events)

    def _now(self) -> datetime:
        """The time, never before that of the last event: the machine's clock may be set back."""
        at = self._clock()
        self._last = at if self._last is None else max(at, self._last)
        return self._last


def _with_unread(found: QuizState, before: QuizState) -> QuizState:
    """``found`` with the notes of ``before`` that an answer could not be read."""
    unread = {attempt.item_id for attempt in before.attempts if attempt.unreadable}
    attempts = tuple(
        replace(attempt, unreadable=attempt.item_id in unread and not found.closed(attempt.item_id))
        for attempt in found.attempts
    )
    return replace(found, attempts=attempts)
