"""The formats that questions are read from.

To add one, write a module here with a function that makes a ``Found`` out of the bytes of a file,
and put a line into ``READERS``, above GIFT.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gluteedu.content.exchange.reading.files import as_text
from gluteedu.content.exchange.reading.gift import read_gift
from gluteedu.content.exchange.reading.moodle import read_moodle
from gluteedu.content.exchange.reading.question import Found


@dataclass(frozen=True)
class ImportFormat:
    """A format of another program.

    Attributes:
        title: how people call it.
        begins: what the first sign of such a file is; empty where it may be any.
        read: the questions in the bytes of a file; CannotReadError when it cannot be used.
    """

    title: str
    begins: bytes
    read: Callable[[bytes], Found]


READERS = (
    ImportFormat("Moodle XML", b"<", read_moodle),
    ImportFormat("GIFT", b"", lambda data: read_gift(as_text(data))),
)
"""They are tried in this order; the last takes whatever no other does."""


def reader_of(data: bytes) -> ImportFormat:
    """The format of a file, by its first sign."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next(form for form in READERS if start.startswith(form.begins))
