"""Texts by id: places are filled, the number chooses the form, and what is missing is named."""

from __future__ import annotations

import pytest

from gluteedu.domain.words import Words

WORDS = Words(
    "words/fruit.yaml",
    {
        "greeting": "Hello",
        "buy": "Buy {what} for {price}",
        "apples": {"one": "{n} apple", "other": "{n} apples"},
        "range": "5 < {n}",
    },
)


def test_a_text_is_said_with_its_places_filled() -> None:
    assert WORDS.say("greeting") == "Hello"
    assert WORDS.say("buy", what="figs", price=3) == "Buy figs for 3"


@pytest.mark.parametrize(("n", "said"), [(0, "0 apples"), (1, "1 apple"), (2, "2 apples")])
def test_the_number_chooses_the_form(n: int, said: str) -> None:
    assert WORDS.say("apples", n=n) == said


def test_what_is_filled_in_is_not_read_for_places() -> None:
    assert WORDS.say("buy", what="{price}", price=3) == "Buy {price} for 3"


def test_as_html_the_text_is_escaped_and_the_values_are_kept() -> None:
    assert WORDS.html("range", n="<b>6</b>") == "5 &lt; <b>6</b>"


@pytest.mark.parametrize(
    ("text_id", "values", "named"),
    [
        ("goodbye", {}, "words/fruit.yaml has no text 'goodbye'"),
        ("buy", {"what": "figs"}, "words/fruit.yaml: buy: nothing was given for {price}"),
        ("apples", {}, "words/fruit.yaml: apples: nothing was given for {n}"),
    ],
)
def test_what_is_missing_is_named(text_id: str, values: dict[str, str], named: str) -> None:
    with pytest.raises(KeyError) as error:
        WORDS.say(text_id, **values)
    assert error.value.args[0] == named


def test_it_tells_which_ids_it_has() -> None:
    assert "greeting" in WORDS
    assert "goodbye" not in WORDS
