"""Which websocket messages of Voila's page may reach a kernel: those of widgets, and no code."""

from __future__ import annotations

import itertools
import json

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
"""Jupyter's binary format of messages, the only one that is looked into."""

_MAX_PARTS = 64
_ALLOWED_TYPES = {"comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"}
_ALLOWED_TARGET = "jupyter.widget.control"  # asks for the state of the widgets there are


def is_widget_message(raw: bytes) -> bool:
    """Whether a message in the format :data:`SUBPROTOCOL` is of a widget and on its channel."""
    parts = _parts(raw)
    if parts is None:
        return False
    channel, header, *_, content = parts[:5]
    if channel != b"shell":
        return False
    try:
        kind = json.loads(header)["msg_type"]
        body = json.loads(content)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    if kind not in _ALLOWED_TYPES or not isinstance(body, dict):
        return False
    return kind != "comm_open" or body.get("target_name") == _ALLOWED_TARGET


def _parts(raw: bytes) -> list[bytes] | None:
    """Channel, header, parent header, metadata, content and buffers; None if it is malformed.

    The message begins with the number of offsets and the offsets, each of 8 bytes, little-endian.
    """
    count = int.from_bytes(raw[:8], "little")
    if not 6 <= count <= _MAX_PARTS or len(raw) < 8 * (count + 1):
        return None
    offsets = [int.from_bytes(raw[8 * at : 8 * at + 8], "little") for at in range(1, count + 1)]
    if offsets != sorted(offsets) or offsets[0] != 8 * (count + 1) or offsets[-1] != len(raw):
        return None
    return [raw[start:end] for start, end in itertools.pairwise(offsets)]
