"""The presenter view: one part at a time, answers held back, notes that follow, a vote."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import until
from tests.support.browser_parts import settle

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


def begin(page: Page, url: str, lesson: str = LESSON) -> None:
    """Open the lesson to present it."""
    page.goto(f"{url}voila/render/{lesson}.ipynb?present", wait_until="commit")
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
    expect(notes.locator("#timer")).to_contain_text("❚❚")  # the timer that the lesson started
    notes.keyboard.press("t")
    expect(page.locator('[data-p="timer"]')).to_contain_text("▶")
    notes.keyboard.press("b")
    expect(page.locator(".p-black")).to_be_visible()
    notes.keyboard.press("PageDown")
    expect(page.locator(".p-black")).to_be_hidden()
    assert Axe().run(notes, options=AXE).response["violations"] == []
    before = page.evaluate("gluteeduPresent.at")
    notes.keyboard.press("PageUp")
    until(page, f"gluteeduPresent.at === {before} - 1")
    notes.click("#forward")
    until(page, f"gluteeduPresent.at === {before}")
    notes.close()

    # Vote on this: the question is asked, over the lesson; one press leads back.
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
    said = page.locator('.g-status[data-state="trouble"]')
    expect(said).to_contain_text("offline")
    taken = said.bounding_box()
    assert taken is not None
    assert taken["height"] < 50, "a band over what the class reads"
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


@pytest.fixture
def presenting(open_page: Callable, course_url: str, key: str) -> Page:
    """The instructor's window on a projector of 1024 by 768."""
    page = open_page(LESSON, url=f"{course_url}class/key", ready=False, width=1024, **OPTIONS).page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.fill("#key", key)
    page.press("#key", "Enter")
    page.wait_for_url("**/class/host")
    return page


def test_one_screen_holds_a_quiz_and_a_figure(presenting: Page, course_url: str) -> None:
    page = presenting
    begin(page, course_url, "02-exercise-induced-pain")
    expect(page.locator('[data-p="class"]')).to_have_text("Class")
    quizzes = figures = 0
    for step in range(page.evaluate("gluteeduPresent.steps.length")):
        page.evaluate(f"gluteeduPresent.go({step})")
        settle(page)
        shown = "gluteeduPresent.steps[gluteeduPresent.at].units.map(unit => unit.node.tagName)"
        tags = page.evaluate(shown)
        assert any(not re.fullmatch(r"H\d", tag) for tag in tags), f"a heading alone: step {step}"
        quiz = page.locator(".gq:visible").count()
        figure = page.locator(".g-plot-drawn svg:visible")
        if quiz or figure.count():
            size = "[document.documentElement.scrollHeight - innerHeight, "
            size += "parseFloat(getComputedStyle(document.documentElement).fontSize)]"
            over, type_size = page.evaluate(size)
            tall = figure.count() and figure.first.evaluate(
                "svg => svg.viewBox.baseVal.height > 600"
            )
            assert tall or over <= 4, f"step {step} does not fit"
            assert type_size > 16.5
        if figure.count():
            drawn = "svg => svg.getScreenCTM().a * 14"
            assert figure.first.evaluate(drawn) > 12, "its words are too small to read"
        quizzes, figures = quizzes + quiz, figures + figure.count()
    assert quizzes >= 4
    assert figures >= 4

    page.keyboard.press("Home")
    assert page.evaluate("gluteeduPresent.at") == 0
    page.locator('[data-p="forward"]').focus()
    page.keyboard.press("End")
    until(page, "gluteeduPresent.at === gluteeduPresent.steps.length - 1")
    assert page.evaluate("document.activeElement.id") == "lesson", "the focus is lost at the end"
    assert page.evaluate("document.documentElement.scrollHeight > 1.5 * innerHeight")
    page.keyboard.press("PageDown")
    assert page.evaluate("scrollY") > 40
    page.keyboard.press("PageUp")
    assert page.evaluate("[scrollY, gluteeduPresent.at + 1 - gluteeduPresent.steps.length]") == [
        0,
        0,
    ], "back leads to the top of a long part first"

    page.keyboard.press("t")
    page.wait_for_timeout(1200)
    page.reload()
    begin(page, course_url, "02-exercise-induced-pain")
    expect(page.locator('[data-p="timer"]')).to_contain_text("❚❚")
    assert page.locator('[data-p="timer"]').inner_text() != "❚❚ 0:00", "a reload loses the time"


def test_hidden_answers_give_nothing_away(presenting: Page, course_url: str) -> None:
    page = presenting
    begin(page, course_url, "02-exercise-induced-pain")
    quiz = page.locator(".gq", has_text="Why does it hurt?")
    go_to(page, quiz)
    rows = quiz.locator("label.g-choice:has(input[type=radio]):not(.gq-sure *)")
    looks = """rows => rows.map(row => getComputedStyle(row)).map(
      one => [one.backgroundColor, one.borderTopColor, one.boxShadow].join())"""
    rows.first.click()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator(".gq-feedback")).to_be_attached()
    assert quiz.get_by_role("button", name="Try again").count() == 0
    page.locator("main").focus()
    page.keyboard.press("a")
    quiz.get_by_role("button", name="Show the answer").click()
    expect(quiz.locator(".gq-was-right")).to_be_attached()
    settle(page)
    assert len(set(rows.evaluate_all(looks))) == 3
    page.locator("main").focus()
    page.keyboard.press("a")
    settle(page)
    others = rows.evaluate_all(looks)[1:]
    assert len(set(others)) == 1, "the right option stands out"
    assert "The answer is hidden" in quiz.locator(".gq-main").evaluate(
        "main => getComputedStyle(main, '::after').content"
    )


def test_the_vote_on_a_case_is_on_the_step_that_is_shown(presenting: Page, course_url: str) -> None:
    page = presenting
    begin(page, course_url, "06-find-the-cause")
    clinic = page.locator(".gcc")
    go_to(page, clinic)
    picked = page.get_by_label("Case and step").locator("option:checked")
    expect(picked).to_have_text("1. Mina and the stairs, step 1")
    clinic.get_by_role("button", name="Kofi").click()
    expect(picked).to_have_text("2. Kofi misses the second half, step 1")
    clinic.get_by_role("button", name="Present").click()
    clinic.get_by_role("button", name="Forward").click()
    expect(picked).to_have_text("2. Kofi misses the second half, step 2")
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 4
    page.keyboard.press("f")
    until(page, "document.documentElement.dataset.solo === 'slot'")
    expect(clinic.get_by_role("button", name="Forward")).to_be_visible()
    page.get_by_role("button", name="Ask the class").click()
    screen = page.frame_locator(".p-screen iframe")
    expect(screen.locator(".c-story > div")).to_have_count(1)
    screen.locator('[data-act="close"]').click()
    screen.locator('[data-act="end_question"]').click()
