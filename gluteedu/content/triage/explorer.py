"""Reads ``data/explorer.yaml``: the words and the order of the explorer, and its stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.content.text.readability import check_reading
from gluteedu.domain.triage.explorer_text import (
    ExplorerWords,
    NumberField,
    SafetyList,
    SmallExplorer,
    Story,
)
from gluteedu.domain.triage.findings import Findings, FindingsError, Vocabulary

EXPLORER = "explorer.yaml"

Text = Annotated[str, Field(min_length=1)]


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


class _Number(Strict):
    start: float
    top: float
    one: Text


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
    numbers: dict[str, _Number]
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
    raw = read_yaml(root / EXPLORER, EXPLORER, problems)
    built = build(_Explorer, raw, EXPLORER, "-", problems) if raw is not None else None
    if built is None:
        return ExplorerWords()
    _exactly("pictures", PICTURES, built.pictures, problems)
    _exactly("fits", FITS, built.fits, problems)
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
        numbers={id: NumberField(n.start, n.top, n.one) for id, n in built.numbers.items()},
        only_after=built.only_after,
        not_after=built.not_after,
        stories=tuple(Story(s.id, s.name, s.tells, s.lesson, s.findings) for s in built.stories),
        small={
            s.id: SmallExplorer(s.id, s.title, s.to_try, tuple(s.clues), tuple(s.stories))
            for s in built.small
        },
    )


def _exactly(
    field: str, wanted: Iterable[str], given: Collection[str], problems: list[Problem]
) -> None:
    """Each of ``wanted`` once and nothing else; a list may name a thing twice."""
    wanted = list(wanted)
    seen: set[str] = set()
    for name in given:
        if name not in wanted:
            message = f"{name!r} does not belong here; there are: {', '.join(wanted)}"
            problems.append(Problem(EXPLORER, "-", field, message))
        elif name in seen:
            problems.append(Problem(EXPLORER, "-", field, f"{name!r} stands twice"))
        seen.add(name)
    for name in wanted:
        if name not in seen:
            problems.append(Problem(EXPLORER, "-", field, f"{name!r} is missing"))


def _check_order(built: _Explorer, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    findings = vocabulary.values()
    _exactly("groups", dict.fromkeys(f.group for f in findings), built.groups, problems)
    asked_first = dict.fromkeys(f.group for f in findings if f.safety)
    listed = [group for one in built.safety_lists for group in one.groups]
    _exactly("safety_lists", asked_first, listed, problems)
    clues = dict.fromkeys(f.group for f in findings if not f.safety)
    _exactly("clue_lists", clues, built.clue_lists, problems)


def _check_answers(built: _Explorer, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    findings = vocabulary.values()
    choices = dict.fromkeys(choice for f in findings for choice in f.choices)
    _exactly("choices", choices, built.choices, problems)
    _exactly("numbers", [f.id for f in findings if f.kind == "number"], built.numbers, problems)
    for id, number in built.numbers.items():
        found = vocabulary.get(id)
        if (
            found
            and found.kind == "number"
            and not found.low <= number.start <= number.top <= found.high
        ):
            message = f"needs {found.low:g} <= start <= top <= {found.high:g}"
            problems.append(Problem(EXPLORER, "-", f"numbers.{id}", message))
    for field, pairs in (("only_after", built.only_after), ("not_after", built.not_after)):
        for id, other in pairs.items():
            if id not in vocabulary:
                message = f"{id!r} is not a finding"
                problems.append(Problem(EXPLORER, "-", field, message))
            if other not in vocabulary or vocabulary[other].kind != "flag":
                message = f"{other!r} is not a finding with yes and no"
                problems.append(Problem(EXPLORER, "-", f"{field}.{id}", message))


def _check_stories(
    stories: Iterable[_Story], vocabulary: Vocabulary, problems: list[Problem]
) -> None:
    seen: set[str] = set()
    for story in stories:
        if story.id in seen:
            problems.append(Problem(EXPLORER, story.id, "id", "stands twice; an id is used once"))
        seen.add(story.id)
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
    seen: set[str] = set()
    for small in built.small:
        if small.id in seen:
            problems.append(Problem(EXPLORER, small.id, "id", "stands twice; an id is used once"))
        seen.add(small.id)
        check_reading(EXPLORER, small.id, "to_try", small.to_try, problems)
        for id in small.clues if vocabulary else ():
            if id not in clues:
                message = f"{id!r} is no clue; the safety questions are there in any case"
                problems.append(Problem(EXPLORER, small.id, "clues", message))
        for id in small.stories:
            if id not in told:
                message = f"{id!r} is no story; there are: {', '.join(told)}"
                problems.append(Problem(EXPLORER, small.id, "stories", message))
