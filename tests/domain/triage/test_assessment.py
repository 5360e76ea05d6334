"""Properties of the whole assessment that must hold for any set of answers."""

import json

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gluteedu.content.triage.causes import load_causes
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.assessment import assess_findings
from gluteedu.domain.triage.findings import Findings, FindingsError
from gluteedu.domain.triage.levels import LEVELS, urgency

CAUSES = load_causes().ids

KNOWLEDGE = load_knowledge()
VOCABULARY = KNOWLEDGE.vocabulary
ALARMS = [
    "saddle_numbness",
    "bladder_bowel_change",
    "dark_urine",
    "one_leg_swollen_warm",
    "breathless",
    "fainted",
    "fever",
    "unwell",
    "weight_loss",
    "tense_tight_compartment",
    "pulseless_or_cold_foot",
    "bleeding_or_contractions",
    "cannot_bear_weight",
    "pop",
]
"""Danger signs that are never self-care on their own."""

RED = [
    *ALARMS,
    "cancer_history",
    "steroid_or_osteoporosis",
    "trauma_fall",
    "bruising",
    "weakness",
    "night_pain",
    "amenorrhoea",
    "statin",
    "groin_pain",
    "calf_pain",
    "back_pain",
]


def value(finding):
    if finding.kind == "flag":
        return st.booleans()
    if finding.kind == "choice":
        return st.sampled_from(finding.choices)
    return st.one_of(
        st.integers(int(finding.low), int(finding.high)),
        st.sampled_from(
            [n for n in (0, 2, 6, 7, 8, 10, 14, 24, 30, 43, 60, 70) if n <= finding.high]
        ),
    )


answers = st.fixed_dictionaries({}, optional={id: value(f) for id, f in VOCABULARY.items()}).filter(
    lambda given: not KNOWLEDGE.vocabulary.logic.clashes(given)
)


def gate_level(assessment):
    return max((urgency(r.level) for r in assessment.red_flags), default=0)


def result(given):
    return assess_findings(KNOWLEDGE, Findings(VOCABULARY, given))


@settings(max_examples=60)
@given(answers)
def test_probabilities_sum_to_one_and_stay_below_the_cap(given):
    causes = result(given).causes
    assert sum(p for _, p in causes) == pytest.approx(1, abs=1e-9)
    assert all(0 <= p <= 0.9 for _, p in causes)
    assert sorted(c for c, _ in causes) == sorted(CAUSES)
    shares = [p for _, p in causes]
    assert shares == sorted(shares, reverse=True)


@settings(max_examples=60)
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(given, rng):
    keys = list(given)
    rng.shuffle(keys)
    assert result(given).to_dict() == result({k: given[k] for k in keys}).to_dict()


@settings(max_examples=60)
@given(answers, st.sampled_from(RED))
@example({"age": 45, "new_exercise": True, "runner_high_mileage": True, "night_pain": True}, "pop")
def test_adding_a_red_flag_never_lowers_the_level(given, flag):
    more = {**given, flag: True}
    assume(not KNOWLEDGE.vocabulary.logic.clashes(more))
    before, after = result(given), result(more)
    assert gate_level(after) >= gate_level(before)
    if flag in ALARMS:
        assert urgency(after.triage) >= max(1, urgency(before.triage))


@settings(max_examples=60)
@given(answers, st.data())
def test_an_answer_taken_away_comes_back_as_a_question_where_it_mattered(given, data):
    """Wherever leaving an answer out lowers an urgent level, the question is open again."""
    whole = result(given)
    assume(urgency(whole.triage) >= 2)
    grounds = sorted({id for r in whole.red_flags for id in r.grounds if id in given})
    id = data.draw(st.sampled_from(grounds or sorted(given)))
    less = {k: v for k, v in given.items() if k != id}
    assume(not VOCABULARY.logic.clashes(less))  # the explorer weighs no answers that clash
    part = result(less)
    if urgency(part.triage) < urgency(whole.triage):
        assert id in part.unanswered or id in Findings(VOCABULARY, less).facts()


