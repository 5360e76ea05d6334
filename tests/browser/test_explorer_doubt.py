"""A safety question answered "not sure" is never a no: the explorer says to ask someone today."""

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
