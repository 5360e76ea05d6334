"""The files of ``data/words``: the course's own, broken ones, and those of another language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.text.words import check_words


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "fruit.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def translated(tmp_path: Path) -> Path:
    shutil.copytree(data_folder() / "words", tmp_path / "words")
    return tmp_path


def found(root: Path) -> list[str]:
    problems: list[Problem] = []
    check_words(root, problems)
    return [str(one) for one in problems if "fruit" in one.file or "shared" in one.file]


def test_the_words_of_the_course_have_no_fault() -> None:
    problems: list[Problem] = []
    assert check_words(data_folder(), problems) > 0
    assert problems == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- a", "words/fruit.yaml: -: -: must be a set of named texts"),
        ('a: "{Name}"', "words/fruit.yaml: a: -: a place to fill is written {name}"),
        ("a: 3", "words/fruit.yaml: a: -: must be text in quotes, or its forms one and other"),
        ('a: ""', "words/fruit.yaml: a: -: must be text in quotes"),
        ('A-b: "x"', "words/fruit.yaml: A-b: -: an id is made of small letters"),
        ('yes: "x"', "words/fruit.yaml: True: -: an id is made of small letters"),
        ('a: { one: "x" }', "words/fruit.yaml: a: other: is missing"),
        ('a: { one: "x", other: "y", few: "z" }', "words/fruit.yaml: a: few: is not a known field"),
        (
            'a: { one: "x", other: "{n} of {what}" }',
            "words/fruit.yaml: a: other: one and other must both hold {what}",
        ),
        (
            f'a: "{"Considerable misunderstandings accumulate unnecessarily. " * 3}"',
            "words/fruit.yaml: a: -: reads at grade",
        ),
    ],
)
def test_a_fault_is_named_by_file_id_and_field(tmp_path: Path, text: str, fault: str) -> None:
    assert [one for one in found(folder(tmp_path, text)) if one.startswith(fault)]


def test_a_library_speaks_with_the_words_of_its_own_folder(tmp_path: Path) -> None:
    root = translated(tmp_path)
    shared = root / "words" / "shared.yaml"
    shared.write_text(shared.read_text("utf-8").replace('"Not sure"', '"Weiß nicht"'), "utf-8")
    assert Library(root).words["shared"].say("not_sure") == "Weiß nicht"
    assert Library().words["shared"].say("not_sure") == "Not sure"
    assert found(root) == []


def test_a_folder_without_words_speaks_as_the_course_does(tmp_path: Path) -> None:
    assert Library(tmp_path).words["shared"].say("not_sure") == "Not sure"


def test_a_translation_holds_the_very_ids_and_places_of_the_course(tmp_path: Path) -> None:
    root = translated(tmp_path)
    shared = root / "words" / "shared.yaml"
    shared.write_text('not_sure: "Weiß {nicht}"\nmaybe: "Vielleicht"\n', encoding="utf-8")
    (root / "words" / "fruit.yaml").write_text('a: "x"', encoding="utf-8")
    said = "\n".join(found(root))
    assert "words/shared.yaml: not_sure: -: {nicht}: must hold the places" in said
    assert "words/shared.yaml: maybe: -: is an id that nothing says" in said
    assert "words/shared.yaml: yes: -: is missing" in said
    assert "words/fruit.yaml: -: -: is a file that nothing says" in said


def test_a_missing_file_of_a_translation_is_named(tmp_path: Path) -> None:
    root = translated(tmp_path)
    (root / "words" / "shared.yaml").unlink()
    assert found(root) == ["words/shared.yaml: -: -: the file is missing"]


def test_faults_are_raised_when_the_words_are_asked_for(tmp_path: Path) -> None:
    words = Library(folder(tmp_path, "a: 3")).words
    with pytest.raises(ContentError, match="fruit"):
        words["fruit"]
    with pytest.raises(KeyError, match="no words/vegetables"):
        words["vegetables"]
