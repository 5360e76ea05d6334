"""When a card of the review deck comes back: FSRS, from the ``fsrs`` package, one review at a time.

It stands with the records because it reads them: a memory is nothing but past reviews replayed.
The domain may not import a library, so the deck there takes this function as an argument.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from gluteedu.domain.learning.review_deck import Memory, MemoryPhase

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9
"""A card comes back when the chance to remember it has fallen to this."""

SHORT_STEP = timedelta(minutes=10)
MAX_INTERVAL_DAYS = 365
"""Days: everything comes back at least once a year."""

_PHASES: dict[int, MemoryPhase] = {1: "learning", 2: "review", 3: "relearning"}


def schedule(memory: Memory | None, rating: int, at: datetime) -> Memory:
    """One review by FSRS 6 with its published weights; no chance is in it.

    Args:
        memory: what was known before; None for a card that is new.
        rating: 1 (again) to 4 (easy).
        at: when, in UTC.

    Raises:
        ValueError: another rating, or a time without UTC.

    Source: Ye, Su, Cao 2022, KDD '22, doi 10.1145/3534678.3539081; the model's version 6 is that
    of open-spaced-repetition/py-fsrs.
    """
    from fsrs import Card, Rating, State

    card = Card(card_id=0, due=at)
    if memory is not None:
        states = {phase: State(number) for number, phase in _PHASES.items()}
        card = Card(
            card_id=0,
            state=states[memory.phase],
            step=memory.step,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.due,
            last_review=memory.last,
        )
    after, _ = _scheduler().review_card(card, Rating(rating), at)
    if after.stability is None or after.difficulty is None:
        raise ValueError("a reviewed card has a stability and a difficulty")
    return Memory(
        due=after.due,
        last=at,
        phase=_PHASES[int(after.state)],
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        reviews=1 if memory is None else memory.reviews + 1,
    )


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(SHORT_STEP,),
        relearning_steps=(SHORT_STEP,),
        maximum_interval=MAX_INTERVAL_DAYS,
        enable_fuzzing=False,
    )
