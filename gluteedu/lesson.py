"""The calls a lesson makes: each is one line in a notebook and shows one thing.

What is shown is a real object: ``table`` gives a pandas data frame, ``figure`` a plotly figure and
the rest ipywidgets, all free to be changed. A name that does not exist is answered with the names
that do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gluteedu.content.loading.paths import notebooks_folder
from gluteedu.learner_calls import (
    before_and_after,
    completion,
    course_progress,
    due_today,
    my_record,
    progress,
    review,
)
from gluteedu.learner_calls import lessons as _lessons
from gluteedu.learner_calls import library as _library
from gluteedu.learner_calls import record as _record

if TYPE_CHECKING:
    import pandas

    from gluteedu.content.course.library import Library
    from gluteedu.figures.display import CourseFigure
    from gluteedu.widgets.body_map.widget import BodyMapWidget
    from gluteedu.widgets.clinic.widget import CaseClinic
    from gluteedu.widgets.course_map.widget import CourseMap
    from gluteedu.widgets.explorer.widget import Explorer
    from gluteedu.widgets.predict.widget import PredictWidget
    from gluteedu.widgets.quiz.widget import QuizWidget
    from gluteedu.widgets.relief_planner.widget import ReliefPlanner
    from gluteedu.widgets.shared.static_page import Page
    from gluteedu.widgets.slider.widget import SliderWidget

__all__ = [
    "before_and_after",
    "body_map",
    "case_clinic",
    "claims",
    "completion",
    "course_map",
    "due_today",
    "explorer",
    "figure",
    "glossary",
    "my_record",
    "objectives",
    "predict",
    "progress",
    "quiz",
    "relief_planner",
    "review",
    "safety_check",
    "slider",
    "source_list",
    "sources",
    "table",
]

LessonPart = TypeVar("LessonPart")


class UnknownName(LookupError):
    """A lesson asks for something that the course does not have; the message lists what it has."""


def _library_with(part: str, what: str) -> Library:
    """The content of a course that has ``part``; UnknownName where it has none."""
    if not _library().has(part):
        raise UnknownName(f"this course has no {what} (see parts in its course.yaml)")
    return _library()


def _named(kind: str, name: str, entries: Mapping[str, LessonPart]) -> LessonPart:
    if not entries:
        raise UnknownName(f"this course has no {kind} (see parts in its course.yaml)")
    if name not in entries:
        raise UnknownName(f"there is no {kind} {name!r}; there are: {', '.join(sorted(entries))}")
    return entries[name]


def quiz(name: str) -> QuizWidget:
    """The quiz ``name`` of the item bank, graded as it is answered."""
    from gluteedu.content.evidence.body_map import drawing
    from gluteedu.domain.items.types import item_type
    from gluteedu.widgets.quiz.widget import from_bank

    bank = _library().lesson_bank(name)
    known = {found.id for found in bank.quizzes}
    _named("quiz", name, dict.fromkeys(known))
    lesson, found, items = bank.quiz(name)
    svg = drawing(_library().root) if any(item_type(item).on_body_map for item in items) else None
    return from_bank(
        lesson,
        found,
        items,
        regions_svg=svg,
        citations=_library().citations,
        seed=name,
        objectives=_library().objectives,
        record=_record(),
    )


def table(name: str) -> pandas.DataFrame:
    """The evidence table ``name`` as a data frame of your own."""
    from gluteedu.content.evidence.tables import frame

    return frame(_named("table", name, _library().tables))


def figure(name: str) -> CourseFigure:
    """The figure ``name``: a plotly figure of your own, with its caption and numbers."""
    _named("figure", name, _library().figures)
    from gluteedu.figures.display import course_figure

    return course_figure(name, _library().figures, _library().tables, _library().sources)


def slider(name: str) -> SliderWidget:
    """The symptom slider ``name``: move its inputs, and read what fits."""
    from gluteedu.content.text.markup import to_html
    from gluteedu.widgets.slider.widget import SliderWidget

    found = _named("slider", name, _library().sliders)
    triage = {
        level.id: {"name": level.name, "act_html": to_html(_library().triage.fill(level.act))}
        for level in _library().triage.levels
    }
    return SliderWidget(
        found, _rows(getattr(found.picture, "table", None)), _library().citations, triage
    )


def predict(name: str) -> PredictWidget:
    """The prediction ``name``: say what you expect, then see the data over your guess."""
    from gluteedu.widgets.predict.widget import PredictWidget

    found = _named("prediction", name, _library().predictions)
    return PredictWidget(found, _rows(getattr(found, "table", None)), _library().citations)


def _rows(table_id: str | None) -> Sequence[Mapping[str, Any]] | None:
    return _library().tables[table_id].rows if table_id else None


def body_map(highlight: str | None = None) -> BodyMapWidget:
    """The body map, to explore; ``highlight`` brings out one region or the regions of a cause."""
    from gluteedu.content.evidence.body_map import drawing
    from gluteedu.widgets.body_map.widget import BodyMapWidget

    library = _library_with("body_map", "body map")
    return BodyMapWidget(library.body_map, drawing(library.root), highlight, library.citations)


def course_map() -> CourseMap:
    """The lessons as a map that shows where you stand."""
    from gluteedu.widgets.course_map.widget import CourseMap

    library = _library()
    questions = {
        lesson.lesson: sum(len(quiz.items) for quiz in lesson.quizzes if quiz.mode != "pretest")
        for lesson in library.bank.lessons
    }
    known = None if _record() is None else course_progress
    course = library.course
    return CourseMap(course.lessons, course.roles.home, questions, known, library.causes)


def explorer(name: str | None = None) -> Explorer:
    """Safety questions first, then clues: see how each pushes for or against each cause.

    With a ``name`` the small version of one lesson: the same safety questions, a few clues.
    """
    from gluteedu.widgets.explorer.widget import Explorer

    words = _library_with("explorer", "explorer").explorer
    small = _named("small explorer", name, words.small) if name is not None else None
    return Explorer(_library().knowledge, words, _library().triage, small)


def case_clinic() -> CaseClinic:
    """Staged cases: commit at each step, then see your path beside the clinician's."""
    from gluteedu.widgets.clinic.widget import CaseClinic

    library = _library_with("cases", "case clinic")
    return CaseClinic(library.cases, library.knowledge, library.triage, library.citations)


