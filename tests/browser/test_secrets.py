"""Before an answer is in, neither key nor feedback is in the page, the notebook or a frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.domain.items.item import Item

LESSONS = ["02-exercise-induced-pain", "05-relief", "07-check-your-knowledge", "index"]


def secrets(item: Item) -> Iterator[str]:
    """Every text of an item that is told only after an answer, in each form it may travel in."""
    told = {text for field, text in item.texts() if "feedback" in field or field == "explanation"}
    if item.hint:
        told.add(item.hint)
    shown = {text for field, text in item.texts() if text not in told}
    for text in told - shown:
        yield from {text, to_html(text), to_inline_html(text), to_text(text)}


def as_sent(text: str) -> set[str]:
    """A text as it stands in HTML and in JSON, with and without escaped letters."""
    return {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}


def told_in(haystack: str, items: tuple[Item, ...]) -> list[str]:
    return [
        item.id
        for item in items
        if any(form in haystack for text in secrets(item) for form in as_sent(text))
    ]


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_is_given_away(lesson: str, open_page: Callable) -> None:
    bank = Library().bank
    items = next(held.items for held in bank.lessons if held.lesson == lesson)
    assert len(items) >= 8
    watch = open_page(f"{lesson}.ipynb")
    page = watch.page
    stored = json.dumps(json.loads(Path(f"notebooks/{lesson}.ipynb").read_text()))
    frames = "\n".join(watch.frames)
    assert len(frames) > 5_000, "the frames were not seen"
    assert told_in(stored, items) == []
    assert told_in(page.content(), items) == []
    assert told_in(frames, items) == []
    for item in items:
        for key in (item.key, list(item.key) if item.key else None):
            if key and len(key) > 1:
                assert json.dumps({"key": key})[1:-1] not in frames


def test_feedback_comes_with_the_answer_and_only_its_own(open_page: Callable) -> None:
    """The search above can find something: after an answer it does, for that item alone."""
    bank = Library().bank
    items = next(held.items for held in bank.lessons if held.lesson == LESSONS[0])
    watch = open_page(f"{LESSONS[0]}.ipynb")
    quiz = watch.page.locator(".gq", has_text="Myths").or_(watch.page.locator(".gq").nth(1)).first
    quiz.locator("input[type=radio], input[type=checkbox]").first.check()
    quiz.get_by_role("button", name="Check my answer").click()
    quiz.locator(".g-verdict").wait_for()
    told = told_in("\n".join(watch.frames), items)
    assert len(told) == 1
