"""Every row of the safety sheet, on both sides of its thresholds."""

import pytest

from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.levels import highest, urgency
from gluteedu.domain.triage.red_flags import run_gate

KNOWLEDGE = load_knowledge()
T, F = True, False
DENIED = {
    "saddle_numbness": F,
    "bladder_bowel_change": F,
    "radiates_below_knee": F,
    "numbness_tingling": F,
    "shooting": F,
}


def gate(**answers):
    return run_gate(KNOWLEDGE.flags, Findings(KNOWLEDGE.vocabulary, answers))


def levels(**answers):
    return {r.flag.id: r.level for r in gate(**answers).raised}


PREGNANT = {"sex": "female", "pregnant": T}
SORE = {"new_exercise": T, "hours_after_exercise": 24, "bilateral": T, "tenderness": "diffuse"}
TORN = {"onset": "sudden", "during_activity": T}

RAISED = [
    ("cauda_equina", "emergency", {"saddle_numbness": T}),
    ("cauda_equina", "emergency", {"bladder_bowel_change": T}),
    ("cauda_equina", "emergency", {**PREGNANT, "bladder_bowel_change": T}),
    ("cauda_equina", "emergency", {"bilateral": T, "radiates_below_knee": T}),
    ("cauda_equina", "emergency", {"bilateral": T, "numbness_tingling": T}),
    ("cauda_equina", "emergency", {"bilateral": T, "weakness": T, "back_pain": T}),
    ("cauda_equina", "emergency", {**PREGNANT, "bilateral": T, "numbness_tingling": T}),
    ("cauda_equina", "emergency", {"bilateral": T, "shooting": T}),
    ("cauda_equina", "emergency", {"bilateral": T, "weakness": T}),
    ("cauda_equina", "same_day", {**PREGNANT, "bilateral": T, "shooting": T}),
    ("cauda_equina", "same_day", {**PREGNANT, "bilateral": T, "weakness": T}),
    (
        "cauda_equina",
        "emergency",
        {**PREGNANT, "bilateral": T, "shooting": T, "bleeding_or_contractions": T},
    ),
    ("cauda_equina", None, {**SORE, "weakness": T}),
    ("lung_clot", "emergency", {"breathless": T}),
    ("lung_clot", "emergency", {"fainted": T}),
    ("leg_clot", "same_day", {"one_leg_swollen_warm": T}),
    ("leg_clot", "same_day", {"calf_pain": T, "cancer_history": T}),
    ("leg_clot", "same_day", {"calf_pain": T, "new_exercise": F}),
    (
        "leg_clot",
        "same_day",
        {"swelling": T, "bilateral": F, "new_exercise": F, "onset": "gradual"},
    ),
    ("leg_clot_pregnancy", "same_day", {**PREGNANT, "one_leg_swollen_warm": T}),
    ("leg_clot_pregnancy", "same_day", {"weeks_postpartum": 6, "one_leg_swollen_warm": T}),
    ("leg_clot_pregnancy", "same_day", {"weeks_postpartum": 6, "calf_pain": T}),
    ("leg_clot_pregnancy", "same_day", {**PREGNANT, "swelling": T}),
    (
        "leg_clot_pregnancy",
        "same_day",
        {**PREGNANT, "groin_pain": T, "bilateral": F, "days": 7},
    ),
    ("compartment", "emergency", {"tense_tight_compartment": T}),
    (
        "compartment",
        "emergency",
        {"severity": 8, "numbness_tingling": T, "swelling": T, "trauma_fall": T},
    ),
    ("muscle_breakdown", "emergency", {"dark_urine": T}),
    ("muscle_breakdown", "emergency", {**SORE, "severity": 8, "weakness": T}),
    ("muscle_breakdown", "emergency", {**SORE, "severity": 9}),
    (
        "muscle_breakdown",
        "same_day",
        {**SORE, "severity": 8, "weakness": T, "dark_urine": F},
    ),
    ("muscle_breakdown", "emergency", {**SORE, "severity": 7, "weakness": T, "statin": T}),
    ("torn_tendon", "same_day", {"pop": T, "bruising": T}),
    ("torn_tendon", "same_day", {"pop": T, "bruising": T, "improving": T, "severity": 2}),
    ("torn_tendon", "same_day", {"pop": T, "weakness": T}),
    ("torn_tendon", "same_day", {"pop": T, "severity": 7}),
    ("torn_tendon", "same_day", {"bruising": T, "weakness": T}),
    ("torn_tendon", "same_day", {"cannot_bear_weight": T}),
    ("fracture", "emergency", {"trauma_fall": T, "cannot_bear_weight": T, "age": 50}),
    ("fracture", "emergency", {"trauma_fall": T, "cannot_bear_weight": T}),
    ("fracture", "emergency", {"trauma_fall": T, "cannot_bear_weight": T, "age": 20}),
    ("fracture", "same_day", {"trauma_fall": T, "groin_pain": T, "severity": 7, "age": 20}),
    (
        "fracture",
        "emergency",
        {"trauma_fall": F, "steroid_or_osteoporosis": T, "cannot_bear_weight": T},
    ),
    ("fracture", "emergency", {"age": 65, "cannot_bear_weight": T, "groin_pain": T}),
    ("fracture", "same_day", {"age": 65, "trauma_fall": T, "severity": 6}),
    ("bone_stress", "same_day", {"runner_high_mileage": T, "groin_pain": T}),
    ("bone_stress", "same_day", {"amenorrhoea": T, "groin_pain": T}),
    ("bone_stress", "same_day", {"runner_high_mileage": T, "night_pain": T}),
    (
        "bone_stress",
        "same_day",
        {"new_exercise": T, "groin_pain": T, "onset": "gradual", "days": 7, "severity": 5},
    ),
    ("infection", "same_day", {"fever": T}),
    ("infection", "same_day", {"unwell": T}),
    ("infection", "emergency", {"fever": T, "unwell": T}),
    ("infection", "emergency", {"fever": T, "back_pain": T, "weakness": T}),
    ("flesh_infection", "emergency", {"unwell": T, "severity": 8}),
    ("flesh_infection", "emergency", {"fever": T, "severity": 9}),
    ("cancer_spine", "emergency", {"cancer_history": T, "weakness": T, "back_pain": T}),
    ("cancer_spine", "same_day", {"cancer_history": T, "night_pain": T}),
    ("cancer_spine", "see_clinician", {"cancer_history": T}),
    ("cancer_spine", "see_clinician", {"weight_loss": T, "night_pain": T}),
    ("cancer_spine", "see_clinician", {"night_pain": T, "age": 50, "new_exercise": F}),
    ("nerve_loss", "same_day", {"weakness": T, "radiates_below_knee": T}),
    ("nerve_loss", "same_day", {"weakness": T, "numbness_tingling": T, "improving": F}),
    ("preterm_labour", "same_day", {**PREGNANT, "bleeding_or_contractions": T}),
    ("preterm_labour", "emergency", {**PREGNANT, "bleeding_or_contractions": T, "fainted": T}),
    ("preterm_labour", "same_day", {**PREGNANT, "trauma_fall": T}),
    (
        "ectopic",
        "same_day",
        {**PREGNANT, "weeks_pregnant": 14, "bleeding_or_contractions": T},
    ),
    (
        "ectopic",
        "same_day",
        {**PREGNANT, "weeks_pregnant": 8, "groin_pain": T, "severity": 6},
    ),
    (
        "ectopic",
        "emergency",
        {**PREGNANT, "weeks_pregnant": 8, "groin_pain": T, "onset": "sudden", "severity": 7},
    ),
    ("kidney_infection_pregnancy", "same_day", {**PREGNANT, "fever": T}),
    ("kidney_infection_pregnancy", "emergency", {**PREGNANT, "fever": T, "unwell": T}),
    ("aorta", "emergency", {"age": 60, "onset": "sudden", "back_pain": T, "severity": 7}),
    (
        "aorta",
        "emergency",
        {"age": 60, "onset": "sudden", "back_pain": T, "severity": 4, "fainted": T},
    ),
    ("blocked_artery", "emergency", {"pulseless_or_cold_foot": T}),
    (
        "narrow_artery",
        "see_clinician",
        {"age": 50, "worse_standing_walking": T, "onset": "gradual", "days": 14},
    ),
    ("child", "same_day", {"age": 15, "pop": T}),
    ("child", "same_day", {"age": 15, "groin_pain": T}),
    ("child", "see_clinician", {"age": 15, **SORE, "severity": 3}),
    ("not_settling", "see_clinician", {**SORE, "days": 6}),
    ("not_settling", "see_clinician", {**SORE, "days": 4, "improving": F}),
    ("not_settling", "see_clinician", {**SORE, "days": 8, "improving": T}),
    ("not_settling", "see_clinician", {**TORN, "days": 14, "improving": F}),
    ("not_settling", "see_clinician", {"radiates_below_knee": T, "days": 43, "improving": F}),
    ("not_settling", "see_clinician", {**PREGNANT, "severity": 7}),
]


