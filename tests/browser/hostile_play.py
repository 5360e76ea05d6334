"""Goes through every widget of the hostile course, until it has said all that it has to say."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.hostile_course import HOSTILE, READABLE, SCRIPT


def play(quiz: Locator) -> None:
    """Ask for hints, answer at random, and look at everything that is said about it."""
    while True:
        if (hint := quiz.get_by_role("button", name="Give me a hint")).count():
            hint.click()
            expect(quiz.locator(".gq-hint")).to_contain_text(READABLE)
        quiz.evaluate(
            """quiz => {
              const did = (el, value) => {
                el.value = value;
                el.dispatchEvent(new Event("change"));
              };
              for (const s of quiz.querySelectorAll("select")) did(s, s.options[1].value);
              for (const n of quiz.querySelectorAll("input[type=number]")) did(n, n.max);
              quiz.querySelector("[data-option] input")?.click();
              quiz.querySelector("button[data-focus^=down]")?.click();
            }"""
        )
        if (check := quiz.get_by_role("button", name="Check my answer")).count():
            check.click()
            quiz.locator(".gq-feedback").wait_for()
            if (show := quiz.get_by_role("button", name="Show the answer")).count():
                show.click()
            expect(quiz.locator(".gq-why")).to_contain_text(READABLE)
            expect(quiz.locator(".gq-note").first).to_contain_text(READABLE)
        if not (onward := quiz.locator("[data-focus=next]")).count():
            return
        onward.click()


def guess(page: Page) -> None:
    for card in page.locator(".gp").all():
        for field in card.locator("input[type=number]").all():
            field.evaluate("el => (el.value = '3', el.dispatchEvent(new Event('change')))")
        card.locator("button.g-primary").click()
        expect(card.locator(".gp-reading")).to_contain_text(READABLE)


def explore(page: Page) -> None:
    for selector in (".gx", ".gs"):
        card = page.locator(selector).first
        card.evaluate("card => card.querySelectorAll('input[value=yes]').forEach(i => i.click())")
        expect(card.locator(".g-care").first).to_contain_text(READABLE)
    page.locator(".gx [data-story]").first.click()
    expect(page.locator(".gx-tells")).to_contain_text(HOSTILE)


def solve_a_case(page: Page) -> None:
    clinic = page.locator(".gcc")
    clinic.locator(".gcc-case").first.click()
    past = clinic.locator(".gcc-past")
    while not clinic.locator(".gcc-end").count():
        before = past.count()
        for group in clinic.locator("form fieldset").all():
            group.locator("input").first.check()
        clinic.get_by_role("button", name="Commit").click()
        expect(past).to_have_count(before + 1)
    expect(clinic.locator(".gcc-lesson")).to_contain_text(READABLE)
    clinic.get_by_role("button", name="Present").click()
    expect(clinic.locator(".gcc-story").first).to_contain_text(READABLE)


def plan(page: Page) -> None:
    planner = page.locator(".rp")
    planner.locator("fieldset input").first.check()
    expect(planner.locator(".rp-measure").first).to_contain_text(READABLE)
    planner.locator(".rp-row input[value=yes]").first.evaluate("el => el.click()")
    expect(planner.locator(".rp-plan")).to_contain_text(READABLE)


def look_back(page: Page) -> None:
    """Pages of what was done: cards to review, progress, a sheet with a name on it."""
    cards = page.locator(".gr")
    cards.get_by_role("button", name="Start").click()
    for _ in range(3):
        expect(cards).to_contain_text(READABLE)
        if (show := cards.get_by_role("button", name="Show the meaning")).count():
            show.click()
            cards.locator(".gr-name").first.click()
    page.locator(".gz-field").fill(SCRIPT[:80])
    expect(page.locator(".gz-name")).to_have_text(SCRIPT[:80])
    expect(page.locator(".gg").first).to_contain_text(READABLE)
