"""What an item, a quiz and the item bank are: frozen values, key and feedback included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

QuizMode = Literal["formative", "summative", "pretest"]

TEST_MODES: tuple[QuizMode, ...] = ("summative", "pretest")
"""One try for each item, graded when all is handed in."""


@dataclass(frozen=True)
class Option:
    """One thing a learner can pick, place or pair; ``feedback`` says why it is right or tempts."""

    id: str
    text: str
    feedback: str


@dataclass(frozen=True)
class Target:
    """One right-hand side of a matching item."""

    id: str
    text: str


@dataclass(frozen=True)
class NumberKey:
    """The key of a number item: right from ``value - tolerance`` to ``value + tolerance``.

    ``minimum``, ``maximum`` and ``step`` span what can be answered, in ``unit``. The feedback is
    for a right answer, for one that is too low and for one that is too high.
    """

    value: float
    tolerance: float
    minimum: float
    maximum: float
    step: float
    unit: str
    right: str
    low: str
    high: str

    @property
    def accepted(self) -> tuple[float, float]:
        """The lowest and the highest answer that is right."""
        return self.value - self.tolerance, self.value + self.tolerance

    @property
    def accepted_text(self) -> str:
        """The right answers in words: "24 to 72 hours", "3 days"."""
        low, high = self.accepted
        numbers = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        return f"{numbers} {self.unit}".strip()


@dataclass(frozen=True)
class Item:
    """One question of the bank.

    Attributes:
        type: the id of one of the types in ``items/types``, which says how the rest is used.
        key: the option ids that are right, or all of them in the right order.
        pairs: (option id, target id): which option goes with which target.
        number: the key where the answer is a number.
        misconception: the number (1 to 24) of the mistaken belief its distractors come from.
    """

    id: str
    version: int
    type: str
    objective: str
    stem: str
    explanation: str
    sources: tuple[str, ...]
    hint: str = ""
    options: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    number: NumberKey | None = None
    misconception: int | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options, as the author listed them."""
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option:
        """The option with this id; KeyError when there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text a learner may come to read, as (field, text)."""
        yield "stem", self.stem
        if self.hint:
            yield "hint", self.hint
        for option in self.options:
            if option.text:
                yield f"options.{option.id}.text", option.text
            yield f"options.{option.id}.feedback", option.feedback
        for target in self.targets:
            yield f"targets.{target.id}.text", target.text
        if self.number is not None:
            yield "feedback.right", self.number.right
            yield "feedback.low", self.number.low
            yield "feedback.high", self.number.high
        yield "explanation", self.explanation


@dataclass(frozen=True)
class Quiz:
    """Items asked together: with tries and hints (formative) or once, as a test.

    A test tells each answer when it is handed in (summative), or only how it went by objective,
    because the answers are what the course is for (pretest).
    """

    id: str
    title: str
    items: tuple[str, ...]
    mode: QuizMode = "formative"


@dataclass(frozen=True)
class LessonItems:
    """The items and quizzes of one lesson; ``file`` is where they are written."""

    lesson: str
    file: str
    quizzes: tuple[Quiz, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ItemBank:
    """All items and quizzes of the course, lesson by lesson."""

    lessons: tuple[LessonItems, ...] = field(default=())

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of lessons and of each file."""
        return tuple(item for lesson in self.lessons for item in lesson.items)

    @property
    def quizzes(self) -> tuple[Quiz, ...]:
        """Every quiz, in the order of lessons and of each file."""
        return tuple(quiz for lesson in self.lessons for quiz in lesson.quizzes)

    def quiz(self, quiz_id: str) -> tuple[LessonItems, Quiz, tuple[Item, ...]]:
        """The quiz with its lesson and its items in order; KeyError lists what there is."""
        for lesson in self.lessons:
            for quiz in lesson.quizzes:
                if quiz.id == quiz_id:
                    found = {item.id: item for item in lesson.items}
                    return lesson, quiz, tuple(found[item_id] for item_id in quiz.items)
        known = ", ".join(quiz.id for quiz in self.quizzes)
        raise KeyError(f"there is no quiz {quiz_id!r}; there are: {known}")
