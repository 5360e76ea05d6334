"""Messages between a server and its template process: JSON and file descriptors, over a socket."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct("!I")
# One kernel start hands over its three standard streams; nothing hands over more.
_MOST_DESCRIPTORS = 4

Message = dict[str, Any]


def send(channel: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    """Send ``message`` and copies of the open file ``descriptors``.

    Raises:
        OSError: the other end is gone.
    """
    body = json.dumps(message).encode()
    length = _LENGTH.pack(len(body))
    if descriptors:
        sent = socket.send_fds(channel, [length], list(descriptors))
        length = length[sent:]
    channel.sendall(length + body)


def receive(channel: socket.socket) -> tuple[Message, list[int]] | None:
    """The next message and the file descriptors that came with it; None when the other end is gone.

    The descriptors belong to the caller, who closes them; they are not passed on to programs that
    the caller starts.
    """
    head = b""
    descriptors: list[int] = []
    while len(head) < _LENGTH.size:
        try:
            part, received, _, _ = socket.recv_fds(
                channel, _LENGTH.size - len(head), _MOST_DESCRIPTORS
            )
        except ConnectionError:
            part, received = b"", []
        descriptors += received
        if not part:
            _close(descriptors)
            return None
        head += part
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    body = _exactly(channel, _LENGTH.unpack(head)[0])
    if body is None:
        _close(descriptors)
        return None
    return json.loads(body), descriptors


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        try:
            part = channel.recv(size)
        except ConnectionError:
            part = b""
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _close(descriptors: Sequence[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
