"""Every cause, stage of pregnancy, caution and age of the pain: is anything unsafe under "do"?"""

from itertools import combinations, product

import pytest

from gluteedu.content.relief.measures import load_relief
from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.relief.planning import plan_measures, read_situation
from gluteedu.domain.triage.findings import FindingsError

CAUSES = load_causes().ids

KNOWLEDGE = load_relief()
CAUTIONS = KNOWLEDGE.cautions
HOURS = [None, 0, 12, 24, 47, 48, 71, 72, 200, 2000]
STAGES = {
    "not asked": {},
    "not pregnant": {"pregnant": False},
    "weeks not known": {"pregnant": True},
    "trimester 1": {"pregnant": True, "weeks_pregnant": 8},
    "week 19": {"pregnant": True, "weeks_pregnant": 19},
    "week 20": {"pregnant": True, "weeks_pregnant": 20},
    "trimester 3": {"pregnant": True, "weeks_pregnant": 32},
    "after birth": {"pregnant": False, "weeks_postpartum": 3},
}
HEAT = ("warm_bath", "heat_pack")
COLD = ("cold_pack", "ice_bath")
NSAIDS = ("ibuprofen", "ibuprofen_gel")
MEDICINES = (*NSAIDS, "paracetamol")


def plan(cause, **situation):
    return plan_measures(KNOWLEDGE, read_situation(KNOWLEDGE, cause, situation))


def verdicts(cause, **situation):
    return {a.measure: a.verdict for a in plan(cause, **situation).advice}


def answered(*yes):
    return {id: id in yes for id in CAUTIONS}


def unsafe(cause, hours, stage, cautions, asked):
    """What is wrong with the plan for this situation; an empty list is what we want.

    Written from section 5 of the safety sheet, without a look at the rules.
    """
    known = {} if hours is None else {"hours": hours}
    given = answered(*cautions) if asked else list(cautions)
    got = verdicts(cause, **known, **STAGES[stage], age=30, cautions=given)
    do = {m for m, v in got.items() if v == "do"}
    wrong = []
    young_tear = (cause == "muscle_injury" and (hours is None or hours < 72)) or (
        "fresh_injury" in cautions
    )
    if young_tear:
        wrong += [m for m in (*HEAT, "massage", "stretching") if m in do]
    if cause == "muscle_injury" and (hours is None or hours < 48):
        wrong += [m for m in NSAIDS if m in do]
    if STAGES[stage].get("pregnant") is not False:
        wrong += [m for m in NSAIDS if m in do]
    if STAGES[stage].get("pregnant") and STAGES[stage].get("weeks_pregnant", 40) >= 20:
        wrong += [m for m in NSAIDS if got[m] != "do_not"]
    if set(cautions) & {"ulcer", "kidney", "asthma", "blood_thinners"}:
        wrong += [m for m in NSAIDS if m in do]
    if set(cautions) & {"heart", "liver", "other_condition", "dehydrated"}:
        wrong += ["ibuprofen"] * ("ibuprofen" in do)
    if "liver" in cautions:
        wrong += ["paracetamol"] * ("paracetamol" in do)
    if "numb_skin" in cautions:
        wrong += [m for m in (*HEAT, *COLD, "compression") if m in do]
        wrong += ["heat_pack"] * (got["heat_pack"] != "do_not")
    if "poor_circulation" in cautions:
        wrong += [m for m in (*HEAT, *COLD, "compression", "elevation") if m in do]
    if "cold_sensitive" in cautions:
        wrong += [m for m in COLD if m in do]
    if "heart" in cautions:
        wrong += [m for m in ("ice_bath", "compression") if m in do]
    if "swollen_leg" in cautions:
        wrong += [m for m in ("massage", "compression", *HEAT, *COLD) if m in do]
        wrong += ["compression"] * (got["compression"] != "do_not")
    if "growing_bruise" in cautions or "blood_thinners" in cautions:
        wrong += ["massage"] * ("massage" in do)
    if not asked:
        # what was not answered is not a no
        wrong += [m for m in (*MEDICINES, *HEAT, *COLD, "compression", "massage") if m in do]
    if cause == "other_serious":
        wrong += [m for m in (*MEDICINES, *HEAT, *COLD, "compression", "massage") if m in do]
        wrong += ["easy_movement"] * ("easy_movement" in do)
    if STAGES[stage].get("pregnant") or "weeks_postpartum" in STAGES[stage]:
        wrong += [m for m in ("compression", "crutches", "massage") if m in do]
    if STAGES[stage].get("pregnant"):
        wrong += ["ice_bath"] * ("ice_bath" in do)
    return wrong


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("stage", STAGES)
def test_nothing_unsafe_is_ever_under_do(cause, stage):
    sets = [(), *((c,) for c in CAUTIONS), *combinations(CAUTIONS, 2), CAUTIONS]
    for hours, cautions, asked in product(HOURS, sets, (True, False)):
        if len(cautions) > 1 and hours not in (None, 12, 72):
            continue
        wrong = unsafe(cause, hours, stage, cautions, asked)
        assert not wrong, (hours, cautions, asked)


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("weeks", range(43))
def test_ibuprofen_is_never_under_do_in_pregnancy(cause, weeks):
    got = verdicts(
        cause, hours=200, pregnant=True, weeks_pregnant=weeks, age=30, cautions=answered()
    )
    tablets, gel = (got[m] for m in NSAIDS)
    assert tablets == "do_not"
    assert gel == ("do_not" if weeks >= 20 else "ask_first")


