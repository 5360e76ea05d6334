"""Events for tests, with everything said that a test does not care about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from gluteedu.domain.learning.event import Event, new_id

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def event(kind: str = "answer", *, minute: float = 0, **more: Any) -> Event:
    """An answer to an item of the quiz ``q``, ``minute`` minutes after the start."""
    said: dict[str, Any] = {
        "id": new_id(),
        "learner": "ada",
        "session": "s1",
        "at": START + timedelta(minutes=minute),
        "kind": kind,
        "quiz": "q",
        "item": "i",
    }
    if kind == "answer":
        said |= {
            "version": 1,
            "response": ["a"],
            "score": 1.0,
            "correct": True,
            "try_number": 1,
            "confidence": "sure",
            "mode": "formative",
            "seconds": 4.5,
        }
    return Event(**{**said, **more})
