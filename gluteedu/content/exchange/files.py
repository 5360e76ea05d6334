"""Reads a file of unknown origin with a limit, and writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gluteedu.content.exchange.question import CannotReadError

LARGEST = 20_000_000
"""The largest file that is read, in bytes; Moodle files with pictures are a few megabytes."""
LARGEST_TEXT = 3_000_000
"""The largest GIFT file: it holds words only."""


class CannotWriteError(Exception):
    """The file was not written; the message is one line that says why."""


def read_bytes(path: Path) -> bytes:
    """The content of ``path``; CannotReadError when it is missing, unreadable or too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise CannotReadError("there is no such file") from None
    except OSError as error:
        raise CannotReadError(f"cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise CannotReadError(f"is larger than {LARGEST // 1_000_000} MB; export it in parts")
    return data


def as_text(data: bytes) -> str:
    """``data`` as text; CannotReadError when it is not UTF-8, or too large for mere words."""
    if len(data) > LARGEST_TEXT:
        raise CannotReadError(f"is larger than {LARGEST_TEXT // 1_000_000} MB; export it in parts")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise CannotReadError(message) from None


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write ``data`` to ``path``: first beside it, then in one step into its place.

    Raises:
        CannotWriteError: when ``path`` is there and ``force`` is not, or the disk says no. What
            stood there before is then still there.
    """
    if path.exists() and not force:
        raise CannotWriteError(f"{path} is there already; --force writes over it")
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except OSError as error:
        if draft and os.path.exists(draft):
            os.unlink(draft)
        raise CannotWriteError(f"{path} cannot be written: {error.strerror}") from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
