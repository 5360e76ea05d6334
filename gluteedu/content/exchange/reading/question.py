"""A question as it was read from a file of another program, before it becomes an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["choice", "choices", "truth", "number", "ordering", "matching"]


@dataclass(frozen=True)
class Answer:
    """One answer that a question offers or accepts.

    Attributes:
        text: in the course's light markup; for a number its digits.
        share: what it is worth: 1 all, 0 nothing, less than 0 costs.
        feedback: in the course's light markup; may be empty.
        partner: the right-hand side of a matching pair; empty for the other kinds.
        tolerance: how far from a number still counts.
    """

    text: str
    share: float
    feedback: str = ""
    partner: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True)
class Question:
    """One question, its texts in the course's light markup.

    Attributes:
        where: its place in the file, for messages (``line 12``, ``question 3``).
        name: its title; may be empty.
        own_id: the id it had, where the file names one.
        category: the names of the categories it stands in, the innermost last.
        losses: what could not be read of it, as (thing, change).
    """

    where: str
    name: str
    kind: Kind
    stem: str
    answers: tuple[Answer, ...]
    explanation: str = ""
    hints: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    own_id: str = ""
    category: tuple[str, ...] = ()
    losses: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """How messages call the question: its name, else how its stem begins."""
        found = self.name or " ".join(self.stem.split())[:50]
        return f"{found} ({self.where})" if found else self.where


@dataclass(frozen=True)
class Skipped:
    """A question that no item of this course can hold, or that could not be read."""

    title: str
    why: str


@dataclass(frozen=True)
class Found:
    """All that was in a file."""

    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]


MOST_ANSWERS = 100
"""A question with more answers than this is no question that a person can read."""


class CannotReadError(Exception):
    """The file as a whole cannot be read; the message is one line that says why."""


UNHELD = {
    "essay": "an essay has no key; this course asks what it can mark",
    "shortanswer": "a typed word; this course has no such item, make it a choice",
    "description": "a text that asks nothing",
    "cloze": "a text with gaps; write each gap as an item of its own",
    "multianswer": "a text with gaps; write each gap as an item of its own",
}
"""Types of question that no item can hold, and what to tell about them."""


def unheld(kind: str) -> str:
    """Why a question of this type is left out."""
    return UNHELD.get(kind, f"the type {kind!r} has no match among the items of this course")


def category_names(path: str) -> tuple[str, ...]:
    """The names in Moodle's path of a category, without its ``$course$`` and ``top``."""
    names = path.replace("//", "\ue100").split("/")
    clean = [" ".join(name.replace("\ue100", "/").split()) for name in names]
    return tuple(name for name in clean if name and name not in ("top", "$course$", "$module$"))
