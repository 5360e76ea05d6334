"""Intervals against an independent way to each: tables, numpy, and counting every case."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.intervals import (
    Estimate,
    correlation,
    mean,
    mean_score,
    median,
    proportion,
    t_quantile,
)

Z = 1.959963984540054
SCORES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("df", "quantile"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (9, 2.2622), (10, 2.2281), (29, 2.0452),
     (30, 2.0423), (120, 1.9799)],
)  # fmt: skip
def test_t_agrees_with_the_printed_table(df: int, quantile: float) -> None:
    assert t_quantile(0.975, df) == pytest.approx(quantile, abs=6e-5)
    assert t_quantile(0.025, df) == -t_quantile(0.975, df)


@given(st.integers(1, 40), st.floats(0.55, 0.999))
def test_t_leaves_the_right_area_under_its_density(df: int, p: float) -> None:
    edge = t_quantile(p, df)
    x = np.linspace(0, edge, 20_001)
    front = math.gamma((df + 1) / 2) / (math.sqrt(df * math.pi) * math.gamma(df / 2))
    area = np.trapezoid(front * (1 + x**2 / df) ** (-(df + 1) / 2), x)
    assert 0.5 + area == pytest.approx(p, abs=2e-5)


@given(st.integers(1, 300), st.data())
def test_wilson_ends_where_the_score_test_turns(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    found = proportion(count, n)
    assert found.interval is not None
    low, high = found.interval.low, found.interval.high
    assert 0 <= low <= found.value <= high <= 1
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9 and abs(end - found.value) > 1e-9:
            distance = abs(found.value - end) / math.sqrt(end * (1 - end) / n)
            assert distance == pytest.approx(Z, rel=1e-6)


@given(st.lists(SCORES, min_size=2, max_size=60))
def test_the_mean_is_that_of_numpy(values: list[float]) -> None:
    found = mean(values)
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    assert found.value == pytest.approx(np.mean(values))
    assert found.interval is not None
    assert found.interval.high - found.interval.low == pytest.approx(
        2 * t_quantile(0.975, len(values) - 1) * error, abs=1e-9
    )


@given(st.lists(SCORES, min_size=1, max_size=60))
def test_a_mean_score_stays_among_the_scores_there_can_be(scores: list[float]) -> None:
    found = mean_score(scores)
    assert found.n == len(scores)
    assert found.interval is not None
    assert 0 <= found.interval.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.interval.high <= 1
    if len(scores) < 200:
        assert found.interval.high - found.interval.low > 0, "nothing is certain of a few people"


@given(st.lists(st.floats(0, 500), min_size=1, max_size=60))
def test_the_median_is_that_of_numpy(values: list[float]) -> None:
    found = median(values)
    assert found.value == pytest.approx(np.median(values))
    if found.interval is None:
        assert len(values) < 6
    else:
        assert found.interval.low <= found.value <= found.interval.high
        assert {found.interval.low, found.interval.high} <= set(values)


@pytest.mark.parametrize("n", range(6, 13))
def test_the_interval_of_a_median_holds_it_often_enough_and_is_the_shortest(n: int) -> None:
    found = median(range(n)).interval
    assert found is not None
    k = int(found.low) + 1

    def coverage(k: int) -> float:
        # Each value is below or above the true median like a coin: count every case.
        held = sum(k <= sum(coins) <= n - k for coins in product((0, 1), repeat=n))
        return held / 2**n

    assert coverage(k) >= 0.95
    assert k + 1 > n // 2 or coverage(k + 1) < 0.95


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), SCORES), min_size=4, max_size=60))
def test_a_correlation_is_that_of_numpy(pairs: list[tuple[float, float]]) -> None:
    xs, ys = zip(*pairs, strict=True)
    found = correlation(xs, ys)
    if found is None:
        assert np.std(xs) < 1e-5 or np.std(ys) < 1e-5
        return
    assert found.value == pytest.approx(np.corrcoef(xs, ys)[0, 1], abs=1e-7)
    if found.interval is not None:
        width = math.atanh(found.interval.high) - math.atanh(found.interval.low)
        assert width == pytest.approx(2 * Z / math.sqrt(len(pairs) - 3), rel=1e-6)


@given(st.lists(st.tuples(st.integers(0, 1), SCORES), min_size=4, max_size=60))
def test_with_right_or_wrong_it_is_the_point_biserial(pairs: list[tuple[int, float]]) -> None:
    right = [y for x, y in pairs if x]
    wrong = [y for x, y in pairs if not x]
    spread = float(np.std([y for _, y in pairs]))
    found = correlation([x for x, _ in pairs], [y for _, y in pairs])
    if not right or not wrong or spread < 1e-4:
        return
    p = len(right) / len(pairs)
    expected = (np.mean(right) - np.mean(wrong)) / spread * math.sqrt(p * (1 - p))
    assert found is not None
    assert found.value == pytest.approx(expected, abs=1e-6)


def test_what_cannot_be_known_is_not_said() -> None:
    assert correlation([1, 1, 1, 1], [0, 1, 0, 1]) is None
    assert correlation([0, 1], [0, 1]) == Estimate(1.0, 2)
    assert median([3, 1]).interval is None
    assert mean([0.5]).interval is None
    for nothing in (mean, median, mean_score):
        with pytest.raises(ValueError, match="of nothing"):
            nothing([])
    with pytest.raises(ValueError, match="a share is"):
        proportion(3, 2)
    with pytest.raises(ValueError, match="needs pairs"):
        correlation([1], [1, 2])
