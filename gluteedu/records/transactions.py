"""Transactions on a store: one that is alone with its writing, and one that only reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from gluteedu.records.store_address import database_of
from gluteedu.records.stores.database import WRITES


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is alone with its writing; committed, and durable, at the end."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        database_of(engine.url).lock_writers(connection)
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with engine.connect() as connection, connection.begin():
        yield connection
