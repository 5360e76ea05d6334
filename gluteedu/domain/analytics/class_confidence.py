"""How sure a class said to be, and how often it was right: over all items, and item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from gluteedu.domain.analytics.calibration import CONFIDENCE_LEVELS
from gluteedu.domain.analytics.item_analysis import item_version
from gluteedu.domain.intervals import Estimate, mean_score, proportion
from gluteedu.domain.learning.event import Event


@dataclass(frozen=True)
class ConfidenceResult:
    """How first tries went that came with one word.

    Attributes:
        confidence: ``guessing``, ``think_so`` or ``sure``.
        tries: first tries with that word.
        right: mean over learners of their own share of wholly right ones, 0 to 1; None below the
            least n. Over learners, because the answers of one person are not independent.
    """

    confidence: str
    tries: int
    right: Estimate | None


@dataclass(frozen=True)
class SureButWrong:
    """Of the learners who said to be sure at the first try of an item, how many were not right.

    ``wrong`` and ``share`` are None where fewer learners than the least n were sure.
    """

    quiz: str
    item: str
    version: int
    sure: int
    wrong: int | None
    share: Estimate | None


def confidence_results(tries: Sequence[Event], minimum: int) -> list[ConfidenceResult]:
    """Each word of confidence, from guessing to sure, as first tries used it."""
    found = []
    for level in CONFIDENCE_LEVELS:
        by_learner: dict[str, list[bool]] = defaultdict(list)
        for one in tries:
            if one.confidence == level.value:
                by_learner[one.learner].append(bool(one.correct))
        number = sum(len(own) for own in by_learner.values())
        enough = len(by_learner) >= max(1, minimum)
        own = [fmean(right) for right in by_learner.values()]
        found.append(ConfidenceResult(level.value, number, mean_score(own) if enough else None))
    return found


def sure_but_wrong_by_item(tries: Sequence[Event], minimum: int) -> list[SureButWrong]:
    """Each item that somebody was sure of, the largest share of wrong ones first.

    Wrong is whatever was not wholly right. Where too few were sure, the counts are kept back. The
    interval is Wilson's.
    """
    sure: dict[tuple[str, str, int], list[Event]] = defaultdict(list)
    for event in tries:
        if event.confidence == "sure":
            sure[item_version(event)].append(event)
    found = []
    for version, events in sure.items():
        wrong = sum(not event.correct for event in events)
        enough = len(events) >= minimum
        part = proportion(wrong, len(events)) if enough else None
        found.append(SureButWrong(*version, len(events), wrong if enough else None, part))
    return sorted(found, key=lambda each: (-(each.share.value if each.share else -1), -each.sure))
