"""One whole lesson with the keyboard alone: every quiz answered, every guess made and compared."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import until

LESSON = "02-exercise-induced-pain"
FOCUSED = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    tag: e.tagName, type: e.type ?? '', role: e.getAttribute('role') ?? '',
    does: e.dataset.focus ?? '', text: (e.textContent ?? '').trim().slice(0, 60),
    checked: !!e.checked, value: e.value ?? '', name: e.name ?? '', disabled: !!e.disabled,
    quiz: !!e.closest('.gq'), end: !!e.closest('.g-foot'),
    confidence: !!e.closest('[class*=confidence], [class*=sure]'),
    ring: outlined || style.boxShadow !== 'none' || !!e.closest('svg'),
  };
}"""


def act_on(page: Page, on: dict, chosen: set[str]) -> None:
    """What a learner does at this control; most are passed by."""
    press = page.keyboard.press
    if on["disabled"]:
        return
    if on["quiz"] and on["type"] in ("radio", "checkbox") and not on["checked"]:
        if on["name"] not in chosen and not on["confidence"]:
            chosen.add(on["name"])
            press("Space")
    elif on["quiz"] and on["tag"] == "SELECT" and not on["value"]:
        press("ArrowDown")
    elif on["quiz"] and on["type"] == "range":
        press("ArrowRight")
    elif on["does"].startswith("down-") and "an order" not in chosen:
        chosen.add("an order")
        press("Enter")
    elif on["does"] in ("check", "reveal"):
        chosen.discard("an order")
        press("Enter")
        until(
            page,
            "document.activeElement.dataset.focus === 'verdict' || "
            "document.activeElement.tagName !== 'BUTTON'",
        )
    elif on["does"] == "next" and not on["text"].lower().startswith("skip"):
        press_and_see(page)
    elif (not on["quiz"] and on["role"] == "slider") or on["type"] == "range":
        press("ArrowUp")
    elif on["text"] in ("Show the data", "Show the answer", "Compare"):
        press_and_see(page)


def press_and_see(page: Page) -> None:
    """Press Enter, and wait until the part of the lesson that holds the focus looks different."""
    page.evaluate("""() => {
      const part = document.activeElement.closest(".g-slot") ?? document.body;
      window.before = [part, part.innerHTML];
    }""")
    page.keyboard.press("Enter")
    until(page, "before[0].innerHTML !== before[1]")


def done(page: Page) -> dict:
    stored = page.evaluate("localStorage.getItem('gluteedu:progress')")
    return json.loads(stored or "{}").get(LESSON, {})


def test_a_whole_lesson_by_keyboard(open_page: Callable) -> None:
    page = open_page(f"{LESSON}.ipynb").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "g-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "lesson"
    chosen: set[str] = set()
    unseen = []
    reached_end = False
    for _ in range(1500):
        page.keyboard.press("Tab")
        on = page.evaluate(FOCUSED)
        if on["tag"] == "BODY":
            break
        if not on["ring"]:
            unseen.append(on["text"] or on["tag"])
        if on["end"]:
            reached_end = True
            break
        act_on(page, on, chosen)
    assert reached_end, "the keyboard was caught on the way"
    assert unseen == [], "focus cannot be seen on these"
    quizzes = page.locator(".gq").count()
    progress = done(page)
    assert len(progress) == quizzes
    assert all(q["done"] == q["total"] for q in progress.values()), progress
    assert page.locator("[data-widget=predict], .gp").count() >= 1
    assert page.get_by_role("button", name="Draw again").count() == 1
