"""Reading JSON objects that come from a browser."""

from __future__ import annotations

import json
from typing import Any


def read_object(text: str | bytes) -> dict[str, Any] | None:
    """``text`` as a JSON object; None for any other JSON value and for what is no JSON."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
