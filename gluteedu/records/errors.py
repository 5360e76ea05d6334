"""What can go wrong with a store, said in one clear line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

if TYPE_CHECKING:
    from gluteedu.records.stores.database import Database

StoreErrorKind = Literal["locked", "full", "corrupt", "unreachable", "newer", "setting", "other"]

_MEANINGS: dict[StoreErrorKind, str] = {
    "corrupt": "is damaged and cannot be read",
    "full": "cannot grow: the disk is full",
    "locked": "is in use by another program and does not answer in time",
    "unreachable": "cannot be opened or written",
}


class StoreError(Exception):
    """The record cannot be read or written just now; the message is one line for people.

    Attributes:
        kind: ``corrupt`` (the file must be set aside), ``newer`` (made by a newer gluteedu),
            ``setting`` (the address is wrong); the others may pass by themselves.
    """

    def __init__(self, message: str, kind: StoreErrorKind = "other"):
        self.kind: StoreErrorKind = kind
        super().__init__(message)


def explain_error(
    error: SQLAlchemyError | OSError, location: str, database: Database
) -> StoreError:
    """What a database or the system said, as an error of the store at ``location``.

    Args:
        error: what was raised.
        location: the file, or the address without its password.
        database: knows what its errors mean.
    """
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    # PostgreSQL's further lines may quote the row, and with it an answer.
    line = " ".join(str(cause).strip().partition("\n")[0].split())
    small = line.lower()
    for kind, meaning in _MEANINGS.items():
        if any(sign in small for sign in database.error_signs.get(kind, ())):
            return StoreError(f"the record {location} {meaning} ({line[:200]})", kind)
    kind, meaning = database.unknown_error
    return StoreError(f"the record {location} {meaning} ({line[:200]})", kind)
