"""The pre-test as a learner meets it: it grades, and gives no answer away, not even afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gluteedu.content.text.markup import to_html
from gluteedu.widgets.quiz.widget import from_bank
from tests.widgets.shared.learner_story import Clock, library, recorder, right, take
from tests.widgets.shared.live_page import alive
from tests.widgets.shared.static_page import faults

LESSON, QUIZ, ITEMS = library().bank.quiz("pre_test")


def test_not_a_word_of_the_answers_even_when_handed_in() -> None:
    widget = from_bank(LESSON, QUIZ, ITEMS)
    for number, item in enumerate(ITEMS):
        response = right(item) if number % 2 else [item.option_ids[0]]
        widget.handle("submit", {"item": item.id, "response": response, "confidence": "sure"})
    for act in ("none yet", "hand_in"):
        if act == "hand_in":
            widget.handle(act, {})
        shown = json.dumps(widget.view, ensure_ascii=False)
        for item in ITEMS:
            for secret in (item.explanation, *(option.feedback for option in item.options)):
                assert json.dumps(to_html(secret), ensure_ascii=False)[1:-1] not in shown
        for told in ('"key"', '"marks"', '"verdict"', '"first_score"', '"others"'):
            assert told not in shown
    assert {one["outcome"] for one in widget.view["items"]} == {"not_attempted"}
    assert [one["items"] for one in widget.view["results"]] == [1] * len(ITEMS)
    assert sum(one["correct"] for one in widget.view["results"]) >= 5


def test_what_is_kept_of_it(tmp_path: Path) -> None:
    record = recorder(tmp_path)
    take(record, Clock(), "pre_test", {ITEMS[0].id: (True, "guessing"), ITEMS[1].id: (False, None)})
    kept = [(e.kind, e.item, e.correct, e.mode) for e in record.events() if e.kind != "save"]
    assert kept == [
        ("answer", ITEMS[0].id, True, "pretest"),
        ("answer", ITEMS[1].id, False, "pretest"),
        ("hand_in", None, None, "pretest"),
    ]
    again = from_bank(LESSON, QUIZ, ITEMS, record=record)
    assert again.view["handed_in"] is True
    record.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_stopped_early_with_a_kind_word(browser: Browser, width: int) -> None:
    widget = from_bank(LESSON, QUIZ, ITEMS, objectives=library().objectives)
    with alive(browser, widget, width=width, dark=width == 390) as page:
        assert "Before you begin" in page.locator(".gq-kicker").inner_text()
        key = ITEMS[0].key[0]
        page.locator(f"[data-option={key}]").click()
        page.locator("[data-option=think_so]").click()
        page.get_by_role("button", name="Stop here").click()
        assert "9 questions have no answer yet" in page.locator(".gq-main").inner_text()
        page.get_by_role("button", name="Hand in with 9 unanswered").click()
        page.get_by_role("heading", name="Thank you").wait_for()
        said = page.locator(".gq").inner_text()
        assert "1 of 10" in said
        assert "Do not act on a guess." in said
        assert "This waits for you" in said
        objective = library().objectives[ITEMS[0].objective]
        assert page.locator(".gq-aims").first.inner_text() == objective
        assert page.get_by_role("button").count() == 0, "a way back to the questions"
        assert page.locator(".gq-dots").count() == 0
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("localStorage.getItem('gluteedu:progress')") is None
