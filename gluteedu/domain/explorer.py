"""The words of the explorer, and the stories a learner can load into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Story:
    """A worked example: findings by id, and the sentence that tells them."""

    id: str
    name: str
    tells: str
    findings: Mapping[str, Any]


@dataclass(frozen=True)
class ExplorerWords:
    """Everything the explorer says beside the questions themselves.

    Attributes:
        words: sentences by their name in ``data/explorer.yaml``.
        pictures: what each picture (strong fit, fits, mixed) means.
        groups: group id of findings.csv to its heading.
        stories: the worked examples, in file order.
    """

    words: Mapping[str, str]
    pictures: Mapping[str, str]
    groups: Mapping[str, str]
    stories: tuple[Story, ...]
