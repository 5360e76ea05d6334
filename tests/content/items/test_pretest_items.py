"""The pre-test of the course, and the pages beside its lessons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gluteedu.content.course.course import load_course
from gluteedu.content.course.library import Library
from gluteedu.content.items.bank import Known, read_items
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.content.text.markup import to_text
from gluteedu.domain.items.item import Item

BANK = Library().bank
FIRST = BANK.quiz("pre_test")[2]
LAST = BANK.quiz("final_test")[2]


def test_short_and_one_question_for_an_objective() -> None:
    lesson, quiz, items = BANK.quiz("pre_test")
    assert (lesson.lesson, quiz.mode) == ("index", "pretest")
    assert 8 <= len(items) <= 10
    assert len({item.objective for item in items}) == len(items)
    homes = {
        x.id
        for x in Library().course.lessons
        for o in x.objectives
        if o.id in {i.objective for i in items}
    }
    assert len(homes) == 6, "every lesson that teaches something"


def stem_words(item: Item) -> set[str]:
    return {w for w in re.findall(r"[a-z]+", to_text(item.stem).lower()) if len(w) > 3}


def test_the_final_test_asks_the_same_in_other_words() -> None:
    for item in FIRST:
        others = [one for one in BANK.items if one.objective == item.objective and one is not item]
        assert any(one in LAST for one in others), item.id
        for other in others:
            both = stem_words(item) | stem_words(other)
            shared = len(stem_words(item) & stem_words(other)) / len(both)
            assert shared < 0.34, f"{item.id} and {other.id} are nearly the same question"


def test_right_answers_stand_in_no_fixed_place() -> None:
    places = [item.option_ids.index(item.key[0]) for item in FIRST if item.type == "single"]
    assert len(set(places)) >= 3


def test_a_page_without_objectives_may_ask_about_all(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    path.write_text((data_folder() / "items" / "index.yaml").read_text("utf-8"), "utf-8")
    every = {"index": [], "01": [item.objective for item in FIRST]}
    for lessons, count in ((every, 0), ({**every, "index": ["nerve-path"]}, 9)):
        problems: list = []
        read_items(path, "items/index.yaml", Known(lessons=lessons), problems)
        assert len([one for one in problems if one.field == "objective"]) == count


def test_pages_beside_the_lessons_have_notebooks() -> None:
    course = Library().course
    assert [page.id for page in course.pages][:2] == ["review", "my-progress"]
    for page in course.pages:
        assert (notebooks_folder() / f"{page.id}.ipynb").is_file()
    stems = {path.stem for path in notebooks_folder().glob("*.ipynb")}
    assert stems == {x.id for x in (*course.lessons, *course.pages)}


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("pages: []", "must be a list"),
        ("pages: [{ id: index, title: 'X' }]", "is a lesson already"),
        ("pages: [{ id: a }]", "title: is missing"),
        ("pages: [{ id: a, title: 'A', minutes: 3 }]", "is not a known field"),
        ("pages: [{ id: a, title: 'A' }, { id: a, title: 'B' }]", "stands twice"),
    ],
)
def test_what_is_wrong_with_a_list_of_pages(tmp_path: Path, pages: str, said: str) -> None:
    lesson = "{ id: index, title: 'I', minutes: 1, objectives: [] }"
    text = f"title: 'T'\nfooter: ['F']\nlessons: [{lesson}]\n{pages}\n"
    (tmp_path / "course.yaml").write_text(text)
    problems: list = []
    load_course(tmp_path, problems)
    assert len(problems) == 1
    assert said in str(problems[0])
    assert str(problems[0]).startswith("course.yaml: ")
