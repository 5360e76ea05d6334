"""The likelihood model against the checks of section 6.4 of the evidence sheet.

The sheet prints the results of eleven stories, not the answers behind them. The answers below are
the plainest sets that fit the words of each story; every printed share must come back.
"""

import math

import pytest

from gluteedu.content.triage.causes import load_causes
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.likelihood import (
    capped,
    led_by,
    picture,
    posterior,
    pushes,
    read_evidence,
    starting_point,
    unsettled,
)

CAUSES = load_causes().ids

KNOWLEDGE = load_knowledge()
MODEL = KNOWLEDGE.model
STARTS = {start.id: start for start in MODEL.starts}
FEATURES = {feature.id: feature for feature in MODEL.features}

LEG_PRESS = {"delayed_onset": "yes", "new_routine": "yes", "both_sides": "yes"}
STORIES = {
    "A": (
        "not_pregnant",
        {
            **LEG_PRESS,
            "severity": "low",
            "duration": "days_0_1",
            "stretch_pain": "yes",
            "radiation": "no_spread",
        },
        (100, 0, 0, 0, 0),
    ),
    "B": (
        "not_pregnant",
        {
            "sudden_onset": "yes",
            "pop": "yes",
            "bruise": "yes",
            "focal_tender": "yes",
            "swelling": "yes",
            "weak": "yes",
            "stretch_pain": "yes",
            "both_sides": "no",
            "numb_tingle": "no",
        },
        (0, 99, 0, 0, 1),
    ),
    "C": (
        "not_pregnant",
        {
            "sudden_onset": "yes",
            "new_routine": "yes",
            "pop": "no",
            "bruise": "no",
            "focal_tender": "yes",
            "severity": "middle",
            "radiation": "no_spread",
            "limp": "yes",
            "weak": "yes",
            "duration": "days_0_1",
        },
        (12, 79, 3, 0, 6),
    ),
    "D": (
        "not_pregnant",
        {
            "radiation": "below_knee",
            "numb_tingle": "yes",
            "cough": "yes",
            "back_pain": "yes",
            "sitting": "yes",
            "severity": "middle",
        },
        (0, 0, 97, 0, 3),
    ),
    "E": (
        "trimester_3",
        {
            "radiation": "back_of_thigh",
            "one_leg_turn": "yes",
            "stand_walk": "yes",
            "sudden_onset": "no",
            "night": "yes",
        },
        (0, 0, 1, 95, 4),
    ),
    "F": (
        "trimester_3",
        {
            "radiation": "below_knee",
            "numb_tingle": "yes",
            "cough": "yes",
            "sitting": "yes",
            "duration": "days_8_42",
            "stand_walk": "yes",
            "one_leg_turn": "no",
            "focal_tender": "no",
        },
        (0, 0, 55, 31, 13),
    ),
    "G": (
        "trimester_2",
        {
            **LEG_PRESS,
            "sudden_onset": "no",
            "improving": "yes",
            "duration": "days_2_3",
            "severity": "low",
            "radiation": "no_spread",
            "numb_tingle": "no",
            "focal_tender": "no",
        },
        (99, 0, 0, 0, 0),
    ),
    "H": (
        "not_pregnant",
        {
            "sitting": "yes",
            "back_pain": "no",
            "new_routine": "no",
            "radiation": "back_of_thigh",
            "numb_tingle": "yes",
            "focal_tender": "no",
            "both_sides": "no",
            "duration": "days_over_42",
            "severity": "middle",
        },
        (0, 3, 81, 0, 16),
    ),
    "I": (
        "not_pregnant",
        {
            "sudden_onset": "no",
            "night": "yes",
            "delayed_onset": "no",
            "numb_tingle": "no",
            "radiation": "no_spread",
            "both_sides": "no",
            "stretch_pain": "no",
            "resisted_bend": "no",
            "duration": "days_8_42",
            "limp": "yes",
        },
        (0, 6, 20, 0, 74),
    ),
    "J": ("not_pregnant", {}, (50, 15, 20, 0, 15)),
    "K": (
        "not_pregnant",
        {
            "swelling": "yes",
            "both_sides": "no",
            "sudden_onset": "no",
            "new_routine": "no",
            "delayed_onset": "no",
            "numb_tingle": "no",
            "back_pain": "no",
            "duration": "days_2_3",
            "cough": "no",
        },
        (13, 52, 4, 0, 31),
    ),
}


