"""The slider widget on its Python side: what it tells the browser, and what it never keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.reading import read_csv
from gluteedu.content.sliders.lessons import load_sliders
from gluteedu.domain.sliders.definition import ChoiceInput, RangeInput, SliderLesson
from gluteedu.widgets.slider.widget import SliderWidget

LESSONS = load_sliders(data_folder(), [])
ROWS = read_csv(data_folder() / "tables" / "soreness_after_marathon.csv", "soreness", [])
TRIAGE = {
    "emergency": {"name": "Emergency: now", "act_html": "<p>Call.</p>"},
    "same_day": {"name": "Today", "act_html": "<p>Go today.</p>"},
}


class Recorded(SliderWidget):
    """The widget with what it sends kept in a list."""

    def __init__(self, *args: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(*args)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append(content)


def widget(name: str = "soreness_course") -> Recorded:
    rows = ROWS if name == "soreness_course" else None
    return Recorded(LESSONS[name], rows, {"cdc-rhabdo": "CDC"}, TRIAGE)


def reply(made: Recorded, **answers: Any) -> dict[str, Any]:
    made._receive(made, {"act": "read", "n": 7, "answers": answers}, [])
    return made.sent[-1]


def calm(name: str) -> dict[str, Any]:
    return {i.id: "no" for i in LESSONS[name].inputs if i.safety}


def test_a_reading_comes_back_with_its_number() -> None:
    found = reply(widget(), hours=48, trend="same")
    assert (found["act"], found["n"]) == ("read", 7)
    assert [p["id"] for p in found["panels"]] == ["expect", "help", "next"]
    assert "<strong>the peak</strong>" in found["panels"][0]["html"]


def test_an_urgent_answer_stops_everything_else() -> None:
    found = reply(widget(), dark_urine="yes", fever="yes")
    assert found["stopped"]
    assert found["panels"] == []
    assert found["picture"] is None
    assert found["care"]["level"] == "emergency"
    assert found["care"]["head"] == "Emergency: now"
    assert found["care"]["act"] == "<p>Call.</p>"
    assert found["care"]["sources"] == ["CDC"]
    assert "infection" not in found["care"]["html"]


def test_warnings_of_one_level_stand_on_one_card() -> None:
    found = reply(widget(), fever="yes", one_leg="yes")
    assert found["care"]["html"].count("<li>") == 2


def test_open_safety_questions_are_named() -> None:
    made = widget()
    assert len(reply(made)["unanswered"]) == 7
    assert reply(made, **calm("soreness_course"))["unanswered"] == []
    assert made.sent[-1]["care"]["level"] == "self_care"


def test_null_means_open() -> None:
    assert reply(widget(), dark_urine=None) == reply(widget())


def test_the_marker_stands_on_the_curve() -> None:
    made = widget()
    assert reply(made, hours=24)["picture"] == {"x": 1.0, "y": 5.2, "beyond": False}
    assert reply(made, hours=36)["picture"]["y"] == pytest.approx(4.6)
    assert reply(made, hours=240)["picture"]["beyond"]


def test_bars_say_which_rows_fit() -> None:
    found = reply(widget("injury_signs"), bruise="none", walking="normal")
    assert found["picture"]["here"] == ["grade_0", "grade_1"]


def test_a_timeline_is_drawn_from_the_readings() -> None:
    answers = calm("heat_and_cold") | {"cause": "tear", "numb": "no", "circulation": "no"}
    found = reply(widget("heat_and_cold"), **answers, pregnant="no", hours=24)
    assert found["picture"]["x"] == 1.0
    assert found["picture"]["lanes"][0] == [
        {"low": 0.0, "high": 3.0, "mark": "do_not"},
        {"low": 3.0, "high": 14.0, "mark": "do"},
    ]


@pytest.mark.parametrize(
    "message",
    [
        {"act": "read", "n": 1},
        {"act": "read", "n": 1, "answers": [1]},
        {"act": "read", "n": 1, "answers": {"hours": "soon"}},
        {"act": "read", "n": 1, "answers": {"hours": 9000}},
        {"act": "read", "n": 1, "answers": {"hours": [24]}},
        {"act": "read", "n": 1, "answers": {"nothing": "yes"}},
        {"act": "read", "n": 1, "answers": {"dark_urine": "<script>"}},
        {"act": "read", "n": "1", "answers": {}},
        {"act": "read", "n": 1, "answers": {str(i): 1 for i in range(1000)}},
    ],
)
def test_what_is_not_an_answer_is_refused(message: dict[str, Any]) -> None:
    made = widget()
    made._receive(made, message, [])
    assert made.sent == [{"refused": "read"}]


def test_another_act_is_refused_and_noise_is_ignored() -> None:
    made = widget()
    made._receive(made, {"act": "open"}, [])
    assert made.sent == [{"refused": "open"}]
    for noise in (None, "read", {"n": 1}, {"act": 3}):
        made._receive(made, noise, [])
    assert len(made.sent) == 1


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_entered_is_kept(name: str) -> None:
    made = widget(name)
    before = json.dumps(made.get_state(), sort_keys=True, default=str)
    odd: dict[str, Any] = {}
    for each in LESSONS[name].inputs:
        if isinstance(each, RangeInput):
            odd[each.id] = each.high
        elif isinstance(each, ChoiceInput):
            odd[each.id] = each.options[-1].id
    reply(made, **odd)
    assert made.sent[-1]["act"] == "read"
    assert json.dumps(made.get_state(), sort_keys=True, default=str) == before
    assert made.text() == widget(name).text()


@pytest.mark.parametrize("name", LESSONS)
def test_the_view_is_plain_and_starts_open(name: str) -> None:
    view = widget(name).view
    json.dumps(view)
    assert view["start"]["unanswered"] == [
        i["id"] for i in view["inputs"] if i["safety"] and i["id"] in view["start"]["asked"]
    ]
    assert all(i["value"] is None for i in view["inputs"] if i["safety"])


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", LESSONS)
def test_readable_forms(name: str) -> None:
    made = widget(name)
    lesson = LESSONS[name]
    tags = Tags()
    tags.feed(made.html())
    assert tags.open == []
    for form in (made.text(), made.html()):
        assert lesson.title in form
        assert all(p.title in form for p in lesson.panels)
    assert made.text().splitlines()[-1].startswith("[content ")
    assert "[content" not in made.html()
    for each in lesson.inputs:
        assert each.label in made.text()


def test_the_text_changes_with_a_reading_and_with_the_table() -> None:
    lesson = LESSONS["soreness_course"]
    last = lambda made: made.text().splitlines()[-1]  # noqa: E731
    same = last(SliderWidget(lesson, ROWS))
    hidden = replace(lesson.readings[0], triage="see_clinician")
    changed: SliderLesson = replace(lesson, readings=(hidden, *lesson.readings[1:]))
    assert last(SliderWidget(lesson, ROWS)) == same
    assert last(SliderWidget(changed, ROWS)) != same
    rows = [dict(ROWS[0], hamstrings="1.5"), *ROWS[1:]]
    assert last(SliderWidget(lesson, rows)) != same


def test_a_curve_without_its_table_has_no_picture() -> None:
    made = SliderWidget(LESSONS["soreness_course"])
    assert made.view["picture"] is None
    assert made.view["start"]["picture"] is None
