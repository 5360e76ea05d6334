"""Whatever a page sends, every widget of the course takes it or refuses it, and lives on.

``GLUTEEDU_FUZZ=deep`` tries far more than a test run has time for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gluteedu import lesson
from gluteedu.learner_calls import library
from gluteedu.widgets.shared import bundle
from gluteedu.widgets.shared.base import CourseWidget

pytestmark = pytest.mark.exhaustive

SOURCE = "\n".join(p.read_text() for p in Path("gluteedu/widgets").rglob("*.py"))
LISTS = re.findall(r"act (?:not )?in \(([^)]*)\)", SOURCE)
ACTS = sorted({*re.findall(r'act == "(\w+)"', SOURCE), *re.findall(r'"(\w+)"', " ".join(LISTS))})
FIELDS = sorted(
    {
        *re.findall(r'message(?:\.get\(|\[)"(\w+)"', SOURCE),
        *re.findall(r'_text\(message, "(\w+)"', SOURCE),
    }
)
TRIES = 3_000 if os.environ.get("GLUTEEDU_FUZZ") == "deep" else 60
MAKERS: dict[str, Callable[[], CourseWidget]] = {
    "body_map": lesson.body_map,
    "before_and_after": lesson.before_and_after,
    "case_clinic": lesson.case_clinic,
    "completion": lesson.completion,
    "course_map": lesson.course_map,
    "due_today": lesson.due_today,
    "explorer": lesson.explorer,
    "my_record": lesson.my_record,
    "predict": lambda: lesson.predict(next(iter(library().predictions))),
    "progress": lesson.progress,
    "quiz": lambda: lesson.quiz("soreness_help"),
    "test": lambda: lesson.quiz(
        next(quiz.id for quiz in library().bank.quizzes if quiz.mode == "summative")
    ),
    "relief_planner": lesson.relief_planner,
    "review": lesson.review,
    "slider": lambda: lesson.slider(next(iter(library().sliders))),
}


@cache
def deep(levels: int) -> Any:
    found: Any = []
    for _ in range(levels):
        found = [found, {}]
    return found


def words_of(view: Any) -> list[str]:
    """Ids and words that a widget shows: a message made of them comes further than nonsense."""
    found, todo = [], [view]
    while todo:
        one = todo.pop()
        if isinstance(one, str) and len(one) < 60:
            found.append(one)
        elif isinstance(one, dict):
            todo += [*one, *one.values()]
        elif isinstance(one, (list, tuple)):
            todo += one
    return sorted(set(found)) or ["x"]


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(2**63), 1e308, float("nan"), float("inf"), -0.0])
    | st.sampled_from(["", "\x00", "\ud800"])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["__class__", "__proto__", "<script>", "x" * 100_000])
)


def values(known: list[str]) -> st.SearchStrategy[Any]:
    leaf = PLAIN | st.sampled_from(known)
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(known), inner, max_size=6)
        ),
        max_leaves=12,
    ) | st.builds(deep, st.sampled_from([3, 200, 5_000]))


@pytest.mark.parametrize("name", MAKERS)
def test_no_message_breaks_a_widget(name: str) -> None:
    widget = MAKERS[name]()
    said: list[Any] = []
    widget.send = lambda content, *_, **__: said.append(content)  # type: ignore[method-assign]
    known = words_of(widget.view)

    @settings(max_examples=TRIES, suppress_health_check=list(HealthCheck))
    @given(
        act=st.sampled_from([*ACTS, "nothing", "x" * 10_000]),
        fields=st.dictionaries(st.sampled_from([*FIELDS, "other"]), values(known), max_size=5),
    )
    def tried(act: str, fields: dict[str, Any]) -> None:
        widget._receive(None, {**fields, "act": act}, None)
        assert isinstance(widget.view, dict)
        said_now = str(said[-1:])
        assert "Traceback" not in said_now
        assert len(said_now) < 200_000

    tried()
    for odd in (None, 5, "text", [], {}, {"act": 5}, {"act": None}, {"act": []}, {"act": ["x"]}):
        widget._receive(None, odd, None)
    before = dict(widget.view)
    widget.set_state({"view": {"forged": 1}, "_esm": "evil", "layout": "x"})
    assert widget.view == before
    assert "evil" not in str(widget._esm)


def test_every_widget_of_the_course_is_tried() -> None:
    made = {type(make()).__mro__[0].__name__ for make in MAKERS.values()}
    ours = (one for one in bundle._widgets().values() if one.__module__.startswith("gluteedu."))
    named = {one.__name__ for one in ours}
    assert len(named) > 10
    assert named <= made
    assert len(ACTS) > 15
    assert len(FIELDS) > 15
