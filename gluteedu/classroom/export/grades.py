"""Grade files for Moodle and Canvas: who reached what, for the people of a roster only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gluteedu.classroom.export.roster import Roster
from gluteedu.classroom.report.report_table import ReportCell, csv_text
from gluteedu.domain.analytics.class_tests import CourseTest, scores_in_test
from gluteedu.domain.analytics.item_analysis import first_tries
from gluteedu.domain.items.item import ItemBank
from gluteedu.domain.learning.event import Event

GradeFormat = Literal["moodle", "canvas"]
POINTS = 100
"""Both systems take points; Moodle refuses more than 100 unless its site allows it."""

MOODLE: dict[str, tuple[str, ...]] = {
    "Username": ("username",),
    "ID number": ("id number", "idnumber"),
    "Email address": ("email address", "email"),
}
"""What Moodle's "Import, CSV file" can find a user by. docs.moodle.org/en/Grade_import; the fields
are those of grade/import/csv/classes/load_data.php."""

CANVAS: dict[str, tuple[str, ...]] = {
    "ID": ("id", "canvas id"),
    "SIS User ID": ("sis user id",),
    "SIS Login ID": ("sis login id",),
    "Student": ("student",),
}
"""What Canvas finds a student by, the surest first; lib/gradebook_importer.rb. Its file begins with
Student, ID, SIS User ID, SIS Login ID, Section, in this order, and a row of points possible."""

IDENTIFIERS: dict[GradeFormat, dict[str, tuple[str, ...]]] = {"moodle": MOODLE, "canvas": CANVAS}
EXTRA_COLUMNS: dict[GradeFormat, dict[str, tuple[str, ...]]] = {
    "moodle": {},
    "canvas": {"Section": ("section",)},
}
_CANVAS_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_RESERVED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


@dataclass(frozen=True)
class GradeColumn:
    """One grade: its title, and learner id to what was reached, 0 to 1."""

    title: str
    reached: Mapping[str, float]


@dataclass(frozen=True)
class GradeFile:
    """The file as text, how many people are in it, and who of the roster has no grade yet."""

    text: str
    people: int
    without: tuple[str, ...]


def grade_columns(
    events: Sequence[Event], bank: ItemBank, *, practice: bool = False
) -> list[GradeColumn]:
    """A column for each test at the end of something, and one for each lesson if asked.

    A test counts once it was handed in: the mean score, what was not answered as 0. The practice of
    a lesson counts by the share of its items that were answered, right or wrong. The pre-test and
    live votes never count. ValueError for a title that Canvas keeps for itself.
    """
    found = [
        GradeColumn(quiz.title, scores_in_test(events, CourseTest(quiz.id, bank.quiz(quiz.id)[2])))
        for quiz in bank.quizzes
        if quiz.mode == "summative"
    ]
    if practice:
        found += _practice_columns(events, bank)
    for column in found:
        if _RESERVED.search(column.title):
            raise ValueError(
                f"Canvas keeps the title {column.title!r} for itself; change the title"
            )
    return found


def _practice_columns(events: Sequence[Event], bank: ItemBank) -> Iterator[GradeColumn]:
    """For each lesson with practice: the share of its items that each learner has answered."""
    answered = {
        (answer.learner, answer.item)
        for answer in first_tries(events)
        if answer.mode == "formative"
    }
    for lesson in bank.lessons:
        asked = {i for quiz in lesson.quizzes if quiz.mode == "formative" for i in quiz.items}
        if asked:
            counts = Counter(learner for learner, item in answered if item in asked)
            shares = {learner: count / len(asked) for learner, count in counts.items()}
            yield GradeColumn(f"Practice: {lesson.lesson}", shares)


def _course_rows(columns: Sequence[GradeColumn], form: GradeFormat) -> list[list[ReportCell]]:
    """The rows above those of people."""
    if form == "canvas":
        return [["    Points Possible", "", "", "", "", *(POINTS for _ in columns)]]
    return []


def grade_file(columns: Sequence[GradeColumn], roster: Roster, form: GradeFormat) -> GradeFile:
    """The grade file of a roster: points from 0 to 100, with up to two decimals.

    A person without any grade is left out. An empty cell is no grade, which is not a 0.
    """
    used = {name for person in roster.people for name in person.fields}
    head = _CANVAS_HEAD if form == "canvas" else [name for name in MOODLE if name in used]
    rows = _course_rows(columns, form)
    without, people = [], 0
    for person in roster.people:
        points = [_points(column.reached.get(person.learner)) for column in columns]
        if any(points):
            rows.append([*(person.fields.get(name, "") for name in head), *points])
            people += 1
        else:
            without.append(f"{'/'.join(person.fields.values())}: no grade yet")
    text = csv_text([*head, *(column.title for column in columns)], rows, guard=False)
    return GradeFile(text, people, tuple(without))


def _points(reached: float | None) -> str | None:
    return None if reached is None else f"{reached * POINTS:.2f}"
