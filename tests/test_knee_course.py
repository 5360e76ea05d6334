"""A second, tiny course is checked, run, served and asked, with no Python of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser_parts import PATIENCE, READY, free_port, running
from tests.support.needs import need

KNEE = Path(__file__).parent / "knee_course"
CAUSES = {"kneecap_pain", "torn_meniscus", "knee_alarm"}

pytestmark = pytest.mark.process


def gluteedu(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gluteedu", *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KNEE, tmp_path / "knee"))


def test_it_has_no_python_of_its_own() -> None:
    endings = {path.suffix for path in KNEE.rglob("*") if path.is_file()}
    assert endings == {".yaml", ".csv", ".ipynb", ".md"}


def test_nothing_of_it_stands_in_the_package() -> None:
    for path in (Path(__file__).parents[1] / "gluteedu").rglob("*.py"):
        assert "knee" not in path.read_text("utf-8"), path


def test_its_check_finds_no_fault() -> None:
    told = gluteedu("check", str(KNEE))
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("No faults: 2 lessons, 3 objectives, 6 items, 2 quizzes, ")
    assert "8 findings, 4 red flags" in told.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("causes.yaml", 'alarm: "knee_alarm"', 'alarm: "hip"', "causes.yaml: -: alarm: must be"),
        (
            "red_flags.yaml",
            'points_to: ["torn_meniscus"]',
            'points_to: ["muscle_injury"]',
            "red_flags.yaml: locked: points_to.1: must be one of 'kneecap_pain', ",
        ),
        (
            "likelihoods.yaml",
            "torn_meniscus: 0.8, knee_alarm",
            "hip: 0.8, knee_alarm",
            "likelihoods.yaml: twisted: -: needs one number for each of kneecap_pain, ",
        ),
        (
            "finding_logic.yaml",
            'when: "fall"',
            'when: "slip"',
            "finding_logic.yaml: a_fall_is_no_twist: when: 'slip' is not a known id",
        ),
        (
            "course.yaml",
            "01-knee-first#Safety-first",
            "01-knee-first#Safety-last",
            "course.yaml: -: roles.safety: 01-knee-first.ipynb has no heading 'Safety last'",
        ),
        (
            "course.yaml",
            'parts: ["explorer"]',
            'parts: ["explorer", "relief"]',
            "relief.yaml: -: -: the file is missing",
        ),
        (
            "items/02-knee-next.yaml",
            "key: [some]",
            "key: [none]",
            "items/02-knee-next.yaml: knee_rest: key: 'none' is not an option",
        ),
    ],
)
def test_a_planted_fault_is_named(
    copied: Path, file: str, old: str, new: str, message: str
) -> None:
    path = copied / "data" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    told = gluteedu("check", str(copied))
    assert told.returncode == 1
    assert message in told.stderr


@pytest.mark.parametrize("way", ["option", "setting"])
def test_it_is_asked(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "setting":
        monkeypatch.setenv("GLUTEEDU_COURSE", str(KNEE))
    course = [f"--course={KNEE}"] if way == "option" else []
    people = [{"cold_foot": True}, {"stairs": True, "locks": False, "twist": False}, {"fall": True}]
    told = gluteedu(*course, "assess", "-", given=json.dumps(people))
    assert told.returncode == 0, told.stderr
    cold, sore, fallen = json.loads(told.stdout)
    assert (cold["triage"], cold["red_flags"][0]["id"]) == ("emergency", "no_blood")
    assert cold["causes"][0]["cause"] == "knee_alarm"
    assert {one["cause"] for one in sore["causes"]} == CAUSES
    assert (sore["triage"], sore["causes"][0]["cause"]) == ("self_care", "kneecap_pain")
    assert "cannot_stand" in fallen["unanswered"]
    # A fall is no twist: the clue weighs though nobody asked about it.
    assert not any(one["finding"] == "twist" for one in fallen["reasons"])


def test_its_own_contradictions_and_ids_are_told() -> None:
    both = json.dumps({"cannot_stand": True, "stairs": True})
    clash = gluteedu(f"--course={KNEE}", "assess", "-", given=both)
    assert clash.returncode == 1
    assert "cannot_stand and stairs: a leg that cannot be stood on takes no stairs" in clash.stderr
    other = gluteedu(f"--course={KNEE}", "assess", "-", given='{"dark_urine": true}')
    assert "'dark_urine': not a known finding" in other.stderr


def test_a_folder_that_is_no_course_is_told(tmp_path: Path) -> None:
    for words in ((f"--course={tmp_path}", "check"), ("check", str(tmp_path))):
        told = gluteedu(*words)
        assert told.returncode == 1
        assert f"there is no folder data in {tmp_path}" in told.stderr


@pytest.mark.parametrize(
    ("call", "part"),
    [
        ("relief_planner()", "relief planner"),
        ("case_clinic()", "case clinic"),
        ("body_map()", "body map"),
        ("claims()", "list of claims"),
        ('slider("x")', "slider"),
        ('predict("x")', "prediction"),
        ('figure("x")', "figure"),
        ('table("x")', "table"),
    ],
)
def test_a_part_that_it_has_not_is_told(call: str, part: str) -> None:
    code = f"from gluteedu.lesson import *\n{call}"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "GLUTEEDU_COURSE": str(KNEE)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = f"UnknownName: this course has no {part} (see parts in its course.yaml)\n"
    assert told.stderr.endswith(said)


@pytest.mark.kernel
def test_nbval_runs_its_notebooks(copied: Path) -> None:
    need("kernel")
    settings = {"GLUTEEDU_COURSE": str(copied), "GLUTEEDU_STORE": "none"}
    path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "notebooks"]
    told = subprocess.run(
        run,
        cwd=copied,
        env={**os.environ, **settings, "PYTHONPATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout
    assert re.search(r"12 passed", told.stdout), told.stdout


@pytest.fixture(scope="module")
def knee_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("kernel")
    port = free_port()
    log = tmp_path_factory.mktemp("knee") / "log.txt"
    command = [sys.executable, "-m", "gluteedu", "serve", str(KNEE), "--no-browser"]
    with running([*command, f"--port={port}"], f"http://127.0.0.1:{port}/healthz", log):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def opened(browser: Browser, knee_url: str) -> Iterator[Callable[[str], Page]]:
    contexts = []
    errors: list[str] = []

    def open_(address: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(knee_url + address, wait_until="commit")
        page.wait_for_selector(READY, state="attached")
        return page

    expect.set_options(timeout=PATIENCE)
    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def value(page: Page, token: str) -> Any:
    script = "t => getComputedStyle(document.documentElement).getPropertyValue(t).trim()"
    return page.evaluate(script, token)


@pytest.mark.kernel
def test_its_home_is_served_and_a_quiz_is_answered(opened: Callable[[str], Page]) -> None:
    page = opened("")
    assert page.url.endswith("/01-knee-first.ipynb")
    expect(page.locator(".g-help")).to_have_attribute("href", "01-knee-first.ipynb#Safety-first")
    assert page.locator("footer a").count() == 1, "it has no page of sources"
    assert value(page, "--g-torn_meniscus") == "#004f9e"
    assert value(page, "--g-curve") == "#7a3e00"
    assert value(page, "--g-exercise_soreness") == ""
    chips = page.locator(".gc-cause")
    expect(chips).to_have_text(["Torn meniscus", "Kneecap pain"])
    quiz = page.locator(".gq").first
    quiz.locator("[data-option=cap] input").check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator(".gq-feedback").first).to_contain_text("Right, in this test.")


@pytest.mark.kernel
def test_its_explorer_weighs_its_own_causes(opened: Callable[[str], Page]) -> None:
    explorer = opened("voila/render/01-knee-first.ipynb").locator("[data-widget=explorer]")
    explorer.locator("[data-story=steps]").click()
    bars = explorer.locator(".gx-result .gx-bars").first.locator("li.gx-bar")
    expect(bars).to_have_count(3)
    expect(bars.locator(".gx-bar-name")).to_have_text(
        ["Kneecap pain", "Torn meniscus", "Something worse"]
    )
    expect(explorer.locator(".gx-bar[data-cause=knee_alarm] .gx-word").first).to_have_text(
        "not ruled out"
    )
    foot = explorer.locator("fieldset", has_text="Is your foot cold and pale?").first
    foot.locator("input[value=yes]").check()
    card = explorer.locator(".gx-result .g-care-emergency")
    expect(card).to_contain_text("Too little blood in the leg")
