"""Looks through all content at once: every file, and everything that must fit between files.

To add a check, write a function of a ``Draft`` and put it into ``CHECKS``; to add something that
is counted, put a line into ``COUNTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate

from gluteedu.content.course.clinical_checks import (
    check_gate_reading,
    check_relief_reading,
    check_vignette_reading,
)
from gluteedu.content.course.library import Fits, Library, LibraryPart
from gluteedu.content.course.reference_checks import (
    check_reference_reading,
    check_reference_sources,
)
from gluteedu.content.course.roles import COURSE, check_roles, check_safety_heading
from gluteedu.content.evidence.body_map import BODY_MAP, check_body_map
from gluteedu.content.items.bank import check_bank
from gluteedu.content.items.predictions import check_prediction_reading
from gluteedu.content.loading.blanks import merged
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.sliders.checks import check_slider_coverage, check_slider_reading
from gluteedu.content.text.prose import check_prose
from gluteedu.content.text.readability import check_reading
from gluteedu.content.text.words import check_words
from gluteedu.content.triage.cases import check_cases
from gluteedu.content.triage.causes import read_causes


@dataclass(frozen=True)
class ContentReport:
    """What a look through the content found: faults, and how much of everything there is."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]


class Draft(Library):
    """Content that may have faults: they gather in ``problems``, and what is sound can be used.

    Args:
        root: the data folder.
        notebooks: the folder with the lessons.
    """

    def __init__(self, root: Path, notebooks: Path):
        super().__init__(root)
        self.notebooks = notebooks
        self.problems: list[Problem] = []

    def _read(
        self,
        load: Callable[Concatenate[Path, list[Problem], Fits], LibraryPart],
        *args: Fits.args,
        **fits: Fits.kwargs,
    ) -> LibraryPart:
        return load(self.root, self.problems, *args, **fits)


def check_content(root: Path, notebooks: Path) -> ContentReport:
    """Every fault in the content, and what was counted.

    Args:
        root: the data folder.
        notebooks: the folder with the lessons.
    """
    draft = Draft(root, notebooks)
    for check in CHECKS:
        check(draft)
    counts = {what: count(draft) for what, count in COUNTS.items()}
    return ContentReport(tuple(merged(draft.problems)), counts)


def _lesson_files(draft: Draft) -> None:
    for lesson in draft.course.lessons:
        if not (draft.notebooks / f"{lesson.id}.ipynb").is_file():
            message = f"there is no lesson {lesson.id}.ipynb in {draft.notebooks.name}/"
            draft.problems.append(Problem(COURSE, lesson.id, "id", message))


def _roles(draft: Draft) -> None:
    check_roles(draft.root, draft.problems)
    check_safety_heading(draft.course.roles, draft.notebooks, draft.problems)


def _reference(draft: Draft) -> None:
    parts = draft.glossary, draft.claims, draft.triage
    check_reference_sources(*parts, draft.course, draft.sources, draft.problems)
    check_reference_reading(*parts, draft.problems)


def _body_map(draft: Draft) -> None:
    if draft.body_map.regions:
        check_body_map(draft.root, draft.body_map, draft.problems)
    for region in draft.body_map.regions:
        named = region.sources
        check_source_ids(BODY_MAP, region.id, "sources", named, draft.sources, draft.problems)


def _sliders(draft: Draft) -> None:
    for slider in draft.sliders.values():
        check_slider_coverage(slider, draft.problems)
        check_slider_reading(slider, draft.problems)


def _predictions(draft: Draft) -> None:
    for prediction in draft.predictions.values():
        check_prediction_reading(prediction, draft.problems)


def _items(draft: Draft) -> None:
    course = draft.course
    final_test, minimum = course.roles.final_test, course.least_items
    draft.problems.extend(check_bank(draft.bank, draft.known.lessons or {}, final_test, minimum))
    for lesson in draft.bank.lessons:
        for item in lesson.items:
            for field, text in item.texts():
                check_reading(lesson.file, item.id, field, text, draft.problems)


def _gate(draft: Draft) -> None:
    if draft.checked_knowledge is not None:
        check_gate_reading(draft.checked_knowledge, draft.problems)
    check_vignette_reading(draft.vignettes, draft.problems)


def _causes(draft: Draft) -> None:
    lessons = {lesson.id for lesson in draft.course.lessons}
    read_causes(draft.root, draft.problems, lessons)


def _relief(draft: Draft) -> None:
    if draft.checked_relief is not None:
        check_relief_reading(draft.checked_relief, draft.problems)
    _ = draft.relief_words  # reading it finds what is wrong with it


CHECKS: tuple[Callable[[Draft], None], ...] = (
    _lesson_files,
    _roles,
    _reference,
    _body_map,
    _sliders,
    _predictions,
    _items,
    _causes,
    _gate,
    _relief,
    lambda draft: check_cases(draft.cases, draft.checked_knowledge, draft.problems),
)
"""What is looked at beyond each file by itself."""

COUNTS: dict[str, Callable[[Draft], int]] = {
    "lessons": lambda draft: len(draft.course.lessons),
    "objectives": lambda draft: sum(len(lesson.objectives) for lesson in draft.course.lessons),
    "items": lambda draft: len(draft.bank.items),
    "quizzes": lambda draft: len(draft.bank.quizzes),
    "sliders": lambda draft: len(draft.sliders),
    "predictions": lambda draft: len(draft.predictions),
    "tables": lambda draft: len(draft.tables),
    "figures": lambda draft: len(draft.figures),
    "findings": lambda draft: len(draft.vocabulary),
    "red flags": lambda draft: len(
        draft.checked_knowledge.flags if draft.checked_knowledge else ()
    ),
    "relief measures": lambda draft: (
        len(draft.checked_relief.measures) if draft.checked_relief else 0
    ),
    "vignettes": lambda draft: len(draft.vignettes),
    "stories": lambda draft: len(draft.explorer.stories),
    "cases": lambda draft: len(draft.cases),
    "claims": lambda draft: len(draft.claims),
    "terms": lambda draft: len(draft.glossary),
    "sources": lambda draft: len(draft.sources),
    "passages of prose": lambda draft: check_prose(draft.notebooks, draft.problems),
    "words of the interface": lambda draft: check_words(draft.root, draft.problems),
}
"""What is counted; a file is read when its part is first asked for, here or by a check."""
