"""The key that signs cookies, made at the first start and readable by its owner alone."""

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
        stored = path.read_bytes()
        if len(stored) == _LENGTH:
            _keep_private(path)
            return stored
    except OSError:
        pass
    key = secrets.token_bytes(_LENGTH)
    try:
        return _store(path, key)
    except OSError:
        return key


def _store(path: Path, key: bytes) -> bytes:
    """Write the key; the key that the file then holds, which another server may have written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{_NAME}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key)
    try:
        os.link(part, path)  # the first of two servers that start at once wins
    except FileExistsError:
        if len(path.read_bytes()) != _LENGTH:
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path.read_bytes()


def _keep_private(path: Path) -> None:
    """Where others can read the key, as after a copy, make it private; log a warning."""
    if os.name != "posix" or not path.stat().st_mode & 0o077:
        return
    try:
        path.chmod(0o600)
        _log.warning("the server's key could be read by others; now only its owner can")
    except OSError:
        _log.warning("the server's key can be read by others; make it its owner's alone (600)")
