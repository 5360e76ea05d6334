"""What a learner did is there again: after a reload, in a second tab, with another kernel, after a
restart of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from gluteedu.records.store import open_store
from tests.browser.conftest import serving
from tests.support.browser_parts import READY, a_learner, open_lesson
from tests.support.one_quiz import ITEM, LESSON, QUIZ, RIGHT, WRONG

Server = Callable[[], AbstractContextManager[str]]


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'record.db'}"


@pytest.fixture
def server(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Starts the course with a record of its own; each start is the same course again."""
    monkeypatch.setenv("GLUTEEDU_HOME", str(tmp_path / "home"))
    return lambda: serving(tmp_path / "log.txt", "--store", store)


@pytest.fixture
def learner(chromium: Browser) -> Iterator[BrowserContext]:
    with a_learner(chromium) as context:
        yield context


def quiz(page: Page) -> Locator:
    return page.locator(".gq").filter(has=page.get_by_role("heading", name=QUIZ.title))


def choose(page: Page, option: str) -> None:
    quiz(page).locator(f"[data-option='{option}'] input").check()
    quiz(page).get_by_role("button", name="Check my answer").click()


def kill_kernels() -> None:
    """SIGKILL for every process below the server that has none below itself."""
    for server in psutil.Process().children():
        if "gluteedu" in server.cmdline():
            for process in server.children(recursive=True):
                if not process.children():
                    process.kill()


def test_answers_are_there_in_a_second_tab_after_a_reload_and_after_a_restart(
    server: Server, learner: BrowserContext, store: str
) -> None:
    with server() as url:
        here, there = open_lesson(learner, url, LESSON), open_lesson(learner, url, LESSON)
        choose(here, WRONG)
        verdict = quiz(there).locator(".g-verdict")
        expect(verdict).to_have_text("Not yet")  # the other tab is told, and asks Python anew
        quiz(there).get_by_role("button", name="Try again").click()
        choose(there, RIGHT)
        expect(verdict).to_have_text("Correct")
        said = quiz(there).locator(".gq-feedback").inner_text()
        assert "You got it at try 2." in said

        def as_left(page: Page) -> None:
            quiz(page).locator(".gq-dot").first.click()
            expect(quiz(page).locator(".gq-feedback")).to_have_text(said, use_inner_text=True)
            assert quiz(page).locator(f"[data-option='{RIGHT}'] input").is_checked()

        as_left(here)
        here.reload(wait_until="commit")
        here.wait_for_selector(READY, state="attached")
        as_left(here)
        there.close()

        # The kernel is killed: the page goes on, with a new kernel that knows what was done.
        kill_kernels()
        quiz(here).get_by_role("button", name="Next question").click()
        quiz(here).get_by_role("button", name="Give me a hint").click()
        quiz(here).locator(".gq-hint").wait_for()
        as_left(here)
        here.close()
    events = [one.event for one in open_store(store).events()]
    assert [(one.kind, one.item, one.response) for one in events] == [
        ("answer", ITEM.id, [WRONG]),
        ("answer", ITEM.id, [RIGHT]),
        ("hint", QUIZ.items[1], None),
    ]
    assert len({one.learner for one in events}) == 1
    assert len({one.session for one in events}) == 3
    assert all(one.seconds for one in events)

    with server() as url:
        as_left(open_lesson(learner, url, LESSON))
        home = open_lesson(learner, url, "index")
        facts = home.locator(f"[data-lesson='{LESSON}'] .gc-facts")
        expect(facts).to_contain_text("1 of ")
        assert "Kept in your record." in home.locator(".gc-tally").inner_text()
