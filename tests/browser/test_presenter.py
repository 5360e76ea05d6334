"""The presenter view: one part at a time, answers held back, notes that follow, a vote."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import until
from playwright.sync_api import Locator, Page, expect

LESSON = "01-know-your-muscles"
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}
OPTIONS = {"reduced_motion": "reduce"}
SHOWN = """() => gluteeduPresent.units.map((unit, i) => [i, unit.node.getClientRects().length > 0])
  .filter(([_, shown]) => shown).map(([i]) => i)"""


@pytest.fixture
def key(course_url: str, course_log: Path) -> str:
    """The instructor's key, which the server has printed once."""
    said = course_log.read_text()
    printed = re.search(r"instructor's key\s+(\S+)", said)
    assert printed, said
    assert said.count(printed[1]) == 1
    return printed[1]


def begin(page: Page, url: str) -> None:
    """Open the lesson to present it."""
    page.goto(f"{url}voila/render/{LESSON}.ipynb?present", wait_until="commit")
    page.wait_for_selector('.g-status[data-state="ready"]', state="attached")
    page.wait_for_selector(".p-bar")
    until(page, "typeof gluteeduPresent === 'object'")


def forward(page: Page) -> bool:
    """One step on, by clicker; False at the end."""
    if page.locator('[data-p="forward"]').is_disabled():
        return False
    before = page.evaluate("gluteeduPresent.at")
    while page.evaluate("gluteeduPresent.at") == before:
        page.keyboard.press("PageDown")
        page.wait_for_timeout(60)
    return True


def go_to(page: Page, wanted: Locator) -> None:
    """Turn to the step that shows it."""
    while not wanted.is_visible():
        assert forward(page), f"no step shows {wanted}"


def test_presenting_a_lesson(open_page: Callable, course_url: str, key: str) -> None:
    url = course_url
    watch = open_page(LESSON, url=f"{url}class/key", ready=False, width=1024, **OPTIONS)
    page = watch.page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.fill("#key", key)
    page.press("#key", "Enter")
    page.wait_for_url("**/class/host")
    begin(page, url)
    expect(page.locator('[data-p="notes"]')).to_be_visible()
    text = page.evaluate("document.documentElement.textContent")
    assert "Speaker notes" not in text
    assert "They trip over" not in text

    # Every part comes exactly once, in order, and nothing hangs over the edge; then back by key.
    count = page.evaluate("gluteeduPresent.units.length")
    seen = page.evaluate(SHOWN)
    while forward(page):
        shown = page.evaluate(SHOWN)
        assert shown[0] == seen[-1] + 1
        seen += shown
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen == list(range(count))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageUp")
    last = page.evaluate("gluteeduPresent.steps.length")
    assert page.evaluate("gluteeduPresent.at") == last - 3
    page.reload()
    begin(page, url)
    assert page.evaluate("gluteeduPresent.at") == last - 3, "a reload loses the place"
    page.evaluate("sessionStorage.clear()")
    begin(page, url)
    assert Axe().run(page, options=AXE).response["violations"] == []

    page.keyboard.press("b")
    expect(page.locator(".p-black")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".p-black")).to_be_hidden()
    assert page.evaluate("gluteeduPresent.at") == 0, "the key that lights the screen turns no page"
    page.keyboard.press("t")
    expect(page.locator('[data-p="timer"]')).to_contain_text("0:01")
    page.keyboard.press("?")
    expect(page.locator(".p-help")).to_be_visible()
    page.keyboard.press("Escape")

    # What is answered stays hidden until it is wanted.
    quiz = page.locator(".gq", has_text="One name, three muscles")
    go_to(page, quiz)
    quiz.locator("label.g-choice").first.click()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator(".gq-feedback")).to_be_attached()
    expect(quiz.locator(".gq-feedback")).to_be_hidden()
    page.locator("main").focus()
    page.keyboard.press("a")
    expect(quiz.locator(".gq-feedback")).to_be_visible()
    page.keyboard.press("a")
    expect(quiz.locator(".gq-feedback")).to_be_hidden()
    page.keyboard.press("f")
    assert page.locator("main > :visible").count() == 1
    page.keyboard.press("f")
    assert page.locator(".p-solo").count() == 0

    # The notes follow in a window of their own, and can turn the page.
    notes = page.context.new_page()
    notes.goto(f"{url}class/notes/{LESSON}")
    expect(notes.locator(".n-part[data-now]")).to_contain_text("The hamstrings")
    expect(notes.locator(".n-part[data-now]")).to_contain_text("They trip over")
    assert Axe().run(notes, options=AXE).response["violations"] == []
    before = page.evaluate("gluteeduPresent.at")
    notes.keyboard.press("PageUp")
    until(page, f"gluteeduPresent.at === {before} - 1")
    notes.click("#forward")
    until(page, f"gluteeduPresent.at === {before}")
    notes.close()

    # Vote on this: the question is on the floor, over the lesson; one press leads back.
    phone = open_page(LESSON, url=f"{url}class", ready=False, width=390).page
    expect(phone.locator("#line")).to_contain_text("You are in")
    page.locator(".p-votes:visible button").first.click()
    screen = page.frame_locator(".p-screen iframe")
    expect(screen.locator(".c-stem")).to_contain_text("The hamstrings cross two joints")
    expect(phone.locator("legend").first).to_contain_text("The hamstrings cross two joints")
    screen.locator('[data-act="back"]').click()
    expect(page.locator(".p-screen")).to_be_hidden()

    # With the network down the lesson can still be presented.
    page.context.set_offline(True)
    assert forward(page)
    assert page.evaluate(SHOWN)
    page.context.set_offline(False)
    page.locator("main").focus()
    page.keyboard.press("Escape")
    assert page.locator(".p-bar, .p-off, .p-votes").count() == 0
    expect(page.locator(".g-top")).to_be_visible()
    assert "present" not in page.url
    assert watch.foreign == []


def test_everybody_may_present_and_only_the_instructor_asks(
    open_page: Callable, course_url: str
) -> None:
    watch = open_page(f"{LESSON}.ipynb", theme="dark", **OPTIONS)
    page = watch.page
    begin(page, course_url)
    quiz = page.locator(".gq", has_text="Push and balance")
    go_to(page, quiz)
    expect(page.locator('[data-p="class"]')).to_have_text("Class: your key")
    assert page.locator(".p-votes").count() == 0
    assert Axe().run(page, options=AXE).response["violations"] == []
    assert watch.errors == []
    assert watch.foreign == []
