"""The course: its lessons in reading order, their objectives, and the pages beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Objective:
    """What a learner can do after a lesson."""

    id: str
    text: str


@dataclass(frozen=True)
class Lesson:
    """One notebook of the course, in reading order; ``sources`` are those its prose names."""

    id: str
    title: str
    minutes: int
    objectives: tuple[Objective, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class CoursePage:
    """A notebook beside the lessons: reached by its own link, not in the reading order."""

    id: str
    title: str


@dataclass(frozen=True)
class Course:
    """The course as a whole; ``footer`` holds the last lines of every page."""

    title: str
    footer: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    pages: tuple[CoursePage, ...] = ()
