"""A learner's way through a quiz as pure steps: a state and one act in, the next state out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gluteedu.domain.items.grade import Grade, GradeOutcome, Response
from gluteedu.domain.items.grading import grade, judge, read_response
from gluteedu.domain.items.item import TEST_MODES, Item, QuizMode

FORMATIVE_TRIES = 3


class Confidence(StrEnum):
    """How sure the learner says to be; asked with every answer, never required."""

    SURE = "sure"
    THINK_SO = "think_so"
    GUESSING = "guessing"


@dataclass(frozen=True)
class Try:
    """One graded response."""

    response: Response
    grade: Grade
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Attempt:
    """Where a learner stands with one item.

    Attributes:
        tries: every graded response so far, the first one first.
        saved: the response of a test that is not handed in yet, with its confidence.
        saved_seconds: how long that took; it makes no difference between two attempts.
        unreadable: the last response given could not be read; it used no try.
    """

    item_id: str
    tries: tuple[Try, ...] = ()
    hint_shown: bool = False
    revealed: bool = False
    saved: Response | None = None
    saved_confidence: Confidence | None = None
    saved_seconds: float | None = field(default=None, compare=False)
    unreadable: bool = False

    @property
    def outcome(self) -> GradeOutcome:
        """What is known of the answer: of the last try, or that there is none, or no telling."""
        if self.unreadable:
            return GradeOutcome.CANNOT_TELL
        return self.tries[-1].grade.outcome if self.tries else GradeOutcome.NOT_ATTEMPTED

    @property
    def first_score(self) -> float | None:
        """The score of the first try, 0 to 1, which later tries never change; None without one."""
        return self.tries[0].grade.score if self.tries else None

    @property
    def solved(self) -> bool:
        """Whether a try was wholly right."""
        return any(one.grade.correct for one in self.tries)


@dataclass(frozen=True)
class QuizState:
    """Where a learner stands with a quiz; ``attempts`` has one entry for each item, in order."""

    mode: QuizMode
    attempts: tuple[Attempt, ...]
    handed_in: bool = False

    def attempt(self, item_id: str) -> Attempt:
        """The attempt at one item; ValueError lists the items there are."""
        for one in self.attempts:
            if one.item_id == item_id:
                return one
        known = ", ".join(one.item_id for one in self.attempts)
        raise ValueError(f"this quiz has no item {item_id!r}; it has: {known}")

    def tries_left(self, item_id: str) -> int:
        """How many more answers may be given to an item."""
        attempt = self.attempt(item_id)
        if self.mode in TEST_MODES:
            return 0 if self.handed_in else 1
        if attempt.solved or attempt.revealed:
            return 0
        return FORMATIVE_TRIES - len(attempt.tries)

    def closed(self, item_id: str) -> bool:
        """Whether an item is over: its key and explanation may be shown."""
        return self.tries_left(item_id) == 0

    @property
    def done(self) -> int:
        """How many items are over."""
        return sum(self.closed(one.item_id) for one in self.attempts)


@dataclass(frozen=True)
class ObjectiveResult:
    """What a learner reached for one objective: items in all, wholly right, sum of scores."""

    objective: str
    items: int
    correct: int
    score: float


def start(items: Iterable[Item], mode: QuizMode) -> QuizState:
    """The state before anything is answered."""
    return QuizState(mode, tuple(Attempt(item.id) for item in items))


def submit(
    state: QuizState,
    item: Item,
    raw: Any,
    confidence: Confidence | None = None,
    seconds: float | None = None,
) -> QuizState:
    """Answer an item: graded at once (formative), or kept until the test is handed in.

    Nothing given leaves the state as it is. A response that cannot be read is noted and uses no
    try. ValueError when the item is over.
    """
    attempt = _open(state, item.id)
    outcome, result = judge(item, raw)
    if outcome is GradeOutcome.NOT_ATTEMPTED:
        return _with(state, replace(attempt, unreadable=False))
    if result is None:
        return _with(state, replace(attempt, unreadable=True))
    response = read_response(item, raw)
    if state.mode in TEST_MODES:
        kept = replace(attempt, saved=response, saved_confidence=confidence, unreadable=False)
        return _with(state, replace(kept, saved_seconds=seconds))
    tries = (*attempt.tries, Try(response, result, confidence))
    shown = attempt.hint_shown or not result.correct
    return _with(state, replace(attempt, tries=tries, hint_shown=shown, unreadable=False))


def clear(state: QuizState, item: Item) -> QuizState:
    """Take an answer of a test back before it is handed in."""
    attempt = _open(state, item.id)
    if state.mode not in TEST_MODES:
        raise ValueError("only a test keeps answers that can be taken back")
    return _with(state, replace(attempt, saved=None, saved_confidence=None, unreadable=False))


def hint(state: QuizState, item: Item) -> QuizState:
    """Show the hint of an item. ValueError in a test, when it is over, or when there is none."""
    attempt = _open(state, item.id)
    if state.mode in TEST_MODES or not item.hint:
        raise ValueError(f"{item.id}: there is no hint here")
    return _with(state, replace(attempt, hint_shown=True))


def reveal(state: QuizState, item: Item) -> QuizState:
    """Give up and see the answer. ValueError before the first try, and in a test."""
    attempt = _open(state, item.id)
    if state.mode in TEST_MODES or not attempt.tries:
        raise ValueError(f"{item.id}: the answer is shown after a try of your own")
    return _with(state, replace(attempt, revealed=True))


def hand_in(state: QuizState, items: Iterable[Item]) -> QuizState:
    """Grade a test, all items at once; what was not answered stays not attempted."""
    if state.mode not in TEST_MODES or state.handed_in:
        raise ValueError("only a test that is not handed in yet can be handed in")
    known = {item.id: item for item in items}
    attempts = tuple(_graded(one, known[one.item_id]) for one in state.attempts)
    return replace(state, attempts=attempts, handed_in=True)


def _graded(attempt: Attempt, item: Item) -> Attempt:
    """The attempt at an item of a test that was handed in; an answer that could not be read is
    as none."""
    if attempt.saved is None:
        return replace(attempt, unreadable=False)
    tries = (Try(attempt.saved, grade(item, attempt.saved), attempt.saved_confidence),)
    return replace(attempt, tries=tries, saved=None, saved_confidence=None, unreadable=False)


def results_by_objective(state: QuizState, items: Iterable[Item]) -> tuple[ObjectiveResult, ...]:
    """First-try results summed by objective, in the order the objectives first occur.

    An item that was not attempted counts among the items, with a score of 0.
    """
    sums: dict[str, ObjectiveResult] = {}
    for item in items:
        attempt = state.attempt(item.id)
        before = sums.get(item.objective, ObjectiveResult(item.objective, 0, 0, 0.0))
        right = bool(attempt.tries) and attempt.tries[0].grade.correct
        sums[item.objective] = replace(
            before,
            items=before.items + 1,
            correct=before.correct + right,
            score=before.score + (attempt.first_score or 0.0),
        )
    return tuple(sums.values())


def _open(state: QuizState, item_id: str) -> Attempt:
    attempt = state.attempt(item_id)
    if state.closed(item_id):
        raise ValueError(f"{item_id}: this item is over")
    return attempt


def _with(state: QuizState, attempt: Attempt) -> QuizState:
    attempts = tuple(attempt if one.item_id == attempt.item_id else one for one in state.attempts)
    return replace(state, attempts=attempts)
