"""Sliders and predictions in a real browser: seen, moved, drawn and read out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from gluteedu.content.evidence.care_levels import load_care_levels
from gluteedu.content.items.predictions import load_predictions
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.reading import read_csv
from gluteedu.content.sliders.lessons import load_sliders
from gluteedu.domain.items.prediction import CurvePrediction
from gluteedu.domain.sliders.definition import Curve
from gluteedu.widgets.predict.widget import PredictWidget
from gluteedu.widgets.shared.base import CourseWidget
from gluteedu.widgets.slider.widget import SliderWidget
from tests.support.browser_parts import PATIENCE

SLIDERS = load_sliders(data_folder(), [])
PREDICTIONS = load_predictions(data_folder(), [])
CARE = load_care_levels(data_folder(), [])
TRIAGE = {c.id: {"name": c.name, "act_html": f"<p>{CARE.fill(c.act)}</p>"} for c in CARE.levels}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A widget</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>{css}
body {{ margin: 0; background: var(--g-page); color: var(--g-ink) }}
main {{ max-width: 46rem; margin: 0 auto; padding: 16px }}</style></head>
<body data-jp-theme-light="{light}"><main><h1>Lesson</h1><h2>Part</h2><div id="here"></div>
<p style="height: 2400px"></p><p><button>Further down</button></p></main></body></html>"""
START = """async ([source, view, words]) => {
  const heard = [];
  window.sent = [];
  const model = {
    get: (name) => ({ view, words })[name],
    on: (name, listener) => name === "msg:custom" && heard.push(listener),
    off: (name, listener) => name === "msg:custom" && heard.splice(heard.indexOf(listener), 1),
    send(message) {
      window.sent.push(JSON.stringify(message));
      window.python(message).then((replies) =>
        JSON.parse(replies).forEach((reply) => heard.forEach((listener) => listener(reply))));
    },
  };
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const module = await import(url);
  window.cleanup = module.default.render({ model, el: document.getElementById("here") });
  window.heard = heard;
}"""


def rows_of(table: str | None) -> list[dict[str, str]] | None:
    return read_csv(data_folder() / "tables" / f"{table}.csv", table, []) if table else None


def slider(name: str) -> SliderWidget:
    picture = SLIDERS[name].picture
    table = picture.table if isinstance(picture, Curve) else None
    return SliderWidget(SLIDERS[name], rows_of(table), {}, TRIAGE)


def predict(name: str) -> PredictWidget:
    prediction = PREDICTIONS[name]
    table = prediction.table if isinstance(prediction, CurvePrediction) else None
    return PredictWidget(prediction, rows_of(table))


MADE = dict.fromkeys(SLIDERS, slider) | dict.fromkeys(PREDICTIONS, predict)
ADDRESS = "http://localhost/lesson"
Shown = Callable[..., Page]


@pytest.fixture
def shown(chromium: Browser) -> Iterator[Shown]:
    """Opens one widget with its Python side: ``shown("draw_soreness", width=390, light=False)``."""
    contexts = []
    errors: list[str] = []

    def show(name: str, width: int = 1280, light: bool = True, **options: Any) -> Page:
        widget: CourseWidget = MADE[name](name)
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        replies: list[Any] = []
        widget.send = lambda content, buffers=None: replies.append(content)  # type: ignore[method-assign]

        def python(message: Any) -> str:
            replies.clear()
            widget._receive(widget, message, [])
            return json.dumps(replies)

        page.expose_function("python", python)
        body = PAGE.format(css=widget._css, light="true" if light else "false")
        page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(ADDRESS)
        page.evaluate(START, [str(widget._esm), widget.view, widget.words])
        expect(page.locator("#here .g-card").first).to_be_visible()
        return page

    yield show
    for context in contexts:
        context.close()
    assert errors == []


def findings(page: Page) -> list[str]:
    response = Axe().run(page, options=RULES).response
    return [
        f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}"
        for v in response["violations"]
        for n in v["nodes"]
    ]


def slow(page: Page, milliseconds: int = 700) -> None:
    """From now on Python takes its time."""
    page.evaluate(
        """(delay) => {
          const python = window.python;
          window.python = async (message) => {
            await new Promise((resolve) => setTimeout(resolve, delay));
            return python(message);
          };
        }""",
        milliseconds,
    )


def answer(page: Page, question: str, text: str) -> None:
    page.get_by_role("group", name=question).get_by_label(text, exact=True).check()


