"""What the page template may ask: order, neighbours, and a notebook from outside the course."""

from __future__ import annotations

from gluteedu.domain.words import Words
from gluteedu.serving.pages.navigation import Navigation, Stop

COURSE = Navigation(
    "A course",
    (Stop("index", "Start", 5), Stop("01-a", "A", 10), Stop("02-b", "B", 15)),
    ("Foot",),
    Words("words/page.yaml", {}),
)


def test_neighbours() -> None:
    assert COURSE.before("index") is None
    assert COURSE.after("index") == COURSE.lessons[1]
    assert COURSE.before("02-b") == COURSE.lessons[1]
    assert COURSE.after("02-b") is None


def test_a_notebook_outside_the_course_has_a_name_and_no_neighbours() -> None:
    assert COURSE.lesson("my-own-notes") == Stop("my-own-notes", "My own notes", 0)
    assert COURSE.before("my-own-notes") is None
    assert COURSE.after("my-own-notes") is None
