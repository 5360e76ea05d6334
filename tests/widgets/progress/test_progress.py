"""Progress and the page to keep: sums against the story, what nobody may read in them, drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.text.markup import to_html
from gluteedu.content.text.words import course_words
from gluteedu.records.recorder import Recorder
from gluteedu.widgets.completion.widget import Completion
from gluteedu.widgets.progress.widget import PROGRESS_PARTS, ProgressWidget
from gluteedu.widgets.shared.learner_context import LearnerContext
from tests.widgets.shared.learner_story import Clock, library, recorder, reviewed, study, take
from tests.widgets.shared.live_page import alive
from tests.widgets.shared.static_page import faults

COURSE = "Glute and hamstring pain"
WORTH = [
    course_words()["completion"].say(text_id)
    for text_id in (
        "says_what_was_done",
        "nobody_watched",
        "no_proof_of_skill",
        "no_diagnosis",
    )
]


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
    """Two of ten known before; four questions practised; three of ten objectives known after."""
    bank = library().bank
    _, _, first = bank.quiz("pre_test")
    take(record, clock, "pre_test", {i.id: (n < 2, "sure") for n, i in enumerate(first)})
    clock.on(days=1)
    answers = {
        "flat_or_downhill_run": (False, "sure"),
        "sorer_after_which": (True, "sure"),
        "same_run_again": (True, "think_so"),
        "not_sore_any_more": (False, None),
    }
    take(record, clock, "soreness_myths", answers)
    clock.on(days=1)
    _, _, last = bank.quiz("final_test")
    known = {item.objective for item in first[1:4]}
    take(record, clock, "final_test", {i.id: (i.objective in known, None) for i in last})
    return study(record, clock)


def by(rows: list[dict], key: str, value: str) -> dict:
    return next(one for one in rows if one[key] == value)


def test_sums_by_lesson_and_objective(mine: LearnerContext) -> None:
    view = ProgressWidget(mine).view
    lesson = by(view["lessons"], "id", "02-exercise-induced-pain")
    assert (lesson["items"], lesson["answered"], lesson["right"], lesson["score"]) == (
        15,
        4,
        2,
        2.0,
    )
    cause = by(lesson["aims"], "id", "soreness-cause")
    assert (cause["items"], cause["answered"], cause["right"]) == (5, 5, 3)
    assert sum(one["answered"] for one in view["lessons"]) == view["answered"] == 4 + 27
    assert [one["id"] for one in view["lessons"]][-1] == "07-check-your-knowledge"
    assert "index" not in [one["id"] for one in view["lessons"]], "a pre-test is no lesson"


def test_calibration_counts_words_of_lessons_and_test(mine: LearnerContext) -> None:
    found = ProgressWidget(mine).view["calibration"]
    levels = {one["id"]: (one["n"], one["right"]) for one in found["levels"]}
    assert levels == {"guessing": (0, 0), "think_so": (1, 1), "sure": (2, 1)}
    assert (found["n"], found["unsaid"], found["points"], found["most"]) == (3, 28, -6 + 3 + 2, 9)
    sure = by(found["levels"], "id", "sure")
    assert sure["low"] < sure["share"] == 0.5 < sure["high"]
    assert sure["pays"] == [0.8, 1.0]


def test_sure_but_wrong_links_to_the_lesson_and_says_when_mended(
    mine: LearnerContext, record: Recorder, clock: Clock
) -> None:
    [one] = ProgressWidget(mine).view["sure"]
    assert one["lesson"]["id"] == "02-exercise-induced-pain"
    assert "lactic acid" in one["stem"]
    assert one["mended"] is False
    widget = ProgressWidget(mine)
    reviewed(record, clock.at, "flat_or_downhill_run", 3, correct=True, score=1.0)
    widget.handle("refresh", {})
    assert widget.view["sure"][0]["mended"] is True
    assert widget.view["reviews"] == 1


def test_before_and_after_by_objective(mine: LearnerContext) -> None:
    found = ProgressWidget(mine, ["before"]).view["before"]
    assert (found["pre"], found["post"], len(found["rows"])) == (True, True, 10)
    _, _, first = library().bank.quiz("pre_test")
    text = library().objectives
    for number, item in enumerate(first):
        row = by(found["rows"], "text", text[item.objective])
        assert (row["before"], row["after"]) == (float(number < 2), float(1 <= number < 4))
        assert row["asked"][0] == 1
        assert row["asked"][1] >= 1


def test_before_and_after_waits_for_both(record: Recorder, clock: Clock) -> None:
    mine = study(record, clock)
    assert ProgressWidget(mine).view["before"] == {"pre": False, "post": False, "rows": []}
    take(record, clock, "pre_test", {"before_squat_part": (True, None)})
    assert ProgressWidget(mine).view["before"] == {"pre": True, "post": False, "rows": []}
    with pytest.raises(ValueError, match="parts: some of lessons, calibration, sure, before"):
        ProgressWidget(mine, ["all"])


def test_neither_key_nor_feedback_nor_ids_of_the_record_are_shown(mine: LearnerContext) -> None:
    shown = json.dumps(
        [ProgressWidget(mine).view, Completion(mine, COURSE).view], ensure_ascii=False
    )
    for item in library().bank.items:
        for secret in (item.explanation, *(option.feedback for option in item.options)):
            assert json.dumps(to_html(secret), ensure_ascii=False)[1:-1] not in shown
            assert secret not in shown
    assert '"key"' not in shown
    assert mine.record is not None
    assert mine.record.learner not in shown


def test_the_page_to_keep_says_what_was_done_and_what_it_is_worth(mine: LearnerContext) -> None:
    view = Completion(mine, COURSE).view
    assert (view["answered"], view["right"], view["reviews"]) == (31, 2 + view["test"]["right"], 0)
    assert view["test"]["items"] == 27
    assert view["test"]["at"].startswith("2026-03-04")
    assert (view["first"][:10], view["last"][:10]) == ("2026-03-03", "2026-03-04")
    lesson = by(view["lessons"], "title", "Sore after exercise")
    assert (lesson["answered"], lesson["right"]) == (4, 2)
    assert view["honest"] == WORTH
    said = " ".join(WORTH)
    for promise in ("no proof of a skill", "no diagnosis", "nobody checked"):
        assert promise in said


def test_a_chosen_name_is_filled_in_and_cut_to_length(mine: LearnerContext) -> None:
    assert Completion(mine, COURSE).view["name"] == ""
    named = LearnerContext(**{**vars(mine), "name": lambda: "Ana " * 40})
    assert len(Completion(named, COURSE).view["name"]) == 80


def test_only_refresh_is_taken(mine: LearnerContext) -> None:
    for widget in (ProgressWidget(mine), Completion(mine, COURSE)):
        before = widget.view
        widget.handle("refresh", {})
        assert widget.view is before, "sent again though nothing has changed"
        with pytest.raises(ValueError, match="there is no act 'name'"):
            widget.handle("name", {"name": "Ana"})


def test_what_stands_in_the_notebook_is_the_same_for_everybody(mine: LearnerContext) -> None:
    nobody = study(None, Clock())
    for parts in (PROGRESS_PARTS, ("before",)):
        assert ProgressWidget(mine, parts).text() == ProgressWidget(nobody, parts).text()
        assert ProgressWidget(mine, parts).html() == ProgressWidget(nobody, parts).html()
    assert Completion(mine, COURSE).text() == Completion(nobody, COURSE).text()
    assert Completion(mine, COURSE).html() == Completion(nobody, COURSE).html()
    assert "Sore after exercise: 15 questions" in ProgressWidget(mine).text()


# ---- in a browser -----------------------------------------------------------------------------


def words(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_drawn_without_a_fault(
    browser: Browser, mine: LearnerContext, dark: bool, width: int
) -> None:
    with alive(browser, ProgressWidget(mine), dark=dark, width=width) as page:
        for details in page.locator("details").all():
            details.locator("summary").first.click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        said = words(page)
        for part in (
            "Lesson by lesson",
            "How sure, how right",
            "Sure, but wrong",
            "Before and after",
        ):
            assert part in said
        assert "2 right of 4, 11 open" in said
        assert "1 right of 2" in said
        assert "−1 from 3 answers; the most is 9" in said
        assert "0% before, 100% after" in said
        assert page.locator(".gg-table table").count() >= 3, "a table behind each chart"
        links = page.locator(".gg-sure a").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert links == ["02-exercise-induced-pain.ipynb"]
        first = page.locator(".gg-dot").first
        track = page.locator(".gg-track").first
        box, dot = track.bounding_box(), first.bounding_box()
        assert box is not None
        assert dot is not None
        at = (dot["x"] + dot["width"] / 2 - box["x"]) / box["width"]
        assert at == pytest.approx(0.5, abs=0.02), "half of what was sure is right"


def test_the_focus_and_what_is_folded_out_stay_when_the_record_grows(
    browser: Browser, mine: LearnerContext
) -> None:
    with alive(browser, ProgressWidget(mine)) as page:
        page.locator(".gg-aims summary").first.click()
        link = page.locator(".gg-lessons a").nth(1)
        link.focus()
        handled = page.evaluate("handled")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_function(f"handled > {handled}")
        assert link.evaluate("el => el === document.activeElement")
        assert page.locator("details[open]").count() == 1


def test_nothing_yet_and_nothing_kept(browser: Browser, record: Recorder, clock: Clock) -> None:
    for found, said in (
        (study(record, clock), "Nothing to show yet"),
        (study(None, clock), "Nothing is kept here"),
    ):
        with alive(browser, ProgressWidget(found)) as page:
            assert said in words(page)
            assert faults(page) == []
        with alive(browser, Completion(found, COURSE)) as page:
            assert page.get_by_role("button").count() == 0
            assert faults(page) == []


def test_a_name_half_typed_outlasts_news_of_the_record(
    browser: Browser, mine: LearnerContext, record: Recorder, clock: Clock
) -> None:
    with alive(browser, Completion(mine, COURSE)) as page:
        field = page.get_by_label("Your name on it, if you like")
        field.press_sequentially("An B")
        for _ in range(2):
            page.keyboard.press("ArrowLeft")
        reviewed(record, clock.at, "flat_or_downhill_run", 4, correct=True)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.get_by_text("1 card reviewed.").wait_for()
        page.keyboard.press("a")
        assert field.input_value() == "Ana B"


def test_printed_alone_with_a_name_that_stays_in_the_page(
    browser: Browser, mine: LearnerContext
) -> None:
    widget = Completion(mine, COURSE)
    heard: list[dict] = []
    take_in = widget.handle
    widget.handle = lambda act, message: (heard.append(message), take_in(act, message))
    with alive(browser, widget) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.querySelector('.gz-sheet').scrollWidth") <= 366
        assert faults(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_label("Your name on it, if you like").fill("Ana <b>B</b>")
        assert page.locator(".gz-name").inner_text() == "Ana <b>B</b>"
        assert faults(page) == []
        page.evaluate("window.print = () => (window.printed = document.body.innerHTML)")
        page.get_by_role("button", name="Print or save as PDF").click()
        page.emulate_media(media="print")
        assert not page.locator("main").is_visible()
        sheet = page.locator(".gz-print .gz-sheet")
        assert sheet.is_visible()
        said = sheet.inner_text()
        for line in ("Record of learning so far", COURSE, "Ana <b>B</b>", *WORTH):
            assert line in said
        assert "31 of 112 questions answered, 3 to 4 Mar 2026" in said
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert page.locator(".gz-print").count() == 0
        assert page.locator("main").is_visible()
    assert "Ana" not in json.dumps(heard)