@pytest.mark.parametrize(("width", "light"), [(390, True), (1280, False)])
@pytest.mark.parametrize("name", MADE)
def test_axe_finds_nothing_and_nothing_overflows(
    shown: Shown, name: str, width: int, light: bool
) -> None:
    page = shown(name, width, light)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("#here *")]
             .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
             .map((e) => parseFloat(getComputedStyle(e).fontSize)).filter((size) => size < 14)"""
    )
    assert small == []


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("level", ["self_care", "see_clinician", "same_day", "emergency"])
def test_axe_finds_nothing_on_a_care_card(shown: Shown, level: str, light: bool) -> None:
    page = shown("soreness_course", 390, light)
    if level == "emergency":
        answer(page, "Is your pee dark", "Yes")
    if level == "same_day":
        answer(page, "Is your pee dark", "Not sure")
    if level == "see_clinician":
        answer(page, "Did it start with a sudden", "Yes")
    if level == "self_care":
        page.get_by_role("button", name="No to all that are left").click()
    expect(page.locator(f".g-care-{level}")).to_be_visible()
    assert findings(page) == []


def test_an_urgent_card_stands_below_the_answer_and_cannot_be_folded_away(shown: Shown) -> None:
    page = shown("injury_signs", 390)
    answer(page, "Is the foot cold", "Yes")
    card = page.locator(".g-care-emergency")
    expect(card).to_be_in_viewport()
    expect(page.locator(".gs-panel").first).to_be_hidden()
    expect(page.get_by_text("The slider stops here")).to_be_visible()
    page.get_by_text("Safety questions first").click()
    expect(card).to_be_visible()
    page.get_by_text("Safety questions first").click()
    answer(page, "Is the foot cold", "No")
    expect(card).to_have_count(0)
    expect(page.locator(".gs-panel").first).to_be_visible()


def test_the_slider_by_keyboard_alone(shown: Shown) -> None:
    page = shown("soreness_course")
    page.keyboard.press("Tab")
    expect(page.locator("summary").first).to_be_focused()
    for _ in range(7):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("7 of 7 answered")).to_be_visible()
    expect(page.locator(".g-care-self_care")).to_be_visible()
    page.keyboard.press("Tab")  # "No to all" is gone: the next stop is the choice of workout
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("One I do often")).to_be_checked()
    hours = page.get_by_role("slider", name="Hours since the workout")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(hours).to_be_focused()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(hours).to_have_attribute("aria-valuetext", "84 hours: about 4 days later")
    expect(page.get_by_text("Days 4 and 5.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("What to expect now: Days 4 and 5.")


def test_sixty_moves_end_at_the_last_one_without_a_queue(shown: Shown) -> None:
    page = shown("soreness_course")
    page.evaluate(
        """() => {
          const slider = document.querySelector('.gs-inputs [max="240"][type=range]');
          for (let i = 0; i < 60; i++) {
            slider.value = String(i * 3);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    expect(page.locator(".gs-svg")).to_have_attribute("aria-label", re.compile("days after, 7.4"))
    assert page.evaluate("window.sent.length") == 2


def test_a_question_that_appears_late_is_open(shown: Shown) -> None:
    page = shown("heat_and_cold")
    page.get_by_role("button", name="No to all that are left").click()
    expect(page.get_by_text("7 of 7 answered")).to_be_visible()
    page.get_by_label("A pull or tear").check()
    expect(page.get_by_text("1 safety question is still open")).to_be_visible()
    page.get_by_role("button", name="Go to the safety questions").click()
    group = page.get_by_role("group", name="Was there a pop")
    expect(group.get_by_label("Yes")).to_be_focused()


def test_start_again_forgets_everything(shown: Shown) -> None:
    page = shown("weeks_pregnant")
    before = page.locator("#here").inner_text()
    page.get_by_label("Had a baby").check()
    answer(page, "Do you have a fever", "Yes")
    expect(page.locator(".g-care-same_day")).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".g-care")).to_have_count(0)
    assert page.locator("#here").inner_text() == before
    kept = page.evaluate(
        "() => [location.href, document.cookie, localStorage.length, sessionStorage.length]"
    )
    assert kept == [ADDRESS, "", 0, 0]


def test_a_late_urgent_answer_takes_the_picture_and_leaves_the_focus_in_its_place(
    shown: Shown,
) -> None:
    page = shown("soreness_course", 390)
    slow(page)
    answer(page, "Is your pee dark", "Yes")
    about = page.locator(".gs-about summary")
    about.click()
    about.focus()
    expect(page.locator(".g-care-emergency")).to_be_visible()
    expect(page.get_by_text("The slider stops here")).to_be_focused()
    answer(page, "Is your pee dark", "No")
    expect(page.locator(".gs-about")).to_have_attribute("open", "")


