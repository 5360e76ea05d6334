"""The tables of the record as they are now; how they came to be is in ``migrations``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from gluteedu.domain.learning.event import MAX_ID_LENGTH


class UTCTime(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond; a database without time zones keeps it bare."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database keeps it."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The moment with its time zone."""
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", UTCTime, nullable=False),
)

events_table = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(MAX_ID_LENGTH), nullable=False),
    Column("learner", String(MAX_ID_LENGTH), nullable=False),
    Column("session", String(MAX_ID_LENGTH), nullable=False),
    Column("at", UTCTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("quiz", String(MAX_ID_LENGTH)),
    Column("item", String(MAX_ID_LENGTH)),
    Column("version", Integer),
    Column("response", JSON(none_as_null=True)),
    Column("score", Float),
    Column("correct", Boolean),
    Column("try_number", Integer),
    Column("confidence", String(20)),
    Column("mode", String(20)),
    Column("seconds", Float),
    Column("rating", Integer),
    # The same person may have loaded a record as two learners, so an id is one learner's own.
    UniqueConstraint("learner", "id", name="events_learner_id"),
    Index("events_learner_quiz", "learner", "quiz"),
)

learners_table = Table(
    "learners",
    metadata,
    Column("learner", String(MAX_ID_LENGTH), primary_key=True),
    Column("name", String(80), nullable=False),
)
