"""A database of any older version becomes one of today, and keeps what it holds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, insert, inspect, make_url, select, text

from gluteedu.records.migrations import LATEST, MIGRATIONS, migrate, tables_version
from gluteedu.records.schema import metadata, schema_version
from gluteedu.records.store import Store, StoreError, open_store
from gluteedu.records.store_address import checked_url, database_of
from gluteedu.records.transactions import reading, writing
from tests.support.event_maker import event


def engine_for(url: str) -> Engine:
    address = make_url(checked_url(url))
    return database_of(address).open_engine(address, 5)


@pytest.mark.parametrize("version", range(LATEST + 1))
def test_from_every_version_to_today(url: str, version: int, opened: Callable[..., Store]) -> None:
    engine = engine_for(url)
    with writing(engine) as connection:
        migrate(connection, MIGRATIONS[:version])
        if version:
            connection.execute(
                text(
                    "INSERT INTO events (id, learner, session, at, kind, quiz) "
                    "VALUES ('e', 'ada', 's', '2026-01-02 03:04:05.000000', 'hand_in', 'q')"
                )
            )
    store = opened(url)
    assert [one.event.id for one in store.events("ada")] == (["e"] if version else [])
    store.append([event()])
    store.set_name("ada", "Ada")
    with reading(engine) as connection:
        assert tables_version(connection) == LATEST
        versions = connection.scalars(select(schema_version.c.version)).all()
    assert sorted(versions) == list(range(1, LATEST + 1))
    engine.dispose()


def test_the_steps_make_the_tables_that_are_used(url: str) -> None:
    open_store(url).close()
    engine = engine_for(url)
    found = inspect(engine)
    assert set(found.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {one["name"]: one["nullable"] for one in found.get_columns(name)}
        keys = set(found.get_pk_constraint(name)["constrained_columns"])
        assert set(columns) == set(table.columns.keys())
        assert keys == {one.name for one in table.primary_key}
        assert all(columns[c.name] == c.nullable for c in table.columns if not c.primary_key)
        assert {
            one["name"] for one in found.get_indexes(name) if not one.get("duplicates_constraint")
        } == {one.name for one in table.indexes}
    unique = found.get_unique_constraints("events")
    assert [one["column_names"] for one in unique] == [["learner", "id"]]
    engine.dispose()


def test_tables_of_a_newer_gluteedu_are_left_alone(url: str, opened: Callable[..., Store]) -> None:
    store = opened(url)
    store.append([event()])
    engine = engine_for(url)
    with writing(engine) as connection:
        connection.execute(insert(schema_version).values(version=LATEST + 1, at=event().at))
    engine.dispose()
    with pytest.raises(StoreError, match=f"newer gluteedu .version {LATEST + 1}") as trouble:
        open_store(url)
    assert trouble.value.kind == "newer"
    assert "\n" not in str(trouble.value)


def test_many_can_make_a_store_at_once(url: str) -> None:
    def make(number: int) -> None:
        store = open_store(url, patience=30)
        store.append([event(learner=f"learner {number}")])
        store.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(make, range(12)))
    store = open_store(url)
    assert len(store.events()) == 12
    store.close()
