"""What can go wrong with a store, said in one clear line."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

StoreErrorKind = Literal["locked", "full", "corrupt", "unreachable", "newer", "setting", "other"]

_SIGNS: tuple[tuple[StoreErrorKind, tuple[str, ...], str], ...] = (
    (
        "corrupt",
        ("malformed", "not a database", "malformed database schema", "corrupt", "could not decode"),
        "is damaged and cannot be read",
    ),
    (
        "full",
        ("disk is full", "no space left", "disk full", "could not extend file"),
        "cannot grow: the disk is full",
    ),
    (
        "locked",
        ("locked", "lock timeout", "busy", "deadlock"),
        "is in use by another program and does not answer in time",
    ),
    (
        "unreachable",
        ("unable to open", "readonly", "read-only", "disk i/o error", "permission denied"),
        "cannot be opened or written",
    ),
)


class StoreError(Exception):
    """The record cannot be read or written just now; the message is one line for people.

    Attributes:
        kind: ``corrupt`` (the file must be set aside), ``newer`` (made by a newer gluteedu),
            ``setting`` (the address is wrong); the others may pass by themselves.
    """

    def __init__(self, message: str, kind: StoreErrorKind = "other"):
        self.kind: StoreErrorKind = kind
        super().__init__(message)


def explain_error(error: SQLAlchemyError | OSError, location: str, *, file: bool) -> StoreError:
    """What a database or the system said, as an error of the store at ``location``.

    Args:
        location: the file, or the address without its password.
        file: whether it is a file; a server that fails in an unknown way counts as unreachable.
    """
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    # PostgreSQL's further lines may quote the row, and with it an answer.
    said = " ".join(str(cause).strip().partition("\n")[0].split())
    small = said.lower()
    for kind, signs, meaning in _SIGNS:
        if any(sign in small for sign in signs):
            return StoreError(f"the record {location} {meaning} ({said[:200]})", kind)
    if file:
        return StoreError(f"the record {location} cannot be used ({said[:200]})")
    return StoreError(f"the record {location} cannot be reached ({said[:200]})", "unreachable")