def evidence(levels):
    return {feature: frozenset({level}) for feature, level in levels.items()}


def read(**answers):
    return read_evidence(MODEL, Findings(KNOWLEDGE.vocabulary, answers).facts())


def start(**answers):
    return starting_point(MODEL, Findings(KNOWLEDGE.vocabulary, answers).facts()).id


@pytest.mark.parametrize("story", STORIES)
def test_the_eleven_stories_come_out_as_the_sheet_prints_them(story):
    begin, levels, printed = STORIES[story]
    got = posterior(MODEL, STARTS[begin].shares, evidence(levels))
    for cause, percent in zip(CAUSES, printed, strict=True):
        assert got[cause] * 100 == pytest.approx(percent, abs=1.1), cause


def test_the_numbers_are_those_of_the_sheet():
    """A spot check by hand, and the shape of every clue."""
    pop = FEATURES["pop"].levels[0].p
    assert [pop[c] for c in CAUSES] == [0.01, 0.30, 0.03, 0.02, 0.04]
    below = FEATURES["radiation"].levels[2].p
    assert [below[c] for c in CAUSES] == [0.01, 0.03, 0.68, 0.08, 0.12]
    assert MODEL.temper == 0.6
    assert MODEL.further == 0.5
    for feature in MODEL.features:
        for cause in CAUSES:
            assert math.fsum(level.p[cause] for level in feature.levels) == pytest.approx(1)


def test_two_clues_of_one_group_add_up_by_hand():
    """Timing: sudden (range 3.4) counts in full, new routine by half; all times 0.6."""
    got = pushes(MODEL, evidence({"sudden_onset": "yes", "new_routine": "yes"}), CAUSES)
    assert got["sudden_onset"]["muscle_injury"] == pytest.approx(0.6 * math.log(0.92))
    assert got["new_routine"]["muscle_injury"] == pytest.approx(0.6 * 0.5 * math.log(0.35))


def test_clues_of_different_groups_both_count_in_full():
    got = pushes(MODEL, evidence({"sudden_onset": "yes", "pop": "yes"}), CAUSES)
    assert got["pop"]["muscle_injury"] == pytest.approx(0.6 * math.log(0.30))


def test_a_cause_that_cannot_be_stays_at_zero():
    shares = STARTS["not_pregnant"].shares
    got = posterior(MODEL, shares, evidence({"stand_walk": "yes", "one_leg_turn": "yes"}))
    assert got["pelvic_girdle_pain"] == 0
    assert math.fsum(got.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "not_pregnant"),
        ({"pregnant": True}, "trimester_2"),
        ({"pregnant": True, "weeks_pregnant": 13}, "trimester_1"),
        ({"pregnant": True, "weeks_pregnant": 14}, "trimester_2"),
        ({"weeks_pregnant": 27}, "trimester_2"),
        ({"weeks_pregnant": 28}, "trimester_3"),
        ({"weeks_postpartum": 13}, "postpartum"),
        ({"weeks_postpartum": 14}, "postpartum_late"),
        ({"weeks_postpartum": 52}, "postpartum_late"),
        ({"weeks_postpartum": 53}, "not_pregnant"),
        ({"sex": "male"}, "not_pregnant"),
    ],
)
def test_the_starting_point_follows_pregnancy(answers, expected):
    assert start(**answers) == expected


