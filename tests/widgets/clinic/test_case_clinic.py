"""The case clinic: what is hidden stays hidden, messages are checked, the page works."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gluteedu.content.course.library import Library
from gluteedu.content.text.markup import to_text
from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.triage.case_clinic import Case
from gluteedu.domain.triage.levels import LEVELS
from gluteedu.widgets.clinic.widget import CaseClinic
from tests.support.browser_parts import settle
from tests.widgets.clinic.clinic_page import answering
from tests.widgets.shared.static_page import faults

CAUSES = load_causes().ids

LIBRARY = Library()
CASES = LIBRARY.cases
JOY = next(case for case in CASES if case.id == "joy")
ASKED = ("cause", "triage", "confidence")
SAID = ("sciatic_nerve_pain", "self_care", "sure")

COMMIT = {"act": "commit", "case": "joy", "stage": 0, **dict(zip(ASKED, SAID, strict=True))}


def clinic(cases: tuple[Case, ...] = CASES) -> CaseClinic:
    widget = CaseClinic(cases, LIBRARY.knowledge, LIBRARY.triage, LIBRARY.citations)
    widget.sent = []
    widget.send = lambda content, *_, **__: widget.sent.append(content)
    return widget


def act(widget: CaseClinic, name: str, **more: Any) -> dict[str, Any]:
    widget.handle(name, {"act": name, **more})
    return widget.view


def commit(widget: CaseClinic, case: Case, stage: int, said=SAID) -> dict[str, Any]:
    return act(widget, "commit", case=case.id, stage=stage, **dict(zip(ASKED, said, strict=True)))


def secrets(case: Case, reached: int, answers: int = 0) -> list[str]:
    """What must not be seen of ``case`` while ``reached`` stages are open."""
    hidden = [stage.text for stage in case.stages[reached:]]
    hidden += [stage.knew for stage in case.stages[answers:]]
    return [to_text(text)[:60] for text in [*hidden, case.lesson, case.teaching]]


def seen(widget: CaseClinic) -> str:
    return json.dumps([widget.view, widget.sent], ensure_ascii=False)


def test_nothing_of_a_case_is_seen_before_its_time() -> None:
    widget = clinic()
    for case in CASES:
        act(widget, "open", case=case.id)
        for stage in range(len(case.stages)):
            assert to_text(case.stages[stage].text)[:60] in seen(widget)
            for other in CASES:
                reached = stage + 1 if other is case else 0
                for secret in secrets(other, reached):
                    assert secret not in seen(widget), (case.id, stage, other.id)
            view = widget.view["case"]
            assert view["end"] is None
            assert set(view) == {"id", "title", "total", "stages", "end"}
            assert [set(s) for s in view["stages"]] == [{"html", "said"}] * (stage + 1)
            commit(widget, case, stage)
        ended = seen(widget)
        assert all(secret in ended for secret in secrets(case, 0))


def test_text_and_html_tell_titles_and_beginnings_only() -> None:
    widget = clinic()
    text, html = widget.text(), widget.html()
    for case in CASES:
        assert case.title in text
        assert to_text(case.stages[0].text) in text
        for secret in secrets(case, 1):
            assert secret not in text
            assert secret not in html
    assert html.count("<li>") == len(CASES)
    assert text.splitlines()[-1].startswith("[content ")
    commit(widget, JOY, 0)
    assert (widget.text(), widget.html()) == (text, html), "the same whatever the learner did"


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "Another lesson."},
        {"teaching": "Another ending."},
        {"causes": ("muscle_injury",)},
        {"triage": ("emergency",)},
        {"stages": (JOY.stages[0], replace(JOY.stages[1], knew="Else."), JOY.stages[2])},
        {"stages": (JOY.stages[0], JOY.stages[1], replace(JOY.stages[2], triage="emergency"))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_covers_the_answers(change: dict[str, Any]) -> None:
    before, after = clinic((JOY,)).text(), clinic((replace(JOY, **change),)).text()
    assert before.splitlines()[:-1] == after.splitlines()[:-1]
    assert before.splitlines()[-1] != after.splitlines()[-1]


@pytest.mark.parametrize(
    "message",
    [
        {"act": "diagnose"},
        {"act": "open"},
        {"act": "open", "case": "nobody"},
        {"act": "open", "case": ["joy"]},
        COMMIT | {"stage": 1},
        COMMIT | {"stage": False},
        COMMIT | {"cause": "clot"},
        COMMIT | {"triage": 3},
        {name: value for name, value in COMMIT.items() if name != "confidence"},
        COMMIT | {"cause": {}, "triage": [], "confidence": None},
        {"act": "turn", "by": 1},
        {"act": "bring_out"},
        {"act": "leave"},
    ],
    ids=lambda m: "-".join(str(v) for v in m.values())[:50],
)  # fmt: skip
def test_a_message_that_makes_no_sense_is_refused_and_changes_nothing(
    message: dict[str, Any],
) -> None:
    widget = clinic()
    before = widget.view
    widget._receive(widget, message, [])
    assert widget.sent == [{"refused": message["act"]}]
    assert widget.view == before
    assert widget.state("joy").commitments == ()


def test_one_stage_takes_one_commitment() -> None:
    widget = clinic()
    commit(widget, JOY, 0)
    with pytest.raises(ValueError, match="over"):
        commit(widget, JOY, 0)
    for stage in (1, 2):
        commit(widget, JOY, stage)
    with pytest.raises(ValueError, match="over"):
        commit(widget, JOY, 3)
    assert len(widget.state("joy").commitments) == 3


def test_the_end_lays_the_three_paths_side_by_side() -> None:
    widget = clinic()
    mine = [(CAUSES[n], LEVELS[n], list(Confidence)[n]) for n in range(3)]
    for stage, said in enumerate(mine):
        end = commit(widget, JOY, stage, said)["case"]["end"]
    assert [tuple(step["said"].values()) for step in end["steps"]] == mine
    assert [s["clinician"]["triage"] for s in end["steps"]] == [s.triage for s in JOY.stages]
    assert end["steps"][-1]["model"]["triage"] in JOY.triage
    assert end["steps"][-1]["model"]["flags"]
    assert (end["cause_right"], end["level"], end["held_from"]) == (False, "right", 3)
    assert end["sources"] == [LIBRARY.citations[s] for s in JOY.sources]


def test_the_list_marks_what_was_done_and_a_case_can_be_done_again() -> None:
    widget = clinic()
    for stage in range(3):
        commit(widget, JOY, stage)
    cards = {c["id"]: c for c in act(widget, "cases")["cases"]}
    assert [id for id, card in cards.items() if card["done"]] == ["joy"]
    assert widget.view["case"] is None
    view = act(widget, "again", case="joy")
    assert len(view["case"]["stages"]) == 1
    assert not any(card["done"] for card in view["cases"])


def test_a_case_left_half_way_goes_on_where_it_stood() -> None:
    widget = clinic()
    commit(widget, JOY, 0)
    act(widget, "open", case="mina")
    view = act(widget, "open", case="joy")
    assert [s["said"] is None for s in view["case"]["stages"]] == [False, True]


def test_a_presentation_shows_answers_only_when_they_are_brought_out() -> None:
    widget = clinic()
    act(widget, "present", case="joy")
    for stage in range(3):
        for secret in secrets(JOY, stage + 1, stage):
            assert secret not in json.dumps(widget.view, ensure_ascii=False)
        assert widget.view["show"]["slide"]["answer"] is None
        answer = act(widget, "bring_out")["show"]["slide"]["answer"]
        assert answer["clinician"]["triage"] == JOY.stages[stage].triage
        act(widget, "turn", by=1)
    assert widget.view["show"]["slide"] is None
    assert len(widget.view["show"]["end"]["steps"]) == 3
    back = act(widget, "turn", by=-1)["show"]
    assert back["at"] == 2
    assert back["slide"]["answer"] is not None
    assert act(widget, "leave")["show"] is None
    assert widget.state("joy").commitments == (), "showing a case is not working through it"


@pytest.mark.parametrize("by", [0, 2, "1", None, True, 1.0])
def test_a_presentation_turns_by_one(by: Any) -> None:
    widget = clinic()
    act(widget, "present", case="joy")
    with pytest.raises(ValueError, match="by must be"):
        act(widget, "turn", by=by)


# ---- in a browser -----------------------------------------------------------------------------


def pick(page: Page, *ids: str) -> None:
    for one in ids:
        page.locator(f".gcc-form input[value={one}]").check()
    page.get_by_role("button", name="Commit").click()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.focus ?? ''")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_screen_is_accessible_and_fits(browser: Browser, dark: bool, width: int) -> None:
    def look(name: str) -> None:
        page.mouse.move(0, 0)
        settle(page)
        assert faults(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    with answering(browser, clinic(), dark=dark, width=width) as page:
        look("list")
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        page.get_by_role("button", name="Commit").click()
        look("a notice")
        for stage in range(3):
            pick(page, *SAID)
            expect(page.locator(".gcc-yours")).to_have_count(stage + 1)
        look("the end")
        page.get_by_role("button", name="Present").click()
        page.get_by_role("button", name="Show what they thought").click()
        page.wait_for_selector(".gcc-answers")
        look("a slide with answers")
        for _ in range(3):
            at = page.locator("h3").inner_text()
            page.keyboard.press("PageDown")
            expect(page.locator("h3")).not_to_have_text(at)
        look("the last slide")


def test_a_case_is_worked_with_the_keyboard_alone(browser: Browser) -> None:
    with answering(browser, clinic()) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".gcc-form")
        assert focused(page) == "head"
        for stage in range(3):
            for _ in ("cause", "level", "sureness"):
                while page.evaluate("document.activeElement.type") != "radio":
                    page.keyboard.press("Tab")
                page.keyboard.press("Space")
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(page.locator(".gcc-yours")).to_have_count(stage + 1)
            assert focused(page) == ("end" if stage == 2 else f"stage-{stage + 1}")
            status = page.get_by_role("status")
            said = (
                ".gcc-verdict" if stage == 2 else f".gcc-stage:nth-of-type({stage + 2}) .gcc-story"
            )
            expect(status).to_have_text(page.locator(said).text_content() or "")
        expect(page.locator(".gcc-steps tbody tr")).to_have_count(3)
        expect(page.locator(".gcc-end .g-care-body")).to_contain_text(
            to_text(CASES[0].teaching)[:60]
        )
        assert "You: " in (page.get_by_role("img").get_attribute("aria-label") or "")


def test_what_is_missing_is_asked_for_and_keeps_what_was_chosen(browser: Browser) -> None:
    with answering(browser, clinic()) as page:
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        pick(page, "other_serious")
        notice = page.locator(".gcc-form .gcc-notice")
        expect(notice).to_have_text("Choose a level of care and how sure you are first.")
        assert page.evaluate("document.activeElement.value") == "self_care"
        page.evaluate("window.deaf = true")
        pick(page, "same_day", "sure")
        expect(notice).to_contain_text("does not answer")
        page.evaluate("window.deaf = false")
        page.get_by_role("button", name="Commit").click()
        expect(page.locator(".gcc-yours")).to_contain_text("Something else")


def test_what_is_chosen_stays_when_the_same_view_comes_again(browser: Browser) -> None:
    with answering(browser, clinic()) as page:
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        for value in ("other_serious", "same_day"):
            page.locator(f".gcc-form input[value={value}]").check()
        page.evaluate("window.showAgain()")  # as after a line that broke
        assert page.evaluate("document.activeElement.value") == "same_day"
        pick(page, "sure")
        expect(page.locator(".gcc-yours")).to_contain_text("Something else")
        page.get_by_role("button", name="All cases").first.click()
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        assert page.locator(".gcc-form input:checked").count() == 0, "the next step is empty"


def test_an_instructor_steps_through_with_keys_and_leaves_with_escape(browser: Browser) -> None:
    with answering(browser, clinic()) as page:
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        page.get_by_role("button", name="Present").click()
        head = page.locator("h3")
        for key, words in [
            ("ArrowLeft", "Step 1 of 3"), ("ArrowRight", "Step 2 of 3"),
            ("PageDown", "Step 3 of 3"),
            ("PageUp", "Step 2 of 3"), ("PageDown", "Step 3 of 3"),
            ("ArrowRight", "What this case teaches"), ("ArrowRight", "What this case teaches"),
        ]:  # fmt: skip
            page.keyboard.press(key)
            expect(head).to_have_text(words)
        size = page.locator(".gcc-takeaway > div").first
        assert float(size.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 24
        page.keyboard.press("Escape")
        page.wait_for_selector(".gcc-form")
        assert focused(page) == "present"
        page.keyboard.press("ArrowRight")
        expect(head).to_have_text("Case 9: Joy and the old sciatica")


def test_the_page_never_holds_what_is_to_come(browser: Browser) -> None:
    with answering(browser, clinic()) as page:
        page.get_by_role("button", name="Joy and the old sciatica").click()
        page.wait_for_selector(".gcc-form")
        pick(page, *SAID)
        expect(page.locator(".gcc-yours")).to_have_count(1)
        held = " ".join(page.evaluate("window.received")) + page.content()
        for case in CASES:
            for secret in secrets(case, 2 if case is JOY else 0):
                assert secret not in held, case.id
        assert page.evaluate("Object.keys(localStorage)") == []
        assert page.url.endswith("/lesson")
