"""Checks between content files: every id that is named exists, and the text is easy to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gluteedu.content.course.roles import COURSE
from gluteedu.content.evidence.care_levels import TRIAGE
from gluteedu.content.evidence.reference import CLAIMS, GLOSSARY
from gluteedu.content.loading.known_ids import check_lesson_id, check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.text.readability import check_reading
from gluteedu.domain.course.lessons import Course
from gluteedu.domain.evidence.reference import Claim, GlossaryTerm, Source
from gluteedu.domain.triage.care_levels import CareGuide


def check_reference_sources(
    terms: Mapping[str, GlossaryTerm],
    claims: Iterable[Claim],
    triage: CareGuide,
    course: Course,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> None:
    """Every source and lesson that lessons, glossary, claims and levels of care name exists."""
    lessons = [lesson.id for lesson in course.lessons]
    for lesson in course.lessons:
        check_source_ids(COURSE, lesson.id, "sources", lesson.sources, sources, problems)
    for term in terms.values():
        check_source_ids(GLOSSARY, term.id, "sources", term.sources, sources, problems)
        check_lesson_id(GLOSSARY, term.id, term.lesson, lessons, problems)
    for claim in claims:
        check_source_ids(CLAIMS, claim.id, "sources", claim.sources, sources, problems)
        check_lesson_id(CLAIMS, claim.id, claim.lesson, lessons, problems)
    for level in triage.levels:
        for number, group in enumerate(level.when, start=1):
            field = f"when.{number}.sources"
            check_source_ids(TRIAGE, level.id, field, group.sources, sources, problems)


def check_reference_reading(
    terms: Mapping[str, GlossaryTerm],
    claims: Iterable[Claim],
    triage: CareGuide,
    problems: list[Problem],
) -> None:
    """The glossary, the claims and the levels of care are easy to read; the levels most of all."""
    for term in terms.values():
        check_reading(GLOSSARY, term.id, "plain", term.plain, problems)
    for claim in claims:
        check_reading(CLAIMS, claim.id, "problem", claim.problem, problems)
        check_reading(CLAIMS, claim.id, "our_version", claim.our_version, problems)
    for level in triage.levels:
        check_reading(TRIAGE, level.id, "act", triage.fill(level.act), problems, urgent=True)
        for number, group in enumerate(level.when, start=1):
            text = "\n\n".join(group.signs)
            check_reading(TRIAGE, level.id, f"when.{number}.signs", text, problems, urgent=True)
