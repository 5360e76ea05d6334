"""Judges a store before it is used: damage, tables of another program, a newer gluteedu."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from gluteedu.records.errors import StoreError
from gluteedu.records.migrations import LATEST, tables_version
from gluteedu.records.schema import schema_version
from gluteedu.records.store_address import database_of


def check_writable(connection: Connection, location: str, *, file: bool) -> int:
    """The version of the tables that are there; 0 where they are still to be made.

    Args:
        connection: reads the store.
        location: how the message calls it.
        file: whether it is a file of its own. A database on a server may hold other things, too.

    Raises:
        StoreError: it is another program's, or a newer gluteedu made it.
    """
    version = tables_version(connection)
    tables = set(inspect(connection).get_table_names()) if version == 0 and file else set()
    if others := sorted(tables - {schema_version.name}):
        raise StoreError(
            f"{location} holds the tables of another program ({', '.join(others)[:100]}) "
            "and no record of this course; choose another store",
            "setting",
        )
    return _not_newer(version, location)


def check_readable(connection: Connection, location: str) -> int:
    """The version of the tables that are there; the arguments are those of ``check_writable``.

    A damaged file could be read with a part of it missing, so it is looked through first.

    Raises:
        StoreError: it is damaged, holds no record, or a newer gluteedu made it.
    """
    if damage := database_of(connection.engine.url).find_damage(connection):
        raise StoreError(
            f"the record {location} is damaged and cannot be trusted "
            f"({' '.join(damage.split())[:200]})",
            "corrupt",
        )
    version = tables_version(connection)
    if version < 1:
        raise StoreError(f"{location} holds no record of this course", "setting")
    return _not_newer(version, location)


def _not_newer(version: int, location: str) -> int:
    if version > LATEST:
        raise StoreError(
            f"the record {location} was made by a newer gluteedu (version {version} of its "
            f"tables; this one knows {LATEST}). Update gluteedu, or choose another store.",
            "newer",
        )
    return version