@pytest.mark.parametrize(("flag", "level", "answers"), RAISED)
def test_a_row_is_raised(flag, level, answers):
    assert levels(**answers).get(flag) == level


BELOW = [
    # flag, the highest level it may have (None: not raised), answers just short of it
    ("cauda_equina", None, {**SORE, "weakness": T, "swelling": T}),
    ("cauda_equina", None, {"bilateral": F, "radiates_below_knee": T, "numbness_tingling": T}),
    (
        "cauda_equina",
        None,
        {**PREGNANT, "bilateral": T, "shooting": T, "radiates_below_knee": F, "weakness": F},
    ),
    ("leg_clot", None, {"one_leg_swollen_warm": F, "calf_pain": T, "new_exercise": F}),
    ("leg_clot", None, {"calf_pain": T, "radiates_below_knee": T, "new_exercise": F}),
    ("leg_clot", None, {"swelling": T, "bilateral": T, "new_exercise": F, "onset": "gradual"}),
    ("leg_clot", None, {"swelling": T, "bilateral": F, "new_exercise": T, "onset": "gradual"}),
    ("leg_clot_pregnancy", None, {"weeks_postpartum": 7, "calf_pain": T, "pregnant": F}),
    ("leg_clot_pregnancy", None, {**PREGNANT, "swelling": T, "bilateral": T}),
    (
        "leg_clot_pregnancy",
        None,
        {**PREGNANT, "groin_pain": T, "bilateral": F, "days": 7, "worse_standing_walking": T},
    ),
    ("leg_clot_pregnancy", None, {**PREGNANT, "groin_pain": T, "bilateral": F, "days": 8}),
    ("compartment", None, {"severity": 7, "numbness_tingling": T, "swelling": T, "trauma_fall": T}),
    ("muscle_breakdown", None, {**SORE, "severity": 6, "swelling": T, "weakness": T}),
    ("muscle_breakdown", None, {**SORE, "severity": 7, "dark_urine": F}),
    ("muscle_breakdown", None, {**TORN, "tenderness": "focal", "severity": 8, "weakness": T}),
    ("torn_tendon", None, {**TORN, "pop": F, "bruising": F, "weakness": F}),
    (
        "torn_tendon",
        None,
        {"pop": T, "bruising": F, "weakness": F, "cannot_bear_weight": F, "severity": 6},
    ),
    ("torn_tendon", None, {"pop": F, "bruising": T, "weakness": T, "severity": 7}),
    ("fracture", None, {"age": 64, "trauma_fall": T, "severity": 6, "cannot_bear_weight": F}),
    ("bone_stress", None, {"runner_high_mileage": T, "groin_pain": T, **SORE}),
    ("bone_stress", None, {"runner_high_mileage": T, "night_pain": F, "groin_pain": F}),
    ("cancer_spine", None, {"cancer_history": T, **SORE, "days": 2, "severity": 3}),
    ("cancer_spine", None, {"night_pain": T, "age": 49, "days": 13}),
    ("cancer_spine", None, {"night_pain": T, "age": 60, **PREGNANT}),
    ("nerve_loss", None, {"weakness": T, "radiates_below_knee": T, "improving": T}),
    ("nerve_loss", None, {"weakness": T, **SORE}),
    (
        "ectopic",
        None,
        {**PREGNANT, "weeks_pregnant": 15, "groin_pain": T, "onset": "sudden", "severity": 8},
    ),
    ("aorta", None, {"age": 59, "onset": "sudden", "back_pain": T, "severity": 9}),
    ("aorta", None, {"age": 60, "onset": "gradual", "back_pain": T, "severity": 9}),
    ("aorta", None, {"age": 60, "onset": "sudden", "back_pain": T, "severity": 6}),
    (
        "narrow_artery",
        None,
        {"age": 49, "worse_standing_walking": T, "onset": "gradual", "days": 14},
    ),
    ("child", None, {"age": 16, "groin_pain": T}),
    ("not_settling", None, {**SORE, "days": 3, "improving": F, "severity": 6}),
    ("not_settling", None, {**SORE, "days": 5, "severity": 6}),
    ("not_settling", None, {**SORE, "days": 7, "improving": T, "severity": 3}),
    ("not_settling", None, {**TORN, "days": 13, "improving": F, "severity": 4}),
    ("not_settling", None, {"radiates_below_knee": T, "days": 42, "improving": T, "severity": 3}),
    ("not_settling", None, {**PREGNANT, "severity": 6, "worse_standing_walking": T}),
]


