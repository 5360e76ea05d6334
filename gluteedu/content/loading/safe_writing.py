"""Writes files whole or not at all: what stood there stays until all of the new is on the disk."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_FULL = "the disk is full. Make room or name a place on another disk, then try again"
_MEANINGS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is used up. Make room, then try again",
    errno.EFBIG: "the system lets no file grow so large here. Name another place, then try again",
    errno.EROFS: "this disk can only be read. Name another place",
}


class CannotWriteError(Exception):
    """The file was not written; the message is one line that says why."""


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write ``data`` to ``path``; what is said at ``write_all`` holds for this one file."""
    write_all({path: data}, force=force)


def write_all(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write each file beside its place first, and only when all are whole put them there.

    Raises:
        CannotWriteError: when a path is there and ``force`` is not, is no ordinary file, or the
            disk says no. What stood there before is then still there, and nothing is left behind.
    """
    places: dict[Path, Path] = {}
    for path in files:
        place = _place(path, force)
        if place in places:
            raise CannotWriteError(f"{path} is the same file as {places[place]}; name two files")
        places[place] = path
    drafts: dict[Path, str] = {}
    path = Path()
    try:
        for place, path in places.items():
            drafts[place] = _draft(place, files[path])
        for place in places:
            path = places[place]
            os.replace(drafts[place], place)
            del drafts[place]
    except OSError as error:
        why = _MEANINGS.get(error.errno or 0, error.strerror)
        raise CannotWriteError(f"{path} cannot be written: {why}") from None
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                os.unlink(draft)


def _place(path: Path, force: bool) -> Path:
    """Where ``path`` leads, once it is known that a file may be written there."""
    try:
        place = Path(os.path.realpath(path))
        there = place.stat() if place.exists() else None
    except OSError as error:
        raise CannotWriteError(f"{path} cannot be written: {error.strerror}") from None
    if place.is_symlink():
        raise CannotWriteError(f"{path} is a link that leads in a circle; name a file")
    if there is None:
        return place
    if stat.S_ISDIR(there.st_mode):
        raise CannotWriteError(f"{path} is a folder; name a file")
    if not stat.S_ISREG(there.st_mode):
        raise CannotWriteError(f"{path} is a pipe or a device; name an ordinary file")
    if not force:
        raise CannotWriteError(f"{path} is there already; --force writes over it")
    return place


def _draft(place: Path, data: bytes) -> str:
    """A file beside ``place`` with ``data`` in it, on the disk, as open to others as ``place``."""
    handle, draft = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shared = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()
        os.chmod(draft, shared)
    except BaseException:
        os.unlink(draft)
        raise
    return draft


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
