"""How a page loads: one line to its kernel, also where the browser keeps nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import READY

LESSON = "03-muscle-injury.ipynb"


@pytest.mark.parametrize("cache", [True, False], ids=["with a cache", "with the cache off"])
def test_every_visit_is_live_by_one_line_and_one_load_of_each_file(
    open_page: Callable, cache: bool
) -> None:
    watch = open_page("index.ipynb")
    page = watch.page
    page.context.new_cdp_session(page).send(
        "Network.setCacheDisabled", {"cacheDisabled": not cache}
    )
    files: list[str] = []
    lines: list[str] = []
    page.on("requestfinished", lambda one: "/assets/" in one.url and files.append(one.url))
    page.on("websocket", lambda one: lines.append(one.url))
    for _ in range(2):
        files.clear()
        lines.clear()
        page.goto(page.url.replace("index.ipynb", LESSON), wait_until="commit")
        page.wait_for_selector(READY, state="attached")
        quiz = page.locator(".gq").first
        quiz.get_by_role("button", name="Give me a hint").click()
        quiz.locator(".gq-hint").wait_for()  # its kernel has answered
        assert len(lines) == 1
        assert len([one for one in files if ".js" in one or ".css" in one]) == 2, files
    assert watch.errors == []
    assert watch.foreign == []


def test_the_body_map_is_drawn_from_what_the_page_has_once(open_page: Callable) -> None:
    watch = open_page("01-know-your-muscles.ipynb")
    assert watch.page.locator(".g-live .gbm [data-region]").count() > 20
    assert "data-region" not in "".join(watch.frames)