def test_what_is_typed_and_not_done_outlasts_a_late_answer(shown: Shown) -> None:
    page = shown("soreness_course")
    slow(page)
    page.get_by_label("One I do often").check()
    field = page.get_by_label("Hours since the workout, in hours")
    field.press("Control+a")
    field.press_sequentially("9")
    expect(page.get_by_role("status")).not_to_be_empty(timeout=10_000)
    expect(field).to_be_focused()
    expect(field).to_have_value("9")


def draw(page: Page) -> None:
    plane = page.locator(".gp-plane").bounding_box()
    assert plane
    left, top, width, height = plane["x"], plane["y"], plane["width"], plane["height"]
    page.mouse.move(left + width * 0.05, top + height * 0.8)
    page.mouse.down()
    page.mouse.move(left + width * 0.3, top + height * 0.2, steps=4)
    page.mouse.move(left + width * 0.99, top + height * 0.8, steps=5)
    page.mouse.up()


def test_drawing_by_pointer_fills_every_point(shown: Shown) -> None:
    page = shown("draw_soreness", 390)
    draw(page)
    handles = page.get_by_role("slider")
    heights = [float(handles.nth(i).get_attribute("aria-valuenow") or -1) for i in range(7)]
    assert page.locator(".gp-unset").count() == 0
    assert heights[1] == max(heights)
    assert heights[1:] == sorted(heights[1:], reverse=True)
    assert page.evaluate("window.sent") == []


def test_the_data_are_not_in_the_page_before_the_guess_is_whole(shown: Shown) -> None:
    page = shown("draw_soreness")
    for secret in ("5.2", "gp-truth", "fell fast"):
        assert secret not in page.locator("#here").inner_html()
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_text("Still missing: Day 1, 2, 3, 4, 5, 6, 7.")).to_be_visible()
    expect(page.get_by_role("slider").first).to_be_focused()
    assert page.evaluate("window.sent") == []


@pytest.mark.parametrize(("width", "light"), [(390, False), (1280, True)])
def test_a_drawing_is_revealed_and_drawn_again(shown: Shown, width: int, light: bool) -> None:
    page = shown("draw_soreness", width, light)
    draw(page)
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_role("heading", name="How close were you?")).to_be_focused()
    expect(page.locator(".gp-truth")).to_have_count(1)
    page.get_by_text("See the numbers").click()
    expect(page.get_by_role("cell", name="5.2", exact=True)).to_be_visible()
    page.wait_for_function("document.getAnimations().every((a) => a.playState === 'finished')")
    assert findings(page) == []
    page.get_by_role("button", name="Draw again").click()
    expect(page.locator(".gp-truth")).to_have_count(0)
    assert page.locator(".gp-unset").count() == 7
    assert "5.2" not in page.locator("#here").inner_html()


@pytest.mark.parametrize("name", ["draw_soreness", "guess_layoff"])
def test_a_late_verdict_leaves_the_focus_and_the_page_where_the_learner_is(
    shown: Shown, name: str
) -> None:
    page = shown(name)
    if name == "draw_soreness":
        draw(page)
    else:
        page.get_by_role("spinbutton").first.fill("4")
        page.keyboard.press("Tab")
    slow(page)
    page.get_by_role("button", name="Show the data").click()
    other = page.get_by_role("button", name="Further down")
    other.focus()
    before = page.evaluate("scrollY")
    assert before > 1000
    heading = page.get_by_role("heading", name="How close were you?")
    expect(heading).to_have_count(1)
    page.wait_for_timeout(600)  # for a movement that would come to show itself
    expect(other).to_be_focused()
    expect(other).to_be_in_viewport()
    expect(page.get_by_role("status").last).to_contain_text("On average you were")


def test_a_guess_that_nobody_answers_can_be_sent_again(shown: Shown) -> None:
    page = shown("draw_soreness")
    draw(page)
    page.clock.install()
    page.evaluate("[window.kept, window.python] = [window.python, () => new Promise(() => {})]")
    page.get_by_role("button", name="Show the data").click()
    page.clock.run_for(9000)
    expect(page.get_by_text("The course does not answer just now.")).to_be_visible()
    assert page.locator(".gp-unset").count() == 0
    page.evaluate("() => { window.python = window.kept }")
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_role("heading", name="How close were you?")).to_be_focused()


