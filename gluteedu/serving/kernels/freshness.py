"""Whether the files that a template was warmed up with are still what they were."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterable

_Stamp = tuple[int, int] | None


class Freshness:
    """Remembers files of this process, and tells later whether one has changed.

    Sources of installed modules (the standard library, site-packages) are assumed not to change;
    all other sources, and ``more``, are watched.
    """

    def __init__(self, more: Iterable[str]) -> None:
        """Remember the sources of all modules loaded by now, and ``more`` files and folders."""
        sources = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        watched = {path for path in sources if path and not _is_installed(path)} | set(more)
        self._stamps = {path: _stamp(path) for path in watched}

    def changed(self) -> str | None:
        """A file that is not what it was, if there is one."""
        for path, stamp in self._stamps.items():
            if _stamp(path) != stamp:
                return path
        return None


def _stamp(path: str) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _is_installed(path: str) -> bool:
    return path.startswith(_INSTALLED)


_INSTALLED = tuple(
    {
        folder + os.sep
        for folder in (
            *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
            *site.getsitepackages(),
            site.getusersitepackages(),
        )
    }
)
