"""A record in a SQLite file: with a write-ahead log beside it, and on the disk at every commit."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import NullPool, QueuePool

from gluteedu.records.errors import StoreError, StoreErrorKind
from gluteedu.records.stores import ADDRESS_EXAMPLES
from gluteedu.records.stores.database import WRITES, Database

__all__ = ["DATABASE"]


class SQLite(Database):
    """A file; what each method does is said at :class:`Database`."""

    names = ("sqlite",)
    form = "sqlite:///FILE"
    column_types: ClassVar[Mapping[str, str]] = {
        # Numbers of erased events are not given out again: whoever read up to one reads on there.
        "{number}": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "{time}": "DATETIME",
        "{float}": "FLOAT",
        # A column declared as JSON would turn texts such as 5.0 into whole numbers.
        "{json}": "TEXT",
    }
    error_signs: ClassVar[Mapping[StoreErrorKind, tuple[str, ...]]] = {
        "corrupt": ("malformed", "not a database", "corrupt", "could not decode"),
        "full": ("disk is full", "no space left"),
        "locked": ("locked", "busy"),
        "unreachable": (
            *("unable to open", "readonly", "read-only", "disk i/o error", "permission denied"),
        ),
    }
    unknown_error = ("other", "cannot be used")
    file_endings = ("-wal", "-shm")

    def full_address(self, url: URL, name: str) -> URL:
        if not url.database or url.database == ":memory:" or url.host:
            example = ADDRESS_EXAMPLES["sqlite"]
            raise StoreError(f"{name}: a SQLite store needs a file: {example}", "setting")
        if url.query:
            raise StoreError(f"{name}: a SQLite store is a file alone, without ?", "setting")
        path = Path(os.path.expanduser(url.database))
        if str(path).startswith("~"):
            raise StoreError(f"{name}: {path.parts[0]} is nobody's home here", "setting")
        path = path.absolute()
        if os.path.exists(path) and not path.is_file():
            # SQLite would wait for a pipe without end, and a device must never be set aside.
            raise StoreError(f"{name}: {path} is no ordinary file; name another", "setting")
        return url.set(drivername="sqlite", database=str(path))

    def display_address(self, url: URL) -> str:
        return str(url.database)

    def open_engine(self, url: URL, patience: float, *, read_only: bool = False) -> Engine:
        path = self.file(url)
        return _open_to_read(path, patience) if read_only else _open(url, path, patience)

    def insert_once(self, table: Table, key: list[str]) -> Insert:
        return insert(table).on_conflict_do_nothing(index_elements=key)

    def file(self, url: URL) -> Path:
        return Path(str(url.database))

    def is_sound(self, path: Path) -> bool:
        try:
            with closing(sqlite3.connect(path, timeout=5)) as connection:
                answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError as error:
            return "malformed" not in str(error)
        except sqlite3.DatabaseError:
            return False
        return bool(answer == "ok")

    def find_damage(self, connection: Connection) -> str | None:
        answer = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
        return None if answer == "ok" else answer


DATABASE = SQLite()


def _open(url: URL, path: Path, patience: float) -> Engine:
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
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(cursor: Any, patience: float) -> None:
    """Switch to the write-ahead log. SQLite does not wait for others here, so this does."""
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


def _open_to_read(path: Path, patience: float) -> Engine:
    """The file as it is. SQLite tidies its log away at the end unless told not to."""
    address = f"{path.absolute().as_uri()}?mode={_mode_to_read(path)}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


def _mode_to_read(path: Path) -> str:
    """Where a log waits, SQLite must not fold it into the file; else it leaves nothing behind."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return "ro"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"
    in_use = path.with_name(f"{path.name}-shm").exists()
    return "ro" if in_use else "ro&immutable=1"
