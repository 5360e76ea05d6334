"""The store of events: appended in one transaction, read in the order they were kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Protocol

from sqlalchemy import Engine, delete, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.learner_record import MAX_NAME_LENGTH
from gluteedu.records.compatibility import check_readable, check_writable
from gluteedu.records.errors import StoreError, explain_error
from gluteedu.records.migrations import LATEST, migrate
from gluteedu.records.quarantine import file_lock
from gluteedu.records.schema import events_table, learners_table
from gluteedu.records.store_address import (
    NO_STORE,
    checked_url,
    database_of,
    display_address,
    store_file,
)
from gluteedu.records.transactions import reading, writing

__all__ = ["Store", "StoreError", "StoredEvent", "open_store"]

PATIENCE = 5.0
_AT_ONCE = 500
_NO_EVENT = (ValueError, TypeError, AttributeError, OverflowError, RecursionError)
_FIELDS = tuple(Event.__dataclass_fields__)


@dataclass(frozen=True)
class StoredEvent:
    """An event that is kept; ``number`` grows from each to the next, with gaps."""

    number: int
    event: Event


class Store(Protocol):
    """Where events are kept. Every method may raise StoreError, with one line for people."""

    @property
    def location(self) -> str:
        """The file, or the address without its password."""

    @property
    def generation(self) -> int:
        """Rises each time another file is found where the store's file was."""

    def append(self, events: Iterable[Event]) -> None:
        """Keep all of them or none; what was kept before under the same learner and id stays."""

    def events(
        self, learner: str | None = None, *, after: int = 0, quiz: str | None = None
    ) -> list[StoredEvent]:
        """What is kept, oldest number first: of one learner or all, of one quiz or all."""

    def erase(self, learner: str) -> None:
        """Remove everything about a learner, the name included."""

    def learners(self) -> list[str]:
        """The ids of all learners who have an event or a name, sorted."""

    def name(self, learner: str) -> str | None:
        """The name a learner chose to show."""

    def set_name(self, learner: str, name: str | None) -> None:
        """Set or remove it. ValueError when it is not 1 to 80 printable letters."""

    def close(self) -> None:
        """Let go of the file or the server; a later call opens it again."""


def open_store(url: str, *, patience: float = PATIENCE, read_only: bool = False) -> Store:
    """The store at ``url``; its tables are made, or brought up to date, when they must be.

    Args:
        url: ``sqlite:///FILE``, ``postgresql://…`` or ``none``.
        patience: seconds to wait for another program that holds the store.
        read_only: it is looked through for damage and then read; nothing is made in it, and only
            one that an older gluteedu made is brought up to date.

    Raises:
        StoreError: it cannot be opened, is damaged, or was made by a newer gluteedu.
    """
    address = checked_url(url)
    return NoStore() if address == NO_STORE else SqlStore(address, patience, read_only)


class _OldError(Exception):
    """The tables are of an older version: only who may write can bring them up to date."""


