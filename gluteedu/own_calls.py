"""The calls of a lesson that show learners their own record; ``lesson`` hands them on."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from gluteedu.content.library import Library

if TYPE_CHECKING:
    from gluteedu.domain.reference import Lesson
    from gluteedu.domain.replay import Progress as CourseProgress
    from gluteedu.records.recorder import Recorder
    from gluteedu.widgets.completion import Completion
    from gluteedu.widgets.due_today import DueToday
    from gluteedu.widgets.my_record import MyRecord
    from gluteedu.widgets.progress import Progress
    from gluteedu.widgets.review import ReviewDeck
    from gluteedu.widgets.study import Study

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
    from gluteedu.records.own import own_recorder

    return own_recorder()


def course_progress() -> CourseProgress | None:
    """How far the learner is in each quiz they have begun; None where nothing is kept."""
    from gluteedu.domain.replay import progress_from

    kept = record()
    if kept is None:
        return None
    events = kept.events()
    return None if kept.saving == "off" else progress_from(events, library().bank.lessons)


def study() -> Study:
    """The learner and the whole course, for the widgets below."""
    from gluteedu.records.deck import schedule
    from gluteedu.widgets.study import Study

    whole, terms = library(), tuple(library().glossary.values())
    return Study(record(), whole.bank, lessons(), terms, schedule, whole.citations, _name)


def _name() -> str | None:
    """The name the learner chose to show, if it can be read just now."""
    from gluteedu.domain.own_record import RecordAway
    from gluteedu.records.own import Desk

    kept = record()
    try:
        return None if kept is None else Desk(kept).name()
    except RecordAway:
        return None


def my_record() -> MyRecord:
    """Your own record: see how much it is, download it, load it, clear it, or say it is not you."""
    from gluteedu.widgets.my_record import MyRecord

    kept = record()
    if kept is None:
        return MyRecord()
    from gluteedu.records.own import Desk

    return MyRecord(Desk(kept))


def review() -> ReviewDeck:
    """Your review deck: what you missed and the words you have met, one card at a time."""
    from gluteedu.content.body_map import drawing
    from gluteedu.widgets.review import ReviewDeck

    return ReviewDeck(study(), drawing())


def due_today() -> DueToday:
    """How many cards of your review deck are due today."""
    from gluteedu.widgets.due_today import DueToday

    return DueToday(study())


def progress() -> Progress:
    """Your progress by lesson and objective, and how well being sure went with being right."""
    from gluteedu.widgets.progress import Progress

    return Progress(study())


def before_and_after() -> Progress:
    """The pre-test beside the final test, by objective, once both are handed in."""
    from gluteedu.widgets.progress import Progress

    return Progress(study(), ("before",))


def completion() -> Completion:
    """A page to print that says what you did, when, and what it is worth."""
    from gluteedu.widgets.completion import Completion

    return Completion(study(), library().course.title)