@pytest.mark.parametrize(("flag", "level", "answers"), BELOW)
def test_a_row_stays_quiet_just_short_of_its_threshold(flag, level, answers):
    assert levels(**answers).get(flag) == level


WEAK_BOTH = {"bilateral": T, "weakness": T}
OLD_BOTH = {
    **DENIED,
    "bilateral": T,
    "radiates_below_knee": T,
    "weakness": F,
    "days": 90,
    "severity": 4,
}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        # both legs weak: an emergency until the back, the nerve signs and the exercise are known
        (WEAK_BOTH, "emergency"),
        ({**WEAK_BOTH, "new_exercise": F}, "emergency"),
        ({**WEAK_BOTH, "back_pain": F}, "same_day"),
        ({**WEAK_BOTH, "back_pain": T, "numbness_tingling": F, "shooting": F}, "emergency"),
        ({**WEAK_BOTH, "back_pain": T, **DENIED}, "same_day"),
        ({**WEAK_BOTH, "back_pain": F, **DENIED}, None),
        ({**WEAK_BOTH, **DENIED, "saddle_numbness": T}, "emergency"),
        # sore muscles, though nobody asked about the exercise
        ({**WEAK_BOTH, "tenderness": "diffuse", "stretch_pain": T}, "emergency"),
        (
            {
                **WEAK_BOTH,
                "tenderness": "diffuse",
                "stretch_pain": T,
                "back_pain": F,
                "numbness_tingling": F,
            },
            None,
        ),
        # a hard lift that hurt the back at once is no plain soreness
        ({**WEAK_BOTH, "back_pain": T, "new_exercise": T, "onset": "sudden"}, "same_day"),
        ({**WEAK_BOTH, "back_pain": T, **SORE}, None),
        # an old ache down both legs is calm only when every other sign was asked and denied
        ({"bilateral": T, "radiates_below_knee": T, "days": 200, "severity": 4}, "emergency"),
        ({**OLD_BOTH, "days": 89}, "emergency"),
        (OLD_BOTH, "same_day"),
        ({**OLD_BOTH, "severity": 7}, "emergency"),
        ({**OLD_BOTH, "numbness_tingling": T}, "emergency"),
        # girdle pain around a birth
        ({**WEAK_BOTH, **PREGNANT, **DENIED, "back_pain": T}, None),
        ({**WEAK_BOTH, "weeks_postpartum": 13, **DENIED, "back_pain": T}, None),
        ({**WEAK_BOTH, "weeks_postpartum": 14, **DENIED, "back_pain": T}, "same_day"),
    ],
)
def test_weak_legs_on_both_sides_are_heard_and_not_cried_over(answers, level):
    assert levels(**answers).get("cauda_equina") == level


