"""An instructor and three phones in one Chromium: a question asked, voted on, and answered."""

from __future__ import annotations

from playwright.sync_api import expect

from gluteedu.domain.voting.vote_counts import is_right
from tests.browser.live_class import Room, School, choose, faultless
from tests.support.browser_parts import settle

SCRIPT = "<img src=x onerror=document.title='broken'><b>Ann"


def test_a_class_votes_talks_and_votes_again(school: School, room: Room) -> None:
    instructor = room.person(1280, 900)
    host = room.page(instructor, f"{school.url}/host")
    faultless(host)  # the key is asked for
    host.fill("#key", "not-the-right-key")
    host.press("#key", "Enter")
    expect(host.locator("#said")).to_contain_text("not the key")
    host.fill("#key", school.opened.key or "")
    host.press("#key", "Enter")
    host.wait_for_url("**/class/host")
    assert school.opened.key not in host.url
    screen = room.page(instructor, f"{school.url}/host/screen")
    screen.set_viewport_size({"width": 1024, "height": 768})
    expect(screen.locator("main .c-qr svg")).to_be_visible()
    expect(screen.locator("main .c-url")).to_contain_text(f":{school.opened.classroom.port}/class")

    themes = ("light", "dark", "light")
    phones = [room.page(room.person(390, 844, theme), school.url) for theme in themes]
    for phone in phones:
        expect(phone.locator("#line")).to_contain_text("You are in")
    expect(screen.locator("[data-count]")).to_contain_text("3 phones are here")

    # A name is not wanted until it is, and does nothing but stand there.
    assert phones[0].locator("#name input").count() == 0
    host.get_by_label("Ask for names").check()
    phones[0].fill("#name input", SCRIPT)
    phones[0].click("#name button")
    expect(phones[0].locator("#line")).to_contain_text("name is set")
    host.locator("details", has=host.locator(".c-people")).locator("summary").click()
    expect(host.locator(".c-people li").first).to_contain_text("<img src=x")
    assert host.locator(".c-people img, .c-people b").count() == 0

    host.fill("#search", "lactic acid")
    host.locator(".c-ask:visible", has_text="A coach blames lactic acid").click()
    expect(screen.locator(".c-stem")).to_contain_text("lactic acid")
    order = screen.locator(".c-options p").all_inner_texts()
    right = next(i for i, text in enumerate(order) if "flat run raised it" in text)
    letters = "ABCD"
    wrong = letters[(right + 1) % len(order)]
    choose(phones[0], letters[right])
    choose(phones[1], wrong)
    choose(phones[2], letters[right])
    choose(phones[2], wrong)  # a change of mind
    expect(screen.locator("[data-count]")).to_have_text("3 of 3 have answered")
    assert screen.locator(".c-bar").count() == 0
    for page in (phones[0], screen, host):
        faultless(page)

    # The lines break: the phones come back by themselves, and nothing is lost.
    classroom = school.opened.classroom

    def breaks() -> None:
        for page in tuple(classroom.audience.phones):
            page.close(1001, "")

    def rightly() -> int:
        question = classroom.room.question
        return sum(is_right(question.item, question.round, d) for d in question.round.votes)

    assert rightly() == 1
    phones[1].locator("fieldset:not(.row) label.opt", has_text=letters[right]).first.click()
    school.do(breaks)
    phones[1].click("button.send")  # while there is no line
    patience = 300
    while rightly() != 2 and patience:
        phones[1].wait_for_timeout(100)
        patience -= 1
    assert rightly() == 2, "a vote is lost with its line"
    expect(screen.locator("[data-count]")).to_have_text("3 of 3 have answered")
    choose(phones[1], wrong)

    screen.click('[data-act="close"]')
    for phone in phones:
        expect(phone.locator("#line")).to_contain_text("talk it over")
        assert phone.locator("button.send").count() == 0
    host.click('[data-act="peek"]')
    expect(host.locator(".c-peek")).to_contain_text("33% right")
    assert screen.locator(".c-bar").count() == 0

    screen.wait_for_timeout(800)  # a clicker's second press right after the first does nothing
    screen.keyboard.press("PageDown")
    for phone in phones:
        expect(phone.locator("#line")).to_contain_text("Vote again")
        choose(phone, letters[right])
    screen.wait_for_timeout(800)
    screen.keyboard.press("PageDown")
    expect(screen.locator(".c-phase")).to_contain_text("closed")
    screen.click('[data-act="show"]')
    expect(screen.locator(".c-bar")).to_have_count(2 * len(order))
    assert "right" not in screen.locator(".c-options").inner_text().lower().split()
    screen.click('[data-act="reveal"]')
    expect(screen.locator(".c-moved")).to_contain_text("2 people moved from wrong to right")
    expect(screen.locator(".c-options .c-right")).to_have_count(1)
    for phone in phones:
        expect(phone.locator("#line")).to_have_text("You were right.")
    screen.click('[data-act="reasons"]')
    for page in (phones[1], screen):
        faultless(page)
    screen.click('[data-act="end_question"]')
    expect(phones[0].locator("#line")).to_contain_text("Wait for the next question")
    assert room.errors == []
    assert host.title() != "broken"


