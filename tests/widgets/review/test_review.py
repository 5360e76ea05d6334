"""A learner reviews: what is dealt, what stays hidden, what goes into the record, by keys alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.evidence.body_map import drawing
from gluteedu.content.text.markup import to_html, to_text
from gluteedu.records.recorder import Recorder
from gluteedu.widgets.due_today.widget import DueToday
from gluteedu.widgets.review.widget import ReviewDeck
from gluteedu.widgets.shared.learner_context import LearnerContext
from tests.widgets.shared.learner_story import (
    START,
    Clock,
    library,
    recorder,
    reviewed,
    right,
    study,
    take,
    wrong,
)
from tests.widgets.shared.live_page import alive
from tests.widgets.shared.static_page import faults

MISSED = {
    "flat_or_downhill_run": (False, "sure"),
    "sorer_after_which": (False, "guessing"),
    "same_run_again": (True, "sure"),
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Recorder]:
    found = recorder(tmp_path)
    yield found
    found.close()


@pytest.fixture
def mine(record: Recorder, clock: Clock) -> LearnerContext:
    take(record, clock, "soreness_myths", MISSED)
    clock.on(minutes=1)
    return study(record, clock)


def top(deck: ReviewDeck) -> str:
    return deck.view["card"]["id"]


def turn(deck: ReviewDeck, good: bool = True) -> dict:
    """Show or answer the card on top."""
    card = deck.view["card"]
    if "term" in card:
        deck.handle("show", {"card": card["id"]})
    else:
        item = next(one for one in library().bank.items if one.id == card["id"])
        response = right(item) if good else wrong(item)
        deck.handle("answer", {"card": card["id"], "response": response})
    return deck.view["card"]


def rate(deck: ReviewDeck, rating: int) -> None:
    deck.handle("rate", {"card": top(deck), "rating": rating})


def test_what_was_missed_is_dealt_first_and_nothing_else_of_the_quiz(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    assert deck.view["card"]["reason"] == "sure_but_wrong"
    assert top(deck) == "flat_or_downhill_run"
    assert deck.view["card"]["lesson"] == {
        "id": "02-exercise-induced-pain", "title": "Sore after exercise",
    }  # fmt: skip
    seen = set()
    while deck.view["card"]:
        seen.add(top(deck))
        turn(deck)
        rate(deck, 4)
    questions = {one for one in seen if not one.startswith("term:")}
    assert questions == {"flat_or_downhill_run", "sorer_after_which"}
    lesson = [t for t in library().glossary.values() if t.lesson == "02-exercise-induced-pain"]
    assert seen - questions == {f"term:{term.id}" for term in lesson[:5]}
    assert (deck.view["due"], deck.view["done"]) == (0, 7)


def test_nothing_is_given_away_before_the_answer(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    items = {item.id: item for item in library().bank.items}
    terms = library().glossary
    while deck.view["card"]:
        card, sent = deck.view["card"], json.dumps(deck.view, ensure_ascii=False)
        assert "ratings" not in card
        if "term" in card:
            secret = [terms[card["id"].removeprefix("term:")].plain]
        else:
            item = items[card["id"]]
            secret = [item.explanation, item.hint, *(o.feedback for o in item.options)]
            assert '"key"' not in sent
        for text in secret:
            assert to_text(text) not in sent
            assert json.dumps(to_html(text), ensure_ascii=False)[1:-1] not in sent
        told = json.dumps(turn(deck), ensure_ascii=False)
        assert any(
            json.dumps(to_html(s), ensure_ascii=False)[1:-1] in told or s in told for s in secret
        )
        rate(deck, deck.view["card"]["ratings"][-1]["rating"])


def test_a_review_goes_into_the_record(
    mine: LearnerContext, record: Recorder, clock: Clock
) -> None:
    deck = ReviewDeck(mine)
    deck.handle("begin", {})
    clock.on(seconds=12.5)
    card = turn(deck, good=False)
    assert card["item"]["verdict"] == "Not this time"
    assert [one["rating"] for one in card["ratings"]] == [1]
    with pytest.raises(ValueError, match="rating: one of 1"):
        rate(deck, 3)
    rate(deck, 1)
    [event] = [one for one in record.events() if one.kind == "review"]
    assert (event.item, event.version, event.rating) == ("flat_or_downhill_run", 1, 1)
    assert (event.correct, event.score, event.seconds) == (False, 0.0, 12.5)
    assert (event.mode, event.quiz, event.at) == ("review", None, clock.at)
    assert event.response == wrong(mine.items()["flat_or_downhill_run"])
    assert top(deck) != "flat_or_downhill_run"
    again = [one for one in mine.deck(record.events()).cards if one.id == event.item]
    assert len(again) == 1


def test_a_right_answer_can_be_rated_two_to_four_and_comes_back_later(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    card = turn(deck)
    assert card["item"]["verdict"] == "Correct"
    assert [(one["name"], one["back"]) for one in card["ratings"]] == [
        ("Hard", "15 min"), ("Good", "2 days"), ("Easy", "8 days"),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="2, 3, 4"):
        rate(deck, 1)
    rate(deck, 3)
    mine.clock.on(days=1)
    deck.handle("refresh", {})
    left = mine.deck(mine.events()).memory["flat_or_downhill_run"]
    assert left.due.date().isoformat() == "2026-03-04"
    assert "flat_or_downhill_run" not in [top(deck)]


def test_part_points_are_hard_at_best(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    while top(deck) != "sorer_after_which":
        turn(deck)
        rate(deck, 4)
    response = right(mine.items()["sorer_after_which"])[:1]
    deck.handle("answer", {"card": "sorer_after_which", "response": response})
    assert [one["rating"] for one in deck.view["card"]["ratings"]] == [1, 2]


@pytest.mark.parametrize(
    ("act", "message", "said"),
    [
        ("peek", {}, "there is no act 'peek'"),
        ("show", {}, "a question is answered first"),
        ("rate", {"rating": 3}, "once it is turned"),
        ("rate", {"rating": True}, "once it is turned"),
        ("answer", {"response": []}, "no answer to check"),
        ("answer", {"response": ["nowhere"]}, "the options are"),
        ("answer", {"card": "same_run_again", "response": ["x"]}, "not on top"),
        ("refresh", {"offset": 900}, "offset"),
        ("refresh", {"offset": "60"}, "offset"),
    ],
)
def test_what_is_refused(
    mine: LearnerContext, record: Recorder, act: str, message: dict, said: str
) -> None:
    deck = ReviewDeck(mine)
    before = deck.view["card"]
    with pytest.raises(ValueError, match=said):
        deck.handle(act, {"card": before["id"], **message})
    assert deck.view["card"] == before
    assert [one for one in record.events() if one.kind == "review"] == []


def test_a_card_is_answered_once(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    turn(deck, good=False)
    with pytest.raises(ValueError, match="takes no answer now"):
        turn(deck, good=True)


def test_two_pages_of_one_learner_agree(mine: LearnerContext, record: Recorder) -> None:
    here, there = ReviewDeck(mine), ReviewDeck(mine)
    turn(here)
    turn(there)
    rate(here, 3)
    with pytest.raises(ValueError, match="not on top"):
        there.handle("rate", {"card": "flat_or_downhill_run", "rating": 4})
    there.handle("refresh", {})
    assert top(there) == top(here)
    assert sum(one.kind == "review" for one in record.events()) == 1


def test_a_word_that_was_turned_stays_when_the_page_is_refreshed(mine: LearnerContext) -> None:
    deck = ReviewDeck(mine)
    while "term" not in deck.view["card"]:
        turn(deck)
        rate(deck, 3)
    word = turn(deck)
    deck.handle("refresh", {"offset": -60})
    assert deck.view["card"] == word
    assert [one["rating"] for one in word["ratings"]] == [1, 2, 3, 4]


def test_come_back_tomorrow(mine: LearnerContext, clock: Clock, record: Recorder) -> None:
    """At midnight where the learner is, 14 hours ahead of UTC, the next words are due."""
    deck, small = ReviewDeck(mine), DueToday(mine)
    while deck.view["card"]:
        turn(deck)
        rate(deck, 4)
    small.handle("refresh", {"offset": -840})
    assert small.view["due"] == 0
    assert small.view["next"] == "2026-03-02T10:00:00+00:00"
    clock.at = START.replace(hour=10, minute=0)
    small.handle("refresh", {"offset": -840})
    assert (small.view["due"], small.view["questions"], small.view["words"]) == (1, 0, 1)


def test_a_reworded_item_is_asked_anew_as_if_never_reviewed(
    mine: LearnerContext, record: Recorder, clock: Clock
) -> None:
    reviewed(record, clock.at, "flat_or_downhill_run", 4, correct=True)
    assert "flat_or_downhill_run" in mine.deck(record.events()).memory
    record.append(
        *(
            [
                type(one)(**{**vars(one), "id": "other", "version": 99})
                for one in record.events()
                if one.kind == "review"
            ]
        )
    )
    assert mine.deck(record.events()).memory["flat_or_downhill_run"].reviews == 1


def test_empty_and_not_kept(record: Recorder, clock: Clock) -> None:
    for found in (study(record, clock), study(None, clock)):
        deck, small = ReviewDeck(found), DueToday(found)
        assert deck.view["card"] is None
        assert (deck.view["cards"], small.view["due"], small.view["next"]) == (0, 0, None)
    assert deck.view["saving"] == small.view["saving"] == "off"


def test_what_stands_in_the_notebook_is_the_same_for_everybody(mine: LearnerContext) -> None:
    nobody = study(None, Clock())
    for kind in (ReviewDeck, DueToday):
        assert kind(mine).text() == kind(nobody).text()
        assert kind(mine).html() == kind(nobody).html()
        assert kind(mine).text().splitlines()[-1].startswith("[content ")


# ---- in a browser -----------------------------------------------------------------------------


def press(page: Page, key: str) -> None:
    """One key, and the answer it brings."""
    handled = page.evaluate("window.handled ?? 0")
    page.keyboard.press(key)
    page.wait_for_function(f"(window.handled ?? 0) > {handled}")


def focus(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.focus ?? ''")


def test_by_keys_alone(browser: Browser, mine: LearnerContext, record: Recorder) -> None:
    """Start, then a few keys for each card; the focus is always where the eye is."""
    deck = ReviewDeck(mine, drawing())
    with alive(browser, deck) as page:
        page.wait_for_function("window.handled === 1")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Start"
        press(page, "Enter")
        while deck.view["card"]:
            card = deck.view["card"]
            assert focus(page) == "ask", card["id"]
            if "term" in card:
                press(page, "Space")
                assert focus(page) == "told"
            else:
                shown = [one["id"] for one in card["item"]["options"]]
                for one in right(mine.items()[card["id"]]):
                    page.keyboard.press(str(shown.index(one) + 1))
                press(page, "Enter")
                assert focus(page) == "verdict"
                assert page.locator(".g-verdict").inner_text().startswith("Correct")
                handled = page.evaluate("window.handled")
                page.keyboard.press("1")  # a right answer cannot be rated "again"
                assert page.evaluate("window.handled") == handled
            press(page, "3")
        assert page.locator(".gr-title").inner_text() == "All done for now"
        assert focus(page) == "title"
        reviews = [one for one in record.events() if one.kind == "review"]
        assert [one.rating for one in reviews] == [3] * 7


def test_to_the_end_and_no_fault_on_the_way(browser: Browser, mine: LearnerContext) -> None:
    deck = ReviewDeck(mine, drawing())
    with alive(browser, deck, width=390, dark=True) as page:
        page.get_by_role("button", name="Start").click()
        page.locator("[data-focus=ask]").wait_for()
        assert faults(page) == []
        while deck.view["card"]:
            if "term" in deck.view["card"]:
                page.get_by_role("button", name="Show the meaning").click()
            else:
                page.locator(".g-choice").first.click()
                page.get_by_role("button", name="Check my answer").click()
            page.locator(".gr-rate").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            assert faults(page) == []
            turned = deck.view["card"]["ratings"]
            if turned[-1]["rating"] < 3:
                break
            page.locator(".gr-rates button").last.click()
            page.locator(".gr-rate").wait_for(state="detached")
        page.locator(".gr-rate, .gr-title").first.wait_for()


def test_when_nothing_is_due_the_page_says_when(
    browser: Browser, mine: LearnerContext, clock: Clock
) -> None:
    deck = ReviewDeck(mine)
    while deck.view["card"]:
        turn(deck)
        rate(deck, 4)
    with alive(browser, ReviewDeck(mine)) as page:
        assert page.locator(".gr-title").inner_text() == "Nothing is due"
        assert "Come back" in page.locator(".gr-main").inner_text()
        assert page.get_by_role("button").count() == 0
        assert faults(page) == []
    with alive(browser, ReviewDeck(study(None, clock))) as page:
        assert page.locator(".gr-title").inner_text() == "Nothing is kept here"
