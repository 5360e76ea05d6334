"""One step of a quiz: a state and an act in, the next state and what goes into the record out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from gluteedu.domain.items import quiz_state
from gluteedu.domain.items.grading import is_unanswered, response_to_json
from gluteedu.domain.items.item import TEST_MODES, Item
from gluteedu.domain.items.quiz_state import Attempt, Confidence, QuizState
from gluteedu.domain.learning.event import Event, EventContext

ItemActKind = Literal["submit", "clear", "hint", "reveal"]
ITEM_ACTS: tuple[ItemActKind, ...] = get_args(ItemActKind)


@dataclass(frozen=True)
class ItemAct:
    """What a learner does with one item.

    Attributes:
        response: of a ``submit``, as plain JSON values; see ``grading.read_response``.
        confidence: of a ``submit``.
        seconds: how long it took; None where that is not known.
    """

    kind: ItemActKind
    item: Item
    response: Any = None
    confidence: Confidence | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class HandIn:
    """A test is handed in."""


@dataclass(frozen=True)
class QuizStep:
    """Where the learner stands after an act, and the events of it; an act may have none."""

    state: QuizState
    events: tuple[Event, ...] = ()


def take_step(
    state: QuizState,
    act: ItemAct | HandIn,
    items: Iterable[Item],
    context: EventContext | None = None,
) -> QuizStep:
    """The state after ``act``, and its events: a save for a test, else an answer and so on.

    What changes nothing has no event, and neither has a response that cannot be read.

    Args:
        state: where the learner stands.
        act: what the learner does.
        items: those of the quiz.
        context: of the events; None where nothing is kept.

    Raises:
        ValueError: the act is not possible now; the message says why.
    """
    if isinstance(act, HandIn):
        known = {item.id: item for item in items}
        after = quiz_state.hand_in(state, known.values())
        return QuizStep(after, tuple(_handed_in(state, after, known, context)) if context else ())
    after = _STATES[act.kind](state, act)
    if after == state:
        return QuizStep(state)
    event = _event(after.attempt(act.item.id), act, context) if context else None
    return QuizStep(after, (event,) if event else ())


def _submitted(state: QuizState, act: ItemAct) -> QuizState:
    if is_unanswered(act.response):
        raise ValueError(f"{act.item.id}: there is no answer to check")
    return quiz_state.submit(state, act.item, act.response, act.confidence, act.seconds)


_STATES: Final[Mapping[ItemActKind, Callable[[QuizState, ItemAct], QuizState]]] = {
    "submit": _submitted,
    "clear": lambda state, act: quiz_state.clear(state, act.item),
    "hint": lambda state, act: quiz_state.hint(state, act.item),
    "reveal": lambda state, act: quiz_state.reveal(state, act.item),
}


def _event(attempt: Attempt, act: ItemAct, context: EventContext) -> Event | None:
    """The event of an act that led to ``attempt``."""
    if act.kind != "submit":
        return context.event(act.kind, act.item, seconds=act.seconds)
    if attempt.unreadable:
        return None
    if context.mode not in TEST_MODES:
        return _answer(attempt, act.item, act.seconds, context)
    assert attempt.saved is not None, "a test keeps what is submitted"
    return context.event(
        "save",
        act.item,
        response=response_to_json(act.item, attempt.saved),
        confidence=attempt.saved_confidence,
        seconds=act.seconds,
    )


def _handed_in(
    state: QuizState, after: QuizState, items: Mapping[str, Item], context: EventContext
) -> Iterator[Event]:
    """One answer for each item that has one, then that the test was handed in."""
    for attempt in after.attempts:
        if attempt.tries:
            seconds = state.attempt(attempt.item_id).saved_seconds
            yield _answer(attempt, items[attempt.item_id], seconds, context)
    yield context.event("hand_in")


def _answer(attempt: Attempt, item: Item, seconds: float | None, context: EventContext) -> Event:
    last = attempt.tries[-1]
    return context.event(
        "answer",
        item,
        response=response_to_json(item, last.response),
        score=last.grade.score,
        correct=last.grade.correct,
        try_number=len(attempt.tries),
        confidence=last.confidence,
        seconds=seconds,
    )
