"""Opens files of unknown origin: ordinary ones only, for a pipe or a device may never end."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import BinaryIO


def open_ordinary(path: Path) -> BinaryIO:
    """The file at ``path``, opened to read bytes.

    Raises:
        OSError: it cannot be opened, or is a folder, a pipe or a device; ``strerror`` says which.
    """
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    return path.open("rb")
