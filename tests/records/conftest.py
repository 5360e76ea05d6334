"""Stores to test on: a SQLite file, and a database on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gluteedu.records.store import Store, StoreError, open_store
from tests.support.postgres_server import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def shared_postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server that one test may stop."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    server: PostgresServer = request.getfixturevalue("shared_postgres")
    return server.database()


@pytest.fixture
def opened() -> Iterator[Callable[..., Store]]:
    """Opens stores, and closes them after the test."""
    stores: list[Store] = []

    def open_(url: str, **more: float) -> Store:
        stores.append(open_store(url, **more))
        return stores[-1]

    yield open_
    for store in stores:
        with suppress(StoreError):
            store.close()


@pytest.fixture
def store(url: str, opened: Callable[..., Store]) -> Store:
    return opened(url)
