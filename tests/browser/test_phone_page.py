"""A phone's page while the class goes on: focus and drafts stay, and old browsers take part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live_class import Room, School, choose

SETTINGS = ("names", "confidence")
IN_USE = "document.activeElement.tagName"


@pytest.fixture
def asked(school: School) -> Iterator[School]:
    """A class that is asked a question with one right option."""
    school.do(lambda: school.room.ask("item:flat_or_downhill_run"))
    yield school
    school.do(school.room.end_question)
    school.do(lambda: [school.room.set(name, name == "confidence") for name in SETTINGS])


def options(phone: Page):
    return phone.locator("fieldset:not(.row) label.opt input")


def test_the_focus_is_never_lost(asked: School, room: Room) -> None:
    phone = room.page(room.person(390, 844), asked.url)
    options(phone).first.focus()
    phone.keyboard.press("Space")
    phone.locator("button.send").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#line")).to_contain_text("Your vote is in")
    assert phone.evaluate(IN_USE) == "BUTTON"
    options(phone).first.focus()
    asked.do(lambda: asked.room.act("close"))
    expect(phone.locator("#line")).to_contain_text("The vote is closed")
    assert phone.evaluate(IN_USE) == "LEGEND"
    asked.do(lambda: asked.room.act("reopen"))
    phone.locator("button.send").focus()
    asked.do(lambda: asked.room.act("close"))
    expect(phone.locator("button.send")).to_have_count(0)
    assert phone.evaluate(IN_USE) == "LEGEND"
    asked.do(lambda: asked.room.act("reveal"))
    expect(phone.locator("ul.why").first).to_be_visible()
    assert phone.evaluate(IN_USE) == "LEGEND"
    asked.do(asked.room.end_question)
    expect(phone.locator("fieldset")).to_have_count(0)
    assert phone.evaluate(IN_USE) == "H1"
    assert room.errors == []


def test_news_takes_no_focus_that_is_elsewhere(asked: School, room: Room) -> None:
    phone = room.page(room.person(390, 844), asked.url)
    expect(options(phone).first).to_be_visible()
    asked.do(lambda: asked.room.act("close"))
    expect(phone.locator("#line")).to_contain_text("The vote is closed")
    assert phone.evaluate(IN_USE) == "BODY"


def test_drafts_stay_through_every_news(asked: School, room: Room) -> None:
    asked.do(lambda: asked.room.set("names", True))
    phone = room.page(room.person(390, 844), asked.url)
    options(phone).nth(1).click()
    phone.locator("#name input").press_sequentially("An")
    asked.do(lambda: asked.room.set("confidence", False))
    expect(phone.locator("fieldset.row")).to_have_count(0)
    assert phone.evaluate(IN_USE) == "INPUT"
    phone.keyboard.type("n")
    expect(phone.locator("#name input")).to_have_value("Ann")
    expect(options(phone).nth(1)).to_be_checked()
    asked.do(lambda: asked.room.act("close"))
    asked.do(lambda: asked.room.act("reopen"))
    expect(options(phone).nth(1)).to_be_checked()


def test_a_closed_vote_shows_the_answer_that_counts(asked: School, room: Room) -> None:
    phone = room.page(room.person(390, 844), asked.url)
    choose(phone, "A")
    options(phone).nth(1).click()  # and not sent
    asked.do(lambda: asked.room.act("close"))
    expect(phone.locator("#line")).to_contain_text("Your vote is kept")
    expect(options(phone).first).to_be_checked()
    asked.do(lambda: asked.room.act("reopen"))
    expect(options(phone).nth(1)).to_be_checked()


def test_a_phone_from_before_2016_takes_part(asked: School, room: Room) -> None:
    old = room.person(390, 844)
    old.add_init_script("delete window.Symbol; delete Object.assign; delete Object.is")
    phone = room.page(old, asked.url)
    choose(phone, "A")
    asked.do(lambda: asked.room.act("close"))
    asked.do(lambda: asked.room.act("reveal"))
    expect(phone.locator("ul.why").first).to_be_visible()
    assert room.errors == []
