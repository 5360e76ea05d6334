"""Reading a slider: first reading wins, highest warning wins, an open question is never "no"."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.evidence.curve import CurvePoint, at, curve_points
from gluteedu.domain.sliders.coverage import combinations, gaps, samples
from gluteedu.domain.sliders.definition import (
    BarRow,
    Bars,
    BarValues,
    Between,
    ChoiceInput,
    Curve,
    OneOf,
    Panel,
    RangeInput,
    Reading,
    SliderLesson,
    SliderOption,
)
from gluteedu.domain.sliders.reading import mark_spans, read_answers, settle
from gluteedu.domain.triage.levels import LEVELS

ANSWERS = tuple(SliderOption(i, i) for i in ("yes", "no", "not_sure"))


def question(name: str, **more: object) -> ChoiceInput:
    return ChoiceInput(name, name, ANSWERS, safety=True, **more)  # type: ignore[arg-type]


def warning(triage: str, *when: OneOf | Between) -> Reading:
    return Reading("warning", tuple(when), triage, ("s",), triage=triage)


LESSON = SliderLesson(
    id="try",
    title="Try",
    intro="",
    inputs=(
        question("dark"),
        question("swollen"),
        ChoiceInput(
            "kind", "kind", (SliderOption("sore", "Sore"), SliderOption("tear", "Tear")), "sore"
        ),
        RangeInput("hours", "hours", 0, 96, 6, 24),
        question("popped", only_when=(OneOf("kind", ("tear",)),)),
    ),
    panels=(Panel("warm", "Warm"), Panel("next", "Next")),
    readings=(
        warning("emergency", OneOf("dark", ("yes",))),
        warning("same_day", OneOf("dark", ("not_sure",))),
        warning("same_day", OneOf("swollen", ("yes", "not_sure"))),
        warning("same_day", OneOf("popped", ("yes", "not_sure"))),
        warning("see_clinician", Between("hours", 90, 96)),
        warning("self_care", OneOf("dark", ("no",))),
        Reading(
            "warm",
            (OneOf("kind", ("tear",)), Between("hours", 0, 66)),
            "cold",
            ("s",),
            mark="do_not",
        ),
        Reading("warm", (), "warm", ("s",), mark="do"),
        Reading("next", (Between("hours", 0, 24),), "soon", ("s",)),
        Reading("next", (), "later", ("s",)),
    ),
)

complete = st.fixed_dictionaries(
    {
        "dark": st.sampled_from(["yes", "no", "not_sure", None]),
        "swollen": st.sampled_from(["yes", "no", "not_sure", None]),
        "popped": st.sampled_from(["yes", "no", "not_sure", None]),
        "kind": st.sampled_from(["sore", "tear"]),
        "hours": st.floats(0, 96),
    }
).map(lambda answers: {k: v for k, v in answers.items() if v is not None})


def urgency(answers: dict[str, object]) -> int:
    triage = read_answers(LESSON, answers).triage  # type: ignore[arg-type]
    return -1 if triage is None else LEVELS.index(triage)


def test_first_reading_that_fits_is_shown() -> None:
    outcome = read_answers(LESSON, {"kind": "tear", "hours": 24})
    assert [(p.id, r.text) for p, r in outcome.panels] == [("warm", "cold"), ("next", "soon")]


def test_both_ends_of_a_range_belong_to_it() -> None:
    texts = [
        read_answers(LESSON, {"kind": "tear", "hours": h}).panels[0][1].text for h in (0, 66, 72)
    ]
    assert texts == ["cold", "cold", "warm"]


def test_a_value_between_steps_moves_to_the_nearest() -> None:
    assert settle(LESSON, {"hours": 69})["hours"] == 72
    assert settle(LESSON, {"hours": 68.9})["hours"] == 66


def test_inputs_that_do_not_apply_are_left_out_and_not_asked() -> None:
    assert "popped" not in settle(LESSON, {"popped": "yes"})
    assert "popped" not in read_answers(LESSON, {}).asked
    assert read_answers(LESSON, {"popped": "yes"}).triage is None
    assert read_answers(LESSON, {"popped": "yes", "kind": "tear"}).triage == "same_day"


def test_safety_questions_start_open() -> None:
    outcome = read_answers(LESSON, {})
    assert outcome.unanswered == ("dark", "swollen")
    assert outcome.triage is None
    assert not outcome.stopped


def test_all_warnings_count_and_the_highest_wins() -> None:
    outcome = read_answers(LESSON, {"dark": "yes", "swollen": "yes", "hours": 96})
    assert outcome.triage == "emergency"
    assert [w.triage for w in outcome.warnings] == ["emergency", "same_day", "see_clinician"]


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ({"colour": "red"}, "colour: not an input"),
        ({"hours": 97}, "hours must be a number from 0 to 96"),
        ({"hours": -1}, "hours must be a number from 0 to 96"),
        ({"hours": float("nan")}, "hours must be a number"),
        ({"hours": "24"}, "hours must be a number"),
        ({"hours": True}, "hours must be a number"),
        ({"dark": "maybe"}, "dark must be one of yes, no, not_sure"),
        ({"dark": 1}, "dark must be one of"),
    ],
)
def test_impossible_answers_are_refused(answers: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        read_answers(LESSON, answers)  # type: ignore[arg-type]


@given(complete)
def test_reassurance_waits_for_every_safety_question(answers: dict[str, object]) -> None:
    outcome = read_answers(LESSON, answers)  # type: ignore[arg-type]
    if outcome.unanswered:
        assert outcome.triage != "self_care"


@given(complete)
def test_an_urgent_level_silences_everything_else(answers: dict[str, object]) -> None:
    outcome = read_answers(LESSON, answers)  # type: ignore[arg-type]
    assert outcome.stopped == (outcome.triage in ("same_day", "emergency"))
    assert bool(outcome.panels) != outcome.stopped


@given(complete, st.sampled_from(["dark", "swollen", "popped"]))
def test_a_yes_never_lowers_the_level(answers: dict[str, object], name: str) -> None:
    assert urgency(answers | {name: "yes"}) >= urgency(answers)


@given(complete, st.sampled_from(["dark", "swollen"]))
def test_taking_an_answer_away_reopens_it_and_never_reassures(
    answers: dict[str, object], name: str
) -> None:
    rest = {k: v for k, v in answers.items() if k != name}
    outcome = read_answers(LESSON, rest)  # type: ignore[arg-type]
    assert name in outcome.unanswered
    assert outcome.triage != "self_care"


@given(complete)
def test_the_order_of_answers_does_not_matter(answers: dict[str, object]) -> None:
    turned = dict(reversed(answers.items()))
    assert read_answers(LESSON, turned) == read_answers(LESSON, answers)  # type: ignore[arg-type]


@given(complete)
def test_settling_twice_changes_nothing(answers: dict[str, object]) -> None:
    once = settle(LESSON, answers)  # type: ignore[arg-type]
    assert settle(LESSON, once) == once


def test_spans_cover_the_whole_range_without_gaps() -> None:
    found = mark_spans(LESSON, settle(LESSON, {"kind": "tear"}), "hours", "warm")
    assert [(s.low, s.high, s.mark) for s in found] == [(0, 72, "do_not"), (72, 96, "do")]


def test_the_point_of_a_curve_is_in_the_axis_unit() -> None:
    curve = Curve("t", "table", "x", "y", "", "hours", 24, "Days", "Sore", "see", ("s",))
    lesson = replace(LESSON, picture=curve)
    assert read_answers(lesson, {"hours": 36}).point == 1.5
    assert read_answers(lesson, {"hours": 36, "dark": "yes"}).point is None


def test_bars_follow_the_answers_and_vanish_when_stopped() -> None:
    rows = (BarRow("a", "A"), BarRow("b", "B"))
    values = (
        BarValues((OneOf("kind", ("tear",)),), (("a", 0.2), ("b", 0.8)), ("b",)),
        BarValues((), (("a", 0.9), ("b", 0.1))),
    )
    lesson = replace(LESSON, picture=Bars("t", "%", rows, values, "see", ("s",)))
    assert read_answers(lesson, {"kind": "tear"}).bars == values[0]
    assert read_answers(lesson, {}).bars == values[1]
    assert read_answers(lesson, {"swollen": "yes"}).bars is None


def test_a_sound_lesson_has_no_gaps() -> None:
    assert gaps(LESSON) == ()


def test_samples_hold_every_boundary_and_its_neighbours() -> None:
    assert samples(LESSON, "hours") == (0, 6, 18, 24, 30, 60, 66, 72, 84, 90, 96)
    assert samples(LESSON, "dark") == ("yes", "no", "not_sure", None)
    assert samples(LESSON, "kind") == ("sore", "tear")


def test_combinations_bring_in_what_shows_an_input() -> None:
    seen = {(c.get("kind"), c.get("popped")) for c in combinations(LESSON, ["popped"])}
    assert ("tear", "yes") in seen
    assert ("tear", None) in seen
    assert ("sore", "yes") not in seen


def without(text: str) -> SliderLesson:
    return replace(LESSON, readings=tuple(r for r in LESSON.readings if r.text != text))


def test_a_missing_reading_is_found_with_an_example() -> None:
    (gap,) = gaps(without("later"))
    assert (gap.place, gap.kind) == ("next", "none")
    assert gap.answers == "hours 30"


def test_a_reading_that_can_never_be_shown_is_found() -> None:
    late = Reading("next", (Between("hours", 0, 6),), "never seen", ("s",))
    (gap,) = gaps(replace(LESSON, readings=(*LESSON.readings, late)))
    assert (gap.place, gap.kind, gap.answers) == ("next", "never", "never seen")


@pytest.mark.parametrize("triage", ["emergency", "same_day"])
def test_a_safety_question_without_a_warning_is_found(triage: str) -> None:
    kept = tuple(
        r
        for r in LESSON.readings
        if not (r.triage == triage and any(c.input == "dark" for c in r.when))
    )
    found = [(g.place, g.kind) for g in gaps(replace(LESSON, readings=kept))]
    assert found == [("dark", "silent")]


def test_self_care_is_no_warning_for_a_safety_question() -> None:
    calm = tuple(
        replace(r, triage="self_care") if r.triage == "emergency" else r for r in LESSON.readings
    )
    assert [(g.place, g.kind) for g in gaps(replace(LESSON, readings=calm))] == [("dark", "silent")]


ROWS = [
    {"day": "1", "sore": "5", "sd": "2"},
    {"day": "0", "sore": "1", "sd": ""},
    {"day": "2", "sore": "", "sd": "1"},
    {"day": "3", "sore": "2.5", "sd": "1"},
]


def test_curve_points_are_sorted_and_incomplete_rows_left_out() -> None:
    points = curve_points(ROWS, "day", "sore", "sd")
    assert points == (CurvePoint(0, 1), CurvePoint(1, 5, 2), CurvePoint(3, 2.5, 1))


@pytest.mark.parametrize("rows", [[], ROWS[:1], [ROWS[0], ROWS[0], ROWS[1]]])
def test_too_few_or_doubled_points_are_refused(rows: list[dict[str, str]]) -> None:
    with pytest.raises(ValueError, match="two points or more"):
        curve_points(rows, "day", "sore")


def test_height_between_and_beyond_the_points() -> None:
    curve = curve_points(ROWS, "day", "sore")
    assert [at(curve, x) for x in (-1, 0, 0.5, 2, 3, 9)] == [1, 1, 3, 3.75, 2.5, 2.5]


@given(st.floats(-5, 10))
def test_height_stays_within_the_data(x: float) -> None:
    assert 1 <= at(curve_points(ROWS, "day", "sore"), x) <= 5
