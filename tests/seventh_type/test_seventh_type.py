"""A new type of item is a module in the domain, one in the content and a control: all else follows.

The files of this folder are put where a newcomer would put them; for the control,
``tests/javascript/seventh_type.test.js`` does so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from gluteedu.authoring.new_item import item_block, starting_item
from gluteedu.classroom.export.xapi_activities import Activities
from gluteedu.classroom.live.questions import ClassQuestion
from gluteedu.classroom.live.views import instructor_view, phone_view, vote_view
from gluteedu.content.exchange.reading.adopting import Surroundings
from gluteedu.content.exchange.reading.importing import import_questions
from gluteedu.content.exchange.writing.edition import Chapter, Edition
from gluteedu.content.exchange.writing.exporting import export_edition
from gluteedu.content.exchange.writing.formats import FORMATS
from gluteedu.content.items import types as content_types
from gluteedu.content.items.bank import Known, read_items
from gluteedu.content.loading.blanks import blank_problems
from gluteedu.content.loading.problems import Problem
from gluteedu.content.text.markup import to_line
from gluteedu.content.text.words import course_words
from gluteedu.domain.analytics.item_analysis import choices
from gluteedu.domain.items import types as domain_types
from gluteedu.domain.items.item import ItemBank, LessonItems
from gluteedu.domain.items.quiz_state import Confidence, start
from gluteedu.domain.items.types import ITEM_TYPES, find_types, item_type
from gluteedu.domain.learning.event import Event, EventContext
from gluteedu.domain.learning.quiz_step import ItemAct, take_step
from gluteedu.domain.learning.replay import quiz_state_from
from gluteedu.domain.voting.live_question import ask, cast, close, reveal_key
from gluteedu.widgets.quiz.widget import from_bank
from tests.support.event_maker import START, event

HERE = Path(__file__).parent
ITEMS = """
lesson: "soreness"
quizzes:
  - { id: timing, title: "When does it hurt?", items: [late] }
items:
  - id: late
    version: 1
    type: true_because
    objective: timing-objective
    stem: "Soreness peaks on day two."
    hint: "Not at once."
    options:
      - { id: yes, text: "True", feedback: "It comes late." }
      - { id: no, text: "False", feedback: "A tear hurts at once." }
    targets:
      - { id: repair, text: "repair takes its time" }
      - { id: acid, text: "acid is left over" }
    key: { "yes": repair }
    explanation: "It peaks on day one or two."
    sources: [byrnes-1985]
""".replace("id: yes", 'id: "yes"').replace("id: no,", 'id: "no",')
RIGHT, HALF, WRONG = {"yes": "repair"}, {"yes": "acid"}, {"no": "acid"}


@pytest.fixture(autouse=True)
def dropped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of this folder count as files of the folders of types."""
    for package, folder in ((domain_types, "domain"), (content_types, "content")):
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(HERE / folder)])
    for type_id, found in find_types().items():
        monkeypatch.setitem(ITEM_TYPES, type_id, found)


def read(tmp_path: Path, text: str = ITEMS) -> tuple[LessonItems, list[Problem]]:
    path = tmp_path / "soreness.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    lesson = read_items(path, "items/soreness.yaml", Known(), problems)
    assert lesson is not None
    return lesson, problems


@pytest.fixture
def lesson(tmp_path: Path) -> LessonItems:
    found, problems = read(tmp_path)
    assert problems == []
    return found


def test_it_is_checked_and_begun(tmp_path: Path) -> None:
    _, problems = read(tmp_path, ITEMS.replace('{ "yes": repair }', '{ "yes": rest }'))
    assert [(one.id, one.field, one.message) for one in problems] == [
        ("late", "key", "'rest' is not a target; there are: repair, acid")
    ]
    begun = item_block(starting_item("new", "true_because", ["timing-objective"], []))
    assert "# The verdict and its reason." in begun
    assert len(blank_problems(yaml.safe_load(begun), "f")) >= 10


