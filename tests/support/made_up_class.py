"""A made-up class, the same at every run: for tests and for the picture in the README.

Nobody ever gave these answers. They come from a seeded generator that knows, for each made-up
learner, how able they are, and for each item, how hard it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Literal

from gluteedu.domain.items.grading import grade, read_response
from gluteedu.domain.items.item import Item, ItemBank, Quiz
from gluteedu.domain.learning.event import Event

START = datetime(2030, 3, 4, 8, tzinfo=UTC)
NAMES = ("Ash (made up)", "Bo (made up)", "Cleo (made up)")


def made_up_class(bank: ItemBank, learners: int = 24, seed: int = 6) -> list[Event]:
    """What a class of ``learners`` might have done in the whole course, in the order of time."""
    chance = Random(seed)
    hard = {item.id: chance.gauss(-0.6, 0.9) for item in bank.items}
    events: list[Event] = []
    for place in range(learners):
        events += _learner(f"made-up-{place:03}", bank, hard, Random(f"{seed}/{place}"))
    return sorted(events, key=lambda one: (one.at, one.id))


def made_up_names(learners: int = 24) -> dict[str, str]:
    """The few who gave a name."""
    return {f"made-up-{5 * k:03}": name for k, name in enumerate(NAMES) if 5 * k < learners}


def _learner(learner: str, bank: ItemBank, hard: dict[str, float], chance: Random) -> list[Event]:
    able = chance.gauss(0, 1)
    reach = 1.0 if chance.random() < 0.6 else chance.random()
    clock = START + timedelta(minutes=chance.uniform(0, 90))
    stops = [(lesson, quiz) for lesson in bank.lessons for quiz in lesson.quizzes]
    stops.sort(key=lambda stop: stop[1].mode != "pretest")
    events: list[Event] = []
    for number, (lesson, quiz) in enumerate(stops):
        if number >= reach * len(stops):
            break
        items = {item.id: item for item in lesson.items}
        asked = [items[one] for one in quiz.items]
        growing = able + (0.9 if quiz.mode == "summative" else 0.0)
        if quiz.mode == "pretest":
            growing = able - 0.6
        make = _practice if quiz.mode == "formative" else _test
        for event in make(learner, quiz, asked, growing, hard, clock, chance):
            events.append(event)
            clock = event.at
        clock += timedelta(minutes=chance.uniform(5, 600))
    return events


def _practice(
    learner: str,
    quiz: Quiz,
    items: Sequence[Item],
    able: float,
    hard: dict[str, float],
    clock: datetime,
    chance: Random,
) -> Iterator[Event]:
    for item in items:
        if chance.random() < 0.03:
            continue
        for number in (1, 2, 3):
            seconds = round(math.exp(chance.gauss(3.3, 0.5)), 1)
            clock += timedelta(seconds=seconds)
            one = answer(
                learner, quiz.id, item, able + 0.7 * (number - 1), hard, clock, chance,
                seconds=seconds, number=number, mode="formative",
            )  # fmt: skip
            yield one
            if one.correct:
                break


def _test(
    learner: str,
    quiz: Quiz,
    items: Sequence[Item],
    able: float,
    hard: dict[str, float],
    clock: datetime,
    chance: Random,
) -> Iterator[Event]:
    mode: Any = quiz.mode
    given = []
    for item in items:
        seconds = round(math.exp(chance.gauss(3.5, 0.5)), 1)
        clock += timedelta(seconds=seconds)
        if chance.random() < 0.04:
            continue
        given.append(
            answer(
                learner, quiz.id, item, able, hard, clock, chance,
                seconds=seconds, number=1, mode=mode,
            )
        )  # fmt: skip
    yield from given
    yield Event(
        id=f"{chance.getrandbits(128):032x}",
        learner=learner,
        session="made-up",
        at=clock + timedelta(seconds=2),
        kind="hand_in",
        quiz=quiz.id,
        mode=mode,
    )


def answer(
    learner: str,
    quiz: str,
    item: Item,
    able: float,
    hard: dict[str, float],
    at: datetime,
    chance: Random,
    *,
    seconds: float | None = 20.0,
    number: int = 1,
    mode: Literal["formative", "summative", "pretest", "live"] = "formative",
) -> Event:
    """One answer, right more often the abler the learner; graded by the course's own rules."""
    right = chance.random() < 1 / (1 + math.exp(hard[item.id] - able))
    raw = key_of(item) if right else wrong_answer(item, chance)
    judged = grade(item, read_response(item, raw))
    leaning = 0.75 if judged.correct else 0.35
    confidence = chance.choices(
        ("sure", "think_so", "guessing", None), (leaning, 0.4, 1 - leaning, 0.15)
    )[0]
    return Event(
        id=f"{chance.getrandbits(128):032x}",
        learner=learner,
        session="made-up",
        at=at,
        kind="answer",
        quiz=quiz,
        item=item.id,
        version=item.version,
        response=raw,
        score=judged.score,
        correct=judged.correct,
        try_number=number,
        confidence=confidence,
        mode=mode,
        seconds=seconds,
    )


def key_of(item: Item) -> Any:
    """The response that is wholly right, as plain JSON."""
    if item.number is not None:
        return item.number.value
    if item.pairs:
        return dict(item.pairs)
    return list(item.key[:1] if item.type == "hotspot" else item.key)


def wrong_answer(item: Item, chance: Random) -> Any:
    """A response that is not wholly right; some distractors tempt more than others."""
    options = list(item.option_ids)
    if item.number is not None:
        off = item.number.tolerance + item.number.step
        sides = [item.number.value - off, item.number.value + off]
        allowed = [x for x in sides if item.number.minimum <= x <= item.number.maximum]
        return chance.choice(allowed)
    if item.type == "matching":
        targets = [target.id for target in item.targets]
        found = {one: chance.choice(targets) for one in options}
        return found if found != dict(item.pairs) else dict.fromkeys(options, targets[0])
    if item.type == "ordering":
        chance.shuffle(options)
        return options if tuple(options) != item.key else options[::-1]
    others = [one for one in options if one not in item.key]
    if item.type == "multiple":
        picked = [one for one in options if chance.random() < 0.5] or options[:1]
        return picked if set(picked) != set(item.key) else [*picked[1:], *others[:1]] or picked
    weights = [1 / (1 + place) for place in range(len(others))]
    return chance.choices(others, weights)[0:1]