class NoStore:
    """Keeps nothing."""

    location = NO_STORE
    generation = 0

    def append(self, events: Iterable[Event]) -> None:
        """Forget them."""

    def events(
        self, learner: str | None = None, *, after: int = 0, quiz: str | None = None
    ) -> list[StoredEvent]:
        """Nothing."""
        return []

    def erase(self, learner: str) -> None:
        """Nothing is there."""

    def learners(self) -> list[str]:
        """Nobody."""
        return []

    def name(self, learner: str) -> str | None:
        """No name."""
        return None

    def set_name(self, learner: str, name: str | None) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is open."""


class SqlStore:
    """Events in a database; what each method does is said at :class:`Store`."""

    def __init__(self, url: str, patience: float, read_only: bool = False):
        self._url = make_url(url)
        self._database = database_of(url)
        self._read_only = read_only
        self._patience = patience
        self._file = store_file(url)
        self._identity: tuple[int, int] | None = None
        self._engine: Engine | None = None
        self._opening = RLock()
        self.generation = 0
        self.location = display_address(url)
        with self._careful():
            self._open()

    def append(self, events: Iterable[Event]) -> None:
        rows = [{field: getattr(event, field) for field in _FIELDS} for event in events]
        insert = self._database.insert_once(events_table, ["learner", "id"])
        kept = not rows
        while not kept:
            with self._careful(), writing(self._open()) as connection:
                for start in range(0, len(rows), _AT_ONCE):
                    connection.execute(insert, rows[start : start + _AT_ONCE])
            kept = self._identity == self._identity_now()  # else the file was set aside meanwhile

    def events(
        self, learner: str | None = None, *, after: int = 0, quiz: str | None = None
    ) -> list[StoredEvent]:
        query = select(events_table).where(events_table.c.number > after)
        if learner is not None:
            query = query.where(events_table.c.learner == learner)
        if quiz is not None:
            query = query.where(events_table.c.quiz == quiz)
        with self._careful(), reading(self._open()) as connection:
            rows = connection.execute(query.order_by(events_table.c.number)).mappings().all()
            return [
                StoredEvent(row["number"], Event(**{f: row[f] for f in _FIELDS})) for row in rows
            ]

    def erase(self, learner: str) -> None:
        with self._careful(), writing(self._open()) as connection:
            connection.execute(delete(events_table).where(events_table.c.learner == learner))
            connection.execute(delete(learners_table).where(learners_table.c.learner == learner))

    def learners(self) -> list[str]:
        query = select(events_table.c.learner).union(select(learners_table.c.learner))
        with self._careful(), reading(self._open()) as connection:
            return sorted(connection.scalars(query))

    def name(self, learner: str) -> str | None:
        query = select(learners_table.c.name).where(learners_table.c.learner == learner)
        with self._careful(), reading(self._open()) as connection:
            return connection.scalar(query)

    def set_name(self, learner: str, name: str | None) -> None:
        if name is not None and (not 1 <= len(name) <= MAX_NAME_LENGTH or not name.isprintable()):
            raise ValueError(f"a name has 1 to {MAX_NAME_LENGTH} printable letters")
        with self._careful(), writing(self._open()) as connection:
            connection.execute(delete(learners_table).where(learners_table.c.learner == learner))
            if name is not None:
                connection.execute(learners_table.insert().values(learner=learner, name=name))

    def close(self) -> None:
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    def _open(self) -> Engine:
        """The engine, opened anew when the file is gone or another one stands in its place."""
        with self._opening:
            if self._engine is not None and self._identity == self._identity_now():
                return self._engine
            self.close()
            engine = self._database.open_engine(
                self._url, self._patience, read_only=self._read_only
            )
            try:
                if self._read_only:
                    self._look_through(engine)
                else:
                    with file_lock(self._file, shared=True):
                        self._bring_up_to_date(engine)
            except _OldError:
                engine.dispose()
                self._read_only = False
                return self._open()
            except BaseException:
                engine.dispose()
                raise
            identity = self._identity_now()
            if self._identity not in (None, identity):
                self.generation += 1
            self._engine, self._identity = engine, identity
            return engine

    def _look_through(self, engine: Engine) -> None:
        with reading(engine) as connection:
            found = check_readable(connection, self.location)
        if found < LATEST:
            raise _OldError

    def _bring_up_to_date(self, engine: Engine) -> None:
        with reading(engine) as connection:
            found = check_writable(connection, self.location, file=self._file is not None)
        if found < LATEST:
            with writing(engine) as connection:
                migrate(connection)

    def _identity_now(self) -> tuple[int, int] | None:
        if self._file is None:
            return None
        try:
            found = os.stat(self._file)
        except OSError:
            return (0, 0)
        return found.st_dev, found.st_ino

    @contextmanager
    def _careful(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise explain_error(error, self.location, self._database) from error
        except _NO_EVENT as error:  # what is read there is no event
            raise StoreError(
                f"the record {self.location} is damaged ({error})", "corrupt"
            ) from error
