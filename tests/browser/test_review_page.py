"""The review page as it is served, by keyboard alone: from the missed question to "all done"."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gluteedu.content.course.library import Library
from gluteedu.records.store import open_store
from tests.browser.conftest import READY, serving


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.focus ?? ''")


def miss(page: Page) -> None:
    """Answer one question of a lesson wrongly, and be sure of it."""
    quiz = page.locator(".gq", has_text="Why does it hurt?")
    item = next(i for i in Library().bank.items if i.id == "flat_or_downhill_run")
    wrong = next(one for one in item.option_ids if one not in item.key)
    quiz.locator(f"[data-option={wrong}]").click()
    quiz.locator("[data-option=sure]").click()
    quiz.get_by_role("button", name="Check my answer").click()
    quiz.locator(".g-verdict").wait_for()


def test_a_session_by_keyboard(
    open_page: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = f"sqlite:///{tmp_path / 'record.db'}"
    monkeypatch.setenv("GLUTEEDU_STORE", store)
    items = {item.id: item for item in Library().bank.items}
    with serving(tmp_path / "log.txt") as url:
        lessons = f"{url}voila/render/"
        watch = open_page("", url=f"{lessons}02-exercise-induced-pain.ipynb")
        page = watch.page
        miss(page)
        page.goto(f"{lessons}review.ipynb", wait_until="commit")
        page.wait_for_selector(READY, state="attached")
        page.get_by_role("heading", name="6 cards are due").wait_for()

        for _ in range(40):
            page.keyboard.press("Tab")
            if focused(page) == "start":
                break
        page.keyboard.press("Enter")
        seen = []
        while not page.get_by_role("heading", name="All done for now").count():
            page.locator("[data-focus=ask]:focus").wait_for()
            options = page.locator(".gr-ask .g-choice")
            if options.count():
                shown = options.evaluate_all("all => all.map(one => one.dataset.option)")
                page.keyboard.press(str(shown.index(items["flat_or_downhill_run"].key[0]) + 1))
                page.keyboard.press("Enter")
                page.locator("[data-focus=verdict]:focus").wait_for()
                seen.append("question")
            else:
                page.keyboard.press("Space")
                page.locator("[data-focus=told]:focus").wait_for()
                seen.append("word")
            page.keyboard.press("3")
            page.locator(":is([data-focus=ask], [data-focus=title]):focus").wait_for()
        assert seen == ["question", *["word"] * 5]
        assert "The next one comes tomorrow" in page.locator(".gr-main").inner_text()

        page.goto(f"{lessons}index.ipynb", wait_until="commit")
        page.wait_for_selector(READY, state="attached")
        page.get_by_text("Nothing is due").wait_for()
        assert watch.errors == []
    kept = [stored.event for stored in open_store(store).events()]
    reviews = [one for one in kept if one.kind == "review"]
    assert [one.rating for one in reviews] == [3] * 6
    assert all(one.seconds is not None for one in reviews)
