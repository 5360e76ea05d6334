"""What a learner meets when things go wrong, made for real, in Chromium and in Firefox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from gluteedu.records.store import open_store
from tests.browser.conftest import READY, until
from tests.browser.fault_stage import Stage
from tests.browser.firefox import AS_IT_IS, firefox_of
from tests.support.browser_parts import PATIENCE
from tests.support.one_quiz import LESSON, QUIZ, RIGHT, WRONG

# Every word of the status line, in order: some stand there for a moment only.
LISTEN = """
addEventListener("DOMContentLoaded", () => {
  window.said = [];
  const words = document.querySelector(".g-status-words");
  new MutationObserver(() => said.push(words.textContent))
    .observe(words, { childList: true, characterData: true, subtree: true });
});
"""

Opener = Callable[..., Page]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(
    request: pytest.FixtureRequest, driver: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    if request.param == "chromium":
        yield request.getfixturevalue("chromium")
    else:
        with firefox_of(driver, tmp_path_factory.mktemp("firefox")) as firefox:
            yield firefox


def opener(browser: Browser) -> Iterator[Opener]:
    contexts = []

    def open_(stage: Stage, name: str = LESSON, ready: bool = True, block: str = "") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **AS_IT_IS)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        page = context.new_page()
        if block:
            page.route(block, lambda route: route.abort())
        page.goto(f"{stage.url}voila/render/{name}.ipynb", wait_until="commit")
        if ready:
            page.wait_for_selector(READY, state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    yield from opener(browser)


@pytest.fixture
def in_chromium(chromium: Browser) -> Iterator[Opener]:
    yield from opener(chromium)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One server for the faults that leave it as it is."""
    standing = Stage(tmp_path_factory.mktemp("stage"))
    yield standing
    standing.close()


