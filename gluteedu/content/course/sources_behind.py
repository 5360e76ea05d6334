"""Which sources stand behind what a lesson shows: its quizzes, sliders, figures and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.triage.cases import load_cases
from gluteedu.domain.triage.findings import Vocabulary

if TYPE_CHECKING:
    from gluteedu.content.course.library import Library
    from gluteedu.domain.triage.case_clinic import Case


def sources_behind(library: Library) -> dict[tuple[str, str], tuple[str, ...]]:
    """The sources behind each call of a lesson, by (function, name)."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for quiz in library.bank.quizzes:
        items = library.bank.quiz(quiz.id)[2]
        found["quiz", quiz.id] = tuple(s for item in items for s in item.sources)
    for name, slider in library.sliders.items():
        found["slider", name] = tuple(s for r in slider.readings for s in r.sources)
    for name, prediction in library.predictions.items():
        found["predict", name] = prediction.sources
    for name, table in library.tables.items():
        found["table", name] = table.sources
    for name, figure in library.figures.items():
        found["figure", name] = figure.sources
    found["case_clinic", ""] = tuple(s for case in _cases(library) for s in case.sources)
    return found


def _cases(library: Library) -> tuple[Case, ...]:
    """The cases; their findings are not looked at, so the rules need not be read."""
    problems: list[Problem] = []
    root = library.root
    cases = (
        load_cases(root, problems, Vocabulary(), library.sources) if library.has("cases") else ()
    )
    if problems:
        raise ContentError(problems)
    return cases
