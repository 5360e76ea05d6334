"""The desk for one's own record in a page: it asks before it takes away, and says what it did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from gluteedu.records import learner
from gluteedu.records.record_service import RecordService
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import open_store
from gluteedu.widgets.my_record.widget import MyRecord
from tests.support.event_maker import event
from tests.widgets.shared.live_page import alive
from tests.widgets.shared.static_page import faults


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    monkeypatch.setenv("GLUTEEDU_HOME", str(tmp_path))
    url = f"sqlite:///{tmp_path / 'record.db'}"
    recorder = Recorder(partial(open_store, url), learner.learner_id())
    for minute, quiz in enumerate(("q", "q", "r")):
        recorder.append(event(learner=recorder.learner, minute=minute, quiz=quiz))
    yield recorder
    recorder.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def told(page: Page, sentence: str) -> None:
    """It is shown, and read out."""
    page.locator(".gm-result").filter(has_text=sentence).wait_for()
    page.locator("[role=status]").filter(has_text=sentence).wait_for(state="attached")


def test_it_asks_before_it_clears(browser: Browser, record: Recorder) -> None:
    with alive(browser, MyRecord(RecordService(record))) as page:
        page.get_by_text("It holds 3 answers in 2 quizzes since 1 March 2026.").wait_for()
        page.evaluate("localStorage.setItem('gluteedu:progress', '{\"l\": {}}')")
        press(page, "Clear my record")
        dialog = page.get_by_role("dialog", name="Clear your record?")
        assert "This removes 3 answers in 2 quizzes. It cannot be undone." in dialog.inner_text()
        press(page, "Keep my record")
        assert len(record.events()) == 3
        assert page.evaluate("document.activeElement.textContent") == "Clear my record"

        page.keyboard.press("Enter")
        press(page, "Clear 3 answers in 2 quizzes")
        told(page, "Your record is clear. You start anew.")
        assert record.events() == []
        assert page.locator(".gm-sum").inner_text() == "It is empty so far."
        assert page.evaluate("localStorage.getItem('gluteedu:progress')") is None


def test_a_copy_is_taken_and_loaded(browser: Browser, record: Recorder, tmp_path: Path) -> None:
    with alive(browser, MyRecord(RecordService(record))) as page:
        with page.expect_download() as taken:
            press(page, "Download my record")
        path = tmp_path / taken.value.suggested_filename
        taken.value.save_as(path)
        assert path.name == "gluteedu-record.json"
        assert len(json.loads(path.read_text())["events"]) == 3
        told(page, "Your record was saved as gluteedu-record.json.")
        with page.expect_download() as table:
            press(page, "Download as a table (CSV)")
        assert table.value.suggested_filename == "gluteedu-record.csv"

        record.erase()
        page.set_input_files("input[type=file]", path)
        told(page, "3 steps were added to your record. 0 were there already.")
        assert len(record.events()) == 3
        path.write_text(path.read_text().replace('"answer"', '"guess"', 1))
        page.set_input_files("input[type=file]", path)
        told(page, "Nothing was loaded: event 1: kind: must be one of")
        path.write_bytes(b"x" * 8_000_001)
        page.set_input_files("input[type=file]", path)
        told(page, "This file is too large to be a record.")


def test_a_name_to_show(browser: Browser, record: Recorder) -> None:
    with alive(browser, MyRecord(RecordService(record))) as page:
        page.get_by_label("A name to show").fill("Ada")
        page.keyboard.press("Enter")
        told(page, "Your name is kept: Ada.")
        assert record.run(lambda store: store.name(record.learner)) == "Ada"


def test_a_name_half_typed_survives_news_of_the_record(browser: Browser, record: Recorder) -> None:
    with alive(browser, MyRecord(RecordService(record))) as page:
        field = page.get_by_label("A name to show")
        field.fill("Ada")
        page.get_by_role("button", name="Keep this name").focus()
        record.append(event(learner=record.learner, minute=9, quiz="s"))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.get_by_text("It holds 4 answers in 3 quizzes").wait_for()
        assert field.input_value() == "Ada"
        assert page.evaluate("document.activeElement.textContent") == "Keep this name"


def test_not_me_on_a_machine_of_ones_own(browser: Browser, record: Recorder) -> None:
    before = record.learner
    with alive(browser, MyRecord(RecordService(record))) as page:
        page.get_by_text("It holds 3 answers").wait_for()
        press(page, "This is not me")
        assert "3 answers in 2 quizzes, stays stored" in page.get_by_role("dialog").inner_text()
        press(page, "Stay as I am")
        assert record.learner == before
        press(page, "This is not me")
        press(page, "Start as somebody else")
        told(page, "You start as somebody new, with an empty record.")
        assert record.learner != before
        assert page.locator(".gm-sum").inner_text() == "It is empty so far."


def test_not_me_in_a_served_page(
    browser: Browser, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLUTEEDU_LEARNER", "x" * 32)
    asked: list[tuple[str, Any]] = []

    def answer(route: Route) -> None:
        asked.append((route.request.method, route.request.headers.get("x-gluteedu")))
        route.fulfill(status=204 if len(asked) > 1 else 300)

    with alive(browser, MyRecord(RecordService(record))) as page:
        page.route("**/learner/new", answer)
        page.evaluate("localStorage.setItem('gluteedu:visited', '{\"l\": 1}')")
        press(page, "This is not me")
        press(page, "Start as somebody else")
        told(page, "That did not work just now. Nothing was changed.")
        assert page.evaluate("localStorage.getItem('gluteedu:visited')") is not None
        press(page, "This is not me")
        with page.expect_navigation():
            press(page, "Start as somebody else")
        page.wait_for_function("window.ready === true")
        assert asked == [("POST", "1"), ("POST", "1")]
        assert page.evaluate("localStorage.getItem('gluteedu:visited')") is None


def test_a_user_of_a_hub_is_who_they_are(
    browser: Browser, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    with alive(browser, MyRecord(RecordService(record))) as page:
        page.get_by_text("It holds 3 answers").wait_for()
        assert page.get_by_role("button", name="This is not me").count() == 0


def test_where_nothing_is_kept(browser: Browser) -> None:
    with alive(browser, MyRecord()) as page:
        assert "Nothing is kept here." in page.locator(".gm").inner_text()
        assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_for_axe_to_find(browser: Browser, record: Recorder, dark: bool) -> None:
    with alive(browser, MyRecord(RecordService(record)), dark=dark, width=390) as page:
        page.get_by_text("It holds 3 answers").wait_for()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        press(page, "Clear my record")
        assert faults(page) == []
