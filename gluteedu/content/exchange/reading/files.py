"""Reads the files that other programs made, to a bounded size."""

from __future__ import annotations

from pathlib import Path

from gluteedu.content.exchange.reading.question import CannotReadError
from gluteedu.content.loading.safe_reading import TooLongError, read_ordinary

LARGEST = 20_000_000
"""The largest file that is read, in bytes; Moodle files with pictures are a few megabytes."""
LARGEST_TEXT = 3_000_000
"""The largest GIFT file: it holds words only."""


def read_bytes(path: Path) -> bytes:
    """The content of ``path``; CannotReadError when it is missing, unreadable or too large."""
    try:
        return read_ordinary(path, LARGEST)
    except FileNotFoundError:
        raise CannotReadError("there is no such file") from None
    except OSError as error:
        raise CannotReadError(f"cannot be read: {error.strerror}") from None
    except TooLongError as error:
        raise CannotReadError(f"{error}; export it in parts") from None


def as_text(data: bytes) -> str:
    """``data`` as text; CannotReadError when it is not UTF-8, or too large for mere words."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotReadError("is UTF-16 text; save it as UTF-8")
    if b"\x00" in data:
        raise CannotReadError("is neither GIFT nor Moodle XML")
    if len(data) > LARGEST_TEXT:
        raise CannotReadError(f"is larger than {LARGEST_TEXT // 1_000_000} MB; export it in parts")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise CannotReadError(message) from None
