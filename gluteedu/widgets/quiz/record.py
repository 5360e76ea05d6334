"""Between a quiz and the record: replays what was done, and writes down what is done now."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from gluteedu.domain.items import quiz_state as step
from gluteedu.domain.items.grading import response_to_json
from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.quiz_state import Attempt, QuizState
from gluteedu.domain.learning.event import (
    MAX_SECONDS,
    Event,
    EventKind,
    Record,
    Saving,
    new_id,
    now,
)
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

    def state(self, before: QuizState | None = None) -> QuizState:
        """Where the learner stands by the record.

        ``before`` is what this page shows: without a record it stays, and so does its note that an
        answer could not be read, which is in no record.
        """
        items = self._items.values()
        if self._record is None:
            return before or step.start(items, self._quiz.mode)
        found = quiz_state_from(self._record.events(self._quiz.id), self._quiz, items)
        if before is None or self._record.saving == "off":
            return before or found
        unread = {one.item_id for one in before.attempts if one.unreadable}
        attempts = tuple(
            replace(one, unreadable=one.item_id in unread and not found.closed(one.item_id))
            for one in found.attempts
        )
        return replace(found, attempts=attempts)

    def write(self, act: str, before: QuizState, after: QuizState, message: dict[str, Any]) -> None:
        """Write down the step from ``before`` to ``after``; a step that changed nothing is none."""
        if self._record is None or before == after:
            return
        if act == "hand_in":
            self._record.append(*self._handed_in(after))
            return
        item = self._items[message["item"]]
        was, attempt = before.attempt(item.id), after.attempt(item.id)
        seconds = _seconds(message.get("seconds"))
        if act == "submit" and len(attempt.tries) > len(was.tries):
            self._record.append(self._answer(item, attempt, seconds))
        elif act == "submit" and not attempt.unreadable and attempt.saved is not None:
            self._record.append(
                self._event(
                    "save",
                    item,
                    response=response_to_json(item, attempt.saved),
                    confidence=attempt.saved_confidence,
                    seconds=seconds,
                )
            )
        elif act in ("clear", "hint", "reveal"):
            self._record.append(self._event(act, item, seconds=seconds))  # type: ignore[arg-type]

    def _handed_in(self, state: QuizState) -> list[Event]:
        """One answer for each item that has one, then that the test was handed in."""
        taken = self._seconds_taken()
        answers = [
            self._answer(self._items[one.item_id], one, taken.get(one.item_id))
            for one in state.attempts
            if one.tries
        ]
        return [*answers, self._event("hand_in", None)]

    def _seconds_taken(self) -> dict[str, float | None]:
        """Item id to the seconds that came with the answer saved last."""
        assert self._record is not None
        saved = (e for e in self._record.events(self._quiz.id) if e.kind == "save" and e.item)
        return {str(one.item): one.seconds for one in sorted(saved, key=lambda one: one.at)}

    def _answer(self, item: Item, attempt: Attempt, seconds: float | None) -> Event:
        last = attempt.tries[-1]
        return self._event(
            "answer",
            item,
            response=response_to_json(item, last.response),
            score=last.grade.score,
            correct=last.grade.correct,
            try_number=len(attempt.tries),
            confidence=last.confidence,
            seconds=seconds,
        )

    def _event(self, kind: EventKind, item: Item | None, **more: Any) -> Event:
        assert self._record is not None
        at = self._clock()
        if self._last is not None and at < self._last:
            at = self._last  # the machine's clock was set back: the order of what was done stays
        self._last = at
        return Event(
            id=new_id(),
            learner=self._record.learner,
            session=self._record.session,
            at=at,
            kind=kind,
            quiz=self._quiz.id,
            item=item.id if item else None,
            version=item.version if item else None,
            mode=self._quiz.mode,
            **more,
        )


def _seconds(said: Any) -> float | None:
    """What the page measured, to a tenth; None for what cannot be."""
    if isinstance(said, bool) or not isinstance(said, (int, float)) or not math.isfinite(said):
        return None
    return round(float(said), 1) if 0 <= said <= MAX_SECONDS else None
