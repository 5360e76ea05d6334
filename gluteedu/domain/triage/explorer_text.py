"""What the explorer says and in which order it asks, and the stories a learner can load into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gluteedu.domain.triage.findings import Vocabulary


@dataclass(frozen=True)
class Story:
    """A worked example: the sentence that tells it, what to see in it, and its findings by id."""

    id: str
    name: str
    tells: str
    lesson: str
    findings: Mapping[str, Any]


@dataclass(frozen=True)
class SafetyList:
    """Groups of safety questions that are asked together."""

    title: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class NumberField:
    """How a number is asked for: the slider starts at ``start`` and ends at ``top``."""

    start: float
    top: float
    one: str


@dataclass(frozen=True)
class SmallExplorer:
    """A small version for one lesson: every safety question, and only the clues that matter there.

    Attributes:
        id: how a lesson asks for it.
        title: its heading.
        to_try: one sentence that says what to try.
        clues: finding ids, in the order in which they are asked.
        stories: ids of the worked examples it offers.
    """

    id: str
    title: str
    to_try: str
    clues: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True)
class ExplorerWords:
    """Everything the explorer says beside the questions themselves.

    Attributes:
        words: sentences by their name in ``data/explorer.yaml``.
        pictures: what each picture (strong fit, fits, mixed) means.
        fits: the word beside a bar.
        groups: group id of findings.csv to its heading.
        safety_lists: the safety questions, in the order in which they are asked.
        clue_lists: the groups of clues, in the order in which they are asked.
        choices: answer of a choice to its words.
        numbers: finding id to how its number is asked for.
        only_after: finding id to the one that must be a yes before it is asked.
        not_after: finding id to the one after whose yes it is not asked.
        stories: the worked examples, in file order.
        small: the small versions, by id.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    fits: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    safety_lists: tuple[SafetyList, ...] = ()
    clue_lists: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, NumberField] = field(default_factory=dict)
    only_after: Mapping[str, str] = field(default_factory=dict)
    not_after: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    small: Mapping[str, SmallExplorer] = field(default_factory=dict)

    def cut_to(self, small: SmallExplorer, vocabulary: Vocabulary) -> ExplorerWords:
        """The words for a small version: its stories only, and of each what is asked there."""
        shown = {id for id, finding in vocabulary.items() if finding.safety} | set(small.clues)
        told = {story.id: story for story in self.stories}
        stories = tuple(
            replace(told[id], findings={k: v for k, v in told[id].findings.items() if k in shown})
            for id in small.stories
        )
        return replace(self, stories=stories, small={small.id: small})
