"""Reads ``data/course.yaml``: the lessons in reading order and the pages beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.course.roles import COURSE, read_least_items, read_parts, read_roles
from gluteedu.content.loading.entries import check_once, read_entries, read_mapping
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_yaml
from gluteedu.domain.course.lessons import Course, CoursePage, Lesson, Objective


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
    lessons = _lessons(raw["lessons"], problems)
    pages = _pages(raw.get("pages"), lessons, problems)
    ids = [*(lesson.id for lesson in lessons), *(page.id for page in pages)]
    return Course(
        _title(raw["title"], problems),
        _footer(raw["footer"], problems),
        lessons,
        pages,
        read_roles(raw.get("roles"), ids, problems),
        read_least_items(raw.get("least_items"), problems),
        read_parts(raw.get("parts"), problems),
    )


def _title(written: Any, problems: list[Problem]) -> str:
    if not isinstance(written, str) or not written:
        problems.append(Problem(COURSE, "-", "title", "must be text; put it in quotes"))
    return str(written)


def _footer(written: Any, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(written, list) and all(isinstance(line, str) for line in written):
        return tuple(written)
    problems.append(Problem(COURSE, "-", "footer", "must be a list of texts in quotes"))
    return ()


def _lessons(written: Any, problems: list[Problem]) -> tuple[Lesson, ...]:
    lessons = tuple(
        Lesson(
            m.id,
            m.title,
            m.minutes,
            tuple(Objective(o.id, o.text) for o in m.objectives),
            tuple(m.sources),
        )
        for m in read_entries(_Lesson, written, COURSE, "lessons", problems)
    )
    objectives = [(x.id, "objectives", o.id) for x in lessons for o in x.objectives]
    check_once(objectives, COURSE, problems)
    return lessons


def _pages(
    written: Any, lessons: tuple[Lesson, ...], problems: list[Problem]
) -> tuple[CoursePage, ...]:
    entries = [] if written is None else read_entries(_Page, written, COURSE, "pages", problems)
    for page in entries:
        if any(page.id == lesson.id for lesson in lessons):
            message = "is a lesson already; a page beside the lessons has a notebook of its own"
            problems.append(Problem(COURSE, page.id, "pages", message))
    return tuple(CoursePage(page.id, page.title) for page in entries)
