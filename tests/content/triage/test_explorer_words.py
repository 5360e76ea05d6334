"""Broken explorer files: each fault is told by file, entry and field, in an author's words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.triage.explorer import load_explorer
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.explorer_text import ExplorerWords

VOCABULARY = load_knowledge().vocabulary
RAW = (data_folder() / "explorer.yaml").read_text(encoding="utf-8")


def load(folder: Path, text: str) -> tuple[ExplorerWords, list[str]]:
    (folder / "explorer.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    words = load_explorer(folder, problems, VOCABULARY)
    return words, [str(problem) for problem in problems]


def test_the_courses_own_file_is_whole(tmp_path: Path) -> None:
    words, problems = load(tmp_path, RAW)
    assert problems == []
    assert words.stories


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
    "a sentence missing": (_set("stopped", to=None), ["stopped", "is missing"]),
    "a sentence empty": (_set("stopped", to=""), ["stopped", "must not be empty"]),
    "an unknown field": (_set("colour", to="red"), ["colour", "not a known field"]),
    "a bare number": (_set("intro", to=5), ["intro", "must be text; put it in quotes"]),
    "a picture missing": (_set("pictures", "mixed", to=None), ["pictures", "'mixed' is missing"]),
    "a picture too many": (_set("pictures", "fine", to="Fine."), ["'fine' does not belong here"]),
    "a bar word missing": (_set("fits", "open", to=None), ["fits", "'open' is missing"]),
    "a group without a heading": (_set("groups", "tear", to=None), ["groups", "'tear' is missing"]),
    "a heading without a group": (_set("groups", "feet", to="Feet"), ["'feet' does not belong"]),
    "a safety list without its group": (
        _set("safety_lists", 1, "groups", to=["nerve", "function", "tear"]),
        ["safety_lists", "'severity' is missing"],
    ),
    "a safety group asked twice": (
        _set("safety_lists", 0, "groups", to=["safety", "you"]),
        ["safety_lists", "'you' stands twice"],
    ),
    "clues left out": (_set("clue_lists", 0, to=None), ["clue_lists", "'timing' is missing"]),
    "a choice without words": (_set("choices", "focal", to=None), ["choices", "'focal'"]),
    "a number without a range": (_set("numbers", "days", to=None), ["numbers", "'days'"]),
    "a start out of range": (
        _set("numbers", "severity", "start", to=11),
        ["numbers.severity", "0 <= start <= top <= 10"],
    ),
    "a range for a flag": (
        _set("numbers", "pop", to={"start": 1, "top": 2, "one": "pop"}),
        ["numbers", "'pop' does not belong here"],
    ),
    "asked after nothing": (_set("only_after", "pop", to="snap"), ["only_after.pop", "'snap'"]),
    "asked after a number": (_set("not_after", "pop", to="age"), ["not_after.pop", "'age'"]),
    "a follow-up that is no finding": (_set("only_after", "snap", to="pop"), ["'snap'"]),
    "a story twice": (_set("stories", 3, "id", to="story_a"), ["story_a", "stands twice"]),
    "an id with a space": (_set("stories", 0, "id", to="story a"), ["stories.1.id"]),
    "a story without its lesson": (_set("stories", 2, "lesson", to=None), ["stories.3.lesson"]),
    "a small version twice": (
        _set("small", 1, "id", to="soreness"),
        ["soreness: id: 'soreness' stands twice"],
    ),
    "a small version with a safety question as a clue": (
        _set("small", 0, "clues", 0, to="fever"),
        ["soreness: clues: 'fever' is no clue", "safety questions are there in any case"],
    ),
    "a small version with an unknown clue": (
        _set("small", 1, "clues", 0, to="onsett"),
        ["injury: clues: 'onsett' is no clue"],
    ),
    "a small version with an unknown story": (
        _set("small", 1, "stories", 0, to="story_z"),
        ["injury: stories: 'story_z' is no story", "story_a"],
    ),
    "a small version without clues": (_set("small", 0, "clues", to=[]), ["small.1.clues"]),
    "a story with an unknown finding": (
        _set("stories", 0, "findings", "popp", to=True),
        ["story_a", "findings", "popp", "did you mean pop"],
    ),
    "a story with a bare yes": (
        _set("stories", 0, "findings", "pop", to="no"),
        ["story_a", "pop: must be true or false"],
    ),
    "a story that contradicts itself": (
        _set("stories", 4, "findings", "pregnant", to=False),
        ["story_e", "pregnant and weeks_pregnant"],
    ),
    "a sentence too hard": (
        _set(
            "stopped",
            to="Subsequent probabilistic deliberations regarding aetiological classification are "
            "suspended. Immediate professional evaluation supersedes informational functionality. "
            "Prioritisation of emergency intervention remains imperative notwithstanding "
            "contradictory indications.",
        ),
        ["stopped", "reads at grade"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_plain_words(tmp_path: Path, name: str) -> None:
    change, expected = BROKEN[name]
    raw = yaml.safe_load(RAW)
    change(raw)
    _, problems = load(tmp_path, yaml.safe_dump(raw, allow_unicode=True))
    assert len(problems) == 1, problems
    assert problems[0].startswith("explorer.yaml")
    for part in expected:
        assert part in problems[0]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    raw = yaml.safe_load(RAW)
    for name in ("a picture missing", "a choice without words", "a story twice"):
        BROKEN[name][0](raw)
    _, problems = load(tmp_path, yaml.safe_dump(raw, allow_unicode=True))
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        ("intro: [", "is not valid YAML"),
        ("- just\n- a list\n", "must be a set of named fields"),
        ("intro: 'a'\nintro: 'b'\n", "stands twice"),
    ],
)
def test_a_file_that_is_no_such_file(tmp_path: Path, text: str, told: str) -> None:
    words, problems = load(tmp_path, text)
    assert told in problems[0]
    assert words == ExplorerWords()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert load_explorer(tmp_path, problems, VOCABULARY) == ExplorerWords()
    assert "the file is missing" in str(problems[0])
