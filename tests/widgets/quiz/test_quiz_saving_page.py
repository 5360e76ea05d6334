"""A quiz in a page says calmly that saving is paused, then that it goes on; it measures time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import Quiz as QuizContent
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import open_store
from gluteedu.widgets.quiz.widget import QuizWidget
from tests.widgets.shared.live_page import alive
from tests.widgets.shared.static_page import faults

BANK = Library().bank
FIRST, SECOND = [item for item in BANK.items if item.type == "single" and item.hint][:2]
PAUSED = "Your answers are kept on this page. Saving goes on as soon as it can."
AGAIN = "Your answers are saved again."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Recorder]:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    recorder = Recorder(partial(open_store, url, patience=0.2), "ada")
    yield recorder
    recorder.close()


def quiz(record: Recorder | None) -> QuizWidget:
    both = (FIRST, SECOND)
    content = QuizContent("asked", "Asked", tuple(item.id for item in both))
    return QuizWidget(content, both, "lesson", record=record)


def choose(page: Page, option: str, verdict: str) -> None:
    page.locator(f"[data-option='{option}'] input").check()
    page.get_by_role("button", name="Check my answer").click()
    page.locator(".g-verdict").filter(has_text=verdict).wait_for()


def seen_again(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_saving_is_paused_and_goes_on(browser: Browser, record: Recorder, tmp_path: Path) -> None:
    with alive(browser, quiz(record), width=390) as page:
        line = page.locator(".gq-saving")
        spoken = page.locator("[role=status]")
        assert not line.is_visible()
        with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            choose(page, FIRST.key[0], "Correct")
            assert line.inner_text() == PAUSED
            spoken.filter(has_text=PAUSED).wait_for(state="attached")
            assert faults(page) == []
            other.execute("ROLLBACK")
        deadline = time.monotonic() + 60  # against hanging, no measure
        while line.inner_text() != AGAIN:
            assert time.monotonic() < deadline
            seen_again(page)
            page.wait_for_timeout(50)
        spoken.filter(has_text=AGAIN).wait_for(state="attached")
        page.get_by_role("button", name="Next question").click()
        choose(page, SECOND.key[0], "Correct")
        assert not line.is_visible()
    assert [one.item for one in record.events()] == [FIRST.id, SECOND.id]


def test_without_a_record_nothing_is_said_of_saving(browser: Browser) -> None:
    with alive(browser, quiz(None)) as page:
        choose(page, FIRST.key[0], "Correct")
        assert not page.locator(".gq-saving").is_visible()


def test_the_seconds_are_those_in_front_of_the_question(browser: Browser, record: Recorder) -> None:
    with alive(browser, quiz(record)) as page:
        page.clock.install(time=0)
        page.clock.pause_at(1_000)  # from here on, time goes by as the test says
        page.reload()
        page.wait_for_function("window.ready === true")
        page.clock.run_for(5_000)
        wrong = next(one for one in FIRST.option_ids if one not in FIRST.key)
        choose(page, wrong, "Not yet")
        page.clock.run_for(60_000)  # reading the feedback
        page.get_by_role("button", name="Try again").click()
        page.clock.run_for(7_000)
        choose(page, FIRST.key[0], "Correct")
        page.clock.run_for(60_000)
        page.get_by_role("button", name="Next question").click()
        page.clock.run_for(2_000)
        page.get_by_role("button", name="Back").click()
        page.clock.run_for(60_000)
        page.get_by_role("button", name="Next question").click()
        page.clock.run_for(3_000)
        choose(page, SECOND.key[0], "Correct")
    assert [one.seconds for one in record.events()] == [5, 7, 5]