def test_a_drag_goes_on_while_an_answer_comes_and_the_verdict_is_of_what_was_sent(
    shown: Shown,
) -> None:
    page = shown("draw_soreness")
    draw(page)
    slow(page, 1500)
    handle = page.get_by_role("slider", name="Soreness score, Day 7")
    sent = handle.get_attribute("aria-valuenow")
    page.get_by_role("button", name="Show the data").click()
    plane = page.locator(".gp-plane").bounding_box()
    assert plane
    right = plane["x"] + plane["width"] * 0.98
    page.mouse.move(right, plane["y"] + plane["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(right, plane["y"] + plane["height"] * 0.1, steps=3)
    assert handle.get_attribute("aria-valuenow") != sent
    expect(page.locator(".gp-truth")).to_have_count(1)
    page.mouse.up()
    assert handle.get_attribute("aria-valuenow") == sent


def test_drawing_by_keyboard_and_by_number_fields(shown: Shown) -> None:
    page = shown("draw_soreness")
    first = page.get_by_role("slider", name="Soreness score, Day 1")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-valuetext", "no guess yet")
    for key, value in [
        ("ArrowUp", "4.2"),
        ("PageUp", "5"),
        ("Home", "0"),
        ("End", "8"),
        ("ArrowDown", "7.8"),
    ]:
        page.keyboard.press(key)
        expect(first).to_have_attribute("aria-valuetext", value)
    page.get_by_text("Type the numbers instead").click()
    for day in range(2, 8):
        page.get_by_label(f"Soreness score, Day {day}, from 0 to 8").fill("3")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_role("heading", name="How close were you?")).to_be_focused()
    assert json.loads(page.evaluate("window.sent[0]"))["guess"] == [[1, 7.8]] + [
        [d, 3] for d in range(2, 8)
    ]


def test_a_finger_on_the_plane_draws_and_beside_it_scrolls(shown: Shown) -> None:
    page = shown("draw_soreness", 390, has_touch=True)
    devtools = page.context.new_cdp_session(page)

    def swipe(selector: str) -> float:
        box = page.locator(selector).first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for step in range(10):
            kind = "touchMove" if step else "touchStart"
            finger = {"x": x, "y": y - 15 * step}
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [finger]})
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)  # for a scroll that would come to show itself
        return float(page.evaluate("scrollY"))

    assert swipe(".gp-plane") == 0
    assert page.locator(".gp-unset").count() < 7
    assert swipe(".gp-prompt") > 50


def test_reduced_motion_draws_at_once(shown: Shown) -> None:
    page = shown("draw_soreness", reduced_motion="reduce")
    draw(page)
    page.get_by_role("button", name="Show the data").click()
    expect(page.locator(".gp-truth")).to_have_count(1)
    assert page.evaluate("document.getAnimations().length") == 0


def test_shares_keep_a_running_total_and_wait_for_it(shown: Shown) -> None:
    page = shown("guess_pregnancy_pain", 390)
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_text("Set your guesses first.")).to_be_visible()
    fields = page.get_by_role("spinbutton")
    for i, value in enumerate(["70", "20", "20"]):
        fields.nth(i).fill(value)
        fields.nth(i).press("Tab")
    expect(page.get_by_text("Total: 110 of 100. 10 too many.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_text("Make it add up to 100 first.")).to_be_visible()
    assert page.evaluate("window.sent") == []
    fields.nth(0).fill("60")
    fields.nth(0).press("Tab")
    expect(page.get_by_text("Total: 100 of 100. That adds up.")).to_be_visible()
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_text("60 of 100")).to_be_visible()
    expect(page.get_by_text("50 of 100")).to_be_visible()
    page.get_by_role("button", name="Guess again").click()
    expect(page.get_by_text("50 of 100")).to_be_hidden()
    expect(fields.nth(0)).to_have_value("33")


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["guess_layoff", "guess_relief"])
def test_axe_finds_nothing_on_revealed_bars(shown: Shown, name: str, light: bool) -> None:
    page = shown(name, 390, light)
    page.get_by_role("spinbutton").first.fill("4")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show the data").click()
    expect(page.get_by_role("heading", name="How close were you?")).to_be_visible()
    page.wait_for_function("document.getAnimations().every((a) => a.playState === 'finished')")
    assert findings(page) == []


def test_cleanup_stops_listening(shown: Shown) -> None:
    for name in ("soreness_course", "draw_soreness"):
        page = shown(name)
        assert page.evaluate("window.heard.length") == 1
        page.evaluate("window.cleanup()")
        assert page.evaluate("window.heard.length") == 0