@pytest.fixture
def own_stage(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """A server for one test."""
    stages = []

    def start(*arguments: str, **environment: str) -> Stage:
        stages.append(Stage(tmp_path, *arguments, **environment))
        return stages[-1]

    yield start
    for one in stages:
        one.close()


def quiz(page: Page) -> Locator:
    return page.locator(".gq").filter(has=page.get_by_role("heading", name=QUIZ.title))


def choose(page: Page, option: str) -> None:
    quiz(page).locator(f"[data-option='{option}'] input").check()
    quiz(page).get_by_role("button", name="Check my answer").click()


def verdict(page: Page) -> Locator:
    return quiz(page).locator(".g-verdict")


def words(page: Page, text: str) -> None:
    """``text`` has been said, if only for a moment, since it was last asked for."""
    until(page, f"said.some((one) => one.includes({text!r}))")
    page.evaluate("said.length = 0")


def press(page: Page, name: str) -> None:
    page.locator(".g-status-act").get_by_text(name, exact=True).click()


def is_ready(page: Page) -> None:
    expect(page.locator("div.g-status")).to_have_attribute("data-state", "ready")


def is_readable(page: Page) -> None:
    assert len(page.locator("main").inner_text()) > 3000
    assert page.locator("main svg").count() > 0


def answers(stage: Stage) -> list[list[str]]:
    return [one.event.response for one in open_store(stage.store).events() if one.event.response]


# ---- the line --------------------------------------------------------------------------------


def test_the_network_drops_and_returns(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage()
    page = opened(stage)
    choose(page, WRONG)
    expect(verdict(page)).to_have_text("Not yet")
    stage.line.cut()
    words(page, "The connection to the course was lost. You can go on reading.")
    is_readable(page)
    quiz(page).get_by_role("button", name="Try again").click()
    quiz(page).locator(f"[data-option='{RIGHT}'] input").check()
    quiz(page).get_by_role("button", name="Check my answer").click()
    stage.line.mend()
    expect(verdict(page)).to_have_text("Correct")
    is_ready(page)
    assert answers(stage) == [[WRONG], [RIGHT]]
    assert len(stage.kernels()) == 1, "it came back to its own kernel"


def test_the_focus_goes_back_where_it_was_when_the_button_has_done_its_work(
    opened: Opener, stage: Stage
) -> None:
    page = opened(stage)
    option = quiz(page).locator(f"[data-option='{RIGHT}'] input")
    for before, after in ((option, option), (None, page.locator("main#lesson"))):
        if before is None:
            page.evaluate("document.activeElement.blur()")
        else:
            before.focus()
        stage.line.cut()
        words(page, "The connection to the course was lost.")
        page.locator(".g-status-act").focus()
        stage.line.mend()
        page.keyboard.press("Enter")
        is_ready(page)
        assert after.evaluate("el => el === document.activeElement")


def test_the_browser_is_offline(in_chromium: Opener, stage: Stage) -> None:
    page = in_chromium(stage)
    page.context.set_offline(True)
    words(page, "You are offline.")
    is_readable(page)
    page.context.set_offline(False)
    is_ready(page)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")


def test_the_laptop_sleeps_while_its_line_is_lost(in_chromium: Opener, stage: Stage) -> None:
    page = in_chromium(stage)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")
    cdp = page.context.new_cdp_session(page)
    cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
    stage.line.cut()
    page.wait_for_timeout(1500)
    stage.line.mend()
    cdp.send("Page.setWebLifecycleState", {"state": "active"})
    is_ready(page)
    quiz(page).get_by_role("button", name="Next question").click()
    quiz(page).get_by_role("button", name="Give me a hint").click()
    quiz(page).locator(".gq-hint").wait_for()


# ---- the kernel ------------------------------------------------------------------------------


def test_a_kernel_dies(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage()
    page = opened(stage)
    choose(page, WRONG)
    expect(verdict(page)).to_have_text("Not yet")
    stage.kernels()[0].kill()
    words(page, "The quizzes and sliders stopped and are starting again.")
    is_ready(page)
    expect(verdict(page)).to_have_text("Not yet")
    quiz(page).get_by_role("button", name="Try again").click()
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")


def test_an_answer_that_a_kernel_died_over_goes_to_the_next(
    opened: Opener, own_stage: Callable[..., Stage]
) -> None:
    stage = own_stage()
    page = opened(stage)
    stage.kernels()[0].suspend()
    choose(page, RIGHT)
    stage.kernels()[0].kill()
    words(page, "The quizzes and sliders stopped and are starting again.")
    expect(verdict(page)).to_have_text("Correct")


def test_a_kernel_hangs(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage()
    page = opened(stage)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")
    stage.kernels()[0].suspend()
    quiz(page).get_by_role("button", name="Next question").click()
    quiz(page).get_by_role("button", name="Give me a hint").click()
    words(page, "The quizzes do not answer.")
    is_readable(page)
    press(page, "Start them again")
    is_ready(page)
    quiz(page).get_by_role("button", name="Give me a hint").click()
    quiz(page).locator(".gq-hint").wait_for()
    quiz(page).locator(".gq-dot").first.click()
    expect(verdict(page)).to_have_text("Correct")


def test_a_page_that_is_closed_leaves_no_kernel(opened: Opener, stage: Stage) -> None:
    before = {one.pid for one in stage.kernels()}
    page = opened(stage)
    mine = [one for one in stage.kernels() if one.pid not in before]
    assert mine
    page.close()
    for one in mine:
        one.wait(60)


# ---- the server ------------------------------------------------------------------------------


def test_the_server_starts_again(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage()
    page = opened(stage)
    choose(page, WRONG)
    expect(verdict(page)).to_have_text("Not yet")
    quiz(page).get_by_role("button", name="Try again").click()
    quiz(page).locator(f"[data-option='{RIGHT}'] input").check()
    place = page.evaluate("scrollY")
    assert stage.stop() == []
    words(page, "The connection to the course was lost.")
    is_readable(page)
    stage.start()
    is_ready(page)
    assert quiz(page).locator(f"[data-option='{RIGHT}'] input").is_checked()
    assert abs(page.evaluate("scrollY") - place) < 5
    quiz(page).get_by_role("button", name="Check my answer").click()
    expect(verdict(page)).to_have_text("Correct")
    assert answers(stage) == [[WRONG], [RIGHT]]


def test_the_server_hangs_and_wakes(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage()
    page = opened(stage)
    stage.server.suspend()
    words(page, "The connection to the course was lost.")
    is_readable(page)
    stage.server.resume()
    is_ready(page)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")


def test_the_server_comes_back_with_a_new_version(
    opened: Opener, own_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree("notebooks", folder)
    stage = own_stage("--notebooks", str(folder))
    page = opened(stage)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")
    stage.stop()
    path = folder / f"{LESSON}.ipynb"
    lesson = nbformat.read(path, 4)
    lesson.cells[0].source += "\n\nThis line is new."
    nbformat.write(lesson, path)
    stage.start()
    words(page, "This lesson has been updated.")
    assert "This line is new." not in page.content()
    quiz(page).get_by_role("button", name="Next question").click()
    quiz(page).get_by_role("button", name="Give me a hint").click()
    quiz(page).locator(".gq-hint").wait_for()  # the old page still works
    press(page, "Show the new version")
    page.get_by_text("This line is new.").wait_for()
    is_ready(page)
    quiz(page).locator(".gq-dot").first.click()
    expect(verdict(page)).to_have_text("Correct")


# ---- a part that is missing ------------------------------------------------------------------


def test_the_script_does_not_come(opened: Opener, stage: Stage) -> None:
    page = opened(stage, ready=False, block="**/assets/lesson.*.js")
    expect(page.locator(".g-status-words")).to_contain_text("The quizzes and sliders did not load.")
    is_readable(page)
    page.unroute_all()
    press(page, "Load this page again")
    page.wait_for_selector(READY, state="attached")


def test_a_data_file_is_missing(
    in_chromium: Opener, own_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    course = tmp_path / "course"
    for part in ("gluteedu", "notebooks", "data"):
        shutil.copytree(part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    (course / "data" / "sliders" / "soreness_course.yaml").unlink()
    page = in_chromium(own_stage(PYTHONPATH=str(course)))
    assert page.locator(".g-note").count() >= 1
    assert "Traceback" not in page.content()
    is_readable(page)
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")


# ---- the crowd -------------------------------------------------------------------------------


def test_a_full_room_lets_in_who_waits(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage("--most=1")
    first = opened(stage)
    second = opened(stage, ready=False)
    expect(second.locator(".g-status-words")).to_contain_text("You are next.")
    is_readable(second)
    first.close()
    is_ready(second)
    choose(second, RIGHT)
    expect(verdict(second)).to_have_text("Correct")


def test_a_still_page_rests_and_wakes(opened: Opener, own_stage: Callable[..., Stage]) -> None:
    stage = own_stage("--rest=0.08")
    page = opened(stage)
    choose(page, WRONG)
    expect(verdict(page)).to_have_text("Not yet")
    words(page, "This page has been still for a long time.")
    press(page, "I am here")
    is_ready(page)
    words(page, "The quizzes went to rest")
    assert stage.kernels() == []
    is_readable(page)
    press(page, "Wake them")
    is_ready(page)
    expect(verdict(page)).to_have_text("Not yet")
    quiz(page).get_by_role("button", name="Try again").click()
    choose(page, RIGHT)
    expect(verdict(page)).to_have_text("Correct")
    assert answers(stage) == [[WRONG], [RIGHT]]
