"""What a learner does on each kind of page, as steps for the probe, and what counts as live."""

from __future__ import annotations

from benchmarks.browser import Step, Way
from benchmarks.lessons import Lesson, Swing, library, moves

TEXT: list[Step] = [{"see": "h1"}]

_BARS = ".gs-picture"

READY = "html[data-ready]"
"""What the course's page says of itself when all of it is live."""


def read_only() -> Way:
    """A heading that can be seen: all that an empty page has to offer."""
    return Way({"text": TEXT})


def course_lesson(lesson: Lesson) -> Way:
    """The course's page: the first quiz answers, the first slider moves its picture."""
    slider = library().sliders[lesson.names("slider")[0]]
    steps: list[Step] = []
    for changes, name, value in moves(slider):
        if changes == "panels":
            at = f".gs-inputs input[type=range][max='{_input_high(lesson, name)}']"
            act: Step = {"set": at, "value": f"{value:g}"}
            seen = ".gs-panels"
        else:
            act = {"click": f".gs input[type=radio][value='{value}']"}
            seen = _BARS
        steps += [{"note": seen}, act, {"change": seen}]
    return Way({"text": TEXT, "ready": [{"see": READY}], **_answers(), "moved": steps})


def small_course(swing: Swing) -> Way:
    """The course's small lesson: its quiz answers, its slider moves the bars."""
    slider = ".gs-inputs input[type=range]"
    moved: list[Step] = [
        {"set": slider, "value": f"{swing.before:g}"},
        {"note": ".gs-bars"},
        {"set": slider, "value": f"{swing.after:g}"},
        {"change": ".gs-bars"},
    ]
    return Way({"text": TEXT, "ready": [{"see": READY}], **_answers(), "moved": moved})


def plain_widgets() -> Way:
    """Plain ipywidgets: the first radio buttons answer, the first slider moves its bars."""
    return Way(
        {
            "text": TEXT,
            "answered": _told({"click": ".widget-radio-box input"}),
            "moved": _slid(".noUi-handle"),
        }
    )


def jupyterquiz() -> Way:
    """jupyterquiz beside ipywidgets."""
    asked: list[Step] = [
        {"note": ".Quiz"},
        {"click": ".MCButton"},
        {"change": ".Quiz"},
    ]
    return Way({"text": TEXT, "answered": asked, "moved": _slid(".noUi-handle")})


def marimo() -> Way:
    """marimo: its parts stand in shadow trees."""
    return Way(
        {
            "text": TEXT,
            "answered": _told({"click": "[role=radio]"}),
            "moved": _slid("[role=slider]"),
        },
        deep=True,
    )


def _answers() -> dict[str, list[Step]]:
    return {
        "answered": [
            {"check": ".g-live .gq"},
            {"see": ".g-live .gq [data-focus=verdict]"},
        ]
    }


def _told(act: Step) -> list[Step]:
    return [{"note": ".bench-feedback"}, act, {"change": ".bench-feedback"}]


def _slid(handle: str) -> list[Step]:
    return [{"note": ".bench-bars"}, {"key": "ArrowRight", "on": handle}, {"change": ".bench-bars"}]


def _input_high(lesson: Lesson, name: str) -> str:
    slider = library().sliders[lesson.names("slider")[0]]
    return f"{next(i for i in slider.inputs if i.id == name).high:g}"  # type: ignore[union-attr]
