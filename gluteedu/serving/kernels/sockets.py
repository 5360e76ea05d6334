"""Where the local sockets between server and kernels may stand."""

from __future__ import annotations

import os
import tempfile
import uuid

import zmq

_BELOW = len(f"/voila_12345678/kernel-{uuid.UUID(int=0)}-ipc-5")  # bytes, all of them ASCII


def sockets_folder() -> str | None:
    """A folder whose local sockets the system can reach; None where kernels need ports instead.

    A socket's path may be 107 bytes long at the most (103 on macOS), and the folder for temporary
    files can be longer than that leaves.
    """
    if os.name != "posix":
        return None
    for folder in (tempfile.gettempdir(), "/tmp"):
        fits = len(os.fsencode(folder)) + _BELOW <= zmq.IPC_PATH_MAX_LEN
        if fits and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return None
