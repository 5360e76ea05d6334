"""Item analysis on first tries: how hard, how telling, which distractors, how long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from gluteedu.domain.intervals import (
    Estimate,
    correlation,
    mean_score,
    median,
    proportion,
)
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import chosen_ids
from gluteedu.domain.items.types import item_type
from gluteedu.domain.learning.event import Event

ANALYSED_MODES = ("formative", "summative", "pretest")
"""Where an answer is a learner's own first try. A live vote comes after others have talked, and a
review after the answer was seen: neither counts."""

MIN_REST_ITEMS = 3
"""How many other items of its lesson a learner must have answered to have a rest score."""


@dataclass(frozen=True)
class MinimumLearners:
    """How many learners a figure needs before it is shown at all."""

    learners: int = 5
    discrimination: int = 10


@dataclass(frozen=True)
class Choice:
    """How often one thing was chosen at the first try.

    Attributes:
        id: what the type of the item calls it: the option id, ``option>target`` for a pair.
        taken: the share of the learners, with their number.
        right: whether it belongs to the key; None where the item, in that version, is gone.
    """

    id: str
    count: int
    taken: Estimate
    right: bool | None


@dataclass(frozen=True)
class ItemAnalysis:
    """What first tries tell of one item in one version. A figure that is None had too few learners.

    Attributes:
        n: learners with a first try.
        facility: mean score of the first tries, 0 (hard) to 1 (easy). Crocker and Algina 1986,
            Introduction to Classical and Modern Test Theory, chapter 14.
        discrimination: correlation, -1 to 1, of the item's score with the rest score, which leaves
            the item itself out (Henrysson 1963, Psychometrika 28:211-218). For an item that is
            right or wrong it is the point-biserial. None, too, when all scores are the same.
        choices: for ordering, how many put each option in its right place.
        seconds: median time to the first try, in seconds, of those whose time is known.
        left_out: learners who went through the quiz since the item is in it, without answering it;
            None for an item that the course no longer has in that version.
    """

    quiz: str
    item: str
    version: int
    current: bool
    n: int
    facility: Estimate | None
    discrimination: Estimate | None
    choices: tuple[Choice, ...]
    seconds: Estimate | None
    left_out: int | None


Rest = Mapping[str, Sequence[tuple[str, float]]]
"""Learner to the items of a lesson and the scores of their first tries."""

_Version = tuple[str, str, int]


def first_tries(events: Iterable[Event]) -> list[Event]:
    """The first graded answer of each learner to each item, by quiz and version, oldest first.

    A later try never replaces it, also where the first is missing from the record. An answer to
    another version is a first try of its own.
    """
    found: dict[tuple[str, str, str, int], Event] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.kind != "answer" or event.mode not in ANALYSED_MODES or event.score is None:
            continue
        if event.quiz is None or event.item is None or event.version is None:
            continue
        if event.try_number not in (None, 1):
            continue
        found.setdefault((event.learner, event.quiz, event.item, event.version), event)
    return list(found.values())


def analyse(
    tries: Sequence[Event],
    items: Mapping[str, Item],
    groups: Mapping[str, str],
    quizzes: Mapping[str, Sequence[str]],
    minimum: MinimumLearners | None = None,
) -> list[ItemAnalysis]:
    """Every item that was tried or is in a quiz, in the order of ``quizzes``; then what is gone.

    Args:
        tries: what :func:`first_tries` gave.
        items: the items of the course by id, in their version of today.
        groups: quiz id to the lesson whose other items make the rest score; the quiz itself for a
            quiz that is not there.
        quizzes: quiz id to the ids of its items, in the order of the course.
        minimum: below which n nothing is shown.
    """
    current = [(quiz, item, items[item].version) for quiz, ids in quizzes.items() for item in ids]
    asked: dict[_Version, list[Event]] = {version: [] for version in current}
    by_quiz: dict[str, list[Event]] = defaultdict(list)
    for event in tries:
        asked.setdefault(item_version(event), []).append(event)
        by_quiz[event.quiz or ""].append(event)
    rest = _rest_scores(tries, groups)
    return [
        _analysis(
            version,
            own,
            rest.get(groups.get(version[0], version[0]), {}),
            items.get(version[1]),
            by_quiz[version[0]] if version in current else None,
            minimum or MinimumLearners(),
        )
        for version, own in asked.items()
    ]


def _analysis(
    key: _Version,
    own_tries: Sequence[Event],
    rest: Rest,
    item: Item | None,
    of_quiz: Sequence[Event] | None,
    minimum: MinimumLearners,
) -> ItemAnalysis:
    """One item in one version.

    Args:
        key: its quiz, id and version.
        own: the first tries of it.
        rest: what its learners reached in the other items of the lesson.
        item: the item as it is today, if there is one.
        of_quiz: the first tries of the whole quiz; None where the version is not of today.
        minimum: below which n nothing is shown.
    """
    quiz, item_id, version = key
    enough = len(own_tries) >= minimum.learners
    known = item if item and item.version == version else None
    times = [event.seconds for event in own_tries if event.seconds is not None]
    return ItemAnalysis(
        quiz,
        item_id,
        version,
        of_quiz is not None,
        n=len(own_tries),
        facility=mean_score([_score(event) for event in own_tries]) if enough else None,
        discrimination=_discrimination(own_tries, rest, minimum),
        choices=choices(own_tries, known) if enough else (),
        seconds=median(times) if len(times) >= minimum.learners else None,
        left_out=_left_out(of_quiz, item_id, own_tries) if of_quiz is not None and enough else None,
    )


def choices(tries: Sequence[Event], item: Item | None) -> tuple[Choice, ...]:
    """How often each option, pair or side of a number was chosen; options nobody chose count 0.

    Args:
        tries: first tries of one item in one version; none of them gives no choices.
        item: the item in that version; None when it is gone, and then nobody knows what was right.
    """
    if not tries:
        return ()
    offered = item_type(item).choices(item) if item else {}
    counts: Counter[str] = Counter()
    for one in tries:
        raw = one.response
        counts.update(item_type(item).chosen(item, raw) if item else chosen_ids(raw))
    ids = [*offered, *(one for one in sorted(counts) if one not in offered)]
    right = {one: offered.get(one, False) if item else None for one in ids}
    n = len(tries)
    return tuple(Choice(one, counts[one], proportion(counts[one], n), right[one]) for one in ids)


def _rest_scores(tries: Sequence[Event], groups: Mapping[str, str]) -> dict[str, Rest]:
    """By lesson and learner: the item and score of every first try there."""
    found: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for one in tries:
        quiz = one.quiz or ""
        found[groups.get(quiz, quiz)][one.learner].append((one.item or "", _score(one)))
    return dict(found)


def _discrimination(
    own_tries: Sequence[Event], rest: Rest, minimum: MinimumLearners
) -> Estimate | None:
    mine, others = [], []
    for one in own_tries:
        scores = [score for item, score in rest.get(one.learner, ()) if item != one.item]
        if len(scores) >= MIN_REST_ITEMS:
            mine.append(_score(one))
            others.append(fmean(scores))
    return correlation(mine, others) if len(mine) >= minimum.discrimination else None


def _left_out(tries: Sequence[Event], item: str, own_tries: Sequence[Event]) -> int:
    """Who went through the quiz (``tries``) with the item (``own``) in it and never answered it."""
    since = min(one.at for one in own_tries)
    there = {one.learner for one in tries if one.at >= since}
    return len(there - {one.learner for one in tries if one.item == item})


def item_version(event: Event) -> _Version:
    """Quiz, item and version that a first try is about."""
    return event.quiz or "", event.item or "", event.version or 0


def _score(event: Event) -> float:
    return event.score or 0.0
