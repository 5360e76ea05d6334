"""The report in a real browser, as a file, with the network down."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from gluteedu.classroom.report.class_report import class_report
from gluteedu.classroom.report.page import report_page
from gluteedu.content.course.library import Library
from gluteedu.content.loading.paths import data_folder
from tests.support.made_up_class import made_up_class, made_up_names

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
SOME = ("index.yaml", "07-check-your-knowledge.yaml")
# axe is slow on long pages, and one row is like the next.
SHORTER = """() => document.querySelectorAll('.r-rows > li:nth-child(n+4), tr:nth-child(n+4)')
    .forEach(row => row.remove())"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
    .filter(e => e.checkVisibility() &&
        [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("course") / "data"
    shutil.copytree(data_folder(), data)
    for path in (data / "items").iterdir():
        if path.name not in SOME:
            path.unlink()
    library = Library(data)
    made = datetime(2030, 4, 1, tzinfo=UTC)
    events = made_up_class(library.bank, 12)
    report = class_report(events, library, made=made, names=made_up_names(12))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_page(report), encoding="utf-8")
    return path


def opened(browser: Browser, file: Path, width: int, theme: str) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, offline=True
    )
    context.set_default_timeout(90_000)
    shown = context.new_page()
    heard: list[str] = []
    shown.on("console", lambda message: heard.append(message.text))
    shown.on("request", lambda request: heard.append(request.url))
    shown.goto(file.as_uri())
    return shown, heard


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_it_opens_offline_fits_and_axe_finds_nothing(
    browser: Browser, file: Path, width: int, theme: str
) -> None:
    shown, heard = opened(browser, file, width, theme)
    assert heard == [file.as_uri()]
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(SMALLEST) >= 14
    for place in ("#progress", "#items"):
        shown.locator(f"{place} summary").first.click()
    shown.evaluate(SHORTER)
    found = Axe().run(shown, options=AXE).response["violations"]
    assert [f"{x['id']}: {n['html'][:200]}" for x in found for n in x["nodes"]] == []
    page_colour = shown.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert page_colour == ("rgb(18, 24, 29)" if theme == "dark" else "rgb(251, 248, 243)")
    shown.context.close()


def test_a_keyboard_reaches_the_tables_and_saves_one(browser: Browser, file: Path) -> None:
    shown, _ = opened(browser, file, 800, "light")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the report"
    shown.locator("#progress summary").first.focus()
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.getAttribute('role')") == "region"
    shown.keyboard.press("Tab")
    with shown.expect_download() as saved:
        shown.keyboard.press("Enter")
    assert saved.value.suggested_filename == "learners.csv"
    assert Path(saved.value.path()).read_text().startswith("Learner,")
    shown.context.close()


def test_paper_is_light_and_holds_the_tables_that_fit(browser: Browser, file: Path) -> None:
    shown, _ = opened(browser, file, 800, "dark")
    assert not shown.locator("#progress table").first.is_visible()
    shown.emulate_media(media="print")
    assert shown.locator("#progress table").first.is_visible()
    assert not shown.locator("#items table").first.is_visible()
    ink = shown.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(34, 48, 58)"
    shown.context.close()
