"""The databases a record can be kept in: one module for each, and one line here.

This module is light: the ``gluteedu`` command names the addresses in its help without SQLAlchemy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gluteedu.records.stores.database import Database

ADDRESS_EXAMPLES = {
    "sqlite": "sqlite:////full/path/record.db",
    "postgresql": "postgresql://user:password@host/name",
}
"""The name of a module of this folder, and an address that a person may write for it."""


def databases() -> list[Database]:
    """Every database there is; each module calls its own ``DATABASE``."""
    return [import_module(f"{__name__}.{module}").DATABASE for module in ADDRESS_EXAMPLES]


def find_database(name: str) -> Database | None:
    """The database whose addresses begin with ``name``, which is also what SQLAlchemy calls it."""
    return next((database for database in databases() if name in database.names), None)
