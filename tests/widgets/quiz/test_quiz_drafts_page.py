"""A new view takes nothing away: what is typed, chosen, put in order or focused stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item import Quiz as QuizContent
from gluteedu.widgets.quiz.widget import QuizWidget
from tests.widgets.shared.live_page import alive

BANK = Library().bank


def hinted(kind: str) -> Item:
    return next(item for item in BANK.items if item.type == kind and item.hint)


def quiz(item: Item) -> QuizWidget:
    return QuizWidget(QuizContent("asked", "Asked", (item.id,)), [item], "lesson")


def news(page: Page, widget: QuizWidget, item: Item) -> None:
    """Another page of the learner has asked for the hint; this one hears of it."""
    widget.handle("hint", {"item": item.id, "seconds": 1})
    page.evaluate("window.held = document.activeElement")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".gq-hint")).to_be_visible()
    assert page.evaluate("window.held === document.activeElement")


def test_a_number_that_is_half_typed(browser: Browser) -> None:
    item = hinted("number")
    widget = quiz(item)
    with alive(browser, widget) as page:
        field = page.locator("input[type=number]")
        field.press_sequentially("1")
        news(page, widget, item)
        assert field.input_value() == "1"
        assert widget.state.attempt(item.id).tries == ()


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_what_is_chosen(browser: Browser, kind: str) -> None:
    item = hinted(kind)
    widget = quiz(item)
    with alive(browser, widget) as page:
        last = page.locator(f"[data-option='{item.option_ids[-1]}'] input")
        last.check()
        page.get_by_label("Think so").check()
        news(page, widget, item)
        assert last.is_checked()
        assert page.get_by_label("Think so").is_checked()


def test_an_order_and_the_arrow_that_made_it(browser: Browser) -> None:
    item = hinted("ordering")
    widget = quiz(item)
    with alive(browser, widget) as page:
        rows = page.locator(".gq-order-row")
        before = rows.evaluate_all("all => all.map((row) => row.dataset.option)")
        grip = rows.first.locator(".gq-grip")
        grip.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        after = [*before[1:3], before[0], *before[3:]]
        assert rows.evaluate_all("all => all.map((row) => row.dataset.option)") == after
        news(page, widget, item)
        assert rows.evaluate_all("all => all.map((row) => row.dataset.option)") == after
        assert page.evaluate("document.activeElement.dataset.focus") == f"grip-{before[0]}"


def test_partners_and_the_list_that_is_open(browser: Browser) -> None:
    item = hinted("matching")
    widget = quiz(item)
    with alive(browser, widget) as page:
        select = page.locator("select").first
        select.select_option(index=1)
        select.focus()
        news(page, widget, item)
        assert select.input_value() == widget.view["items"][0]["targets"][0]["id"]
