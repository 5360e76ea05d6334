"""Reads a response to an item and grades it: partial credit, and which feedback it has earned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from gluteedu.domain.items.item import Item, NumberKey

Response = tuple[str, ...] | tuple[tuple[str, str], ...] | float
"""Option ids (single, multiple, hotspot: as picked; ordering: all, in order), pairs of option id
and target id (matching), or a number."""


class GradeOutcome(StrEnum):
    """What became of a response. Nothing given, wrong and unreadable are three different things."""

    NOT_ATTEMPTED = "not_attempted"
    CANNOT_TELL = "cannot_tell"
    INCORRECT = "incorrect"
    PARTLY = "partly"
    CORRECT = "correct"


@dataclass(frozen=True)
class Grade:
    """A graded response.

    Attributes:
        score: 0 to 1.
        correct: wholly right.
        feedback: ids of the feedback this response has earned: the options picked; for ordering
            and matching those that sit right (the others would give the key away); for a number
            ``right``, ``low`` or ``high``.
    """

    score: float
    correct: bool
    feedback: tuple[str, ...]

    @property
    def outcome(self) -> GradeOutcome:
        """Correct, partly right or incorrect."""
        if self.correct:
            return GradeOutcome.CORRECT
        return GradeOutcome.PARTLY if self.score > 0 else GradeOutcome.INCORRECT


def response_to_json(item: Item, response: Response) -> Any:
    """A response as plain JSON values, in the form that :func:`read_response` takes."""
    if not isinstance(response, tuple):
        return response
    return dict(response) if item.type == "matching" else list(response)  # type: ignore[arg-type]


def is_unanswered(raw: Any) -> bool:
    """Whether nothing at all was given."""
    return raw is None or (isinstance(raw, (str, list, tuple, dict)) and len(raw) == 0)


def read_response(item: Item, raw: Any) -> Response:
    """What came from a browser or a file (JSON values) as a response to ``item``.

    Choices and orders are lists of option ids, pairs a mapping of option id to target id, a number
    a number. Raises ValueError that says what is allowed.
    """
    if item.number is not None:
        return _read_number(item.number, raw)
    if item.type == "matching":
        return _read_pairs(item, raw)
    allowed = item.option_ids
    if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) for one in raw):
        raise ValueError(f"{item.id}: the answer must be a list of option ids: {_list(allowed)}")
    picked = tuple(raw)
    if len(picked) > len(allowed) or any(one not in allowed for one in picked):
        raise ValueError(f"{item.id}: the options are {_list(allowed)}")
    if len(set(picked)) != len(picked):
        raise ValueError(f"{item.id}: an option can be picked once")
    if item.type == "ordering" and len(picked) != len(allowed):
        raise ValueError(f"{item.id}: all {len(allowed)} options must be put in order")
    if item.type in ("single", "hotspot") and len(picked) != 1:
        raise ValueError(f"{item.id}: exactly one option must be picked")
    if not picked:
        raise ValueError(f"{item.id}: at least one option must be picked")
    return picked


def grade(item: Item, response: Response) -> Grade:
    """Grade a response made by :func:`read_response`.

    single, hotspot: 1 for a right option, else 0.
    multiple: ``max(0, (hits - false picks) / len(key))``. A false pick costs what a hit earns, so
        ticking everything never pays. As Moodle's multiple choice with weights of plus and minus
        1/len(key), floored at 0, and PrairieLearn's ``pl-checkbox`` method ``PC`` (net correct).
    ordering: the share of the n(n-1)/2 pairs that stand in the right order. Kendall's tau is
        ``2 * share - 1`` (Kendall 1938, Biometrika 30:81-93).
    matching: the share of options with their right target (as Moodle's matching question).
    number: 1 within the tolerance, ends included, else 0.
    """
    if item.number is not None:
        return _grade_number(item.number, response)
    if item.type == "matching":
        wanted = dict(item.pairs)
        right = tuple(left for left, target in _pairs(response) if wanted[left] == target)
        return Grade(len(right) / len(wanted), len(right) == len(wanted), right)
    picked = _ids(response)
    if item.type == "ordering":
        place = {option_id: index for index, option_id in enumerate(item.key)}
        pairs = list(combinations(picked, 2))
        in_order = sum(place[first] < place[second] for first, second in pairs)
        in_place = tuple(a for a, b in zip(picked, item.key, strict=True) if a == b)
        return Grade(in_order / len(pairs), picked == item.key, in_place)
    if item.type == "multiple":
        hits = sum(one in item.key for one in picked)
        score = max(0.0, (hits - (len(picked) - hits)) / len(item.key))
        return Grade(score, set(picked) == set(item.key), picked)
    return Grade(float(picked[0] in item.key), picked[0] in item.key, picked)


def judge(item: Item, raw: Any) -> tuple[GradeOutcome, Grade | None]:
    """The outcome of whatever was given, never an error: blank and unreadable have no grade."""
    if is_unanswered(raw):
        return GradeOutcome.NOT_ATTEMPTED, None
    try:
        result = grade(item, read_response(item, raw))
    except ValueError:
        return GradeOutcome.CANNOT_TELL, None
    return result.outcome, result


def _read_number(key: NumberKey, raw: Any) -> float:
    span = f"{key.minimum:g} to {key.maximum:g} {key.unit}".strip()
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise ValueError(f"the answer must be a number from {span}")
    if not key.minimum <= raw <= key.maximum:
        raise ValueError(f"the answer must be from {span}")
    return float(raw)


def _read_pairs(item: Item, raw: Any) -> tuple[tuple[str, str], ...]:
    targets = tuple(target.id for target in item.targets)
    if not isinstance(raw, dict) or set(raw) != set(item.option_ids):
        raise ValueError(f"{item.id}: each of {_list(item.option_ids)} needs a partner")
    if any(not isinstance(target, str) or target not in targets for target in raw.values()):
        raise ValueError(f"{item.id}: the partners are {_list(targets)}")
    return tuple((option_id, raw[option_id]) for option_id in item.option_ids)


def _grade_number(key: NumberKey, response: Response) -> Grade:
    if isinstance(response, tuple):
        raise TypeError("a number item is answered with a number")
    slack = 1e-9 * max(1.0, abs(key.value))
    if abs(response - key.value) <= key.tolerance + slack:
        return Grade(1.0, True, ("right",))
    return Grade(0.0, False, ("low",) if response < key.value else ("high",))


def _ids(response: Response) -> tuple[str, ...]:
    if not isinstance(response, tuple):
        raise TypeError("this item is answered with option ids")
    return tuple(one for one in response if isinstance(one, str))


def _pairs(response: Response) -> tuple[tuple[str, str], ...]:
    if not isinstance(response, tuple):
        raise TypeError("a matching item is answered with pairs")
    return tuple(one for one in response if not isinstance(one, str))


def _list(ids: tuple[str, ...]) -> str:
    return ", ".join(ids)
