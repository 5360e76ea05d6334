"""What the record is made of: one event for each thing a learner did, frozen and checked."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, get_args
from uuid import uuid4

EventKind = Literal["answer", "hint", "reveal", "save", "clear", "hand_in", "review"]
EventMode = Literal["formative", "summative", "pretest", "review", "live"]
EventConfidence = Literal["sure", "think_so", "guessing"]
Saving = Literal["on", "paused", "off"]
"""Whether what is done now is kept: it is, it will be as soon as that is possible, it is not."""

EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
EVENT_MODES: tuple[EventMode, ...] = get_args(EventMode)
CONFIDENCES: tuple[EventConfidence, ...] = get_args(EventConfidence)
MAX_ID_LENGTH = 120
MAX_RESPONSE_LENGTH = 20_000
MAX_SECONDS = 7 * 24 * 3600.0
_LARGEST_INT = 2**31 - 1
_DEEPEST = 4


class EventError(ValueError):
    """A field of an event that cannot be; ``field`` names it, the message says what is allowed."""

    def __init__(self, field: str, allowed: str):
        self.field = field
        self.allowed = allowed
        super().__init__(f"{field}: {allowed}")


@dataclass(frozen=True)
class Event:
    """One thing a learner did. EventError (a ValueError) for a field that cannot be.

    Attributes:
        id: made once, by :func:`new_id`; a learner's second event of the same id is not kept.
        session: one kernel, or one page.
        at: when, in UTC.
        item: id of an item, or ``term:<id>`` for a card of the glossary; None for ``hand_in``.
        version: of the item, as it was then.
        response: by option ids, as plain JSON values; see ``grading.Response``.
        score: 0 to 1; None where nothing was graded, as for a saved answer of a test.
        try_number: 1 is the first.
        seconds: how long it took.
        rating: of a review, from 1 (again) to 4 (easy), as in FSRS.
    """

    id: str
    learner: str
    session: str
    at: datetime
    kind: EventKind
    quiz: str | None = None
    item: str | None = None
    version: int | None = None
    response: Any = None
    score: float | None = None
    correct: bool | None = None
    try_number: int | None = None
    confidence: EventConfidence | None = None
    mode: EventMode | None = None
    seconds: float | None = None
    rating: int | None = None

    def __post_init__(self) -> None:
        for name in ("id", "learner", "session"):
            _check_id(name, getattr(self, name))
        for name in ("quiz", "item"):
            if getattr(self, name) is not None:
                _check_id(name, getattr(self, name))
        object.__setattr__(self, "at", _checked_time(self.at))
        _check_choice("kind", self.kind, EVENT_KINDS)
        if self.mode is not None:
            _check_choice("mode", self.mode, EVENT_MODES)
        if self.confidence is not None:
            _check_choice("confidence", self.confidence, CONFIDENCES)
        needed = "quiz" if self.kind == "hand_in" else "item"
        if getattr(self, needed) is None:
            raise EventError(needed, f"a {self.kind} needs the id of its {needed}")
        self._check_values()

    def _check_values(self) -> None:
        _check_number("score", self.score, 0, 1)
        _check_number("seconds", self.seconds, 0, MAX_SECONDS)
        _check_whole("version", self.version, 1, _LARGEST_INT)
        _check_whole("try_number", self.try_number, 1, _LARGEST_INT)
        _check_whole("rating", self.rating, 1, 4)
        if self.correct is not None and not isinstance(self.correct, bool):
            raise EventError("correct", "must be true, false or null")
        _check_response(self.response)


class Versioned(Protocol):
    """What an event may be about: an item, or a card of the review deck."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def version(self) -> int:
        """Its version."""


@dataclass(frozen=True)
class EventContext:
    """What the events of one learner in one quiz have in common, and the clock that dates them."""

    learner: str
    session: str
    quiz: str | None
    mode: EventMode
    clock: Callable[[], datetime]

    def event(
        self,
        kind: EventKind,
        about: Versioned | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> Event:
        """An event about an item or a card, with a fresh id; of this moment, or of ``at``."""
        return Event(
            id=new_id(),
            learner=self.learner,
            session=self.session,
            at=at or self.clock(),
            kind=kind,
            quiz=self.quiz,
            item=about.id if about else None,
            version=about.version if about else None,
            mode=self.mode,
            **fields,
        )


class Record(Protocol):
    """What a widget needs of the record: to read what one learner did, and to add to it."""

    @property
    def learner(self) -> str:
        """Whose record it is."""

    @property
    def session(self) -> str:
        """The session that new events belong to."""

    @property
    def saving(self) -> Saving:
        """Whether what is added is kept."""

    def events(self, quiz: str | None = None) -> Sequence[Event]:
        """What this learner did so far, oldest first, of one quiz or of all; never raises."""

    def append(self, *events: Event) -> None:
        """Add events that belong together; never raises. Look at ``saving`` afterwards."""

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back, from any thread, when ``saving`` has changed."""


def new_id() -> str:
    """A fresh random id for an event or a session: 32 hexadecimal digits."""
    return uuid4().hex


def now() -> datetime:
    """This moment in UTC: the clock that is used where no other is given."""
    return datetime.now(UTC)


def _checked_time(at: object) -> datetime:
    """A time in UTC."""
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise EventError("at", "must be a time with its time zone")
    try:
        return at.astimezone(UTC)
    except (OverflowError, ValueError):
        raise EventError("at", "must be a time from the year 1 to 9999") from None


def _check_id(field: str, value: object) -> None:
    if (
        not isinstance(value, str)
        or not 1 <= len(value) <= MAX_ID_LENGTH
        or not value.isprintable()
    ):
        raise EventError(field, f"must be a text of 1 to {MAX_ID_LENGTH} printable letters")


def _check_choice(field: str, value: object, allowed: Sequence[str]) -> None:
    if not isinstance(value, str) or value not in allowed:
        raise EventError(field, f"must be one of {', '.join(allowed)}")


def _check_number(field: str, value: object, low: float, high: float) -> None:
    if value is None:
        return
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not low <= value <= high:  # type: ignore[operator,arg-type]
        raise EventError(field, f"must be a number from {low:g} to {high:g}")


def _check_whole(field: str, value: object, low: int, high: int) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise EventError(field, f"must be a whole number from {low} to {high}")


def _check_response(value: object) -> None:
    try:
        written = json.dumps(value, allow_nan=False) if _flat(value, _DEEPEST) else None
    except (TypeError, ValueError):
        written = None
    if written is None:
        raise EventError("response", "must be made of ids and numbers, as plain JSON")
    if len(written) > MAX_RESPONSE_LENGTH:
        raise EventError("response", f"must be at most {MAX_RESPONSE_LENGTH} letters as JSON")


def _flat(value: object, levels: int) -> bool:
    if not isinstance(value, (list, tuple, dict)):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_flat(one, levels - 1) for one in inside)
