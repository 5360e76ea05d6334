"""Reads ``data/explorer.yaml``: the words and the order of the explorer, and its stories."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.entries import check_once
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.known_ids import check_exactly
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.number_fields import NumberFieldEntry, check_number_fields
from gluteedu.domain.triage.explorer_text import (
    ExplorerWords,
    SafetyList,
    SmallExplorer,
    Story,
)
from gluteedu.domain.triage.findings import Findings, FindingsError, Vocabulary

EXPLORER = "explorer.yaml"


class _Story(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: Text
    tells: Text
    lesson: Text
    findings: dict[str, Any]


class _Small(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    to_try: Text
    clues: Annotated[list[str], Field(min_length=1, max_length=8)]
    stories: list[str]


class _List(Strict):
    title: Text
    groups: Annotated[list[str], Field(min_length=1)]


class _Explorer(Strict):
    intro: Text
    private: Text
    place: Text
    stories_title: Text
    safety_title: Text
    safety_intro: Text
    clues_title: Text
    clues_intro: Text
    clues_away: Text
    start_title: Text
    start_intro: Text
    start_slider: Text
    assumed: Text
    result_title: Text
    nothing_yet: Text
    stopped: Text
    still_open: Text
    doubt_title: Text
    doubt: Text
    clues_open: Text
    no_alarm: Text
    alone: Text
    taken_back: Text
    own_place: Text
    own_number: Text
    small_clues: Text
    small_rest: Text
    estimate: Text
    see_someone: Text
    clash: Text
    not_in_play: Text
    pictures: dict[str, Text]
    fits: dict[str, Text]
    groups: dict[str, Text]
    safety_lists: Annotated[list[_List], Field(min_length=1)]
    clue_lists: Annotated[list[str], Field(min_length=1)]
    choices: dict[str, Text]
    numbers: dict[str, NumberFieldEntry]
    only_after: dict[str, str]
    not_after: dict[str, str]
    stories: Annotated[list[_Story], Field(min_length=1)]
    small: list[_Small]


PICTURES = ("strong fit", "fits", "mixed")
FITS = ("strong", "best", "possible", "unlikely", "open")


def load_explorer(root: Path, problems: list[Problem], vocabulary: Vocabulary) -> ExplorerWords:
    """The explorer's words. What does not fit ``vocabulary`` is a Problem.

    Args:
        root: the data folder.
        vocabulary: every finding there is; an empty one is not checked against.
        problems: receives what is wrong.
    """
    built = read_file(_Explorer, root, EXPLORER, problems)
    if built is None:
        return ExplorerWords()
    check_exactly(EXPLORER, "pictures", PICTURES, built.pictures, problems)
    check_exactly(EXPLORER, "fits", FITS, built.fits, problems)
    if vocabulary:
        _check_order(built, vocabulary, problems)
        _check_answers(built, vocabulary, problems)
    _check_stories(built.stories, vocabulary, problems)
    _check_small(built, vocabulary, problems)
    words = {name: value for name, value in built.model_dump().items() if isinstance(value, str)}
    for name, text in words.items():
        check_reading(EXPLORER, "-", name, text, problems)
    return ExplorerWords(
        words=words,
        pictures=built.pictures,
        fits=built.fits,
        groups=built.groups,
        safety_lists=tuple(SafetyList(x.title, tuple(x.groups)) for x in built.safety_lists),
        clue_lists=tuple(built.clue_lists),
        choices=built.choices,
        numbers={id: n.to_field() for id, n in built.numbers.items()},
        only_after=built.only_after,
        not_after=built.not_after,
        stories=tuple(Story(s.id, s.name, s.tells, s.lesson, s.findings) for s in built.stories),
        small={
            s.id: SmallExplorer(s.id, s.title, s.to_try, tuple(s.clues), tuple(s.stories))
            for s in built.small
        },
    )


def _check_order(built: _Explorer, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    findings = vocabulary.values()
    check_exactly(
        EXPLORER, "groups", dict.fromkeys(f.group for f in findings), built.groups, problems
    )
    asked_first = dict.fromkeys(f.group for f in findings if f.safety)
    listed = [group for one in built.safety_lists for group in one.groups]
    check_exactly(EXPLORER, "safety_lists", asked_first, listed, problems)
    clues = dict.fromkeys(f.group for f in findings if not f.safety)
    check_exactly(EXPLORER, "clue_lists", clues, built.clue_lists, problems)


def _check_answers(built: _Explorer, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    findings = vocabulary.values()
    choices = dict.fromkeys(choice for f in findings for choice in f.choices)
    check_exactly(EXPLORER, "choices", choices, built.choices, problems)
    check_exactly(
        EXPLORER, "numbers", [f.id for f in findings if f.kind == "number"], built.numbers, problems
    )
    check_number_fields(EXPLORER, built.numbers, vocabulary, problems)
    for field, pairs in (("only_after", built.only_after), ("not_after", built.not_after)):
        for id, other in pairs.items():
            if id not in vocabulary:
                message = f"{id!r} is not a finding"
                problems.append(Problem(EXPLORER, "-", field, message))
            if other not in vocabulary or vocabulary[other].kind != "flag":
                message = f"{other!r} is not a finding with yes and no"
                problems.append(Problem(EXPLORER, "-", f"{field}.{id}", message))


def _check_stories(
    stories: Sequence[_Story], vocabulary: Vocabulary, problems: list[Problem]
) -> None:
    check_once([(story.id, "id", story.id) for story in stories], EXPLORER, problems)
    for story in stories:
        check_reading(EXPLORER, story.id, "tells", story.tells, problems)
        check_reading(EXPLORER, story.id, "lesson", story.lesson, problems)
        if vocabulary:
            try:
                Findings(vocabulary, story.findings)
            except FindingsError as error:
                for fault in error.faults:
                    problems.append(Problem(EXPLORER, story.id, "findings", fault))


def _check_small(built: _Explorer, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    told = [story.id for story in built.stories]
    clues = [f.id for f in vocabulary.values() if not f.safety]
    check_once([(small.id, "id", small.id) for small in built.small], EXPLORER, problems)
    for small in built.small:
        check_reading(EXPLORER, small.id, "to_try", small.to_try, problems)
        for id in small.clues if vocabulary else ():
            if id not in clues:
                message = f"{id!r} is no clue; the safety questions are there in any case"
                problems.append(Problem(EXPLORER, small.id, "clues", message))
        for id in small.stories:
            if id not in told:
                message = f"{id!r} is no story; there are: {', '.join(told)}"
                problems.append(Problem(EXPLORER, small.id, "stories", message))
