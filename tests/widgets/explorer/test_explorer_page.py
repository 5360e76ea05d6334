"""The explorer in a browser: what comes late takes away neither the focus nor what is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gluteedu import lesson
from tests.widgets.shared.live_page import alive


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with alive(browser, lesson.explorer()) as page:
        yield page


def answer(page: Page, question: str, value: str) -> None:
    """Answer one question and wait for the reply."""
    before = page.evaluate("window.handled ?? 0")
    page.locator("fieldset", has_text=question).locator(f"input[value={value}]").dispatch_event(
        "click"
    )
    page.wait_for_function(f"(window.handled ?? 0) > {before}")


def story(page: Page, name: str) -> None:
    before = page.evaluate("window.handled ?? 0")
    page.locator(f"[data-story={name}]").click()
    page.wait_for_function(f"(window.handled ?? 0) > {before}")


def keeps_focus(page: Page, place: Locator, question: str, value: str = "no") -> None:
    """A reply that comes while ``place`` has the focus leaves it there."""
    page.evaluate("window.late = 400")
    before = page.evaluate("window.handled ?? 0")
    page.locator("fieldset", has_text=question).first.locator(
        f"input[value={value}]"
    ).dispatch_event("click")
    place.focus()
    page.wait_for_function(f"(window.handled ?? 0) > {before}")
    page.wait_for_timeout(50)
    expect(place).to_be_focused()


@pytest.mark.parametrize(
    ("told", "words"),
    [("story_a", "still open"), ("story_c", "What to do"), ("story_a", "Why?")],
)
def test_a_late_reply_leaves_the_focus_on_what_folds_away_and_leaves_it_open(
    page: Page, told: str, words: str
) -> None:
    story(page, told)
    if words == "What to do":
        answer(page, "Is there a bruise", "yes")
    fold = page.locator(".gx-result details:visible", has_text=words).first
    fold.evaluate("fold => fold.open = true")
    keeps_focus(page, fold.locator("> summary"), "Do you have a fever")
    assert fold.evaluate("fold => fold.open")


def test_a_late_reply_leaves_the_focus_on_a_way_to_a_question(page: Page) -> None:
    story(page, "story_a")
    fold = page.locator(".gx-result details", has_text="still open").first
    fold.locator("> summary").click()
    jump = fold.locator(".gx-jump").last
    keeps_focus(page, jump, "Do you have a fever")
    jump.click()
    expect(page.locator("fieldset :focus")).to_have_count(1)


def test_a_late_reply_leaves_the_focus_on_what_differs(page: Page) -> None:
    story(page, "story_a")
    page.get_by_role("button", name="Keep and compare").click()
    answer(page, "Does the pain shoot", "yes")
    summary = page.locator("summary", has_text="What differs: 1")
    keeps_focus(page, page.locator(".gx-changes > summary"), "Do you have a fever", "not_sure")
    expect(summary).to_be_visible()


def test_a_question_that_need_not_be_asked_any_more_stays_while_it_has_the_focus(
    page: Page,
) -> None:
    row = page.locator("fieldset", has_text="Are you pregnant, with bleeding")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    keeps_focus(page, row.locator("input").first, "Are you pregnant now")
    page.locator("select").first.focus()
    page.evaluate("window.late = 0")
    answer(page, "Do you have a fever", "no")
    expect(row).to_be_hidden()


def test_clues_are_put_away_by_an_alarm_but_not_those_that_have_the_focus(page: Page) -> None:
    clues = page.locator(".gx-questions > section").nth(1).locator("details")
    keeps_focus(page, clues.first.locator("input").first, "Is your pee dark", "yes")
    expect(clues.first).to_be_visible()
    expect(clues.nth(1)).to_be_hidden()
    expect(page.locator(".gx-result .g-care-emergency")).to_be_visible()
    expect(page.locator(".gx-below .g-care-emergency")).to_be_visible()


def test_a_number_counts_once_it_is_moved_and_keeps_its_place_when_it_is_taken_back(
    page: Page,
) -> None:
    row = page.locator(".gx-number", has_text="How many days ago").first
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    expect(row).to_contain_text("Not counted yet")
    row.locator("input[type=number]").fill("9")
    row.locator("input[type=number]").press("Enter")
    expect(row).to_contain_text("9 days")
    expect(row.locator("input[type=checkbox]")).to_be_checked()
    row.locator("input[type=checkbox]").uncheck()
    expect(row).to_contain_text("Not counted yet")
    expect(row.locator("input[type=range]")).to_have_value("9")


def test_no_to_the_rest_goes_on_to_the_next_list(page: Page) -> None:
    answer(page, "Is your pee dark", "not_sure")
    first = page.locator(".gx-questions details").first
    first.get_by_role("button", name="No to the rest of this list").click()
    expect(first).not_to_have_attribute("open", "")
    expect(page.locator(".gx-questions details").nth(1).locator("> summary")).to_be_focused()
    expect(first.locator(".g-tally")).to_contain_text("1 not sure")
    assert first.locator("input[value=not_sure]:checked").count() == 1
    page.get_by_role("button", name="Start again").click()
    expect(first.locator(".g-tally")).to_contain_text("0 of")
