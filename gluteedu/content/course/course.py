"""Reads ``data/course.yaml``: the lessons in reading order and the pages beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from gluteedu.content.course.roles import COURSE, read_least_items, read_parts, read_roles
from gluteedu.content.loading.entries import read_entries, read_mapping
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_yaml
from gluteedu.domain.course.lessons import Course, CoursePage, Lesson, Objective

Text = Annotated[str, Field(min_length=1)]


class _Objective(Strict):
    id: Text
    text: Text


class _Page(Strict):
    id: Text
    title: Text


class _Lesson(Strict):
    id: Text
    title: Text
    minutes: Annotated[int, Field(gt=0)]
    objectives: list[_Objective]
    sources: list[Text] = Field(default_factory=list)


def load_course(root: Path, problems: list[Problem]) -> Course:
    """The title of the course, its lessons in reading order and the pages beside them.

    ``root`` is the data folder; faults go to ``problems``.
    """
    raw = read_mapping(
        read_yaml(root / COURSE, COURSE, problems),
        COURSE,
        ("title", "footer", "lessons"),
        problems,
        optional=("pages", "roles", "least_items", "parts"),
    )
    if raw is None:
        return Course("", (), ())
    if not isinstance(raw["title"], str) or not raw["title"]:
        problems.append(Problem(COURSE, "-", "title", "must be text; put it in quotes"))
    footer = raw["footer"]
    if not isinstance(footer, list) or not all(isinstance(line, str) for line in footer):
        problems.append(Problem(COURSE, "-", "footer", "must be a list of texts in quotes"))
        footer = []
    lessons = tuple(
        Lesson(
            m.id,
            m.title,
            m.minutes,
            tuple(Objective(o.id, o.text) for o in m.objectives),
            tuple(m.sources),
        )
        for m in read_entries(_Lesson, raw["lessons"], COURSE, "lessons", problems)
    )
    seen: set[str] = set()
    for lesson in lessons:
        for objective in lesson.objectives:
            if objective.id in seen:
                message = f"the objective {objective.id!r} stands twice; an id is used once"
                problems.append(Problem(COURSE, lesson.id, "objectives", message))
            seen.add(objective.id)
    written = raw.get("pages")
    pages = [] if written is None else read_entries(_Page, written, COURSE, "pages", problems)
    beside = tuple(CoursePage(m.id, m.title) for m in pages)
    for page in beside:
        if any(page.id == lesson.id for lesson in lessons):
            message = "is a lesson already; a page beside the lessons has a notebook of its own"
            problems.append(Problem(COURSE, page.id, "pages", message))
    ids = [*(lesson.id for lesson in lessons), *(page.id for page in beside)]
    return Course(
        str(raw["title"]),
        tuple(footer),
        lessons,
        beside,
        read_roles(raw.get("roles"), ids, problems),
        read_least_items(raw.get("least_items"), problems),
        read_parts(raw.get("parts"), problems),
    )
