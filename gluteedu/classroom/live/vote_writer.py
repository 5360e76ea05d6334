"""Writes the votes of closed rounds to the record, in its own thread; no class waits for it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from gluteedu.classroom.live.questions import ClassQuestion
from gluteedu.domain.items.grading import grade, response_to_json
from gluteedu.domain.learning.event import Event, Saving, new_id, now
from gluteedu.domain.voting.live_question import Round, Vote

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_CLOSING_TIMEOUT = 10.0
_REMEMBERED_ROUNDS = 100
_log = logging.getLogger(__name__)


class VoteStore(Protocol):
    """What the class needs of a record: to add events, and to store names."""

    def append(self, events: Iterable[Event]) -> object:
        """Add events in one go; an id that is there already is left as it is."""

    def set_name(self, learner: str, name: str | None) -> None:
        """Store the name of a learner, or remove it."""


class VoteWriter:
    """Writes votes to a store, or nothing where there is no store.

    A vote is written when its round is closed: one event for each device and round, kind
    ``answer``, mode ``live``, ``try_number`` the round. Where a round is opened and closed again,
    only what has changed is written. Votes on a case of the clinic are not written: what is said
    about symptoms is kept nowhere. Trouble with the store is tried again until it passes.

    Args:
        store: where to write; None writes nothing.
        on_change: called, from any thread, when ``saving`` or ``waiting`` has changed.
        clock: the time of an event.
    """

    def __init__(
        self,
        store: VoteStore | None = None,
        on_change: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = now,
    ):
        self._store = store
        self.on_change = on_change
        self._clock = clock
        self._written: dict[tuple[str, int], Mapping[str, Vote]] = {}
        self._jobs: deque[Callable[[VoteStore], object]] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._paused = False
        self._thread: threading.Thread | None = None

    @property
    def saving(self) -> Saving:
        """Whether votes are written: "on", "paused" while the store fails, "off" with none."""
        if self._store is None:
            return "off"
        return "paused" if self._paused else "on"

    @property
    def waiting(self) -> int:
        """The number of writes still to be done."""
        return len(self._jobs)

    def write_round(
        self, asked: ClassQuestion, run: str, votes: Round, learners: Mapping[str, str]
    ) -> None:
        """Write the votes of a closed round.

        Args:
            asked: what was asked.
            run: id of this asking; it becomes the session of the events.
            votes: the round.
            learners: device id to the learner it stands for.
        """
        if self._store is None or asked.kind == "case":
            return
        at = self._clock()
        events = [
            _event(asked, run, votes.number, learners.get(device, device), vote, at)
            for device, vote in self._new_votes(run, votes).items()
        ]
        if events:
            self._enqueue(lambda store: store.append(events))

    def _new_votes(self, run: str, votes: Round) -> dict[str, Vote]:
        """The votes that were not written when this round was closed before."""
        before = self._written.pop((run, votes.number), {})
        while len(self._written) >= _REMEMBERED_ROUNDS:
            self._written.pop(next(iter(self._written)))
        self._written[run, votes.number] = votes.votes
        return {device: vote for device, vote in votes.votes.items() if before.get(device) != vote}

    def set_name(self, learner: str, name: str | None) -> None:
        """Store the name that a learner gave, or remove it."""
        self._enqueue(lambda store: store.set_name(learner, name))

    def close(self, timeout: float = _CLOSING_TIMEOUT) -> bool:
        """Write what is waiting, for at most ``timeout`` seconds; whether all of it is written."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)
        return not self._jobs

    def _enqueue(self, job: Callable[[VoteStore], object]) -> None:
        if self._store is None:
            return
        with self._changed:
            self._jobs.append(job)
            self._changed.notify_all()
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._work, args=(self._store,), name="gluteedu-votes", daemon=True
            )
            self._thread.start()

    def _work(self, store: VoteStore) -> None:
        wait = _FIRST_WAIT
        while (job := self._next_job()) is not None:
            try:
                job(store)
            except Exception as error:  # whatever a store may meet, the class goes on
                if not self._paused:
                    _log.warning("Votes are not saved for now: %s", error)
                self._report(paused=True)
                if self._is_closing_after(wait):
                    if wait >= _LONGEST_WAIT:
                        return
                    wait = _LONGEST_WAIT  # one more try, then it is given up
                else:
                    wait = min(2 * wait, _LONGEST_WAIT)
            else:
                wait = _FIRST_WAIT
                self._jobs.popleft()
                self._report(paused=False)

    def _next_job(self) -> Callable[[VoteStore], object] | None:
        """Wait for the next write; None when all is written and nothing more will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closing)
            return self._jobs[0] if self._jobs else None

    def _is_closing_after(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._closing, timeout=seconds)

    def _report(self, *, paused: bool) -> None:
        self._paused = paused
        try:
            self.on_change()
        except Exception:  # a listener that is gone
            _log.debug("nobody listens", exc_info=True)


def _event(
    asked: ClassQuestion, run: str, number: int, learner: str, vote: Vote, at: datetime
) -> Event:
    graded = grade(asked.item, vote.response)
    return Event(
        id=new_id(),
        learner=learner,
        session=run,
        at=at,
        kind="answer",
        quiz=asked.quiz,
        item=asked.item.id,
        version=asked.item.version,
        response=response_to_json(asked.item, vote.response),
        score=graded.score,
        correct=graded.correct,
        try_number=number,
        confidence=None if vote.confidence is None else vote.confidence.value,
        mode="live",
        seconds=round(max(0.0, vote.seconds), 1),
    )
