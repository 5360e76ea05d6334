"""The class report as figures: events in, every figure out.

The way of a report: gathered here, laid out by ``tables``, described by ``sections`` and
``item_sections``, put together by ``page``. ``routes`` serves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gluteedu.content.course.library import Library
from gluteedu.domain.analytics.class_confidence import (
    ConfidenceResult,
    SureButWrong,
    confidence_results,
    sure_but_wrong_by_item,
)
from gluteedu.domain.analytics.class_progress import (
    LearnerProgress,
    ObjectiveProgress,
    RetiredAnswers,
    learner_progress,
    objective_progress,
    pseudonyms,
    retired_answers,
)
from gluteedu.domain.analytics.class_tests import CourseTest, class_gains, items_there
from gluteedu.domain.analytics.gain import Gain
from gluteedu.domain.analytics.item_analysis import (
    ItemAnalysis,
    MinimumLearners,
    analyse,
    first_tries,
)
from gluteedu.domain.analytics.item_flags import ItemFlag, flag_items
from gluteedu.domain.items.item import Item, ItemBank, QuizMode
from gluteedu.domain.learning.event import Event
from gluteedu.domain.words import Words
from gluteedu.records.store import Store


@dataclass(frozen=True)
class LessonShape:
    """A lesson that asks something: how it is called, and how many items it has."""

    id: str
    title: str
    items: int


@dataclass(frozen=True)
class ClassReport:
    """Everything that the tables and the page show; nothing is formatted yet.

    Attributes:
        made: when the report was made.
        minimum: from how many learners on a figure is shown.
        first_tries: the first tries of everybody, oldest first.
        learner_names: learner id to what the report calls them.
        objective_texts: objective id to its text.
        gains: by objective, then over all; empty without a pre-test, or below the minimum.
        both_tests: how many learners handed in pre-test and final test.
        tests: title of each test to how many handed it in, in the order of the course.
        items: item id to the item of today.
        words: what the report says.
        shared_words: what it says with the same words as the lessons.
    """

    title: str
    made: datetime
    minimum: MinimumLearners
    first_tries: Sequence[Event]
    learner_names: Mapping[str, str]
    learners: Sequence[LearnerProgress]
    lessons: Sequence[LessonShape]
    objectives: Sequence[ObjectiveProgress]
    objective_texts: Mapping[str, str]
    confidence: Sequence[ConfidenceResult]
    sure_but_wrong: Sequence[SureButWrong]
    gains: Sequence[Gain]
    both_tests: int
    has_pretest: bool
    tests: Mapping[str, int]
    analyses: Sequence[ItemAnalysis]
    flags: Sequence[ItemFlag]
    retired: Sequence[RetiredAnswers]
    items: Mapping[str, Item]
    bank: ItemBank
    words: Words
    shared_words: Words

    def flag_reasons(self, quiz: str, item: str) -> tuple[str, ...]:
        """Why an item is flagged; empty if it is not."""
        found = (flag.reasons for flag in self.flags if (flag.quiz, flag.item) == (quiz, item))
        return next(found, ())


def class_report(
    events: Iterable[Event],
    library: Library,
    *,
    made: datetime,
    names: Mapping[str, str] | None = None,
    minimum: MinimumLearners | None = None,
    title: str | None = None,
) -> ClassReport:
    """The report on ``events``, of whatever learners they are.

    Args:
        events: in any order.
        library: the course of today.
        made: the time that the report bears.
        names: learner id to the name they gave; the others get a pseudonym.
        minimum: from how many learners on a figure is shown.
        title: the heading; the usual one if None.
    """
    events, minimum = list(events), minimum or MinimumLearners()
    bank = in_course_order(library)
    items = {item.id: item for item in bank.items}
    tries = first_tries(events)
    words = library.words["class_report"]
    learner_names = pseudonyms(
        {event.learner for event in events}, names, lambda code: words.say("pseudonym", code=code)
    )
    objectives = {o.id: lesson.id for lesson in library.course.lessons for o in lesson.objectives}
    analyses = _item_analyses(tries, bank, items, minimum)
    sure_but_wrong = sure_but_wrong_by_item(tries, minimum.learners)
    pretests = {quiz.id for quiz in bank.quizzes if quiz.mode == "pretest"}
    both_tests, gained = _gains(events, bank, list(objectives), minimum)
    return ClassReport(
        title=title or words.say("title"),
        made=made,
        minimum=minimum,
        first_tries=tries,
        learner_names=learner_names,
        learners=learner_progress(events, tries, bank, learner_names),
        lessons=_lessons(library, bank),
        objectives=objective_progress(tries, bank, objectives, minimum.learners),
        objective_texts=library.objectives,
        confidence=confidence_results([x for x in tries if x.mode != "pretest"], minimum.learners),
        sure_but_wrong=sure_but_wrong,
        gains=gained,
        both_tests=both_tests,
        has_pretest=course_test(bank, "pretest") is not None,
        tests=_handed_in(events, bank),
        analyses=analyses,
        flags=flag_items([x for x in analyses if x.quiz not in pretests], sure_but_wrong, items),
        retired=retired_answers(tries, bank),
        items=items,
        bank=bank,
        words=words,
        shared_words=library.words["shared"],
    )


def _item_analyses(
    tries: Sequence[Event], bank: ItemBank, items: Mapping[str, Item], minimum: MinimumLearners
) -> list[ItemAnalysis]:
    lesson_of = {quiz.id: lesson.lesson for lesson in bank.lessons for quiz in lesson.quizzes}
    return analyse(tries, items, lesson_of, {quiz.id: quiz.items for quiz in bank.quizzes}, minimum)


def _gains(
    events: Sequence[Event], bank: ItemBank, objectives: Sequence[str], minimum: MinimumLearners
) -> tuple[int, list[Gain]]:
    """How many handed in both tests, and what they gained; 0 and nothing without two tests."""
    before, after = course_test(bank, "pretest"), course_test(bank, "summative")
    if before is None or after is None:
        return 0, []
    both = items_there(events, before).keys() & items_there(events, after).keys()
    return len(both), class_gains(events, before, after, objectives, minimum.learners)


def _lessons(library: Library, bank: ItemBank) -> list[LessonShape]:
    titles = {lesson.id: lesson.title for lesson in library.course.lessons}
    return [
        LessonShape(
            lesson.lesson,
            titles.get(lesson.lesson, lesson.lesson),
            len({item for quiz in lesson.quizzes for item in quiz.items}),
        )
        for lesson in bank.lessons
    ]


def _handed_in(events: Sequence[Event], bank: ItemBank) -> dict[str, int]:
    """Title of each test to how many learners handed it in."""
    learners: dict[str | None, set[str]] = defaultdict(set)
    for event in events:
        if event.kind == "hand_in":
            learners[event.quiz].add(event.learner)
    tests = (quiz for quiz in bank.quizzes if quiz.mode != "formative")
    return {quiz.title: len(learners[quiz.id]) for quiz in tests}


def report_on(
    store: Store,
    library: Library,
    *,
    made: datetime,
    given_names: bool = True,
    minimum: MinimumLearners | None = None,
    title: str | None = None,
) -> ClassReport:
    """The report on everything in ``store``; StoreError when it cannot be read.

    Args:
        given_names: whether a name that a learner gave is used; else pseudonyms for everybody.
    """
    events = [stored.event for stored in store.events()]
    names = names_in(store) if given_names else {}
    return class_report(events, library, made=made, names=names, minimum=minimum, title=title)


def names_in(store: Store) -> dict[str, str]:
    """Learner id to name, of those who gave one."""
    found = {learner: store.name(learner) for learner in store.learners()}
    return {learner: name for learner, name in found.items() if name}


def in_course_order(library: Library) -> ItemBank:
    """The item bank with its lessons as the course has them, not as the files are sorted."""
    place = {lesson.id: number for number, lesson in enumerate(library.course.lessons)}
    lessons = sorted(library.bank.lessons, key=lambda lesson: place.get(lesson.lesson, len(place)))
    return ItemBank(tuple(lessons))


def course_test(bank: ItemBank, mode: QuizMode) -> CourseTest | None:
    """The first test of that mode in the course, with its items of today; None without one."""
    for quiz in bank.quizzes:
        if quiz.mode == mode:
            return CourseTest(quiz.id, bank.quiz(quiz.id)[2])
    return None
