"""The way from an empty database to the tables of today, one step for each version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, select, text

from gluteedu.records.schema import schema_version
from gluteedu.records.store_address import database_of


def _events_are_kept(connection: Connection) -> None:
    _run(
        connection,
        """CREATE TABLE events (
            number {number},
            id VARCHAR(120) NOT NULL,
            learner VARCHAR(120) NOT NULL,
            session VARCHAR(120) NOT NULL,
            at {time} NOT NULL,
            kind VARCHAR(20) NOT NULL,
            quiz VARCHAR(120),
            item VARCHAR(120),
            version INTEGER,
            response {json},
            score {float},
            correct BOOLEAN,
            try_number INTEGER,
            confidence VARCHAR(20),
            mode VARCHAR(20),
            seconds {float},
            rating INTEGER,
            CONSTRAINT events_learner_id UNIQUE (learner, id)
        )""",
        "CREATE INDEX events_learner_quiz ON events (learner, quiz)",
    )


def _learners_may_have_a_name(connection: Connection) -> None:
    _run(
        connection,
        "CREATE TABLE learners (learner VARCHAR(120) PRIMARY KEY, name VARCHAR(80) NOT NULL)",
    )


Migration = Callable[[Connection], None]
MIGRATIONS: tuple[Migration, ...] = (_events_are_kept, _learners_may_have_a_name)
"""Version n is what the first n steps make. Steps are only ever added, never changed."""

LATEST = len(MIGRATIONS)


def tables_version(connection: Connection) -> int:
    """The version of the tables that are there; 0 for an empty database.

    Raises:
        ValueError: it is no number.
    """
    if not inspect(connection).has_table(schema_version.name):
        return 0
    found = connection.scalar(select(func.max(schema_version.c.version))) or 0
    if not isinstance(found, int):  # SQLite keeps anything in a column
        raise ValueError("the version of its tables is no number")
    return found


def migrate(connection: Connection, steps: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Take every step that is still to be taken, inside the transaction of ``connection``.

    The caller sees to it that nobody else does the same meanwhile.
    """
    schema_version.create(connection, checkfirst=True)
    for version in range(tables_version(connection) + 1, len(steps) + 1):
        steps[version - 1](connection)
        connection.execute(insert(schema_version).values(version=version, at=datetime.now(UTC)))


def _run(connection: Connection, *statements: str) -> None:
    types = database_of(connection.engine.url).column_types
    for statement in statements:
        for mark, kind in types.items():
            statement = statement.replace(mark, kind)
        connection.execute(text(statement))