@settings(max_examples=60)
@given(answers)
def test_a_safety_question_without_an_answer_is_always_listed(given):
    facts = Findings(VOCABULARY, given).facts()
    open_ = result(given).unanswered
    for id, finding in VOCABULARY.items():
        if finding.safety and id not in facts:
            assert id in open_
        if id in facts:
            assert id not in open_


@settings(max_examples=60)
@given(answers, st.sampled_from(RED))
def test_not_knowing_is_never_more_reassuring_than_a_no(given, flag):
    unknown = {k: v for k, v in given.items() if k != flag}
    told_no = {**unknown, flag: False}
    assume(not KNOWLEDGE.vocabulary.logic.clashes(told_no))
    assert gate_level(result(unknown)) >= gate_level(result(told_no))


@settings(max_examples=60)
@given(answers)
def test_the_likelihoods_never_lower_the_gate(given):
    found = result(given)
    gate = gate_level(found)
    assert urgency(found.triage) >= gate
    assert urgency(found.triage) <= max(gate, 1)


@settings(max_examples=60)
@given(answers)
@example({"sex": "male", "bilateral": True, "shooting": True})
def test_reasons_name_answers_that_were_given(given):
    found = result(given)
    assert {r.finding for r in found.reasons} <= set(given)
    assert {r.cause for r in found.reasons} <= set(CAUSES)
    sizes = [abs(r.weight) for r in found.reasons]
    assert sizes == sorted(sizes, reverse=True)


def test_the_json_has_exactly_its_keys():
    plain = json.loads(json.dumps(result({"dark_urine": True, "new_exercise": True}).to_dict()))
    assert list(plain) == ["triage", "red_flags", "causes", "picture", "reasons", "unanswered"]
    assert list(plain["red_flags"][0]) == ["id", "condition", "action", "source", "level"]
    assert list(plain["causes"][0]) == ["cause", "probability"]
    assert list(plain["reasons"][0]) == ["finding", "cause", "weight"]
    assert plain["triage"] in LEVELS
    assert plain["red_flags"][0]["source"]


def test_story_k_shows_why_the_gate_comes_first():
    """The likelihoods alone say strain; the gate sends the leg to be checked the same day."""
    found = result(
        {
            "swelling": True,
            "bilateral": False,
            "pop": False,
            "bruising": False,
            "numbness_tingling": False,
            "new_exercise": False,
            "one_leg_swollen_warm": True,
        }
    )
    alone = found.model_alone
    assert max(alone, key=alone.get) == "muscle_injury"
    assert found.triage == "same_day"
    assert found.causes[0][0] == "other_serious"


def test_no_answer_at_all_is_a_mixed_picture_with_open_questions():
    found = result({})
    assert found.picture == "mixed"
    assert found.triage == "self_care"
    assert "saddle_numbness" in found.unanswered
    assert found.causes[0] == ("exercise_soreness", 0.5)


def test_another_starting_point_moves_the_result():
    given = Findings(VOCABULARY, {"worse_standing_walking": True, "severity": 4})
    shares = dict.fromkeys(CAUSES, 0.2)
    usual, even = assess_findings(KNOWLEDGE, given), assess_findings(KNOWLEDGE, given, shares)
    assert usual.causes[0][0] == "exercise_soreness"
    assert even.causes[0][0] == "pelvic_girdle_pain"


def test_something_else_at_a_quarter_asks_for_a_visit():
    """Section 6.3: if "other" reaches 25%, say see someone, though no row is raised."""
    found = result({"groin_pain": True, "days": 10, "severity": 4, "new_exercise": False})
    assert found.model_alone["other_serious"] >= 0.25
    assert not found.red_flags
    assert found.triage == "see_clinician"


def test_a_contradiction_is_an_error_not_a_result():
    with pytest.raises(FindingsError):
        result({"sex": "male", "pregnant": True})


@pytest.mark.parametrize("flag", ALARMS)
def test_each_danger_sign_alone_is_never_self_care(flag):
    found = result({flag: True, "severity": 2, "days": 1})
    assert urgency(found.triage) >= 1