@pytest.mark.parametrize("cause", CAUSES)
def test_a_medicine_stays_closed_until_its_questions_are_answered(cause):
    got = plan(cause, hours=200)
    shut = {a.measure: a.open for a in got.closed}
    assert set(shut) == set(MEDICINES)
    assert {"pregnant", "ulcer", "kidney", "heart", "asthma", "blood_thinners", "age"} <= set(
        shut["ibuprofen"]
    )


@pytest.mark.parametrize("left_out", ["ulcer", "kidney", "heart", "asthma", "blood_thinners"])
def test_one_open_question_keeps_ibuprofen_closed(left_out):
    given = {k: v for k, v in answered().items() if k != left_out}
    got = plan("muscle_injury", hours=100, age=30, pregnant=False, cautions=given)
    assert [a.open for a in got.closed if a.measure == "ibuprofen"] == [(left_out,)]


def test_ibuprofen_opens_for_a_healthy_adult_with_an_older_tear():
    got = verdicts("muscle_injury", hours=48, age=30, pregnant=False, cautions=answered())
    assert got["ibuprofen"] == "do"
    early = verdicts("muscle_injury", hours=47, age=30, pregnant=False, cautions=answered())
    assert early["ibuprofen"] == "do_not"
    old = verdicts("muscle_injury", hours=48, age=65, pregnant=False, cautions=answered())
    assert old["ibuprofen"] == "ask_first"


def test_heat_opens_at_72_hours():
    known = {"age": 30, "pregnant": False, "cautions": answered()}
    assert verdicts("muscle_injury", hours=71, **known)["heat_pack"] == "do_not"
    assert verdicts("muscle_injury", hours=72, **known)["heat_pack"] == "do"
    assert verdicts("exercise_soreness", hours=20, **known)["warm_bath"] == "do"


def test_a_bath_in_pregnancy_is_warm_and_short():
    known = {"age": 30, "cautions": answered()}
    early = plan("pelvic_girdle_pain", pregnant=True, weeks_pregnant=10, **known)
    late = plan("pelvic_girdle_pain", pregnant=True, weeks_pregnant=30, **known)
    minutes = [a.minutes for p in (early, late) for a in p.do if a.measure == "warm_bath"]
    assert minutes == [10, 20]


def test_cold_has_a_limit():
    known = {"age": 30, "pregnant": False, "cautions": answered()}
    for cause in CAUSES[:4]:
        (advice,) = [a for a in plan(cause, hours=10, **known).do if a.measure == "cold_pack"]
        assert advice.minutes is not None
        assert advice.minutes <= 20


def test_a_swollen_leg_comes_before_any_relief():
    first = plan("exercise_soreness", cautions=["swollen_leg"]).first
    assert [f.level for f in first] == ["same_day"]
    assert plan("other_serious").first[0].level == "see_clinician"
    assert not plan("exercise_soreness").first


@pytest.mark.parametrize("cause", CAUSES)
def test_every_measure_is_under_one_heading_with_reason_and_source(cause):
    got = plan(cause, hours=30, age=30, pregnant=False, cautions=answered())
    assert [a.measure for a in got.advice] == [m.id for m in KNOWLEDGE.measures]
    assert len(got.do + got.ask_first + got.do_not + got.closed) == len(KNOWLEDGE.measures)
    for advice in got.advice:
        assert advice.reasons
        assert advice.sources


def test_the_measures_of_the_article_are_all_there():
    wanted = {"rest", "warm_bath", "heat_pack", "cold_pack", "compression", "crutches"}
    wanted |= {"ibuprofen", "physical_therapy", "side_lying", "lifting_standing"}
    assert wanted <= {m.id for m in KNOWLEDGE.measures}


def test_days_are_hours():
    assert plan("muscle_injury", days=3).to_dict() == plan("muscle_injury", hours=72).to_dict()


@pytest.mark.parametrize(
    ("cause", "situation", "words"),
    [
        ("broken", {}, "cause: must be"),
        ("muscle_injury", {"hours": -1}, "hours: must be a number from 0"),
        ("muscle_injury", {"days": "two"}, "days: must be a number"),
        ("muscle_injury", {"days": 1, "hours": 24}, "hours: stands twice"),
        ("muscle_injury", {"cause": "muscle_injury"}, "cause: stands twice"),
        ("muscle_injury", {"ulcer": True, "cautions": ["ulcer"]}, "ulcer: stands twice"),
        ("muscle_injury", {"cautions": "ulcer"}, "cautions: must be a list"),
        ("muscle_injury", {"cautions": ["gout"]}, "gout not known; allowed: ulcer"),
        ("muscle_injury", {"cautions": {"ulcer": "no"}}, "ulcer: must be true or false"),
        ("muscle_injury", {"mood": 1}, "'mood': not a known finding; allowed: cause, hours"),
        ("muscle_injury", {"pregnant": False, "weeks_pregnant": 3}, "needs pregnant true"),
        ("muscle_injury", [], "must be an object"),
    ],
)
def test_a_wrong_situation_says_what_is_allowed(cause, situation, words):
    with pytest.raises(FindingsError) as error:
        read_situation(KNOWLEDGE, cause, situation)
    assert words in str(error.value)