SWELLS = {"swelling": T, "bilateral": F}


@pytest.mark.parametrize(
    ("flag", "answers", "level"),
    [
        # a clot: one side swells or the calf hurts, and nothing explains it
        ("leg_clot", {**SWELLS, "during_activity": F}, "same_day"),
        ("leg_clot", {**SWELLS, "new_exercise": F}, "same_day"),
        ("leg_clot", {**SWELLS, "new_exercise": F, "one_leg_swollen_warm": F}, None),
        ("leg_clot", {**SWELLS, "new_exercise": F, "during_activity": T}, None),
        ("leg_clot", {**SWELLS, "during_activity": F, "hours_after_exercise": 24}, None),
        ("leg_clot", {"calf_pain": T, "onset": "gradual", "days": 42}, "same_day"),
        ("leg_clot", {"calf_pain": T, "onset": "gradual", "days": 43}, None),
        # a tear is urgent while it can still be mended with ease
        ("torn_tendon", {"pop": T, "weakness": T, "days": 56}, "same_day"),
        ("torn_tendon", {"pop": T, "weakness": T, "days": 57}, None),
        ("torn_tendon", {"cannot_bear_weight": T, "days": 400}, "same_day"),
        # very sore, weak and swollen: only pee that was looked at, and relief, calm the worry
        (
            "muscle_breakdown",
            {**SORE, "severity": 7, "weakness": T, "swelling": T, "dark_urine": F},
            "same_day",
        ),
        (
            "muscle_breakdown",
            {
                **SORE,
                "severity": 7,
                "weakness": T,
                "swelling": T,
                "dark_urine": F,
                "improving": T,
            },
            None,
        ),
        # the main artery, unless the pain follows a nerve down the leg
        ("aorta", {"age": 60, "onset": "sudden", "severity": 8}, "same_day"),
        ("aorta", {"age": 60, "onset": "sudden", "severity": 8, "during_activity": F}, "emergency"),
        ("aorta", {"age": 60, "onset": "sudden", "severity": 8, **TORN}, None),
        (
            "aorta",
            {
                "age": 62,
                "onset": "sudden",
                "severity": 7,
                "back_pain": T,
                "shooting": T,
                "radiates_below_knee": T,
            },
            None,
        ),
        (
            "aorta",
            {
                "age": 62,
                "onset": "sudden",
                "severity": 5,
                "back_pain": T,
                "shooting": T,
                "radiates_below_knee": T,
                "fainted": T,
            },
            "emergency",
        ),
        # groin pain in someone who may be pregnant
        ("ectopic", {"groin_pain": T, "onset": "sudden", "severity": 7}, "same_day"),
        ("ectopic", {"groin_pain": T, "onset": "sudden", "severity": 7, "pregnant": F}, None),
        ("ectopic", {"groin_pain": T, "onset": "sudden", "severity": 7, "sex": "male"}, None),
        # a runner's bone
        (
            "bone_stress",
            {
                "runner_high_mileage": T,
                "onset": "gradual",
                "worse_standing_walking": T,
                "improving": F,
                "severity": 4,
            },
            "same_day",
        ),
        (
            "bone_stress",
            {
                "runner_high_mileage": T,
                "onset": "gradual",
                "worse_standing_walking": T,
                "improving": F,
                "severity": 4,
                "stretch_pain": T,
            },
            None,
        ),
        # weak with pain that shoots: urgent unless both nerve signs are denied and it is no worse
        ("nerve_loss", {"weakness": T, "shooting": T}, "same_day"),
        (
            "nerve_loss",
            {"weakness": T, "shooting": T, "radiates_below_knee": F, "numbness_tingling": F},
            None,
        ),
        ("nerve_loss", {"weakness": T, **DENIED, "shooting": T, "improving": F}, "same_day"),
        ("cancer_spine", {"weight_loss": T, "weakness": T}, "same_day"),
        ("cancer_spine", {"weight_loss": T, "weakness": F}, "see_clinician"),
    ],
)
def test_a_mechanism_on_both_sides_of_its_limit(flag, answers, level):
    assert levels(**answers).get(flag) == level


