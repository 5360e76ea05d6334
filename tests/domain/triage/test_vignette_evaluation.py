import math

import pytest

from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.intervals import Interval
from gluteedu.domain.triage.vignette_evaluation import (
    EvaluationMeasure,
    Vignette,
    evaluate_vignettes,
)

KNOWLEDGE = load_knowledge()


def case(id, findings, causes, triage, kind="clear"):
    return Vignette(id, kind, "", findings, causes, triage, "", ())


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed_by_newcombe(count, n, low, high):
    got = EvaluationMeasure("m", "m", count, n, ()).interval
    assert (got.low, got.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_wilson_without_cases_knows_nothing():
    assert EvaluationMeasure("m", "m", 0, 0, ()).interval == Interval(0.0, 1.0)


def test_each_line_counts_what_it_says():
    found = evaluate_vignettes(
        KNOWLEDGE,
        [
            case("e", {"dark_urine": True}, ("other_serious",), ("emergency",)),
            case("missed", {"severity": 3}, ("muscle_injury",), ("same_day", "emergency")),
            case("wolf", {"fever": True}, ("other_serious",), ("self_care",), "hard"),
            case("calm", {"severity": 3}, ("exercise_soreness",), ("self_care",), "ambiguous"),
        ],
    )
    counts = {m.id: (m.count, m.n, m.ids) for m in found.measures}
    assert counts["emergencies"] == (1, 1, ())
    assert counts["urgent"] == (1, 2, ("missed",))
    assert counts["too_low"] == (1, 4, ("missed",))
    assert counts["alarm"] == (1, 2, ("wolf",))
    assert counts["self_care"] == (1, 2, ("wolf",))
    assert counts["clear_cause"] == (1, 2, ("missed",))
    assert counts["any_cause"] == (3, 4, ("missed",))
    assert counts["mixed"] == (1, 1, ())


def test_an_empty_list_has_no_share():
    nothing = evaluate_vignettes(KNOWLEDGE, [])
    assert all(m.n == 0 for m in nothing.measures)
    assert math.isnan(nothing["urgent"].share)
