"""Grade files: read back by the rules that Moodle's and Canvas's own importers follow."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gluteedu.classroom.export.grades import (
    EXTRA_COLUMNS,
    IDENTIFIERS,
    GradeColumn,
    GradeFormat,
    grade_columns,
    grade_file,
)
from gluteedu.classroom.export.roster import Roster, RosterFault, new_roster, read_roster
from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import ItemBank
from gluteedu.domain.learning.event import Event
from gluteedu.records.learner import hub_learner
from tests.support.made_up_class import made_up_class

NAMES = {"L1": "Sam", "L2": "sam ", "L3": "Kim"}
LEARNERS = ["L1", "L2", "L3", "L4", hub_learner("ada")]


def roster(folder: Path, text: str, form: GradeFormat = "moodle", bom: bool = False) -> Roster:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return read_roster(path, IDENTIFIERS[form], LEARNERS, NAMES, EXTRA_COLUMNS[form])


def moodle_import(text: str) -> list[dict[str, float | None]]:
    """As grade/import/csv/classes/load_data.php reads it: a user in each line, grades to 100."""
    rows = list(csv.DictReader(io.StringIO(text)))
    found = []
    for row in rows:
        users = [
            row.pop(name) for name in ("Username", "ID number", "Email address") if name in row
        ]
        assert any(users), "an import without a user is refused whole"
        grades = {k: None if v in ("", "-") else float(v) for k, v in row.items()}
        assert all(v is None or 0 <= v <= 100 for v in grades.values()), "gradevaluetoobig"
        found.append(grades)
    return found


def canvas_import(text: str) -> tuple[list[str], list[list[str]]]:
    """As lib/gradebook_importer.rb reads it: the assignments, and the students' rows."""
    head, *rows = list(csv.reader(io.StringIO(text)))
    assert len(head) > 3
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4], "else: invalid header row"
    own = (
        r"Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|Override"
    )
    assignments = [name for name in head[5:] if not re.search(own, name)]
    assert assignments == head[5:], "such a column is thrown away"
    points = [row for row in rows if "Points Possible" in row[0]]
    assert [row[5:] for row in points] == [["100"] * len(assignments)]
    return assignments, [row for row in rows if row not in points]


def test_moodle_gets_a_line_for_each_person_of_the_roster(tmp_path: Path) -> None:
    found = roster(tmp_path, "Learner,E-mail,Email address,idnumber\nKim,x,kim@example.org,007\n")
    columns = [GradeColumn("The final test", {"L3": 2 / 3, "L1": 1}), GradeColumn("More", {})]
    file = grade_file(columns, found, "moodle")
    assert file.text.splitlines() == [
        "ID number,Email address,The final test,More",
        "007,kim@example.org,66.67,",
    ]
    assert moodle_import(file.text) == [{"The final test": 66.67, "More": None}]
    assert (file.people, file.without) == (1, ())


def test_canvas_gets_its_columns_in_its_order_and_the_points(tmp_path: Path) -> None:
    exported = (
        "Student;ID;SIS User ID;SIS Login ID;Section;Old test;learner\n"
        "    Points Possible;;;;;10;\n"
        '"Doe, Jo";1234;;jo1;Class A;7;L1\n'
        "Nobody asked;99;;;Class A;7;\n"
        '"Roe, Al";1235;;al1;Class A;;ada\n'
    )
    found = roster(tmp_path, exported, "canvas", bom=True)
    assert [one.learner for one in found.people] == ["L1", hub_learner("ada")]
    file = grade_file([GradeColumn("The final test", {"L1": 0.5})], found, "canvas")
    assignments, students = canvas_import(file.text)
    assert assignments == ["The final test"]
    assert students == [["Doe, Jo", "1234", "", "jo1", "Class A", "50.00"]]
    assert file.without == ("1235/al1/Roe, Al/Class A: no grade yet",)


