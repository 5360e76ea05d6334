"""One learner's way to the store: what cannot be written now waits, and is written when it can."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event as Signal
from threading import Lock, RLock, Thread
from typing import TypeVar

from gluteedu.domain.learning.event import Event, Saving, new_id
from gluteedu.records.store import Store, StoreError
from gluteedu.records.store_address import NO_STORE

_log = logging.getLogger(__name__)
_FIRST_REST = 0.25
_LONGEST_REST = 4.0
_Result = TypeVar("_Result")


class Recorder:
    """The record of one learner in one session; a ``domain.event.Record``.

    What is added is on the disk before ``append`` returns, and ``saving`` stays "on". Where that
    fails it waits in memory, ``saving`` is "paused", and a thread tries until all is written.
    Only ``run`` and ``erase`` may raise StoreError.

    Args:
        open_store: makes the store when it is first needed.
        learner: whose record it is.
        session: made up when not given.
        quarantine: puts a damaged file aside and says so in one line; None when it was not damaged.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        learner: str,
        session: str | None = None,
        quarantine: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._open_store = open_store
        self._quarantine = quarantine
        self._store: Store | None = None
        self._generation = 0
        self._learner = learner
        self._session = session or new_id()
        self._pending: list[Event] = []
        self._known: dict[str, Event] = {}
        self._saving: Saving = "on"
        self._last_error: str | None = None
        self._callbacks: list[Callable[[], Callable[[], None] | None]] = []
        self._memory = Lock()  # around what is kept here
        self._work = RLock()  # around what touches the store
        self._closing = Signal()
        self._thread: Thread | None = None

    @property
    def learner(self) -> str:
        """Whose record it is."""
        return self._learner

    @property
    def session(self) -> str:
        """The session that new events belong to."""
        return self._session

    @property
    def saving(self) -> Saving:
        """Whether what is added is kept."""
        return self._saving

    @property
    def last_error(self) -> str | None:
        """What went wrong last, in one line; None when nothing did."""
        return self._last_error

    @property
    def pending(self) -> tuple[Event, ...]:
        """What is still to be written."""
        with self._memory:
            return tuple(self._pending)

    def append(self, *events: Event) -> None:
        """Add events that belong together; see ``saving`` for what became of them."""
        with self._memory:
            self._pending.extend(events)
            paused = self._saving == "paused"
        if not paused:
            self._write()

    def events(self, quiz: str | None = None) -> Sequence[Event]:
        """What this learner did so far, oldest first; while saving is paused, what is known."""
        if self._saving != "paused":
            self._read(quiz)
        with self._memory:
            waiting = {one.id: one for one in self._pending if one.learner == self._learner}
            both = {**self._known, **waiting}
        found = (one for one in both.values() if quiz is None or one.quiz == quiz)
        return sorted(found, key=lambda one: one.at)

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back, from any thread, when ``saving`` or the learner has changed.

        A method is held weakly: its object may go.
        """
        if hasattr(callback, "__self__"):
            self._callbacks.append(weakref.WeakMethod(callback))
        else:
            self._callbacks.append(lambda: callback)

    def run(self, action: Callable[[Store], _Result]) -> _Result:
        """What ``action`` does with the store; a damaged file is set aside, and a new one begun.

        What is known here of the learner goes into the new file, so that the lesson goes on as it
        stands. The same where another process has set the file aside.
        """
        with self._work:
            try:
                answer = action(self._opened())
            except StoreError as error:
                if error.kind != "corrupt":
                    raise
                self._last_error = self._quarantine() or str(error)
                _log.warning("%s", self._last_error)
                self._let_go()
            else:
                if self._opened().generation == self._generation:
                    return answer
            store = self._opened()
            self._generation = store.generation
            with self._memory:
                known = list(self._known.values())
            store.append(known)
            return action(store)

    def erase(self) -> None:
        """Remove everything about the learner, what waits included."""
        with self._work:
            self.run(lambda store: store.erase(self._learner))
            with self._memory:
                self._pending = [one for one in self._pending if one.learner != self._learner]
                self._known.clear()
        self.notify()

    def switch_learner(self, learner: str) -> None:
        """Go on as another learner, in a new session; what waits stays with who did it."""
        with self._work, self._memory:
            self._known.clear()
            self._learner, self._session = learner, new_id()
        self.notify()

    def restart(
        self, open_store: Callable[[], Store], learner: str, quarantine: Callable[[], str | None]
    ) -> None:
        """Become the recorder of ``learner`` in ``open_store``, as if just made.

        For one that was made in a rehearsal, with a store that keeps nothing.
        """
        with self._work, self._memory:
            self._let_go()
            self._open_store, self._quarantine = open_store, quarantine
            self._saving, self._last_error = "on", None
            self._learner, self._session = learner, new_id()
            self._known.clear()
            self._pending.clear()

    def close(self) -> None:
        """Try once more to write what waits, and let go of the store."""
        self._closing.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout=10)
        if self.pending:
            self._write()
        with self._work:
            self._let_go()

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open_store()
            self._generation = self._store.generation
            if self._store.location == NO_STORE:
                self._saving = "off"
        return self._store

    def _let_go(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _read(self, quiz: str | None) -> None:
        with self._work:
            learner = self._learner
            try:
                found = self.run(lambda store: store.events(learner, quiz=quiz))
            except StoreError as error:
                self._pause(error)
                return
            with self._memory:
                others = [e for e in self._known.values() if quiz is not None and e.quiz != quiz]
                self._known = {e.id: e for e in [*others, *(one.event for one in found)]}

    def _write(self) -> bool:
        """Write all that waits; True when nothing is left, else a thread tries again."""
        while True:
            with self._work:
                batch = self.pending
                try:
                    self.run(partial(_append, batch=batch))
                except StoreError as error:
                    self._pause(error)
                    return False
                with self._memory:
                    self._pending = self._pending[len(batch) :]
                    self._known.update({e.id: e for e in batch if e.learner == self._learner})
                    if self._pending:
                        continue
                    resumed, self._thread = self._saving == "paused", None
                    if resumed:
                        self._saving = "on"
            if resumed:
                self.notify()
            return True

    def _pause(self, error: StoreError) -> None:
        self._last_error = str(error)
        with self._memory:
            changed, self._saving = self._saving != "paused", "paused"
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._try_again, name="gluteedu-record", daemon=True)
                self._thread.start()
        if changed:
            _log.warning("saving is paused: %s", error)
            self.notify()

    def _try_again(self) -> None:
        rest = _FIRST_REST
        while not self._closing.wait(rest) and not self._write():
            rest = min(2 * rest, _LONGEST_REST)

    def notify(self) -> None:
        """Say that the record has changed; each change of ``saving`` is told by itself."""
        for found in list(self._callbacks):
            callback = found()
            if callback is None:
                self._callbacks.remove(found)
            else:
                callback()


def _append(store: Store, batch: Sequence[Event]) -> None:
    if batch:
        store.append(batch)
    else:
        store.name("")  # nothing to write: whether the store answers at all
