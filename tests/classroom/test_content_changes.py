"""The course changes between two visits: what learners did before stays readable, told apart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gluteedu.classroom.export.grades import grade_columns
from gluteedu.classroom.export.xapi import statements
from gluteedu.classroom.report.class_report import class_report, report_on
from gluteedu.classroom.report.page import report_page
from gluteedu.classroom.report.tables import report_tables
from gluteedu.content.course.library import Library
from gluteedu.domain.analytics.learner_progress import by_lesson, by_objective, current_tries
from gluteedu.domain.items.item import Item, ItemBank, Option
from gluteedu.domain.items.quiz_state import QuizState
from gluteedu.domain.learning.event import Event
from gluteedu.domain.learning.replay import progress_from, quiz_state_from
from gluteedu.domain.learning.review_deck import Deck
from gluteedu.records.portable import import_record, record_csv, record_json
from gluteedu.records.review_schedule import schedule
from gluteedu.records.store import Store, open_store
from gluteedu.widgets.progress.widget import ProgressWidget
from gluteedu.widgets.quiz.widget import from_bank
from gluteedu.widgets.review.widget import ReviewDeck
from gluteedu.widgets.shared.learner_context import LearnerContext
from tests.support.made_up_class import made_up_class, made_up_names

BEFORE = Library().bank
MADE = datetime(2030, 6, 1, tzinfo=UTC)
EVENTS = made_up_class(BEFORE, 24)
LESSON, QUIZ = next(
    (lesson, quiz)
    for lesson in BEFORE.lessons
    for quiz in lesson.quizzes
    if quiz.mode == "formative"
    and sum(i.type in ("single", "multiple") for i in lesson.items if i.id in quiz.items) >= 2
    and len(quiz.items) >= 3
)
ASKED = [item for item in LESSON.items if item.id in QUIZ.items]
REWORDED, RAISED, *_ = [item for item in ASKED if item.type in ("single", "multiple")]
WITHDRAWN = next(item for item in ASKED if item not in (REWORDED, RAISED))
RENAMED = next(i for x in BEFORE.lessons if x is not LESSON for i in x.items if i.type == "single")
REMOVED = next(x for x in BEFORE.lessons if x is not LESSON and RENAMED not in x.items)


def changed() -> ItemBank:
    """The bank of the next term: a word mended, an item made anew, one gone, options renamed
    without a thought for old answers, and a whole lesson dropped."""
    new = {
        REWORDED.id: replace(REWORDED, stem="The same question, said better."),
        RAISED.id: replace(RAISED, version=RAISED.version + 1, stem="Another question."),
        RENAMED.id: _renamed(RENAMED),
    }
    gone = {WITHDRAWN.id, *(item.id for item in REMOVED.items)}
    lessons = []
    for lesson in BEFORE.lessons:
        if lesson is REMOVED:
            continue
        quizzes = [
            replace(q, items=tuple(i for i in q.items if i not in gone)) for q in lesson.quizzes
        ]
        items = tuple(new.get(i.id, i) for i in lesson.items if i.id not in gone)
        lessons.append(replace(lesson, items=items, quizzes=tuple(q for q in quizzes if q.items)))
    return ItemBank(tuple(lessons))


def _renamed(item: Item) -> Item:
    def name(option: str) -> str:
        return f"{option}_anew"

    options = tuple(Option(**{**vars(o), "id": name(o.id)}) for o in item.options)
    return replace(item, options=options, key=tuple(name(one) for one in item.key))


AFTER = changed()


@pytest.fixture(scope="module")
def library() -> Library:
    """The course's library, with the bank of the next term."""
    found = Library()
    found.__dict__["bank"] = AFTER
    return found


@pytest.fixture
def store(tmp_path: Path) -> Any:
    opened = open_store(f"sqlite:///{tmp_path}/r.db")
    opened.append(EVENTS)
    for learner, name in made_up_names(24).items():
        opened.set_name(learner, name)
    yield opened
    opened.close()


def own_events() -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for one in EVENTS:
        found.setdefault(one.learner, []).append(one)
    return found


def state(events: list[Event], bank: ItemBank) -> QuizState:
    lesson = next(x for x in bank.lessons if x.lesson == LESSON.lesson)
    quiz = next(q for q in lesson.quizzes if q.id == QUIZ.id)
    return quiz_state_from(events, quiz, [i for i in lesson.items if i.id in quiz.items])


def test_a_reworded_item_keeps_its_answers_and_a_new_version_begins_afresh() -> None:
    answered = 0
    for events in own_events().values():
        before, after = state(events, BEFORE), state(events, AFTER)
        assert after.attempt(REWORDED.id) == before.attempt(REWORDED.id)
        assert after.attempt(RAISED.id).tries == ()
        assert WITHDRAWN.id not in [one.item_id for one in after.attempts]
        answered += len(before.attempt(RAISED.id).tries)
    assert answered > 0


