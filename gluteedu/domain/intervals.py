"""Intervals that say how far a class's figure may be off: shares, means, medians, correlations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

LEVEL = 0.95
"""How often such an interval holds the true value, in the long run."""


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``, both included, in the unit of what it belongs to."""

    low: float
    high: float


@dataclass(frozen=True)
class Estimate:
    """A figure with the number of people it comes from.

    Attributes:
        value: the figure, in its own unit.
        n: how many learners stand behind it.
        interval: where the true figure may lie; None where n is too small to say.
    """

    value: float
    n: int
    interval: Interval | None = None


def proportion(count: float, n: int, level: float = LEVEL) -> Estimate:
    """``count`` of ``n`` with Wilson's score interval (0 to 1).

    Wilson 1927, J Am Stat Assoc 22:209-212. ``count`` may be a sum of scores between 0 and 1: their
    variance is never above that of a share with the same mean, so the interval is wide enough.
    ValueError for no n, or a count outside 0 to n.
    """
    if n < 1 or not 0 <= count <= n + 1e-9:
        raise ValueError(f"a share is 0 to n of at least 1, not {count} of {n}")
    p = min(1.0, count / n)
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Estimate(
        p, n, Interval(max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half)))
    )


def mean(values: Sequence[float], level: float = LEVEL) -> Estimate:
    """The mean with Student's t interval (Student 1908, Biometrika 6:1-25).

    No interval for fewer than two values. All the same: the interval has no width. ValueError for
    no values.
    """
    if not values:
        raise ValueError("there is no mean of nothing")
    middle, n = fmean(values), len(values)
    if n < 2:
        return Estimate(middle, n)
    half = t_quantile((1 + level) / 2, n - 1) * stdev(values) / math.sqrt(n)
    return Estimate(middle, n, Interval(middle - half, middle + half))


def mean_score(scores: Sequence[float], level: float = LEVEL) -> Estimate:
    """The mean of scores from 0 to 1: a share when each is 0 or 1, else a t interval within 0 to 1.

    When all part scores are the same, t would claim to be certain; then Wilson's interval stands.
    """
    if not scores:
        raise ValueError("there is no mean of nothing")
    if all(one in (0, 1) for one in scores) or len(scores) < 2 or max(scores) == min(scores):
        return proportion(sum(scores), len(scores), level)
    found = mean(scores, level)
    assert found.interval is not None, "two values or more have an interval"
    low, high = found.interval.low, found.interval.high
    return Estimate(found.value, found.n, Interval(max(0.0, low), min(1.0, high)))


def median(values: Sequence[float], level: float = LEVEL) -> Estimate:
    """The median, with an interval between two of the values themselves (order statistics).

    The k-th smallest and k-th largest value hold the median with probability
    ``1 - 2 P(B < k)``, B binomial(n, 1/2), whatever the distribution: Thompson 1936, Ann Math Stat
    7:122-128. The largest k that reaches ``level`` is taken; below 6 values none does at 0.95.
    """
    if not values:
        raise ValueError("there is no median of nothing")
    ordered = sorted(values)
    n = len(ordered)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    below, k = 0.0, 0
    while k < (n + 1) // 2:
        below += math.comb(n, k) / 2**n
        if 1 - 2 * below < level:
            break
        k += 1
    if k == 0:
        return Estimate(middle, n)
    return Estimate(middle, n, Interval(ordered[k - 1], ordered[n - k]))


def _pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    mx, my = fmean(xs), fmean(ys)
    sxx = math.fsum((x - mx) ** 2 for x in xs)
    syy = math.fsum((y - my) ** 2 for y in ys)
    if sxx < 1e-12 or syy < 1e-12:
        return None
    r = math.fsum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / math.sqrt(sxx * syy)
    return max(-1.0, min(1.0, r))


def correlation(xs: Sequence[float], ys: Sequence[float], level: float = LEVEL) -> Estimate | None:
    """Pearson's r with Fisher's interval; with one of them 0 or 1 it is the point-biserial.

    ``tanh(atanh r ± z / sqrt(n - 3))``, Fisher 1921, Metron 1:3-32. No interval below 4 pairs and
    none for r of exactly 1 or -1. None when there is no spread in one of them.
    """
    n = len(xs)
    if n != len(ys):
        raise ValueError(f"a correlation needs pairs, not {n} and {len(ys)} values")
    r = _pearson(xs, ys) if n > 1 else None
    if r is None:
        return None
    if n < 4 or abs(r) > 1 - 1e-12:
        return Estimate(r, n)
    half = NormalDist().inv_cdf((1 + level) / 2) / math.sqrt(n - 3)
    z = math.atanh(r)
    return Estimate(r, n, Interval(math.tanh(z - half), math.tanh(z + half)))


def t_quantile(p: float, df: int) -> float:
    """The p quantile (0 < p < 1) of Student's t with ``df`` >= 1 degrees of freedom, to 1e-9."""
    if not 0 < p < 1 or df < 1:
        raise ValueError(f"a t quantile needs 0 < p < 1 and df >= 1, not {p} and {df}")
    if p < 0.5:
        return -t_quantile(1 - p, df)
    low, high = 0.0, 1.0
    while _t_cdf(high, df) < p:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if _t_cdf(middle, df) < p:
            low = middle
        else:
            high = middle
        if high - low < 1e-11 * max(1.0, high):
            break
    return (low + high) / 2


def _t_cdf(t: float, df: int) -> float:
    """For t >= 0, by the finite sums of Abramowitz and Stegun 1964, 26.7.3 and 26.7.4."""
    angle = math.atan2(t, math.sqrt(df))
    sine, cosine = math.sin(angle), math.cos(angle)
    total, term = 0.0, (cosine if df % 2 else 1.0)
    if df > 1:
        total = term
        for k in range(3 if df % 2 else 2, df - 1, 2):
            term *= cosine * cosine * (k - 1) / k
            total += term
    area = 2 / math.pi * (angle + sine * total) if df % 2 else sine * total
    return (1 + area) / 2