def relief_planner() -> ReliefPlanner:
    """What to do, what to ask about first and what to leave, for a cause and a time."""
    from gluteedu.widgets.relief_planner.widget import ReliefPlanner

    library = _library_with("relief", "relief planner")
    safety = library.course.roles.safety_address
    return ReliefPlanner(
        library.relief, library.relief_words, library.citations, library.triage, safety
    )


def objectives(lesson: str) -> Page:
    """What you can do after ``lesson`` (a notebook's name without its ending)."""
    from gluteedu.widgets.reference.course_pages import objectives_page

    return objectives_page(_named("lesson", lesson, _lessons()))


def safety_check() -> Page:
    """When to get help now, today, or in the next days."""
    from gluteedu.widgets.reference.course_pages import safety_page

    triage = _library().triage
    return safety_page(triage.levels, triage.numbers)


def claims() -> Page:
    """What the article said, claim by claim, with the verdict and the sources."""
    from gluteedu.widgets.reference.course_pages import claims_page

    library = _library_with("claims", "list of claims")
    return claims_page(library.claims, library.sources, _lessons())


def sources(lesson: str) -> Page:
    """The sources that ``lesson`` rests on."""
    from gluteedu.content.text.citing import lesson_sources
    from gluteedu.widgets.reference.course_pages import sources_page

    found = _named("lesson", lesson, _lessons())
    notebook = (notebooks_folder() / f"{lesson}.ipynb").read_text(encoding="utf-8")
    used = lesson_sources(notebook, found.sources, _library().behind)
    return sources_page(_library().sources, used)


def source_list() -> Page:
    """Every source of the course."""
    from gluteedu.widgets.reference.course_pages import sources_page

    return sources_page(_library().sources)


def glossary() -> Page:
    """The words of the course, from A to Z."""
    from gluteedu.widgets.reference.course_pages import glossary_page

    return glossary_page(_library().glossary.values(), _lessons())
