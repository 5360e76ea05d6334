"""No combination of answers in a shipped slider gives unsafe advice or too low a level."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.sliders.lessons import load_sliders
from gluteedu.domain.sliders.coverage import combinations, samples
from gluteedu.domain.sliders.definition import WARNING, Reading, SliderAnswer, SliderLesson
from gluteedu.domain.sliders.reading import first_reading, read_answers
from gluteedu.domain.triage.levels import LEVELS

LESSONS = load_sliders(data_folder(), [])

# The lowest level that each answer may lead to, whatever else is answered: yes, then not sure.
E, S, D = "emergency", "same_day", "see_clinician"
FLOOR = {
    "soreness_course": {
        "dark_urine": (E, S),
        "severe_weak": (E, S),
        "tight_hard": (E, S),
        "breathless": (E, S),
        "one_leg": (S, S),
        "fever": (S, S),
        "sudden_pop": (D, D),
    },
    "injury_signs": {
        "cannot_stand": (E, S),
        "tight_hard": (E, S),
        "cold_foot": (E, S),
        "breathless": (E, S),
        "foot_drop": (S, S),
        "leg_swollen": (S, S),
        "fever": (S, S),
        "under_16": (S, S),
        "pop": (D, D),
    },
    "weeks_pregnant": {
        "saddle": (E, S),
        "both_legs": (E, S),
        "breathless": (E, S),
        "heavy_bleeding": (E, S),
        "bleeding": (S, S),
        "waves": (S, S),
        "low_tummy": (S, S),
        "one_leg": (S, S),
        "fever": (S, S),
        "weak_leg": (S, S),
        "severe": (D, D),
    },
    "heat_and_cold": {
        "saddle": (E, S),
        "dark_urine": (E, S),
        "hard_or_cold": (E, S),
        "breathless": (E, S),
        "one_leg": (S, S),
        "fever": (S, S),
        "weak_leg": (S, S),
        "bad_tear": (S, S),
        "heavy_bleeding": (E, S),
        "waves": (S, S),
    },
}


def level(triage: str | None) -> int:
    return -1 if triage is None else LEVELS.index(triage)


def shown(lesson: SliderLesson, panel: str) -> Iterator[tuple[dict[str, SliderAnswer], Reading]]:
    """Every reading that a panel can show, with each combination of answers that brings it."""
    ids = {c.input for r in lesson.readings if r.panel == panel for c in r.when}
    for settled in combinations(lesson, ids):
        reading = first_reading(lesson, panel, settled)
        assert reading is not None
        yield settled, reading


def sentences(reading: Reading) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?:])\s+|\n", reading.text.replace("*", "")) if s.strip()]


@pytest.mark.parametrize("name", FLOOR)
def test_the_table_names_every_safety_question(name: str) -> None:
    assert {i.id for i in LESSONS[name].inputs if i.safety} == set(FLOOR[name])


FLAGS = [(name, question) for name, table in FLOOR.items() for question in table]


@pytest.mark.parametrize(("name", "question"), FLAGS)
def test_each_flag_reaches_its_level(name: str, question: str) -> None:
    lesson = LESSONS[name]
    loud = [r for r in lesson.readings if r.panel == WARNING and r.triage != "self_care"]
    ids = {c.input for r in loud if any(c.input == question for c in r.when) for c in r.when}
    met = set()
    for settled in combinations(lesson, {question} | ids):
        answer = settled.get(question)
        if answer in ("yes", "not_sure"):
            floor = FLOOR[name][question][answer == "not_sure"]
            assert level(read_answers(lesson, settled).triage) >= level(floor), settled
            met.add(answer)
    assert met == {"yes", "not_sure"}


def any_answers(lesson: SliderLesson) -> st.SearchStrategy[dict[str, SliderAnswer]]:
    values = {i.id: st.sampled_from(samples(lesson, i.id)) for i in lesson.inputs}
    kept = st.fixed_dictionaries(values)
    return kept.map(lambda d: {k: v for k, v in d.items() if v is not None})


@pytest.mark.parametrize("name", FLOOR)
def test_any_answers_at_all_keep_the_floor(name: str) -> None:
    lesson = LESSONS[name]

    @settings(max_examples=400, deadline=None)
    @given(any_answers(lesson))
    def holds(answers: dict[str, SliderAnswer]) -> None:
        outcome = read_answers(lesson, answers)
        for question, (yes, unsure) in FLOOR[name].items():
            if question in outcome.asked and answers.get(question) in ("yes", "not_sure"):
                floor = yes if answers[question] == "yes" else unsure
                assert level(outcome.triage) >= level(floor)
        if outcome.unanswered:
            assert outcome.triage != "self_care"
        if outcome.triage == "self_care":
            safety = [q for q in FLOOR[name] if q in outcome.asked]
            assert all(answers[q] == "no" for q in safety)

    holds()


@pytest.mark.parametrize("name", FLOOR)
def test_no_flag_at_all_is_called_self_care_somewhere(name: str) -> None:
    lesson = LESSONS[name]
    calm = {i.id: "no" for i in lesson.inputs if None in samples(lesson, i.id)}
    assert read_answers(lesson, calm).triage == "self_care"


@pytest.mark.parametrize("name", LESSONS)
def test_ibuprofen_is_never_recommended(name: str) -> None:
    safe = re.compile(r"do not take|did no better|ask .*before ibuprofen|leave it out", re.I)
    for reading in LESSONS[name].readings:
        for sentence in sentences(reading):
            if re.search(r"ibuprofen|NSAID|anti-inflammatory", sentence, re.I):
                assert safe.search(sentence), sentence


def test_ibuprofen_is_ruled_out_at_every_week_of_pregnancy() -> None:
    lesson = LESSONS["weeks_pregnant"]
    weeks = {s.get("weeks") for s, _ in shown(lesson, "medicine")}
    assert {0.0, 19.0, 20.0, 27.0, 28.0, 29.0, 30.0, 42.0} <= weeks
    for settled, reading in shown(lesson, "medicine"):
        if settled["stage"] in ("pregnant", "maybe"):
            assert reading.mark == "do_not"
            assert reading.text.startswith("**Do not take ibuprofen")
        else:
            assert reading.mark == "ask"


@pytest.mark.parametrize(
    ("week", "sources", "words"),
    [
        (19, {"nhs-ibuprofen"}, "unless your own doctor"),
        (20, {"fda-2020-nsaid", "mhra-2023-nsaid"}, "From week 20"),
        (28, {"mhra-2023-nsaid"}, "From week 28 the UK"),
        (30, {"fda-2020-nsaid", "mhra-2023-nsaid"}, "from week 30"),
    ],
)
def test_the_weeks_at_which_the_rule_changes(week: int, sources: set[str], words: str) -> None:
    settled = {"stage": "pregnant", "weeks": float(week)}
    reading = first_reading(LESSONS["weeks_pregnant"], "medicine", settled)
    assert reading is not None
    assert words in reading.text
    assert sources <= set(reading.sources)


def test_every_bath_in_pregnancy_is_warm_and_not_hot() -> None:
    for settled, reading in shown(LESSONS["weeks_pregnant"], "warmth"):
        if settled["stage"] == "pregnant":
            assert "warm, not hot" in reading.text.lower()


def test_heat_stays_off_a_fresh_tear() -> None:
    seen = 0
    for settled, reading in shown(LESSONS["heat_and_cold"], "warmth"):
        if settled["cause"] in ("tear", "unknown") and settled["hours"] < 72:  # type: ignore[operator]
            assert reading.mark == "do_not", settled
            seen += 1
    assert seen > 100


def test_heat_and_ice_wait_for_the_questions_on_skin_blood_flow_and_pregnancy() -> None:
    for panel in ("warmth", "cold"):
        for settled, reading in shown(LESSONS["heat_and_cold"], panel):
            numb = settled.get("numb")
            if numb in ("yes", "not_sure"):
                assert reading.mark == "do_not", settled
            if reading.mark == "do":
                assert numb == "no", settled
                assert settled.get("circulation") == "no", settled
                assert settled.get("pregnant") is not None, settled


def test_soreness_advises_warmth_only_when_a_sudden_start_was_ruled_out() -> None:
    for settled, reading in shown(LESSONS["soreness_course"], "help"):
        if settled.get("sudden_pop") != "no":
            warm = [s for s in sentences(reading) if re.search(r"warm|heat|hot bath", s, re.I)]
            assert all(re.search(r"\bno heat\b", s, re.I) for s in warm), (settled, warm)


def test_the_first_days_of_an_injury_forbid_heat_rubbing_and_ibuprofen() -> None:
    days = set()
    for settled, reading in shown(LESSONS["injury_signs"], "today"):
        if settled["days"] <= 3:  # type: ignore[operator]
            days.add(settled["days"])
            assert re.search(
                r"\bno\b[^.]*heat[^.]*(rubbing|running)", reading.text.replace("*", ""), re.I
            )
        if settled["days"] <= 1:  # type: ignore[operator]
            assert "48 hours" in reading.text
            assert "pregnant" in reading.text
        else:
            assert not re.search(r"warm|hot ", reading.text, re.I)
    assert {0.0, 1.0, 2.0, 3.0} <= days


@pytest.mark.parametrize(
    ("answers", "floor"),
    [
        ({"place": "gap"}, S),
        ({"pop": "yes", "place": "sit_bone", "walking": "normal", "bend": "same"}, S),
        ({"pop": "not_sure", "place": "sit_bone"}, S),
        ({"bruise": "large", "place": "sit_bone", "walking": "normal"}, S),
        ({"began": "stretch", "place": "sit_bone", "walking": "limp"}, S),
        ({"walking": "cannot"}, S),
        ({"bend": "cannot"}, S),
        ({"place": "sit_bone", "walking": "normal", "bend": "same"}, D),
        ({"bruise": "large"}, D),
        ({"days": 14, "walking": "limp"}, D),
        ({"days": 20, "walking": "normal", "bend": "weaker"}, D),
    ],
)
def test_signs_of_a_torn_off_tendon(answers: dict[str, SliderAnswer], floor: str) -> None:
    assert level(read_answers(LESSONS["injury_signs"], answers).triage) >= level(floor)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"hours": 48, "trend": "worse"}, "self_care"),
        ({"hours": 48, "how_hard": 10, "how_new": "long_break"}, "self_care"),
        ({"hours": 75, "trend": "worse"}, D),
        ({"hours": 117, "trend": "same"}, "self_care"),
        ({"hours": 120, "trend": "same"}, D),
        ({"hours": 168, "trend": "easing"}, "self_care"),
        ({"hours": 171, "trend": "easing"}, D),
    ],
)
def test_the_days_at_which_soreness_becomes_too_long(
    answers: dict[str, SliderAnswer], expected: str
) -> None:
    lesson = LESSONS["soreness_course"]
    calm = {i.id: "no" for i in lesson.inputs if i.safety}
    assert read_answers(lesson, calm | answers).triage == expected


def test_no_reading_prints_what_is_not_checked() -> None:
    unchecked = re.compile(r"stillbirth|from 28 weeks, (go to )?sleep|-0\.(55|66|93|58)|0-10 scale")
    for lesson in LESSONS.values():
        for reading in lesson.readings:
            assert not unchecked.search(reading.text), reading.text
