"""The server's own secret, made at the first start and kept where only its owner can read it."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

from gluteedu.user_folder import user_folder

_NAME = "server.key"
_LENGTH = 32
_log = logging.getLogger(__name__)


def server_secret(folder: Path | None = None) -> bytes:
    """The key that signs cookies: 32 bytes, the same after every start.

    Where nothing can be written the key is new at each start, and learners then begin anew.
    """
    path = (folder or user_folder()) / _NAME
    try:
        kept = path.read_bytes()
        if len(kept) == _LENGTH:
            _keep_private(path)
            return kept
    except OSError:
        pass
    fresh = secrets.token_bytes(_LENGTH)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{_NAME}.{os.getpid()}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(fresh)
        try:
            os.link(part, path)  # the first of two servers that start at once wins
        except FileExistsError:
            if len(path.read_bytes()) != _LENGTH:
                os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        return path.read_bytes()
    except OSError:
        return fresh


def _keep_private(path: Path) -> None:
    """Take the key away from others who could read it, as after a copy; say so."""
    if os.name != "posix" or not path.stat().st_mode & 0o077:
        return
    try:
        path.chmod(0o600)
        _log.warning("the server's key could be read by others; now only its owner can")
    except OSError:
        _log.warning("the server's key can be read by others; make it its owner's alone (600)")
