"""The calls of a lesson that show learners their own record; ``lesson`` hands them on."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from gluteedu.content.course.library import Library

if TYPE_CHECKING:
    from gluteedu.domain.evidence.reference import Lesson
    from gluteedu.domain.learning.replay import Progress as CourseProgress
    from gluteedu.records.recorder import Recorder
    from gluteedu.widgets.completion.widget import Completion
    from gluteedu.widgets.due_today.widget import DueToday
    from gluteedu.widgets.my_record.widget import MyRecord
    from gluteedu.widgets.progress.widget import Progress
    from gluteedu.widgets.review.widget import ReviewDeck
    from gluteedu.widgets.shared.learner_context import Study

REHEARSAL = "GLUTEEDU_REHEARSAL"
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
    if os.environ.get("GLUTEEDU_STORE") == "none" and REHEARSAL not in os.environ:
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


def study() -> Study:
    """The learner and the whole course, for the widgets below."""
    from gluteedu.records.review_schedule import schedule
    from gluteedu.widgets.shared.learner_context import Study

    whole, terms = library(), tuple(library().glossary.values())
    return Study(record(), whole.bank, lessons(), terms, schedule, whole.citations, _name)


def _name() -> str | None:
    """The name the learner chose to show, if it can be read just now."""
    from gluteedu.domain.learning.learner_record import RecordAway
    from gluteedu.records.record_service import Desk

    kept = record()
    try:
        return None if kept is None else Desk(kept).name()
    except RecordAway:
        return None


def my_record() -> MyRecord:
    """Your own record: see how much it is, download it, load it, clear it, or say it is not you."""
    from gluteedu.widgets.my_record.widget import MyRecord

    kept = record()
    if kept is None:
        return MyRecord()
    from gluteedu.records.record_service import Desk

    return MyRecord(Desk(kept))


def review() -> ReviewDeck:
    """Your review deck: what you missed and the words you have met, one card at a time."""
    from gluteedu.content.evidence.body_map import drawing
    from gluteedu.widgets.review.widget import ReviewDeck

    return ReviewDeck(study(), drawing())


def due_today() -> DueToday:
    """How many cards of your review deck are due today."""
    from gluteedu.widgets.due_today.widget import DueToday

    return DueToday(study())


def progress() -> Progress:
    """Your progress by lesson and objective, and how well being sure went with being right."""
    from gluteedu.widgets.progress.widget import Progress

    return Progress(study())


def before_and_after() -> Progress:
    """The pre-test beside the final test, by objective, once both are handed in."""
    from gluteedu.widgets.progress.widget import Progress

    return Progress(study(), ("before",))


def completion() -> Completion:
    """A page to print that says what you did, when, and what it is worth."""
    from gluteedu.widgets.completion.widget import Completion

    return Completion(study(), library().course.title)
