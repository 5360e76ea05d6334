"""Where the record is kept: an address from the setting or the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from gluteedu.records.errors import StoreError
from gluteedu.user_folder import user_folder

STORE_SETTING = "GLUTEEDU_STORE"
NO_STORE = "none"
_FORMS = "sqlite:///FILE, postgresql://USER:PASSWORD@HOST/NAME, or none (nothing is kept)"


def store_url() -> str:
    """The address of the store: ``GLUTEEDU_STORE``, else a SQLite file of this user.

    Raises:
        StoreError: the setting is no address; the message says which forms are allowed.
    """
    said = os.environ.get(STORE_SETTING, "").strip()
    if said:
        return checked_url(said, STORE_SETTING)
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
        backend = url.get_backend_name()
    except (ArgumentError, SQLAlchemyError, ValueError):
        raise StoreError(f"{name}: this is no address; allowed are {_FORMS}", "setting") from None
    if backend == "sqlite":
        return _sqlite_address(url, name)
    if backend in ("postgresql", "postgres"):
        return _postgresql_address(url, name)
    driver = url.drivername
    raise StoreError(f"{name}: {driver} is not known; allowed are {_FORMS}", "setting")


def _sqlite_address(url: URL, name: str) -> str:
    if not url.database or url.database == ":memory:" or url.host:
        raise StoreError(
            f"{name}: a SQLite store needs a file: sqlite:////full/path/record.db", "setting"
        )
    if url.query:
        raise StoreError(f"{name}: a SQLite store is a file alone, without ?", "setting")
    path = Path(os.path.expanduser(url.database))
    if str(path).startswith("~"):
        raise StoreError(f"{name}: {path.parts[0]} is nobody's home here", "setting")
    path = path.absolute()
    if os.path.exists(path) and not path.is_file():
        # SQLite would wait for a pipe without end, and a device must never be set aside.
        raise StoreError(f"{name}: {path} is no ordinary file; name another", "setting")
    return url.set(drivername="sqlite", database=str(path)).render_as_string()


def _postgresql_address(url: URL, name: str) -> str:
    if not url.database:
        raise StoreError(f"{name}: a PostgreSQL store needs a database's name", "setting")
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            f"{name}: PostgreSQL needs one more part: pip install 'gluteedu[postgres]'",
            "setting",
        ) from None
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def display_address(url: str) -> str:
    """The address for people: the file alone, or the server without the password."""
    if url == NO_STORE:
        return url
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        return str(found.database)
    return found.set(query={}).render_as_string(hide_password=True)
