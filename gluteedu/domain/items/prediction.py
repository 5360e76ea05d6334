"""Predict, then see: a learner's guess set against the data, and the words that fit the gap."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gluteedu.domain.evidence.curve import CurvePoint

CURVE_WORDS = (
    "close",
    "too_high",
    "too_low",
    "mixed",
    "peak_early",
    "peak_late",
    "peak_right",
    "falls_slow",
    "falls_fast",
)
SHARE_WORDS = ("close", "too_high", "too_low", "mixed", "biggest_right", "biggest_wrong")

CLOSE = 0.1
"""A guess is close when its mean gap is at most this share of the scale."""

LEANS = 0.05
"""A guess that is not close leans high or low when its mean signed gap passes this share."""


@dataclass(frozen=True)
class Feedback:
    """What to say when the comparison came out as ``when`` (one of the words above)."""

    when: str
    text: str


@dataclass(frozen=True)
class Row:
    """One quantity to guess.

    Attributes:
        value: the truth, in the prediction's unit.
        low, high: the ends of the spread or interval named by the prediction's ``spread``.
    """

    id: str
    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class CurvePrediction:
    """Draw a curve: ``table`` holds the truth in columns ``x``, ``y`` and ``sd``.

    Attributes:
        y_max: the top of the drawing plane in the unit of y; not a claim about the scale's end.
        step: the finest step of a guess.
        given: x values whose y is shown from the start.
        x_word: what one x value is called ("Day 3"); empty means ``x_label``.
    """

    id: str
    title: str
    prompt: str
    table: str
    x: str
    y: str
    sd: str
    x_label: str
    x_word: str
    y_label: str
    y_max: float
    step: float
    given: tuple[float, ...]
    reading: str
    feedback: tuple[Feedback, ...]
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class SharesPrediction:
    """Guess one number for each row.

    Attributes:
        total: what the guesses must add up to, or None where rows are not parts of a whole.
        top: the end of each row's slider, from zero, in ``unit``.
        start: where each slider stands at first.
        spread: what ``low`` and ``high`` of the rows are, in words; empty when there are none.
    """

    id: str
    title: str
    prompt: str
    unit: str
    rows: tuple[Row, ...]
    total: float | None
    top: float
    step: float
    start: float
    spread: str
    reading: str
    feedback: tuple[Feedback, ...]
    sources: tuple[str, ...]
    note: str = ""


Key = TypeVar("Key", float, str)
Prediction = CurvePrediction | SharesPrediction


@dataclass(frozen=True)
class Comparison:
    """How a guess compares with the truth.

    Attributes:
        gap: mean of |guess - truth|, in the unit of the data.
        lean: mean of guess - truth; above zero is too high.
        within: how many guesses lie inside the known spread, or None where no spread is known.
        count: how many guesses were compared.
        words: the words that hold, from CURVE_WORDS or SHARE_WORDS.
    """

    gap: float
    lean: float
    within: int | None
    count: int
    words: tuple[str, ...]


def compare_curve(
    guess: Mapping[float, float],
    truth: Sequence[CurvePoint],
    y_max: float,
    given: Sequence[float] = (),
) -> Comparison:
    """A drawn curve against the data.

    Args:
        guess: y for every x of ``truth`` that is not given, each from 0 to ``y_max``.
        truth: the data, sorted by x; an sd of 0 is unknown.
        y_max: the top of the plane; gaps are judged as a share of it.
        given: x values shown from the start; they are not compared.

    Peaks are the first highest x of each curve, given points included. The fall is judged over the
    x values after the data's peak: slow or fast when the mean signed gap there passes CLOSE.
    Raises ValueError for a missing, unknown or impossible value.
    """
    wanted = [p.x for p in truth if p.x not in given]
    _check(guess, wanted, y_max)
    drawn = {p.x: guess.get(p.x, p.y) for p in truth}
    real = {p.x: p.y for p in truth}
    gap = {x: drawn[x] - real[x] for x in wanted}
    gaps = list(gap.values())
    words = _distance_words(gaps, y_max)
    peak = _peak(real)
    words.append(_peak_word(_peak(drawn), peak))
    tail = [gap[x] for x in wanted if x > peak]
    if tail and "close" not in words:
        words += _fall_words(_mean(tail), y_max)
    within = [abs(gap[p.x]) <= p.sd for p in truth if p.x in gap and p.sd > 0]
    return _comparison(gaps, within, words)


def _fall_words(lean: float, scale: float) -> list[str]:
    """Whether the curve after its peak falls too slowly or too fast; nothing where it fits."""
    if abs(lean) <= CLOSE * scale:
        return []
    return ["falls_slow" if lean > 0 else "falls_fast"]


def _peak(curve: Mapping[float, float]) -> float:
    """The first x at which it is highest."""
    return max(curve, key=lambda x: (curve[x], -x))


def _peak_word(guessed: float, true: float) -> str:
    if guessed == true:
        return "peak_right"
    return "peak_late" if guessed > true else "peak_early"


def compare_shares(guess: Mapping[str, float], prediction: SharesPrediction) -> Comparison:
    """Guessed numbers against each row's value.

    The gap is judged as a share of ``prediction.top``. "biggest_right" holds when the row guessed
    highest, alone, is the row that is highest. A total that is off by more than two, and a missing,
    unknown or impossible value, raise ValueError.
    """
    rows = prediction.rows
    _check(guess, [r.id for r in rows], prediction.top)
    if prediction.total is not None and abs(sum(guess.values()) - prediction.total) > 2:
        raise ValueError(f"the guesses must add up to {prediction.total:g}")
    gaps = [guess[r.id] - r.value for r in rows]
    words = _distance_words(gaps, prediction.top)
    biggest = max(rows, key=lambda r: r.value).id
    alone = all(guess[biggest] > guess[r.id] for r in rows if r.id != biggest)
    words.append("biggest_right" if alone else "biggest_wrong")
    within = [
        r.low <= guess[r.id] <= r.high for r in rows if r.low is not None and r.high is not None
    ]
    return _comparison(gaps, within, words)


def feedback_for(feedback: Sequence[Feedback], words: Sequence[str]) -> tuple[str, ...]:
    """The texts whose word holds, in the author's order."""
    return tuple(f.text for f in feedback if f.when in words)


def _check(guess: Mapping[Key, float], wanted: Sequence[Key], top: float) -> None:
    if set(guess) != set(wanted):
        raise ValueError("every value must be guessed once, and no other")
    if not all(math.isfinite(v) and 0 <= v <= top for v in guess.values()):
        raise ValueError(f"every guess must lie from 0 to {top:g}")


def _distance_words(gaps: Sequence[float], scale: float) -> list[str]:
    if _mean([abs(g) for g in gaps]) <= CLOSE * scale:
        return ["close"]
    lean = _mean(gaps) / scale
    if abs(lean) <= LEANS:
        return ["mixed"]
    return ["too_high" if lean > 0 else "too_low"]


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _comparison(gaps: Sequence[float], within: list[bool], words: list[str]) -> Comparison:
    """``within``: for each value with a known spread, whether the guess lies in it."""
    gap = _mean([abs(g) for g in gaps])
    inside = sum(within) if within else None
    return Comparison(gap, _mean(gaps), inside, len(gaps), tuple(words))
