"""What a learner can see of, and do with, their own record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from gluteedu.domain.learning.event import Event, Saving

MAX_NAME_LENGTH = 80
"""Of a learner's own name, in letters."""

MAX_RECORD_BYTES = 8_000_000
"""Of a file with a record."""

KnownBy = Literal["server", "hub", "machine"]
"""Who says who the learner is."""


@dataclass(frozen=True)
class RecordCounts:
    """How much a record holds.

    Attributes:
        answers: graded answers, each try counted.
        quizzes: quizzes with something done in them.
        reviews: cards turned over in reviews.
        first: the time of the oldest event; None for an empty record.
    """

    events: int = 0
    answers: int = 0
    quizzes: int = 0
    reviews: int = 0
    first: datetime | None = None


@dataclass(frozen=True)
class ImportResult:
    """What came of loading a file: events that are new here, and events that were here before."""

    new: int
    known: int


class RecordFileError(ValueError):
    """A file that is no record, or not a whole one; one line that names event and field."""


class RecordUnavailableError(Exception):
    """The record cannot be reached just now; nothing was changed. One line for people."""


class LearnerRecord(Protocol):
    """What a learner can do with their own record. Any method may raise RecordUnavailableError."""

    @property
    def saving(self) -> Saving:
        """Whether what is done now is kept."""

    @property
    def known_by(self) -> KnownBy:
        """Who says who the learner is."""

    def counts(self) -> RecordCounts:
        """How much the record holds."""

    def name(self) -> str | None:
        """The name the learner chose to show."""

    def set_name(self, name: str | None) -> None:
        """Set or remove it; ValueError when it is too long or not printable."""

    def as_json(self) -> str:
        """The whole record, in the form ``load`` takes."""

    def as_csv(self) -> str:
        """The whole record as a table."""

    def load(self, text: str) -> ImportResult:
        """Add what a downloaded record holds; RecordFileError, and nothing added, if it is none."""

    def erase(self) -> None:
        """Remove everything."""

    def begin_anew(self) -> None:
        """Make whoever comes next a new learner of this machine; what was kept stays."""


def count_events(events: Iterable[Event]) -> RecordCounts:
    """How much these events are; an answer of a test counts once, when it is handed in."""
    all_ = list(events)
    return RecordCounts(
        events=len(all_),
        answers=sum(one.kind == "answer" for one in all_),
        quizzes=len({one.quiz for one in all_ if one.quiz and one.kind != "review"}),
        reviews=sum(one.kind == "review" for one in all_),
        first=min((one.at for one in all_), default=None),
    )
