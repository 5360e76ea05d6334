"""The record of whoever runs this kernel: one recorder a process, and what is done with it."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

from gluteedu.domain.learning.event import Saving
from gluteedu.domain.learning.learner_record import (
    ImportResult,
    KnownBy,
    RecordCounts,
    RecordUnavailableError,
    count_events,
)
from gluteedu.records import learner as who
from gluteedu.records.portable import import_record, record_csv, record_json
from gluteedu.records.quarantine import set_aside
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import Store, StoreError, open_store
from gluteedu.records.store_address import NO_STORE, store_url

# A learner waits for an answer meanwhile; what takes longer is written in the background.
_PATIENCE = 2.0
_Result = TypeVar("_Result")


def own_recorder() -> Recorder:
    """The recorder of this kernel, for the store and the learner that the setting names."""
    return _prewarmed or _recorder(os.getpid())


_prewarmed: Recorder | None = None


def use_prewarm_recorder() -> None:
    """Until ``begin`` there is one recorder, nobody's, that keeps nothing.

    For lessons that are run before the process is forked for each learner.
    """
    global _prewarmed
    _prewarmed = Recorder(lambda: open_store(NO_STORE), "nobody")


def begin_own_recorder() -> None:
    """In the fork: the recorder of the rehearsal becomes the own recorder of this kernel."""
    if _prewarmed is None:
        return
    _prewarmed.restart(_open, who.learner_id(), _quarantine)
    atexit.register(_close, os.getpid(), _prewarmed)


@cache
def _recorder(process: int) -> Recorder:
    # By process: a kernel forked from another must not go on with the other's connections.
    recorder = Recorder(_open, who.learner_id(), quarantine=_quarantine)
    atexit.register(_close, process, recorder)
    return recorder


def _open() -> Store:
    return open_store(store_url(), patience=_PATIENCE)


def _quarantine() -> str | None:
    return set_aside(store_url())


def _close(process: int, recorder: Recorder) -> None:
    if process == os.getpid():
        recorder.close()


class RecordService:
    """What a learner can do with their record: a ``learner_record.LearnerRecord``."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @property
    def saving(self) -> Saving:
        """Whether what is done now is kept."""
        return self._recorder.saving

    @property
    def known_by(self) -> KnownBy:
        """Who says who the learner is."""
        return who.known_by()

    def counts(self) -> RecordCounts:
        """How much the record holds, with what is still to be written."""
        return count_events(self._recorder.events())

    def name(self) -> str | None:
        """The name the learner chose to show."""
        return self._do(lambda store: store.name(self._recorder.learner))

    def set_name(self, name: str | None) -> None:
        """Set or remove it; ValueError when it is too long or not printable."""
        self._do(lambda store: store.set_name(self._recorder.learner, name))

    def as_json(self) -> str:
        """The whole record, in the form ``load`` takes; also while the store is away."""
        try:
            name = self.name()
        except RecordUnavailableError:
            name = None
        return record_json(self._recorder.events(), name)

    def as_csv(self) -> str:
        """The whole record as a table; also while the store is away."""
        return record_csv(self._recorder.events())

    def load(self, text: str) -> ImportResult:
        """Add what a downloaded record holds; RecordFileError, and nothing added, if it is none."""
        loaded = self._do(lambda store: import_record(store, self._recorder.learner, text))
        self._recorder.notify()
        return loaded

    def erase(self) -> None:
        """Remove everything, the name included."""
        with _reached():
            self._recorder.erase()

    def begin_anew(self) -> None:
        """Make whoever comes next a new learner of this machine; what was kept stays."""
        with _reached():
            self._recorder.switch_learner(who.begin_anew())

    def _do(self, action: Callable[[Store], _Result]) -> _Result:
        with _reached():
            return self._recorder.run(action)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise RecordUnavailableError(str(error)) from None
