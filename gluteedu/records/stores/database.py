"""What the record must know about a database; a module for each fills this in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from sqlalchemy import URL, Connection, Engine, Insert, Table

from gluteedu.records.errors import StoreErrorKind

WRITES = "gluteedu_writes"
"""The execution option of a connection whose transaction writes."""


class Database(ABC):
    """All that is particular to one database.

    Attributes:
        names: what an address may begin with; among them what SQLAlchemy calls the database.
        form: what its address looks like, for a message.
        column_types: what stands for ``{number}`` (the key, which grows), ``{time}``, ``{float}``
            and ``{json}`` in a migration.
        error_signs: parts of its errors' first lines, in small letters, and what each means.
        unknown_error: what an error without such a sign means, and how a message says it.
        file_endings: of the files that it keeps beside the store's own, if that is a file.
    """

    names: ClassVar[tuple[str, ...]]
    form: ClassVar[str]
    column_types: ClassVar[Mapping[str, str]]
    error_signs: ClassVar[Mapping[StoreErrorKind, tuple[str, ...]]]
    unknown_error: ClassVar[tuple[StoreErrorKind, str]]
    file_endings: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def full_address(self, url: URL, name: str) -> URL:
        """The address with all it needs.

        Raises:
            StoreError: it cannot be one; ``name`` is how the message calls where it was written.
        """

    @abstractmethod
    def display_address(self, url: URL) -> str:
        """The address for people, without a password."""

    @abstractmethod
    def open_engine(self, url: URL, patience: float, *, read_only: bool = False) -> Engine:
        """An engine, not yet connected; no wait inside it is much over ``patience`` (s).

        Args:
            url: the full address.
            patience: seconds to wait for another program that holds the store.
            read_only: nothing can be written through it, and a file is not made or changed.

        Raises:
            OSError: a folder or a file cannot be made.
        """

    @abstractmethod
    def insert_once(self, table: Table, key: list[str]) -> Insert:
        """An insert that leaves alone what is there under the same ``key`` (columns) already."""

    def lock_writers(self, connection: Connection) -> None:  # noqa: B027
        """Hold off all others who write, until the end of the transaction that just began."""

    def file(self, url: URL) -> Path | None:
        """The file of the store, if it is one and holds nothing else."""
        return None

    def is_sound(self, path: Path) -> bool:
        """Whether the file of a store is whole; one that is merely locked is."""
        return True

    def find_damage(self, connection: Connection) -> str | None:
        """What is broken in the store, where the database can look through all of it."""
        return None
