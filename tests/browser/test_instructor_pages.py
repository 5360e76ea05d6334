"""The instructor's page and the projector while the class goes on: nothing is lost by news."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live_class import Room, School

HELD = "document.activeElement.dataset.act"


@pytest.fixture
def host(school: School, room: Room) -> Page:
    page = room.page(room.person(1280, 900), f"{school.url}/host")
    page.fill("#key", school.opened.key or "")
    page.press("#key", "Enter")
    page.wait_for_url("**/class/host")
    return page


def test_what_was_peeked_at_or_folded_stays(school: School, room: Room, host: Page) -> None:
    school.do(lambda: school.room.ask("item:flat_or_downhill_run"))
    school.do(lambda: school.room.act("close"))
    host.locator('[data-act="peek"]').focus()
    host.keyboard.press("Enter")
    expect(host.locator(".c-peek")).to_contain_text("Nobody has voted.")
    assert host.evaluate(HELD) == "peek", "the focus is lost"
    school.do(lambda: school.room.set("names", True))
    expect(host.locator("#class details")).to_be_attached()
    expect(host.locator(".c-peek")).to_contain_text("Nobody has voted.")
    school.do(lambda: school.room.act("show"))
    fold = host.locator("#question details")
    fold.locator("summary").click()
    expect(fold).not_to_have_attribute("open", "")
    school.do(lambda: school.room.set("names", False))
    expect(host.locator("#class details")).to_have_count(0)
    expect(fold).not_to_have_attribute("open", "")
    school.do(school.room.end_question)
    assert room.errors == []


def test_the_focus_follows_the_way_of_a_vote(school: School, room: Room, host: Page) -> None:
    screen = room.page(host.context, f"{school.url}/host/screen")
    school.do(lambda: school.room.ask("item:flat_or_downhill_run"))
    for act, then in (("close", "vote_again"), ("vote_again", "close"), ("close", "show")):
        screen.locator(f'[data-act="{act}"]').focus()
        screen.keyboard.press("Enter")
        expect(screen.locator(f'[data-act="{then}"].g-primary')).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator('[data-act="reveal"].g-primary')).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator('[data-act="reasons"]')).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator('[data-act="reasons"]')).to_be_focused()
    expect(screen.locator('[data-act="reasons"]')).to_have_attribute("aria-pressed", "true")
    school.do(school.room.end_question)
    assert room.errors == []