LINES = [
    ("nobody", "x@y", "nobody in the record is called 'nobody'"),
    ("Sam", "x@y", "2 learners are called 'Sam'; write the id"),
    ("L4", "", "'L4' has nothing in Username, ID number, Email address"),
]


@pytest.mark.parametrize(("who", "email", "reason"), LINES)
def test_a_line_that_fits_nobody_is_named(
    tmp_path: Path, who: str, email: str, reason: str
) -> None:
    found = roster(tmp_path, f"learner,email\nKim,kim@example.org\n{who},{email}\n")
    assert [one.learner for one in found.people] == ["L3"]
    assert found.faults == (f"roster.csv, line 3: {reason}",)


def test_one_person_is_in_the_file_once(tmp_path: Path) -> None:
    text = "learner,email,username\nL1,a@x,a\nL1,b@x,b\nL2,a@x,a\nL3,,a\nL4,a@x,\n"
    found = roster(tmp_path, text)
    assert [one.learner for one in found.people] == ["L1", "L4"]
    assert [fault.split(": ", 1)[1] for fault in found.faults] == [
        "'L1' is in line 2 already",
        "the same person as in line 2; left out",
        "the same person as in line 2; left out",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"name,email\n", "must name a column learner"),
        (b"learner,phone\n", "at least one of Username, ID number, Email address"),
        (b"learner,email\n\xff\xfe,x\n", "in UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_roster_that_cannot_be_used_says_why(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "roster.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RosterFault, match=message):
        read_roster(path, IDENTIFIERS["moodle"], LEARNERS, NAMES)


@pytest.mark.parametrize("form", ["moodle", "canvas"])
def test_a_new_roster_is_one_that_can_be_read(tmp_path: Path, form: GradeFormat) -> None:
    text = new_roster(LEARNERS, NAMES, {**IDENTIFIERS[form], **EXTRA_COLUMNS[form]})
    assert [row["learner"] for row in csv.DictReader(io.StringIO(text))] == LEARNERS
    found = roster(tmp_path, text, form)
    assert found.people == ()
    assert len(found.faults) == len(LEARNERS), "nothing is filled in yet"


@pytest.fixture(scope="module")
def bank() -> ItemBank:
    return Library().bank


def test_a_grade_is_what_the_final_test_says(bank: ItemBank) -> None:
    events = made_up_class(bank, 8)
    (test,) = grade_columns(events, bank)
    assert test.title == "The final test"
    items = bank.quiz("final_test")[2]
    for learner, score in test.reached.items():
        own: dict[Any, float] = {}
        for e in events:
            if (e.learner, e.quiz, e.kind) == (learner, "final_test", "answer"):
                own[e.item] = e.score or 0.0
        assert score == pytest.approx(sum(own.values()) / len(items))
    not_handed_in = [e for e in events if e.kind != "hand_in"]
    assert grade_columns(not_handed_in, bank)[0].reached == {}


def test_practice_is_the_share_answered_and_live_votes_count_nowhere(bank: ItemBank) -> None:
    events = made_up_class(bank, 3)
    columns = grade_columns(events, bank, practice=True)
    lesson = bank.lessons[0]
    own = next(one for one in columns if one.title == f"Practice: {lesson.lesson}")
    asked = {item for quiz in lesson.quizzes for item in quiz.items}
    for learner, share in own.reached.items():
        done = {e.item for e in events if e.learner == learner and e.item in asked}
        assert share == len(done) / len(asked)
    live: list[Event] = [
        replace(e, id=f"live-{e.id}", learner="voter", mode="live")
        for e in events
        if e.kind == "answer"
    ]
    assert grade_columns([*events, *live], bank, practice=True) == columns


def test_a_title_that_canvas_would_throw_away_is_refused(bank: ItemBank) -> None:
    lessons = [
        replace(
            one, quizzes=tuple(replace(q, title="Final Score of the course") for q in one.quizzes)
        )
        for one in bank.lessons
    ]
    with pytest.raises(ValueError, match="Canvas keeps the title"):
        grade_columns([], ItemBank(tuple(lessons)))