def test_every_option_and_its_counts_are_seen_at_once(school: School, room: Room) -> None:
    instructor = room.person(1280, 900)
    host = room.page(instructor, f"{school.url}/host")
    host.fill("#key", school.opened.key or "")
    host.press("#key", "Enter")
    host.wait_for_url("**/class/host")
    screen = room.page(instructor, f"{school.url}/host/screen")
    screen.set_viewport_size({"width": 1024, "height": 768})
    phone = room.page(room.person(390, 700), school.url)
    expect(phone.locator("#line")).to_contain_text("You are in")
    over = "document.documentElement.scrollHeight - innerHeight"
    smallest = """Math.min(...[...document.querySelectorAll('main *')]
        .filter(e => e.checkVisibility() && !e.closest('svg') &&
            [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))"""

    def ask(words: str) -> None:
        host.fill("#search", words)
        host.locator(".c-ask:visible").first.click()

    def at_once() -> None:
        settle(screen)
        assert screen.evaluate(over) <= 0
        assert screen.evaluate(smallest) >= 13
        faultless(screen)

    ask("lactic acid")
    choose(phone, "A")
    for act in ("close", "reopen", "close", "vote_again"):
        screen.click(f'[data-act="{act}"]')
    expect(phone.locator("#line")).to_contain_text("Vote again")
    choose(phone, "B")
    screen.click('[data-act="close"]')
    screen.click('[data-act="show"]')
    expect(screen.locator(".c-bar").first).to_be_visible()
    at_once()
    screen.click('[data-act="reveal"]')
    expect(screen.locator(".c-why")).to_be_visible()
    at_once()

    # Eleven names in place of a map; the way to send stays in sight on a short phone.
    ask("climbs the stairs")
    expect(screen.locator(".c-stem")).to_contain_text("climbs the stairs")
    for page in (phone, screen):
        expect(page.locator("body")).to_contain_text("In class the places go by their names.")
    at_once()
    send = phone.locator("button.send").bounding_box()
    assert send is not None
    assert send["y"] + send["height"] <= 700
    faultless(phone)
    choose(phone, "A")

    # A vote with answers does not go by one wrong press.
    expect(host.locator("[data-count]")).to_contain_text("1 of 1")
    ask("lactic acid")
    expect(host.locator(".c-instead")).to_contain_text("Press once more")
    faultless(host)
    expect(screen.locator(".c-stem")).to_contain_text("climbs the stairs")
    host.locator(".c-ask:visible").first.click()
    expect(screen.locator(".c-stem")).to_contain_text("lactic acid")
    assert host.locator(".c-instead").count() == 0
    for width in (1280, 390):
        host.set_viewport_size({"width": width, "height": 844})
        for theme in ("light", "dark"):
            host.emulate_media(color_scheme=theme)
            settle(host)
            faultless(host)
    screen.click('[data-act="end_question"]')
    expect(phone.locator("#line")).to_contain_text("Wait for the next question")
    assert room.errors == []


def test_a_phone_gets_a_new_pass_from_a_server_that_was_started_again(
    school: School, room: Room
) -> None:
    phone = room.page(room.person(390, 844), school.url)
    expect(phone.locator("#line")).to_contain_text("You are in")
    classroom = school.opened.classroom

    def starts_again() -> None:
        classroom.secret = b"another secret of another start"
        for page in tuple(classroom.audience.phones):
            page.close(1001, "")
        classroom.audience.phones.clear()

    school.do(starts_again)
    patience = 300
    while not classroom.audience.phones and patience:
        phone.wait_for_timeout(100)
        patience -= 1
    assert classroom.audience.phones, "it does not come back"
    expect(phone.locator("#line")).to_contain_text("You are in")
    assert phone.evaluate("document.cookie") == "", "a script can read the pass"
    assert room.errors == []
