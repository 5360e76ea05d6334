import math
from random import Random

import pytest

from gluteedu.content.triage.causes import load_causes
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.likelihood import posterior
from gluteedu.domain.triage.sensitivity import jittered, sensitivity, steadiness

CAUSES = load_causes().ids

KNOWLEDGE = load_knowledge()
MODEL = KNOWLEDGE.model
STARTS = {start.id: start for start in MODEL.starts}


def found(**answers):
    return Findings(KNOWLEDGE.vocabulary, answers)


SORE = found(new_exercise=True, hours_after_exercise=24, bilateral=True, severity=4)
NOTHING = found()


def test_a_jittered_model_is_still_a_model():
    moved = jittered(MODEL, Random(1))
    assert moved != MODEL
    for feature in moved.features:
        for cause in CAUSES:
            shares = [level.p[cause] for level in feature.levels]
            assert all(0 < p < 1 for p in shares)
            assert math.fsum(shares) == pytest.approx(1)


def test_no_spread_changes_nothing():
    still = jittered(MODEL, Random(1), 0.0)
    clue = {"pop": frozenset({"yes"}), "radiation": frozenset({"below_knee"})}
    begin = STARTS["trimester_2"].shares
    assert posterior(still, begin, clue) == pytest.approx(posterior(MODEL, begin, clue))


def test_the_same_seed_gives_the_same_result():
    first = sensitivity(MODEL, {"sore": SORE}, 20, Random(7))
    again = sensitivity(MODEL, {"sore": SORE}, 20, Random(7))
    other = sensitivity(MODEL, {"sore": SORE}, 20, Random(8))
    assert first == again
    assert first != other


def test_without_clues_nothing_can_move():
    (got,) = sensitivity(MODEL, {"nothing": NOTHING}, 20, Random(7))
    assert (got.stays, got.low, got.high) == (1.0, 0.5, 0.5)


def test_the_stories_are_as_steady_as_the_sheet_says():
    """Section 6.4: K keeps its first cause in 62% of draws (14-68%), F in 74% (30-71%), A in all.

    The answer sets are those of test_likelihood.py, where the shares of the sheet come back.
    """
    k = {"swelling": "yes", "both_sides": "no", "sudden_onset": "no", "new_routine": "no"}
    k |= {"delayed_onset": "no", "numb_tingle": "no", "back_pain": "no", "cough": "no"}
    k |= {"duration": "days_2_3"}
    f = {"radiation": "below_knee", "numb_tingle": "yes", "cough": "yes", "sitting": "yes"}
    f |= {"duration": "days_8_42", "stand_walk": "yes", "one_leg_turn": "no", "focal_tender": "no"}
    a = {"delayed_onset": "yes", "new_routine": "yes", "both_sides": "yes", "severity": "low"}
    cases = {
        "K": (STARTS["not_pregnant"].shares, {i: frozenset({v}) for i, v in k.items()}),
        "F": (STARTS["trimester_3"].shares, {i: frozenset({v}) for i, v in f.items()}),
        "A": (STARTS["not_pregnant"].shares, {i: frozenset({v}) for i, v in a.items()}),
    }
    got = {s.case: s for s in steadiness(MODEL, cases, 1000, Random(6))}
    assert got["K"].stays == pytest.approx(0.62, abs=0.06)
    assert (got["K"].low, got["K"].high) == (
        pytest.approx(0.14, abs=0.06),
        pytest.approx(0.68, abs=0.08),
    )
    assert got["F"].stays == pytest.approx(0.74, abs=0.05)
    assert (got["F"].low, got["F"].high) == (
        pytest.approx(0.30, abs=0.05),
        pytest.approx(0.71, abs=0.05),
    )
    assert got["A"].stays > 0.99
