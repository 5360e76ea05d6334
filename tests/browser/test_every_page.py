"""Every page: alive, at home on a phone, without a fault axe can find, asking no other host."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import until
from tests.support.browser_parts import settle

NOTEBOOKS = sorted(p.name for p in Path("notebooks").glob("*.ipynb"))
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}


def walk_down(page: Page, reach: bool) -> None:
    """Scroll down once; ``reach`` for every figure, so that plotly draws it (phones always do)."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for y in range(0, height, 600):
        page.evaluate(f"scrollTo({{top: {y}, behavior: 'instant'}})")
        page.wait_for_timeout(20)
    figures = "[...document.querySelectorAll('.g-slot .g-plot')]"
    if reach:
        page.evaluate(f"{figures}.forEach(p => p.click())")
    until(page, f"{figures}.every(p => ('live' in p.dataset) === {str(reach).lower()})")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")


def axe_findings(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{v['id']}: {v['help']}: " + json.dumps([n["html"][:200] for n in v["nodes"][:3]])
        for v in found
    ]


def test_the_lessons_are_all_there() -> None:
    assert NOTEBOOKS == [
        "01-know-your-muscles.ipynb",
        "02-exercise-induced-pain.ipynb",
        "03-muscle-injury.ipynb",
        "04-pregnancy-and-sciatic-pain.ipynb",
        "05-relief.ipynb",
        "06-find-the-cause.ipynb",
        "07-check-your-knowledge.ipynb",
        "08-sources.ipynb",
        "index.ipynb",
        "my-progress.ipynb",
        "review.ipynb",
    ]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_page(name: str, open_page: Callable) -> None:
    """One visit serves all looks: both themes at both widths, then the record of the visit."""
    watch = open_page(name)
    page = watch.page
    for width, reach in ((1280, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 850})
        walk_down(page, reach)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_selector(
                f"html[data-jp-theme-light={'true' if theme == 'light' else 'false'}]"
            )
            settle(page)
            assert axe_findings(page) == [], f"{theme} at {width}"
    assert watch.foreign == []
    assert watch.errors == []
    assert page.locator(".g-note").count() == 0, "a cell failed"
    assert page.locator("h1").count() == 1
    small = page.evaluate(
        """[...document.querySelectorAll('main *')].filter(e => e.childNodes.length &&
             [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) &&
             e.getClientRects().length && !e.closest('svg, math') &&
             parseFloat(getComputedStyle(e).fontSize) < 13.9).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == [], "text smaller than 14 pixels"


def test_start_is_the_course_home(open_page: Callable, course_url: str) -> None:
    page = open_page("", url=course_url).page
    assert page.url == f"{course_url}voila/render/index.ipynb"


def test_lessons_follow_one_another(open_page: Callable) -> None:
    page = open_page("index.ipynb").page
    seen = ["index"]
    while page.locator(".g-after").count():
        page.locator(".g-after").click()
        page.wait_for_selector("footer.g-foot")
        seen.append(page.locator("body").get_attribute("data-lesson"))
    assert seen == ["index", *(n.removesuffix(".ipynb") for n in NOTEBOOKS if n[:1].isdigit())]


def test_theme_switch_is_remembered(open_page: Callable) -> None:
    page = open_page("index.ipynb", ready=False).page
    page.locator(".g-theme").click()
    assert page.locator("html").get_attribute("data-jp-theme-light") == "false"
    page.reload(wait_until="commit")
    page.wait_for_selector("main#lesson h1")
    assert page.locator("html").get_attribute("data-jp-theme-light") == "false"
    assert page.locator(".g-theme").get_attribute("aria-pressed") == "true"


def test_text_and_words_come_before_life(open_page: Callable, course_url: str) -> None:
    """The lesson is readable, and says what it is doing, as long as no kernel answers."""
    page = open_page("index.ipynb").page
    page.context.route_web_socket("**/live/**", lambda _: None)  # a line that stays silent
    page.goto(f"{course_url}voila/render/02-exercise-induced-pain.ipynb")
    page.wait_for_selector("main#lesson h2")
    assert page.locator("html[data-ready]").count() == 0
    assert "start reading" in page.locator(".g-status-words").first.inner_text()
    assert page.locator(".g-stored .gluteedu").count() > 3


def test_what_is_alive_has_taken_the_place_of_what_was_stored(open_page: Callable) -> None:
    page = open_page("02-exercise-induced-pain.ipynb").page
    assert page.locator(".g-live .gluteedu").count() > 3
    assert page.locator(".g-stored .gluteedu [data-widget]").count() == 0


def test_unknown_address_is_told_kindly(open_page: Callable, course_url: str) -> None:
    page = open_page("", url=f"{course_url}nowhere", ready=False).page
    assert page.locator("h1").inner_text() == "There is no page here"
    page.get_by_role("link", name="Go to the start of the course").click()
    page.wait_for_selector("main#lesson h1")


def test_without_javascript_the_lesson_is_readable(open_page: Callable) -> None:
    page = open_page("03-muscle-injury.ipynb", ready=False, java_script_enabled=False).page
    page.wait_for_selector(".g-foot")
    assert page.locator("main#lesson h2").count() > 3
    assert page.locator(".g-stored .gluteedu").count() > 3
    assert "need JavaScript" in page.locator("body").inner_text()


def test_printing_leaves_the_lesson_alone(open_page: Callable) -> None:
    page = open_page("05-relief.ipynb").page
    page.emulate_media(media="print")
    assert not page.locator(".g-top").is_visible()
    assert not page.locator(".g-turn").is_visible()
    assert page.locator("main#lesson h1").is_visible()
    assert page.locator("footer.g-foot").is_visible()
