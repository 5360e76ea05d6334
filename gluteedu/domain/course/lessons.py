"""The course: its lessons in reading order, their objectives, and the pages beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gluteedu.domain.course.roles import PARTS, CourseRoles, LeastItems


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
    """The course as a whole.

    Attributes:
        title: its name.
        footer: the last lines of every page.
        lessons: in reading order.
        pages: what stands beside the lessons.
        roles: which page is what.
        least_items: how many items there must be.
        parts: names of the parts, of those that a course may leave out, that it has.
    """

    title: str
    footer: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    pages: tuple[CoursePage, ...] = ()
    roles: CourseRoles = field(default_factory=CourseRoles)
    least_items: LeastItems = field(default_factory=LeastItems)
    parts: frozenset[str] = frozenset(PARTS)
