"""Reads ``data/explorer.yaml``: the words of the explorer and its stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.problems import Problem
from gluteedu.content.reading import Strict, build, read_yaml
from gluteedu.domain.explorer import ExplorerWords, Story
from gluteedu.domain.findings import Findings, FindingsError, Vocabulary

EXPLORER = "explorer.yaml"

Text = Annotated[str, Field(min_length=1)]


class _Story(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: Text
    tells: Text
    findings: dict[str, Any]


class _Explorer(Strict):
    intro: Text
    private: Text
    safety_title: Text
    safety_intro: Text
    clues_title: Text
    clues_intro: Text
    start_title: Text
    start_intro: Text
    result_title: Text
    nothing_yet: Text
    stopped: Text
    still_open: Text
    no_alarm: Text
    alone: Text
    estimate: Text
    see_someone: Text
    place: Text
    pictures: dict[str, Text]
    groups: dict[str, Text]
    stories: Annotated[list[_Story], Field(min_length=1)]


_EMPTY = ExplorerWords({}, {}, {}, ())


def load_explorer(root: Path, vocabulary: Vocabulary, problems: list[Problem]) -> ExplorerWords:
    """The explorer's words. Stories with findings outside ``vocabulary`` are Problems.

    Args:
        root: the data folder.
        vocabulary: every finding there is; an empty one is not checked against.
        problems: receives what is wrong.
    """
    raw = read_yaml(root / EXPLORER, EXPLORER, problems)
    built = build(_Explorer, raw, EXPLORER, "-", problems) if raw is not None else None
    if built is None:
        return _EMPTY
    for picture in {"strong fit", "fits", "mixed"} ^ set(built.pictures):
        message = "pictures must be exactly: strong fit, fits, mixed"
        problems.append(Problem(EXPLORER, "-", f"pictures.{picture}", message))
    for group in sorted({finding.group for finding in vocabulary.values()} - set(built.groups)):
        message = f"findings.csv has the group {group!r}; give it a heading here"
        problems.append(Problem(EXPLORER, "-", "groups", message))
    seen: set[str] = set()
    for story in built.stories:
        if story.id in seen:
            problems.append(Problem(EXPLORER, story.id, "id", "stands twice; an id is used once"))
        seen.add(story.id)
        if vocabulary:
            try:
                Findings(vocabulary, story.findings)
            except FindingsError as error:
                for fault in error.faults:
                    problems.append(Problem(EXPLORER, story.id, "findings", fault))
    words = {
        name: value for name, value in built.model_dump().items() if isinstance(value, str)
    }
    stories = tuple(Story(s.id, s.name, s.tells, s.findings) for s in built.stories)
    return ExplorerWords(words, built.pictures, built.groups, stories)
