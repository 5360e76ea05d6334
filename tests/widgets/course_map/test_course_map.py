"""The map of the course: links in every house it lives in, and how far the learner has got."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.course.course import load_course
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.content.triage.causes import load_causes
from gluteedu.widgets.course_map.widget import CourseMap
from tests.widgets.shared.static_page import HOST, faults, shown

LESSONS = load_course(data_folder(), []).lessons
CAUSES = load_causes()
QUESTIONS = {"01-know-your-muscles": 4, "02-exercise-induced-pain": 6}


def course_map(**more) -> CourseMap:
    return CourseMap(LESSONS, **{"here": "index", "questions": QUESTIONS, "causes": CAUSES, **more})


def state(page: Page, lesson: str) -> str:
    return page.locator(f"[data-lesson='{lesson}'] .gc-facts").inner_text()


def go_on(page: Page) -> str:
    return page.locator(".gc-go").inner_text()


def test_text_and_html_tell_the_lessons_in_order() -> None:
    text, html = course_map().text(), course_map().html()
    assert text.startswith("The course: 8 lessons, about 185 minutes in all\n")
    assert "Start here (5 min, you are here)" in text
    for lesson in LESSONS:
        assert lesson.title in text
        if lesson.id != "index":
            assert f'<a href="{lesson.id}.ipynb">{lesson.title}</a>' in html
        for objective in lesson.objectives:
            assert f"   - {objective.text}" in text
            assert objective.text in html
    assert [text.index(x.title) for x in LESSONS] == sorted(text.index(x.title) for x in LESSONS)
    assert text.splitlines()[-1].startswith("[content ")
    assert course_map(questions={}).text() != text


def test_every_link_leads_to_a_notebook() -> None:
    for lesson in LESSONS:
        assert (notebooks_folder() / f"{lesson.id}.ipynb").is_file()


def test_an_unknown_place_and_any_message_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no lesson 'knee'; there are: index, 01-know"):
        course_map(here="knee")
    with pytest.raises(ValueError, match="there is no act 'open'"):
        course_map().handle("open", {"act": "open"})


def test_progress_comes_from_the_record_and_is_in_no_text() -> None:
    kept = {"01-know-your-muscles": {"muscles": {"done": 2, "total": 4}}}
    mine = course_map(progress=lambda: dict(kept))
    assert mine.view["progress"] == kept
    assert (mine.text(), mine.html()) == (course_map().text(), course_map().html())
    seen = []
    mine.observe(lambda change: seen.append(change["new"]["progress"]), "view")
    mine.handle("refresh", {"act": "refresh"})
    assert seen == []  # nothing new, nothing sent
    kept["01-know-your-muscles"] = {"muscles": {"done": 3, "total": 4}}
    mine.handle("refresh", {"act": "refresh"})
    assert seen == [kept]
    assert course_map().view["progress"] is None


def test_the_lessons_of_a_cause_carry_its_mark() -> None:
    marks = {x["id"]: [c["id"] for c in x["causes"]] for x in course_map().view["lessons"]}
    assert {k: v for k, v in marks.items() if v} == {
        "02-exercise-induced-pain": ["exercise_soreness"],
        "03-muscle-injury": ["muscle_injury"],
        "04-pregnancy-and-sciatic-pain": ["pelvic_girdle_pain", "sciatic_nerve_pain"],
    }


@pytest.mark.parametrize(
    ("page_path", "link", "opened"),
    [
        ("/voila/render/index.ipynb", "/voila/render/05-relief.ipynb", None),
        ("/", "/05-relief.ipynb", None),
        ("/user/a/voila/render/lab/index.ipynb", "/user/a/voila/render/lab/05-relief.ipynb", None),
        ("/notebooks/course/index.ipynb", "/notebooks/course/05-relief.ipynb", None),
        ("/lab/tree/notebooks/index.ipynb", "/lab/tree/notebooks/05-relief.ipynb", "notebooks/"),
        ("/lab/tree/index.ipynb", "/lab/tree/05-relief.ipynb", ""),
        ("/lab", "/lab/tree/05-relief.ipynb", ""),
        ("/lab/tree/a%20b/c/index.ipynb", "/lab/tree/a%20b/c/05-relief.ipynb", "a b/c/"),
        ("/lab/tree/notebooks", "/lab/tree/notebooks/05-relief.ipynb", "notebooks/"),
        (
            "/user/lab/lab/workspaces/auto-1/tree/lab/index.ipynb",
            "/user/lab/lab/tree/lab/05-relief.ipynb",
            "lab/",
        ),
        ("/doc/tree/notebooks/index.ipynb", "/doc/tree/notebooks/05-relief.ipynb", "notebooks/"),
    ],
)
def test_links_work_wherever_the_map_is_shown(
    browser: Browser, page_path: str, link: str, opened: str | None
) -> None:
    with shown(browser, course_map(), page_path) as page:
        anchor = page.locator("[data-lesson='05-relief'] a")
        assert anchor.evaluate("(a) => a.href") == HOST + link
        command = anchor.get_attribute("data-commandlinker-command")
        arguments = anchor.get_attribute("data-commandlinker-args")
        if opened is None:
            assert (command, arguments) == (None, None)
        else:
            assert command == "docmanager:open"
            assert arguments == f'{{"path":"{opened}05-relief.ipynb"}}'


def test_a_new_learner_is_told_where_to_begin(browser: Browser) -> None:
    with shown(browser, course_map()) as page:
        assert go_on(page).startswith("Begin with: Know your muscles")
        assert state(page, "05-relief") == "30 min, not opened yet"
        assert page.locator("[aria-current=page]").inner_text() == "Start here"
        assert page.locator(".gc-pin:visible").all_inner_texts() == ["You are here", "Begin here"]


@pytest.mark.parametrize(
    ("progress", "visited", "next_title"),
    [
        ({}, {"index": "2025-01-01"}, "Begin with: Know your muscles"),
        ({}, {"01-know-your-muscles": "2025-01-01"}, "Go on with: Know your muscles"),
        (
            {"01-know-your-muscles": {"a": {"done": 4, "total": 4}}},
            {"01-know-your-muscles": "2025-01-01"},
            "Go on with: Sore after exercise",
        ),
        (
            {},
            {"05-relief": "2025-01-01", "02-exercise-induced-pain": "2025-01-02"},
            "Go on with: Sore after exercise",
        ),
        (
            {},
            {"08-sources": "2025-01-02"},
            "Go on with: Know your muscles",
        ),
    ],
)
def test_where_to_go_on(browser: Browser, progress, visited, next_title: str) -> None:
    stored = {"gluteedu:progress": progress, "gluteedu:visited": visited}
    with shown(browser, course_map(), stored=stored) as page:
        assert go_on(page).startswith(next_title)


def test_progress_is_counted_against_all_questions_of_a_lesson(browser: Browser) -> None:
    progress = {
        "01-know-your-muscles": {"a": {"done": 4, "total": 4}},
        "02-exercise-induced-pain": {"a": {"done": 2, "total": 2}, "b": {"done": 1, "total": 3}},
    }
    with shown(browser, course_map(), stored={"gluteedu:progress": progress}) as page:
        assert state(page, "01-know-your-muscles") == "15 min, all 4 questions done"
        assert state(page, "02-exercise-induced-pain") == "25 min, 3 of 6 questions done"
        assert "7 of 10 questions done" in page.locator(".gc-tally").inner_text()
        page.evaluate(
            "localStorage.setItem('gluteedu:progress', JSON.stringify("
            "{'02-exercise-induced-pain': {a: {done: 6, total: 6}}}));"
            "window.dispatchEvent(new Event('gluteedu:progress'))"
        )
        assert state(page, "02-exercise-induced-pain") == "25 min, all 6 questions done"
        page.evaluate("window.stop(); localStorage.clear()")
        page.evaluate("window.dispatchEvent(new Event('gluteedu:progress'))")
        assert page.locator(".gc-stop").count() == 0, "it left the page, and hears nothing more"


@pytest.mark.parametrize(
    "junk", ["{", "[]", "null", "7", '{"05-relief": 3}', '{"05-relief": {"a": null}}']
)
def test_spoilt_storage_does_no_harm(browser: Browser, junk: str) -> None:
    stored = {"gluteedu:progress": junk, "gluteedu:visited": junk}
    with shown(browser, course_map(), stored=stored) as page:
        assert page.locator(".gc-stop").count() == len(LESSONS)
        assert state(page, "05-relief") == "30 min, not opened yet"


def test_the_whole_course_done(browser: Browser) -> None:
    visited = {lesson.id: "2025-01-01" for lesson in LESSONS}
    progress = {k: {"a": {"done": n, "total": n}} for k, n in QUESTIONS.items()}
    stored = {"gluteedu:progress": progress, "gluteedu:visited": visited}
    with shown(browser, course_map(), stored=stored) as page:
        assert go_on(page) == "You have been through the whole course."
        assert page.locator(".gc-full").count() == len(LESSONS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_for_axe_to_find(browser: Browser, dark: bool, width: int) -> None:
    with shown(browser, course_map(), dark=dark, width=width) as page:
        page.get_by_text("What you will learn").first.click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_by_keyboard_every_lesson_is_a_stop(browser: Browser) -> None:
    with shown(browser, course_map()) as page:
        reached = []
        for _ in range(40):
            page.keyboard.press("Tab")
            found = page.evaluate(
                "document.activeElement.matches('a.gc-title')"
                " && document.activeElement.closest('[data-lesson]').dataset.lesson"
            )
            if found:
                reached.append(found)
        assert reached[: len(LESSONS) - 1] == [x.id for x in LESSONS if x.id != "index"]
