"""Broken planner files: each fault is told by file, entry and field, in an author's words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.relief.measures import load_relief
from gluteedu.content.relief.planner_text import load_relief_words
from gluteedu.domain.relief.planner_text import ReliefWords

RAW = (data_folder() / "relief_planner.yaml").read_text(encoding="utf-8")


def load(folder: Path, text: str) -> tuple[ReliefWords, list[str]]:
    shutil.copy(data_folder() / "causes.yaml", folder)
    (folder / "relief_planner.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    words = load_relief_words(folder, problems, load_relief())
    return words, [str(problem) for problem in problems]


def test_the_courses_own_file_is_whole(tmp_path: Path) -> None:
    words, problems = load(tmp_path, RAW)
    assert problems == []
    assert words.causes


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(raw: Any) -> None:
        for step in path[:-1]:
            raw = raw[step]
        if to is None:
            del raw[path[-1]]
        else:
            raw[path[-1]] = to

    return change


BROKEN: dict[str, tuple[Callable[[Any], None], list[str]]] = {
    "a sentence missing": (_set("danger", to=None), ["danger", "is missing"]),
    "an unknown field": (_set("colour", to="red"), ["colour", "not a known field"]),
    "a cause missing": (_set("causes", 1, to=None), ["causes", "'muscle_injury' is missing"]),
    "an unknown cause": (_set("causes", 4, "id", to="a_cold"), ["causes", "'a_cold'"]),
    "a caution not asked": (
        _set("lists", 0, "cautions", 0, to=None),
        ["lists", "'swollen_leg' is missing"],
    ),
    "a caution asked twice": (
        _set("lists", 0, "cautions", 1, to="swollen_leg"),
        ["lists", "'swollen_leg' stands twice"],
    ),
    "a list id twice": (_set("lists", 1, "id", to="skin"), ["lists", "'skin' stands twice"]),
    "a number without a range": (_set("numbers", "hours", to=None), ["numbers", "'hours'"]),
    "a start beyond the top": (
        _set("numbers", "hours", "start", to=500),
        ["numbers.hours", "start <= top"],
    ),
    "an answer that forgets a question": (
        _set("pregnancy", 0, "answers", to={"pregnant": False}),
        ["no", "must say of pregnant and of trying"],
    ),
    "an answer to nothing": (
        _set("pregnancy", 0, "answers", "tired", to=True),
        ["no", "'tired' is not a yes-or-no question"],
    ),
    "weeks of nothing": (_set("pregnancy", 1, "weeks", to="months"), ["pregnant", "'months'"]),
    "a bare word as an answer": (
        _set("pregnancy", 0, "answers", "trying", to="no"),
        ["pregnancy.1.answers.trying", "must be true or false"],
    ),
    "an age out of range": (_set("ages", 2, "value", to=650), ["older", "from 0 to 110"]),
    "a caution that is none": (_set("not_for", "tired", to=[]), ["not_for.tired"]),
    "not for an unknown cause": (
        _set("not_for", "fresh_injury", 0, to="x"),
        ["'x' is not a cause"],
    ),
    "a gap lost": (_set("minutes", to="For a few minutes"), ["minutes", "must hold {n}"]),
    "a sentence too hard": (
        _set(
            "danger",
            to="Contemporaneous neurological deterioration necessitates immediate evaluation. "
            "Genitourinary dysfunction constitutes an emergency. Seek professional consultation.",
        ),
        ["danger", "reads at grade"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_plain_words(tmp_path: Path, name: str) -> None:
    change, expected = BROKEN[name]
    raw = yaml.safe_load(RAW)
    change(raw)
    _, problems = load(tmp_path, yaml.safe_dump(raw, allow_unicode=True))
    told = [p for p in problems if all(part in p for part in expected)]
    assert told, problems
    assert told[0].startswith("relief_planner.yaml")


def test_a_file_that_is_missing_or_empty(tmp_path: Path) -> None:
    words, problems = load(tmp_path, "")
    assert words == ReliefWords()
    assert "empty" in problems[0]
