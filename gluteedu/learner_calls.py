"""The calls of a lesson that show learners their own record; ``lesson`` hands them on."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from gluteedu.content.course.library import Library

if TYPE_CHECKING:
    from gluteedu.domain.course.lessons import Lesson
    from gluteedu.domain.learning.replay import CourseProgress
    from gluteedu.records.recorder import Recorder
    from gluteedu.widgets.completion.widget import Completion
    from gluteedu.widgets.due_today.widget import DueToday
    from gluteedu.widgets.my_record.widget import MyRecord
    from gluteedu.widgets.progress.widget import ProgressWidget
    from gluteedu.widgets.review.widget import ReviewDeck
    from gluteedu.widgets.shared.learner_context import LearnerContext

PREWARM_SETTING = "GLUTEEDU_PREWARM"
"""Set while lessons are run for nobody yet, in the process that kernels are forked from."""


@cache
def library() -> Library:
    """The content of the course, read once for all calls."""
    return Library()


def lessons() -> dict[str, Lesson]:
    """The lessons by id, in reading order."""
    return {lesson.id: lesson for lesson in library().course.lessons}


def record() -> Recorder | None:
    """The learner's record; None where nothing is to be kept (``GLUTEEDU_STORE=none``)."""
    if os.environ.get("GLUTEEDU_STORE") == "none" and PREWARM_SETTING not in os.environ:
        return None
    from gluteedu.records.record_service import own_recorder

    return own_recorder()


def course_progress() -> CourseProgress | None:
    """How far the learner is in each quiz they have begun; None where nothing is kept."""
    from gluteedu.domain.learning.replay import progress_from

    kept = record()
    if kept is None:
        return None
    events = kept.events()
    return None if kept.saving == "off" else progress_from(events, library().bank.lessons)


def learner_context() -> LearnerContext:
    """The learner and the whole course, for the widgets below."""
    from gluteedu.records.review_schedule import schedule
    from gluteedu.widgets.shared.learner_context import LearnerContext

    whole, terms = library(), tuple(library().glossary.values())
    return LearnerContext(
        record(), whole.bank, lessons(), terms, schedule, whole.citations, _name, whole.course.roles
    )


def _name() -> str | None:
    """The name the learner chose to show, if it can be read just now."""
    from gluteedu.domain.learning.learner_record import RecordUnavailableError
    from gluteedu.records.record_service import RecordService

    kept = record()
    try:
        return None if kept is None else RecordService(kept).name()
    except RecordUnavailableError:
        return None


def my_record() -> MyRecord:
    """Your own record: see how much it is, download it, load it, clear it, or say it is not you."""
    from gluteedu.widgets.my_record.widget import MyRecord

    kept = record()
    if kept is None:
        return MyRecord()
    from gluteedu.records.record_service import RecordService

    return MyRecord(RecordService(kept))


def review() -> ReviewDeck:
    """Your review deck: what you missed and the words you have met, one card at a time."""
    from gluteedu.content.evidence.body_map import drawing
    from gluteedu.widgets.review.widget import ReviewDeck

    return ReviewDeck(learner_context(), drawing(library().root))


def due_today() -> DueToday:
    """How many cards of your review deck are due today."""
    from gluteedu.widgets.due_today.widget import DueToday

    return DueToday(learner_context())


def progress() -> ProgressWidget:
    """Your progress by lesson and objective, and how well being sure went with being right."""
    from gluteedu.widgets.progress.widget import ProgressWidget

    return ProgressWidget(learner_context())


def before_and_after() -> ProgressWidget:
    """The pre-test beside the final test, by objective, once both are handed in."""
    from gluteedu.widgets.progress.widget import ProgressWidget

    return ProgressWidget(learner_context(), ("before",))


def completion() -> Completion:
    """A page to print that says what you did, when, and what it is worth."""
    from gluteedu.widgets.completion.widget import Completion

    return Completion(learner_context(), library().course.title)
