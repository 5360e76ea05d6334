"""Looks through all content at once: every file, and everything that must fit between files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gluteedu.content.course.clinical_checks import (
    check_gate_reading,
    check_relief_reading,
    check_vignette_reading,
)
from gluteedu.content.evidence.body_map import check_body_map, load_body_map
from gluteedu.content.evidence.checks import (
    check_reference_reading,
    check_source_ids,
    check_sources,
)
from gluteedu.content.evidence.figures import load_figures
from gluteedu.content.evidence.reference import (
    COURSE,
    load_claims,
    load_course,
    load_glossary,
    load_sources,
    load_triage,
)
from gluteedu.content.evidence.tables import load_tables
from gluteedu.content.items.bank import Known, check_bank, read_bank
from gluteedu.content.items.predictions import check_prediction_reading, load_predictions
from gluteedu.content.loading.blanks import merged
from gluteedu.content.loading.problems import Problem
from gluteedu.content.relief.measures import read_relief
from gluteedu.content.relief.planner_text import load_relief_words
from gluteedu.content.sliders.checks import check_slider_coverage, check_slider_reading
from gluteedu.content.sliders.lessons import load_sliders
from gluteedu.content.text.prose import check_prose
from gluteedu.content.text.readability import check_reading
from gluteedu.content.text.words import check_words
from gluteedu.content.triage.cases import check_cases, load_cases
from gluteedu.content.triage.causes import read_causes
from gluteedu.content.triage.explorer import load_explorer
from gluteedu.content.triage.knowledge import read_knowledge
from gluteedu.content.triage.vignettes import read_vignettes
from gluteedu.domain.triage.findings import Vocabulary


@dataclass(frozen=True)
class Report:
    """What a look through the content found: faults, and how much of everything there is."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]


def check(root: Path, notebooks: Path) -> Report:
    """Every fault in the content, and what was counted.

    Args:
        root: the data folder.
        notebooks: the folder with the lessons.
    """
    problems: list[Problem] = []
    sources = load_sources(root, problems)
    course = load_course(root, problems)
    lessons = {lesson.id: lesson for lesson in course.lessons}
    for lesson in course.lessons:
        check_source_ids(COURSE, lesson.id, "sources", lesson.sources, sources, problems)
        if not (notebooks / f"{lesson.id}.ipynb").is_file():
            message = f"there is no lesson {lesson.id}.ipynb in {notebooks.name}/"
            problems.append(Problem(COURSE, lesson.id, "id", message))
    glossary = load_glossary(root, problems)
    claims = load_claims(root, problems)
    triage = load_triage(root, problems)
    check_sources(glossary, claims, triage, lessons, sources, problems)
    check_reference_reading(glossary, claims, triage, problems)
    tables = load_tables(root, sources, problems)
    columns = {t.id: [c.name for c in t.columns] for t in tables.values()}
    figures = load_figures(root, tables, sources, problems)
    body_map = load_body_map(root, problems)
    if body_map.regions:
        check_body_map(body_map, problems)
        for region in body_map.regions:
            check_source_ids(
                "body_map.yaml", region.id, "sources", region.sources, sources, problems
            )
    sliders = load_sliders(root, problems, sources, columns)
    for slider in sliders.values():
        check_slider_coverage(slider, problems)
        check_slider_reading(slider, problems)
    predictions = load_predictions(root, problems, sources, columns)
    for prediction in predictions.values():
        check_prediction_reading(prediction, problems)
    objectives = {lesson.id: [o.id for o in lesson.objectives] for lesson in course.lessons}
    known = Known(objectives, sources, {r.id: r.name for r in body_map.regions})
    bank, found = read_bank(root / "items", known)
    problems.extend(found)
    problems.extend(check_bank(bank, objectives))
    for held in bank.lessons:
        for item in held.items:
            for field, text in item.texts():
                check_reading(held.file, item.id, field, text, problems)
    read_causes(root, problems, lessons)
    knowledge = read_knowledge(root, problems, sources)
    if knowledge is not None:
        check_gate_reading(knowledge, problems)
    relief = read_relief(root, problems, sources)
    load_relief_words(root, relief, problems)
    if relief is not None:
        check_relief_reading(relief, problems)
    vocabulary = knowledge.vocabulary if knowledge else Vocabulary()
    vignettes = read_vignettes(root, vocabulary, problems, sources)
    check_vignette_reading(vignettes, problems)
    explorer = load_explorer(root, vocabulary, problems)
    cases = load_cases(root, vocabulary, problems, sources)
    check_cases(cases, knowledge, problems)
    counts = {
        "lessons": len(course.lessons),
        "objectives": sum(len(lesson.objectives) for lesson in course.lessons),
        "items": len(bank.items),
        "quizzes": len(bank.quizzes),
        "sliders": len(sliders),
        "predictions": len(predictions),
        "tables": len(tables),
        "figures": len(figures),
        "findings": len(knowledge.vocabulary) if knowledge else 0,
        "red flags": len(knowledge.flags) if knowledge else 0,
        "relief measures": len(relief.measures) if relief else 0,
        "vignettes": len(vignettes),
        "stories": len(explorer.stories),
        "cases": len(cases),
        "claims": len(claims),
        "terms": len(glossary),
        "sources": len(sources),
        "passages of prose": check_prose(notebooks, problems),
        "words of the interface": check_words(root, problems),
    }
    return Report(tuple(merged(problems)), counts)
