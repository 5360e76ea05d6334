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


def open_engine(url: str, patience: float, *, read_only: bool = False) -> Engine:
    """An engine for ``url``, not yet connected; no wait inside it is much over ``patience`` (s).

    Args:
        url: the full address.
        patience: seconds to wait for another program that holds the store.
        read_only: nothing can be written through it, and a file is not made, changed or tidied.

    Raises:
        OSError: the folder or the file of a SQLite store cannot be made.
    """
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        path = Path(str(found.database))
        return _only_read(path, patience) if read_only else _sqlite(found, path, patience)
    return _postgresql(found, patience, read_only)


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


def _only_read(path: Path, patience: float) -> Engine:
    """A SQLite file as it is. SQLite tidies its log away at the end unless told not to."""
    import sqlite3

    way = f"{path.absolute().as_uri()}?mode={_way_to_read(path)}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(way, uri=True, timeout=patience, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


def _way_to_read(path: Path) -> str:
    """Where a log waits, SQLite must not fold it into the file; else it leaves nothing behind."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return "ro"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"
    in_use = path.with_name(f"{path.name}-shm").exists()
    return "ro" if in_use else "ro&immutable=1"


def _sqlite(url: URL, path: Path, patience: float) -> Engine:
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


def _postgresql(url: URL, patience: float, read_only: bool) -> Engine:
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
            "SET synchronous_commit = on;"
            f"SET default_transaction_read_only = {'on' if read_only else 'off'}"
        )
        connection.commit()

    return engine
