"""Reads files of unknown origin: ordinary ones only, for a pipe or a device may never end."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import BinaryIO


class TooLongError(ValueError):
    """A file is larger than what it is read for could be; the message says the limit."""


def open_ordinary(path: Path) -> BinaryIO:
    """The file at ``path``, opened to read bytes.

    Raises:
        OSError: it cannot be opened, or is a folder, a pipe or a device; ``strerror`` says which.
    """
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    return path.open("rb")


def read_ordinary(path: Path, limit: int) -> bytes:
    """The content of the file at ``path``, of at most ``limit`` bytes.

    Raises:
        OSError: as ``open_ordinary`` does.
        TooLongError: there is more in it.
    """
    with open_ordinary(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLongError(f"is larger than {limit // 1_000_000} MB")
    return data
