"""A safety question without a clear no is never a no: not sure, taken back, in any version."""

from __future__ import annotations

from collections.abc import Callable


def test_not_sure_is_never_a_no(open_page: Callable) -> None:
    page = open_page("06-find-the-cause.ipynb", width=390).page
    explorer = page.locator("[data-widget=explorer]")
    strip = explorer.locator("fieldset", has_text="numb between your legs").first
    assert explorer.locator(".g-care-same_day").count() == 0
    strip.locator("input[value=not_sure]").check()
    card = explorer.locator(".gx-result .g-care-same_day")
    card.wait_for(state="attached")
    assert "Not sure about a danger sign" in card.inner_text()
    strip.locator("input[value=yes]").check()
    explorer.locator(".gx-result .g-care-emergency").wait_for(state="attached")
    assert explorer.locator(".gx-result .g-care-same_day").count() == 0


def test_an_answer_taken_back_is_open_again_and_the_place_is_ones_own(open_page: Callable) -> None:
    page = open_page("02-exercise-induced-pain.ipynb", width=390).page
    explorer = page.locator("[data-widget=explorer].gx-small")
    explorer.locator("[data-story=story_a]").click()
    explorer.locator(".gx-picture", has_text="strong fit").wait_for(state="attached")
    explorer.locator("summary", has_text="Signs that need help fast").click()
    strip = explorer.locator("fieldset", has_text="Is your pee dark").first

    strip.locator("input[value=yes]").check()
    card = explorer.locator(".gx-result .g-care-emergency")
    card.wait_for(state="attached")
    assert explorer.locator(".gx-result .gx-bars:visible").count() == 0, "an alarm stops the bars"
    explorer.locator(".gx-place select").select_option("own")
    explorer.locator("input[type=tel]").fill("000x")
    assert "000x" not in card.inner_text()
    assert "000" in card.inner_text()

    strip.locator("input[value=not_sure]").check()
    back = explorer.locator(".gx-back")
    back.get_by_text("You took an answer back").wait_for(state="attached")
    assert "Dark pee" in back.inner_text()
    strip.locator("input[value=no]").check()
    back.get_by_text("You took an answer back").wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
