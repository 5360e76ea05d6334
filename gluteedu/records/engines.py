"""Opens the databases: SQLite with a log beside it, PostgreSQL with limits on every wait."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool, QueuePool

# Any fixed number: all who write to one PostgreSQL database wait for the same lock.
_WRITERS = 0x676C7574
_WRITES = "gluteedu_writes"


def open_engine(url: str, patience: float) -> Engine:
    """An engine for ``url``, not yet connected; no wait inside it is much over ``patience`` (s).

    Raises:
        OSError: the folder or the file of a SQLite store cannot be made.
    """
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        return _sqlite(found, patience)
    return _postgresql(found, patience)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is alone with its writing; committed, and durable, at the end.

    One writer at a time also on PostgreSQL: numbers become visible in rising order, so whoever has
    read up to one misses nothing later.
    """
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:who)"), {"who": _WRITERS})
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _sqlite(url: URL, patience: float) -> Engine:
    path = Path(str(url.database))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Readable by its owner only; the files SQLite puts beside it take after it.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = create_engine(
        url, connect_args={"timeout": patience}, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not in the driver
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        _write_ahead(cursor, patience)
        # Every commit is on the disk before it returns: it outlives SIGKILL and a power cut.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _began(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(cursor: Any, patience: float) -> None:
    """Switch to the write-ahead log. SQLite does not wait for others here, so this does."""
    import sqlite3

    deadline = time.monotonic() + patience
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _postgresql(url: URL, patience: float) -> Engine:
    # A connection for each piece of work: nothing stale after the server restarted, nothing shared
    # by forked kernels, and a class of idle kernels holds no connection.
    engine = create_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={
            "connect_timeout": max(2, round(patience)),  # libpq rounds 1 up to 2
            "tcp_user_timeout": int(patience * 1000),
            "application_name": "gluteedu",
        },
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.execute(
            f"SET lock_timeout = {int(patience * 1000)};"
            f"SET statement_timeout = {int(patience * 3000)};"
            # Whatever the server's own setting: what was acknowledged is on the disk.
            "SET synchronous_commit = on"
        )
        connection.commit()

    return engine
