"""Gathers what the class report says: events in, every figure out, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gluteedu.content.course.library import Library
from gluteedu.domain.analytics.class_confidence import (
    Said,
    SureButWrong,
    sure_by_item,
    what_was_said,
)
from gluteedu.domain.analytics.class_progress import (
    Gone,
    LearnerProgress,
    ObjectiveProgress,
    gone,
    learner_progress,
    objective_progress,
    pseudonyms,
)
from gluteedu.domain.analytics.class_tests import CourseTest, class_gains, items_there
from gluteedu.domain.analytics.gain import Gain
from gluteedu.domain.analytics.item_analysis import ItemAnalysis, Least, analyse, first_tries
from gluteedu.domain.analytics.item_flags import Flag, flags
from gluteedu.domain.items.item import Item, ItemBank, Mode, Quiz
from gluteedu.domain.learning.event import Event
from gluteedu.records.store import Store


@dataclass(frozen=True)
class LessonShape:
    """A lesson that asks something: how it is called, and how many items it has."""

    id: str
    title: str
    items: int


@dataclass(frozen=True)
class ClassReport:
    """Everything on the page, and what it needs to be told in words.

    Attributes:
        made: when the report was made.
        tries: the first tries of everybody, oldest first.
        names: learner id to what the report calls them.
        gains: by objective, then over all; empty without a pre-test, or below the least n.
        tests: title of each test to how many handed it in, in the order of the course.
    """

    title: str
    made: datetime
    least: Least
    tries: Sequence[Event]
    names: Mapping[str, str]
    learners: Sequence[LearnerProgress]
    lessons: Sequence[LessonShape]
    objectives: Sequence[ObjectiveProgress]
    objective_texts: Mapping[str, str]
    said: Sequence[Said]
    sure: Sequence[SureButWrong]
    gains: Sequence[Gain]
    both_tests: int
    has_pretest: bool
    tests: Mapping[str, int]
    analyses: Sequence[ItemAnalysis]
    flags: Sequence[Flag]
    gone: Sequence[Gone]
    items: Mapping[str, Item]
    bank: ItemBank


def class_report(
    events: Iterable[Event],
    library: Library,
    *,
    made: datetime,
    names: Mapping[str, str] | None = None,
    least: Least | None = None,
    title: str = "The class report",
) -> ClassReport:
    """The report on ``events``, of whatever learners they are.

    Args:
        events: in any order.
        library: the course of today.
        made: the time that the report bears.
        names: learner id to the name they gave; the others get a pseudonym.
        least: below which n nothing is shown.
        title: the heading.
    """
    known = list(events)
    bank, bound = in_course_order(library), least or Least()
    tries = first_tries(known)
    items = {item.id: item for item in bank.items}
    called = pseudonyms({one.learner for one in known}, names)
    homes = {o.id: x.id for x in library.course.lessons for o in x.objectives}
    analyses = analyse(
        tries,
        items,
        {quiz.id: lesson.lesson for lesson in bank.lessons for quiz in lesson.quizzes},
        {quiz.id: quiz.items for quiz in bank.quizzes},
        bound,
    )
    sure = sure_by_item(tries, bound.learners)
    before, after = course_test(bank, "pretest"), course_test(bank, "summative")
    gained: list[Gain] = []
    both = 0
    if before and after:
        both = len(items_there(known, before).keys() & items_there(known, after).keys())
        gained = class_gains(known, before, after, list(homes), bound.learners)
    pretests = {quiz.id for quiz in bank.quizzes if quiz.mode == "pretest"}
    titles = {lesson.id: lesson.title for lesson in library.course.lessons}
    return ClassReport(
        title=title,
        made=made,
        least=bound,
        tries=tries,
        names=called,
        learners=learner_progress(known, tries, bank, called),
        lessons=[
            LessonShape(one.lesson, titles.get(one.lesson, one.lesson), _asked(one.quizzes))
            for one in bank.lessons
        ],
        objectives=objective_progress(tries, bank, homes, bound.learners),
        objective_texts=library.objectives,
        said=what_was_said([x for x in tries if x.mode != "pretest"], bound.learners),
        sure=sure,
        gains=gained,
        both_tests=both,
        has_pretest=before is not None,
        tests={
            quiz.title: len({e.learner for e in known if (e.kind, e.quiz) == ("hand_in", quiz.id)})
            for quiz in bank.quizzes
            if quiz.mode != "formative"
        },
        analyses=analyses,
        flags=flags([one for one in analyses if one.quiz not in pretests], sure, items),
        gone=gone(tries, bank),
        items=items,
        bank=bank,
    )


def report_on(
    store: Store,
    library: Library,
    *,
    made: datetime,
    given_names: bool = True,
    least: Least | None = None,
    title: str = "The class report",
) -> ClassReport:
    """The report on everything in ``store``; StoreTrouble when it cannot be read.

    Args:
        given_names: whether a name that a learner gave is used; else pseudonyms for everybody.
    """
    events = [one.event for one in store.events()]
    names = names_in(store) if given_names else {}
    return class_report(events, library, made=made, names=names, least=least, title=title)


def names_in(store: Store) -> dict[str, str]:
    """Learner id to name, of those who gave one."""
    found = {learner: store.name(learner) for learner in store.learners()}
    return {learner: name for learner, name in found.items() if name}


def in_course_order(library: Library) -> ItemBank:
    """The item bank with its lessons as the course has them, not as the files are sorted."""
    place = {lesson.id: number for number, lesson in enumerate(library.course.lessons)}
    lessons = sorted(library.bank.lessons, key=lambda one: place.get(one.lesson, len(place)))
    return ItemBank(tuple(lessons))


def course_test(bank: ItemBank, mode: Mode) -> CourseTest | None:
    """The first test of that mode in the course, with its items of today; None without one."""
    for quiz in bank.quizzes:
        if quiz.mode == mode:
            return CourseTest(quiz.id, bank.quiz(quiz.id)[2])
    return None


def _asked(quizzes: Sequence[Quiz]) -> int:
    return len({item for quiz in quizzes for item in quiz.items})
