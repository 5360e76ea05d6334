"""A short fingerprint of content, so that a changed key or number shows in a stored output."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from typing import Any


def digest(*parts: Any) -> str:
    """Twelve hexadecimal characters of the SHA-256 of ``parts`` in canonical JSON.

    Dataclasses and pydantic models count by their fields, answer key included; mappings by their
    items whatever their order; sets by their sorted members.
    """
    text = json.dumps(
        [_plain(p) for p in parts], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if hasattr(value, "model_dump"):
        return _plain(value.model_dump(mode="python"))
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(_plain(v)) for v in value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
