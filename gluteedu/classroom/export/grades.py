"""Grade files for Moodle and Canvas: who reached what, for the people of a roster only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gluteedu.classroom.export.roster import Roster
from gluteedu.classroom.report.report_table import TableCell, csv_text
from gluteedu.domain.analytics.class_tests import CourseTest, scores_in_test
from gluteedu.domain.analytics.item_analysis import first_tries
from gluteedu.domain.items.item import ItemBank
from gluteedu.domain.learning.event import Event

Form = Literal["moodle", "canvas"]
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

WANTED: dict[Form, dict[str, tuple[str, ...]]] = {"moodle": MOODLE, "canvas": CANVAS}
ALSO: dict[Form, dict[str, tuple[str, ...]]] = {"moodle": {}, "canvas": {"Section": ("section",)}}
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
        tries = [one for one in first_tries(events) if one.mode == "formative"]
        for lesson in bank.lessons:
            asked = {i for quiz in lesson.quizzes if quiz.mode == "formative" for i in quiz.items}
            if asked:
                done: dict[str, set[str]] = defaultdict(set)
                for one in tries:
                    if one.item in asked:
                        done[one.learner].add(one.item)
                share = {learner: len(own) / len(asked) for learner, own in done.items()}
                found.append(GradeColumn(f"Practice: {lesson.lesson}", share))
    for column in found:
        if _RESERVED.search(column.title):
            raise ValueError(
                f"Canvas keeps the title {column.title!r} for itself; change the title"
            )
    return found


def grade_file(columns: Sequence[GradeColumn], roster: Roster, form: Form) -> GradeFile:
    """The grade file of a roster: points from 0 to 100, with up to two decimals.

    A person without any grade is left out. An empty cell is no grade, which is not a 0.
    """
    rows: list[list[TableCell]] = []
    without = []
    names = [name for name in WANTED[form] if any(name in one.fields for one in roster.people)]
    head = names if form == "moodle" else list(_CANVAS_HEAD)
    for one in roster.people:
        grades = [column.reached.get(one.learner) for column in columns]
        if all(grade is None for grade in grades):
            without.append(f"{'/'.join(one.fields.values())}: no grade yet")
            continue
        points = [None if grade is None else f"{grade * POINTS:.2f}" for grade in grades]
        rows.append([*(one.fields.get(name, "") for name in head), *points])
    people = len(rows)
    if form == "canvas":
        possible: list[TableCell] = [
            "    Points Possible",
            "",
            "",
            "",
            "",
            *(POINTS for _ in columns),
        ]
        rows.insert(0, possible)
    text = csv_text([*head, *(column.title for column in columns)], rows, guard=False)
    return GradeFile(text, people, tuple(without))
