"""A starting point is refused while it has blanks, and accepted when they are filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from gluteedu.authoring.new_item import CannotStartError, add_item
from gluteedu.cli import app
from gluteedu.content.course.library import Library
from gluteedu.content.course.outline import read_outline
from gluteedu.content.items.bank import read_items
from gluteedu.content.loading.blanks import merged
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.items.types import ITEM_TYPES
from tests.content.exchange.fill_blanks import fill_items

pytestmark = pytest.mark.usefixtures("same_text_read_once")

LESSON = "02-exercise-induced-pain"


@pytest.fixture
def data(tmp_path):
    shutil.copytree(data_folder(), tmp_path / "data")
    return tmp_path / "data"


def gluteedu(*arguments: str | Path):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def faults(data: Path, lesson: str) -> list[Problem]:
    found: list[Problem] = []
    path = data / "items" / f"{lesson}.yaml"
    read_items(path, path.name, Library(data).known, found)
    return merged(found)


@pytest.mark.parametrize("kind", ITEM_TYPES)
def test_an_item_of_each_type_is_refused_blank_and_accepted_filled(data, kind):
    path = data / "items" / f"{LESSON}.yaml"
    before = path.read_text()
    result = gluteedu(
        *("new", "item", "--type", kind, "--lesson", LESSON, "--quiz", "soreness_help"),
        *("--id", "brand_new", "--data", data),
    )
    assert result.exit_code == 0, result.stderr
    after = path.read_text()
    head = before.replace("tablet_for_soreness]", "tablet_for_soreness, brand_new]")
    assert after.startswith(head.rstrip("\n"))
    [told] = faults(data, LESSON)
    assert (told.id, told.field) == ("brand_new", "-")
    assert "blanks are left; write over each FILL IN in " in told.message
    for field in ("objective", "stem", "hint", "explanation", "sources"):
        assert field in told.message
    fill_items(path)
    assert faults(data, LESSON) == []


def test_a_quiz_whose_items_stand_one_on_each_line(data):
    lesson = "07-check-your-knowledge"
    text = add_item(read_outline(data), "single", lesson, "one_more", None)
    lines = text.splitlines()
    place = lines.index("      - one_more")
    assert lines[place - 1].startswith("      - final_")
    assert lines[place + 1] in ("", "items:")


def test_a_second_item_while_the_first_still_has_blanks(data):
    for own in ("first_new", "second_new"):
        result = gluteedu(
            *("new", "item", "--lesson", LESSON, "--quiz", "soreness_help", "--id", own),
            *("--data", data),
        )
        assert result.exit_code == 0, result.stderr
    assert [problem.id for problem in faults(data, LESSON)] == ["first_new", "second_new"]


def test_a_file_of_its_own_layout_is_left_alone(data):
    path = data / "items" / f"{LESSON}.yaml"
    text = path.read_text()
    moved = text[text.index("items:\n") :].replace("items:\n", "items:\n", 1)
    path.write_text(f"{moved}\n{text[: text.index(moved)]}")
    with pytest.raises(CannotStartError, match="laid out in a way of its own"):
        add_item(read_outline(data), "single", LESSON, "new_one", "soreness_help")


def test_a_new_lesson_is_built_as_every_lesson(data, tmp_path):
    notebooks = tmp_path / "notebooks"
    shutil.copytree(notebooks_folder(), notebooks)
    where = ("--data", data, "--notebooks", notebooks)
    result = gluteedu("new", "lesson", "09-hip-bursa", "--title", 'The "side" of it', *where)
    assert result.exit_code == 0, result.stderr
    book = nbformat.read(notebooks / "09-hip-bursa.ipynb", as_version=4)
    nbformat.validate(book)
    sources = [cell.source for cell in book.cells]
    assert sources[0].startswith('# The "side" of it\n\n**For you if** FILL IN: ')
    assert "**This lesson teaches. It does not diagnose.**" in sources[0]
    assert "(index.ipynb)" in sources[0]
    assert sources[1] == "from gluteedu.lesson import objectives, quiz, sources"
    assert sources[2] == 'objectives("09-hip-bursa")'
    assert sources[-1] == 'sources("09-hip-bursa")'
    assert all("\n" not in cell.source for cell in book.cells if cell.cell_type == "code")
    again = gluteedu("new", "lesson", "09-hip-bursa", *where)
    assert again.exit_code == 1
    assert "there is a lesson '09-hip-bursa' already" in again.stderr


def test_check_says_what_a_new_lesson_lacks_and_that_another_has_no_notebook(data, tmp_path):
    """That it is accepted once it is filled: test_authors_page.py."""
    notebooks = tmp_path / "notebooks"
    shutil.copytree(notebooks_folder(), notebooks)
    (notebooks / "05-relief.ipynb").unlink()
    where = ("--data", data, "--notebooks", notebooks)
    gluteedu("new", "lesson", "09-hip-bursa", *where)
    refused = gluteedu("check", *where)
    assert refused.exit_code == 1
    told = refused.stderr.splitlines()
    assert len(told) < 30
    for start in (
        "course.yaml: 05-relief: id: there is no lesson 05-relief.ipynb in notebooks/",
        "items/09-hip-bursa.yaml: -: lesson: course.yaml has no lesson '09-hip-bursa'",
        "items/09-hip-bursa.yaml: hip_bursa_5: -: 14 blanks are left; write over each FILL IN in ",
        "notebooks/09-hip-bursa.ipynb: title: -: 2 blanks are left; write over each FILL IN in ",
    ):
        assert any(line.startswith(start) for line in told), start