def test_all_22_rows_are_there():
    numbers = [flag.number for flag in KNOWLEDGE.flags]
    assert numbers == list(range(1, 22))
    assert KNOWLEDGE.otherwise.number == 22
    tested = {flag for flag, _, _ in RAISED}
    assert tested == {flag.id for flag in KNOWLEDGE.flags}


def test_every_level_of_every_row_has_something_to_do():
    for flag in KNOWLEDGE.flags:
        assert {rule.level for rule in flag.rules} == set(flag.actions)


def test_nothing_raised_is_self_care_and_leaves_every_safety_question_open():
    empty = gate()
    assert empty.level == "self_care"
    assert not empty.raised
    safety = [id for id, f in KNOWLEDGE.vocabulary.items() if f.safety]
    assert set(safety) <= set(empty.unanswered)


def test_the_highest_level_wins_and_stands_first():
    result = gate(fever=True, unwell=True, one_leg_swollen_warm=True, weight_loss=True)
    assert result.level == "emergency"
    order = [urgency(r.level) for r in result.raised]
    assert order == sorted(order, reverse=True)
    assert result.level == highest(r.level for r in result.raised)


def test_male_and_not_pregnant_close_the_pregnancy_questions():
    assert "bleeding_or_contractions" not in gate(sex="male").unanswered
    assert "weeks_postpartum" not in gate(sex="male").unanswered
    assert "bleeding_or_contractions" not in gate(pregnant=False).unanswered


def test_the_grounds_name_the_answers_that_raised_it():
    (raised,) = [
        r
        for r in gate(age=70, onset="sudden", back_pain=True, severity=8, pop=False).raised
        if r.flag.id == "aorta"
    ]
    assert {"age", "onset", "back_pain", "severity"} <= raised.grounds
    assert "pop" not in raised.grounds


def test_a_childs_limp_points_to_the_hip_and_a_pop_to_the_bone_or_the_muscle():
    def points(**answers):
        (raised,) = [r for r in gate(age=9, **answers).raised if r.flag.id == "child"]
        return raised.points_to

    assert points(cannot_bear_weight=True) == {"other_serious"}
    assert points(pop=True) == {"muscle_injury", "other_serious"}
