"""Where the record is kept: an address from the setting or the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from gluteedu.records.errors import StoreError
from gluteedu.records.stores import databases, find_database
from gluteedu.records.stores.database import Database
from gluteedu.user_folder import user_folder

STORE_SETTING = "GLUTEEDU_STORE"
NO_STORE = "none"


def store_url() -> str:
    """The address of the store: ``GLUTEEDU_STORE``, else a SQLite file of this user.

    Raises:
        StoreError: the setting is no address; the message says which forms are allowed.
    """
    setting = os.environ.get(STORE_SETTING, "").strip()
    if setting:
        return checked_url(setting, STORE_SETTING)
    return URL.create("sqlite", database=str(user_folder() / "record.db")).render_as_string()


def checked_url(address: str, name: str = "the store") -> str:
    """``address`` as a full address: an absolute path for SQLite, the right driver for PostgreSQL.

    Args:
        address: what a person wrote.
        name: how the message calls where they wrote it (``--store``).

    Raises:
        StoreError: it is none of the forms there are; a password in it is not repeated.
    """
    if address == NO_STORE:
        return address
    try:
        url = make_url(address)
        database = find_database(url.get_backend_name())
    except (ArgumentError, SQLAlchemyError, ValueError):
        raise _setting_error(f"{name}: this is no address") from None
    if database is None:
        raise _setting_error(f"{name}: {url.drivername} is not known")
    return database.full_address(url, name).render_as_string(hide_password=False)


def database_of(url: str | URL) -> Database:
    """The database of a full address.

    Raises:
        ValueError: none is kept there (``none``), or it is not known.
    """
    name = make_url(url).get_backend_name()
    if (database := find_database(name)) is None:
        raise ValueError(f"{name} is not known")
    return database


def store_file(url: str) -> Path | None:
    """The file of the store at a full address; None for a server, and for ``none``."""
    return None if url == NO_STORE else database_of(url).file(make_url(url))


def display_address(url: str) -> str:
    """The address for people: the file alone, or the server without the password."""
    return url if url == NO_STORE else database_of(url).display_address(make_url(url))


def _setting_error(message: str) -> StoreError:
    forms = ", ".join(database.form for database in databases())
    return StoreError(f"{message}; allowed are {forms}, or none (nothing is kept)", "setting")
