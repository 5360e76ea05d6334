"""The planner in a browser: what comes late takes away neither the focus nor what is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gluteedu import lesson
from tests.widgets.shared.live_page import alive


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with alive(browser, lesson.relief_planner()) as page:
        yield page


def test_a_late_plan_leaves_the_focus_on_a_way_to_a_question(page: Page) -> None:
    page.locator("input[value=muscle_injury]").check()
    jump = page.locator(".rp-jumps button").last
    expect(jump).to_be_visible()
    page.evaluate("window.late = 400")
    handled = page.evaluate("window.handled")
    page.locator(".rp-row input[value=no]").first.check()
    jump.focus()
    page.wait_for_function(f"window.handled > {handled}")
    page.wait_for_timeout(50)
    expect(jump).to_be_focused()
    jump.click()
    expect(page.locator("fieldset :focus")).to_have_count(1)


def test_an_urgent_card_stands_below_its_answer_and_the_rest_is_stopped(page: Page) -> None:
    page.locator("input[value=exercise_soreness]").check()
    page.locator(".rp-measure").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    yes = page.locator("fieldset", has_text="Is one leg swollen").locator("input[value=yes]")
    yes.check()
    expect(page.locator(".rp-below .g-care-same_day")).to_be_visible()
    expect(page.locator(".rp-plan .rp-stopped")).to_be_visible()
    expect(page.locator(".rp-do")).to_have_count(0)
    expect(yes).to_be_focused()


def test_start_again_empties_every_field(page: Page) -> None:
    page.locator("input[value=pelvic_girdle_pain]").check()
    page.locator(".rp-pregnancy input[value=pregnant]").check()
    weeks = page.locator(".g-range", has_text="full weeks")
    weeks.locator("input[type=number]").fill("30")
    weeks.locator("input[type=number]").press("Enter")
    expect(weeks).to_contain_text("30 weeks")
    page.locator(".rp-measure").first.wait_for()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".rp-measure")).to_have_count(0)
    assert page.locator("input:checked").count() == 0
    expect(weeks).to_have_count(0)


def test_nothing_is_read_out_before_somebody_has_asked(page: Page) -> None:
    page.wait_for_timeout(1200)
    expect(page.get_by_role("status")).to_have_text("")
