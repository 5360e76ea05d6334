"""The words of the interface reach every widget's script, and a served page has them once."""

from __future__ import annotations

import json

import pytest

from gluteedu import lesson
from gluteedu.serving.kernels.live_lesson import _state
from gluteedu.widgets.shared.base import CourseWidget
from gluteedu.widgets.shared.bundle import script


@pytest.fixture(scope="module")
def widget() -> CourseWidget:
    return lesson.slider("soreness_course")


def test_a_widget_has_the_words_of_its_own_script_and_the_shared_ones(widget: CourseWidget) -> None:
    assert widget.words["shared"]["not_sure"] == "Not sure"
    assert set(widget.words) <= {"shared", "slider"}


def test_a_served_page_is_sent_the_words_with_its_script_and_not_with_each_widget(
    widget: CourseWidget,
) -> None:
    assert _state(widget)["words"] == {"shared": "words"}
    line = script().splitlines()[0]
    shared = json.loads(line.removeprefix("const gluteeduShared = ").removesuffix(";"))
    assert widget.words.items() <= shared["words"].items()
    assert "class_report" not in shared["words"]  # nor the words of other pages


def test_words_that_are_not_those_of_the_script_are_sent_with_the_widget(
    widget: CourseWidget,
) -> None:
    own = widget.words
    widget.words = {"shared": {"not_sure": "Weiß nicht"}}
    assert _state(widget)["words"] == widget.words
    widget.words = own