def test_every_part_of_the_course_takes_the_old_record(library: Library) -> None:
    for events in own_events().values():
        progress = progress_from(events, AFTER.lessons)
        assert REMOVED.lesson not in progress
        for quizzes in progress.values():
            for counts in quizzes.values():
                assert 0 <= counts["done"] <= counts["total"]
        tries = current_tries(events, AFTER)
        assert not {RAISED.id, WITHDRAWN.id} & {one.item for one in tries}
        by_lesson(AFTER, tries)
        by_objective(AFTER, tries)
        for lesson in AFTER.lessons:
            for quiz in lesson.quizzes:
                known = {item.id: item for item in lesson.items}
                quiz_state_from(events, quiz, [known[one] for one in quiz.items])


class Kept:
    """A record in memory, as widgets see it."""

    saving = "on"

    def __init__(self, events: list[Event]) -> None:
        self._events = events
        self.learner = events[0].learner

    session = "s" * 32

    def events(self, quiz: str | None = None) -> list[Event]:
        return [one for one in self._events if quiz in (None, one.quiz)]

    def append(self, *events: Event) -> None:
        self._events.extend(events)

    def on_change(self, call: Any) -> None:
        pass


def test_widgets_show_the_old_record(library: Library) -> None:
    titles = {lesson.id: lesson for lesson in library.course.lessons}
    for events in [*own_events().values()][:6]:
        record: Any = Kept(events)
        study = LearnerContext(record, AFTER, titles, tuple(library.glossary.values()), schedule)
        ProgressWidget(study)
        deck = study.deck(study.events())
        assert isinstance(deck, Deck)
        assert RAISED.id not in {card.id for card in deck.cards}
        ReviewDeck(study).handle("begin", {})
        for lesson in AFTER.lessons:
            known = {item.id: item for item in lesson.items}
            for quiz in lesson.quizzes:
                from_bank(lesson, quiz, [known[one] for one in quiz.items], record=record)


def test_the_report_tells_versions_apart(store: Store, library: Library) -> None:
    report = report_on(store, library, made=MADE)
    text = report_page(report)
    tables = {sheet.id: sheet for sheet in report_tables(report)}
    why = {(one.item, one.why) for one in report.retired}
    assert (RAISED.id, "version") in why
    assert (WITHDRAWN.id, "withdrawn") in why
    assert {(item.id, "withdrawn") for item in REMOVED.items} & why
    assert REWORDED.id not in {one for one, _ in why}
    old = next(a for a in report.analyses if (a.item, a.version) == (RAISED.id, RAISED.version))
    new = next(a for a in report.analyses if (a.item, a.version) == (RAISED.id, RAISED.version + 1))
    assert old.n > 0
    assert new.n == 0
    assert "The same question, said better." in text
    assert RAISED.id in {row[1] for row in tables["earlier"].rows}
    for choice in old.choices:
        assert choice.right is None  # what was right then, nobody knows any more


def test_figures_of_items_that_did_not_change_did_not_change(library: Library) -> None:
    before, after = (
        {(one.item, one.version): one for one in class_report(EVENTS, whole, made=MADE).analyses}
        for whole in (Library(), library)
    )
    same = [
        k for k in before if k in after and k[0] in {i.id for x in AFTER.lessons for i in x.items}
    ]
    assert len(same) > 20
    for key in same:
        if key[0] not in (RAISED.id, RENAMED.id):
            assert before[key].n == after[key].n
            assert before[key].facility == after[key].facility


def test_a_record_can_be_taken_away_and_loaded_again(store: Store, tmp_path: Path) -> None:
    learner = EVENTS[0].learner
    mine = [one.event for one in store.events(learner)]
    text, table = record_json(mine), record_csv(mine)
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    loaded = import_record(other, learner, text, MADE)
    assert loaded.new == len(own_events()[learner])
    assert len(table.splitlines()) == loaded.new + 1
    other.close()


def test_grades_and_statements_still_come_out() -> None:
    columns = grade_columns(EVENTS, AFTER, practice=True)
    for column in columns:
        assert all(0 <= reached <= 1 for reached in column.reached.values())
    made = statements(EVENTS, AFTER, course="A course").statements
    old = [one for one in made if f"/{RAISED.id}" in one["object"]["id"]]
    assert old
    assert json.dumps(made)
    for one in old:  # what it asked is not known any more
        assert "correctResponsesPattern" not in one["object"]["definition"]