def test_a_quiz_asks_it_and_the_record_brings_it_back(lesson: LessonItems) -> None:
    quiz, item = lesson.quizzes[0], lesson.items[0]
    widget = from_bank(lesson, quiz, lesson.items)
    assert "True" in widget.text()
    assert "repair takes" in widget.html()
    assert "answer_pairs" not in json.dumps(widget.view)
    seen = []
    for tries, response in enumerate([WRONG, HALF, RIGHT]):
        widget.handle("submit", {"item": "late", "response": response, "tries": tries})
        shown = widget.view["items"][0]
        seen.append((shown["outcome"], shown["marks"], shown["notes"][0]["label"]))
    assert seen == [
        ("incorrect", {"no": "wrong"}, "False"),
        ("partly", {"yes": "right"}, "True"),
        ("correct", {"yes": "right"}, "True"),
    ]
    assert widget.view["items"][0]["answer_pairs"] == {"yes": "repair takes its time"}
    with pytest.raises(ValueError, match="over"):
        widget.handle("submit", {"item": "late", "response": {"yes": "x"}, "tries": 3})

    state, events = start([item], quiz.mode), list[Event]()
    context = EventContext("ada", "s", quiz.id, quiz.mode, lambda: START)
    for response in (WRONG, HALF):
        act = ItemAct("submit", item, response, Confidence.SURE, 3.0)
        step = take_step(state, act, [item], context)
        state, events = step.state, [*events, *step.events]
    assert [(one.response, one.score) for one in events] == [(WRONG, 0.0), (HALF, 0.5)]
    assert quiz_state_from(events, quiz, [item]) == state


def test_a_class_votes_on_it(lesson: LessonItems) -> None:
    item = lesson.items[0]
    asked = ClassQuestion("item:late", item, "Late?", quiz="timing")
    question = ask(item)
    for device, response in (("a", RIGHT), ("b", HALF), ("c", RIGHT)):
        question = cast(question, device, response, round_number=1)
    with pytest.raises(ValueError, match="one verdict needs one reason"):
        cast(question, "d", ["yes"], round_number=1)
    assert "revealed" not in phone_view(asked, question, "run", {})
    question = reveal_key(close(question))
    view = instructor_view(asked, question, "run", {})
    assert view["counts"][0]["grid"] == {
        "yes": {"repair": 2, "acid": 1},
        "no": {"repair": 0, "acid": 0},
    }
    assert view["revealed"]["pairs"] == RIGHT
    vote = vote_view(question, "b")
    assert vote is not None
    assert (vote["response"], vote["right"]) == (HALF, False)


def test_reports_tell_what_was_chosen(lesson: LessonItems) -> None:
    item = lesson.items[0]
    tries = [event(item="late", response=one) for one in (RIGHT, RIGHT, WRONG)]
    told = {one.id: (one.count, one.right) for one in choices(tries, item)}
    assert told["yes>repair"] == (2, True)
    assert told["no>acid"] == (1, False)
    words = course_words()["class_report"]
    said = item_type(item).choice_text(item, "no>acid", words, to_line)
    assert said == "False: acid is left over"
    activity = Activities("https://x.example", "Course", ItemBank((lesson,))).item("late", 1)
    definition = activity["definition"]
    assert definition["interactionType"] == "choice"
    assert definition["correctResponsesPattern"] == ["yes-repair"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_carries_it(lesson: LessonItems, form: str, tmp_path: Path) -> None:
    chapter = Chapter("soreness", "Soreness", ((lesson.quizzes[0], lesson.items),))
    edition = Edition("soreness", "Course", "Not advice.", (chapter,), {}, {})
    made = export_edition(edition, form)
    assert made.data
    if form == "csv":
        assert b"true_because" in made.data
        assert b"yes=repair" in made.data
        return
    assert "true_because: verdict and reason became one choice." in made.report.text()
    if form in ("moodle", "gift"):
        assert made.data.count(b"repair takes its time") == 2
        path = tmp_path / f"x{FORMATS[form].ending}"
        path.write_bytes(made.data)
        [back] = yaml.safe_load(import_questions(path, Surroundings(), None).text)["items"]
        assert (back["type"], len(back["options"])) == ("single", 4)