@pytest.mark.parametrize(
    ("answers", "feature", "expected"),
    [
        ({"onset": "sudden", "during_activity": True}, "sudden_onset", {"yes"}),
        ({"onset": "sudden"}, "sudden_onset", {"yes"}),
        ({"onset": "sudden", "during_activity": False}, "sudden_onset", {"no"}),
        ({"onset": "gradual"}, "sudden_onset", {"no"}),
        ({"onset": "gradual", "during_activity": True}, "sudden_onset", None),
        ({"hours_after_exercise": 12}, "delayed_onset", {"yes"}),
        ({"hours_after_exercise": 72}, "delayed_onset", {"yes"}),
        ({"hours_after_exercise": 73}, "delayed_onset", {"no"}),
        ({"hours_after_exercise": 8}, "delayed_onset", None),
        ({"hours_after_exercise": 5}, "delayed_onset", {"no"}),
        ({"new_exercise": False}, "delayed_onset", {"no"}),
        ({"new_exercise": False, "hours_after_exercise": 24}, "delayed_onset", {"yes"}),
        ({"bilateral": True}, "both_sides", {"yes"}),
        ({"bilateral": True, "radiates_below_knee": True}, "both_sides", None),
        ({"tenderness": "diffuse"}, "focal_tender", {"no"}),
        ({"cannot_bear_weight": True}, "limp", {"yes"}),
        ({"cannot_bear_weight": False}, "limp", None),
        ({"improving": True, "days": 4}, "improving", {"yes"}),
        ({"improving": True, "days": 2}, "improving", None),
        ({"improving": True, "days": 20}, "improving", None),
        ({"improving": False, "days": 5}, "improving", {"no"}),
        ({"improving": False, "days": 4}, "improving", None),
        ({"radiates_below_knee": True}, "radiation", {"below_knee"}),
        ({"radiates_below_knee": False}, "radiation", {"no_spread", "back_of_thigh"}),
        ({"radiates_below_knee": False, "shooting": True}, "radiation", {"back_of_thigh"}),
        ({"shooting": True}, "radiation", {"back_of_thigh", "below_knee"}),
        ({"days": 1}, "duration", {"days_0_1"}),
        ({"days": 1.5}, "duration", {"days_2_3"}),
        ({"days": 42}, "duration", {"days_8_42"}),
        ({"days": 43}, "duration", {"days_over_42"}),
        ({"severity": 3.9}, "severity", {"low"}),
        ({"severity": 7}, "severity", {"high"}),
        ({}, "pop", None),
        ({"pop": False}, "pop", {"no"}),
    ],
)
def test_findings_are_read_as_clues(answers, feature, expected):
    assert read(**answers).get(feature) == (None if expected is None else frozenset(expected))


def test_a_clue_known_in_part_lies_between_its_levels():
    shares = STARTS["not_pregnant"].shares

    def nerve(*levels):
        return posterior(MODEL, shares, {"radiation": frozenset(levels)})["sciatic_nerve_pain"]

    assert nerve("back_of_thigh") < nerve("back_of_thigh", "below_knee") < nerve("below_knee")


def test_a_red_flag_puts_its_cause_first_and_no_more_than_needed():
    alone = dict(zip(CAUSES, (0.13, 0.52, 0.04, 0.0, 0.31), strict=True))
    led, shift = led_by(alone, frozenset({"other_serious"}), 3.0)
    assert led["other_serious"] == pytest.approx(3 * led["muscle_injury"])
    assert shift == pytest.approx(math.log(3 * 0.52 / 0.31))
    assert math.fsum(led.values()) == pytest.approx(1)
    assert led_by(alone, frozenset(), 3.0) == (alone, 0.0)
    sure = dict(zip(CAUSES, (0.02, 0.02, 0.02, 0.0, 0.94), strict=True))
    assert led_by(sure, frozenset({"other_serious"}), 3.0) == (sure, 0.0)


def test_nothing_is_shown_above_the_cap():
    got = capped(dict(zip(CAUSES, (0.99, 0.004, 0.006, 0.0, 0.0), strict=True)), 0.9)
    assert got["exercise_soreness"] == 0.9
    assert math.fsum(got.values()) == pytest.approx(1)
    assert got["sciatic_nerve_pain"] == pytest.approx(1.5 * got["muscle_injury"])


@pytest.mark.parametrize(
    ("top", "words"), [(0.59, "mixed"), (0.6, "fits"), (0.899, "fits"), (0.9, "strong fit")]
)
def test_the_picture_in_words(top, words):
    rest = (1 - top) / 3
    shares = dict(zip(CAUSES, (top, rest, rest, 0.0, rest), strict=True))
    assert picture(shares, MODEL) == words


def test_a_picture_with_few_or_clashing_clues_is_mixed():
    begin = STARTS["not_pregnant"].shares
    few = evidence({"severity": "middle", "duration": "days_2_3"})
    assert unsettled(MODEL, posterior(MODEL, begin, few), few)
    good = evidence({**LEG_PRESS, "severity": "middle"})
    assert not unsettled(MODEL, posterior(MODEL, begin, good), good)
    clash = {**good, "numb_tingle": frozenset({"yes"})}
    assert unsettled(MODEL, posterior(MODEL, begin, clash), clash)


def test_estimates_are_labelled_and_based():
    derived = {f.id for f in MODEL.features if not f.estimate}
    assert derived == {"prev_ham"}
    assert all(f.basis for f in MODEL.features)
