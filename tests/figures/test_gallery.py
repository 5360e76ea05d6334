from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from gluteedu.content.course.library import Library
from gluteedu.domain.evidence.table import Table, TableCell, number
from gluteedu.figures.display import CourseFigure, course_figure
from gluteedu.figures.gallery import DRAWINGS, draw

LIBRARY = Library()
IDS = list(LIBRARY.figures)

# The columns that each figure draws. Changing any of their numbers must change the figure.
DRAWN = {
    "soreness_by_day": ("day", "hamstrings", "hamstrings_sd", "hips", "front_thigh", "low_back"),
    "repeated_bout": ("weeks_between", "first_run", "second_run"),
    "ck_after_exercise": ("day", "ck_rise"),
    "relief_forest": ("effect", "low", "high"),
    "stretching_tiny": ("effect", "low", "high"),
    "layoff_by_grade": ("grade", "mean_days", "sd_days", "share"),
    "sprint_or_stretch": ("median_weeks", "low", "high"),
    "early_rehab": ("start_day", "return_day"),
    "reinjury_risk": ("risk_ratio",),
    "prevention_nordic": ("risk_ratio", "low", "high"),
    "symptoms_by_grade": ("level",),
    "pregnancy_kinds": ("share",),
    "exercise_in_pregnancy": ("effect", "low", "high"),
    "clot_side": ("clots",),
    "disc_findings": ("age_20", "age_80"),
    "symptom_checkers": ("right", "low", "high"),
    "priors_by_stage": (
        "exercise_soreness",
        "muscle_injury",
        "sciatic_nerve_pain",
        "pelvic_girdle_pain",
        "other_serious",
    ),
    "clue_strength": ("ratio",),
    "story_steadiness": ("stays",),
}


def plain(figure_id: str, table: Table | None = None) -> dict[str, Any]:
    spec = LIBRARY.figures[figure_id]
    tables = {spec.table: table or LIBRARY.tables[spec.table]}
    return CourseFigure(draw(figure_id, spec, tables)).plain()


def table_of(figure_id: str) -> Table:
    return LIBRARY.tables[LIBRARY.figures[figure_id].table]


def numbers_in(value: Any) -> set[float]:
    """Every number in the traces and shapes, as such, in words, or as the end of a whisker."""
    found: set[float] = set()
    if isinstance(value, dict):
        error = value.get("error_x")
        if isinstance(error, dict):
            for x, up, down in zip(value["x"], error["array"], error["arrayminus"], strict=True):
                found |= {round(x + up, 4), round(x - down, 4)}
        for part in value.values():
            found |= numbers_in(part)
    elif isinstance(value, list):
        for part in value:
            found |= numbers_in(part)
    elif isinstance(value, str):
        text = value.replace("\N{MINUS SIGN}", "-").replace(",", "")
        found |= {float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)}
    elif isinstance(value, (int, float)):
        found.add(round(float(value), 4))
    return found


def test_every_figure_has_words_and_a_drawing() -> None:
    assert set(DRAWINGS) == set(LIBRARY.figures)


@pytest.mark.parametrize("figure_id", DRAWN)
def test_the_numbers_drawn_are_those_of_the_table(figure_id: str) -> None:
    table, figure = table_of(figure_id), plain(figure_id)
    layout = figure["layout"]
    drawn = numbers_in([figure["data"], layout.get("shapes", []), layout["annotations"]])
    drawn |= numbers_in(layout.get("xaxis", {}).get("ticktext", []))
    drawn |= {len(trace["x"]) for trace in figure["data"]}
    for column in DRAWN[figure_id]:
        for row in table.rows:
            if row[column] is not None:
                if figure_id == "layoff_by_grade" and column == "sd_days":
                    mean = number(row, "mean_days")
                    assert mean - number(row, column) in drawn
                    assert mean + number(row, column) in drawn
                else:
                    assert round(float(number(row, column)), 4) in drawn, (column, row)


@pytest.mark.parametrize("figure_id", DRAWN)
def test_a_changed_number_changes_the_figure(figure_id: str) -> None:
    table, before = table_of(figure_id), plain(figure_id)
    for column in DRAWN[figure_id]:
        if column == "day":
            continue
        for place, row in enumerate(table.rows):
            if row[column] is None:
                continue
            cells: dict[str, TableCell] = {**row, column: number(row, column) + 1}
            rows = (*table.rows[:place], cells, *table.rows[place + 1 :])
            assert plain(figure_id, replace(table, rows=rows)) != before, (column, place)


def test_soreness_left_is_worked_out_from_the_means() -> None:
    assert plain("soreness_left")["data"][0]["y"] == [100, 68, 29, 3, 0]


def test_the_spread_of_soreness_never_goes_below_nothing() -> None:
    band = next(t for t in plain("soreness_by_day")["data"] if t["name"] == "spread")
    assert min(band["y"]) == 0
    assert max(band["y"]) == 5.2 + 2.4


def test_the_leg_raise_shows_false_alarms_of_the_larger_review() -> None:
    having, lacking = plain("slr_tests")["data"]
    assert (having["x"], lacking["x"]) == ([92, 28], [72, 10])
    assert lacking["error_x"]["array"] == [82 - 72, 15 - 10]
    assert lacking["error_x"]["arrayminus"] == [72 - 60, 10 - 6]


def test_players_are_compared_within_each_trial() -> None:
    lengthening, usual = plain("return_lengthening")["data"]
    assert lengthening["x"] == [28, 23, 43, 49]
    assert usual["x"] == [51, 41, 74, 86]
    assert lengthening["error_x"]["array"] == [15, 0, 0, 0]


def test_a_hundred_women_are_drawn() -> None:
    counts = {t["name"]: len(t["x"]) for t in plain("pregnancy_frequency")["data"]}
    assert counts == {"girdle now": 20, "any": 25, "neither": 55}
    places = {(x, y) for t in plain("pregnancy_frequency")["data"] for x, y in zip(t["x"], t["y"])}  # noqa: B905
    assert len(places) == 100


def test_after_a_year_the_bar_is_a_hundred_people() -> None:
    assert plain("sciatica_outlook")["data"][0]["y"] == [55, 45]


def test_a_range_without_numbers_is_not_drawn() -> None:
    risk = plain("exercise_in_pregnancy")["data"][1]
    assert risk["error_x"]["array"][1:] == risk["error_x"]["arrayminus"][1:] == [0, 0]


def test_an_unknown_figure_is_answered_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="soreness_by_day"):
        course_figure("sorness", LIBRARY.figures, LIBRARY.tables, LIBRARY.sources)


# What the tool itself reckons with must be what these two figures show.
CLUES = {
    "Bruise": "bruise",
    "Began 12 to 72 hours later": "delayed_onset",
    "Began all at once": "sudden_onset",
    "Pop or tear felt": "pop",
    "Numb or tingling": "numb_tingle",
    "Wide ache on both sides": "both_sides",
    "Cough hurts down the leg": "cough",
    "Limp": "limp",
    "Hurts to stretch": "stretch_pain",
    "Worse when sitting": "sitting",
    "Worse standing or walking": "stand_walk",
    "Leg feels weak": "weak",
}
FOUR = ("exercise_soreness", "muscle_injury", "sciatic_nerve_pain", "pelvic_girdle_pain")


def likelihoods() -> dict[str, Any]:
    from gluteedu.content.loading.reading import read_yaml

    read: dict[str, Any] = read_yaml(LIBRARY.root / "likelihoods.yaml", "likelihoods.yaml", [])
    return read


def test_the_strength_of_clues_is_that_of_the_likelihoods() -> None:
    shares = {feature["id"]: feature.get("p") for feature in likelihoods()["features"]}
    for row in LIBRARY.tables["clue_strength"].rows:
        p = {cause: shares[CLUES[str(row["clue"])]][cause] for cause in FOUR}
        high, low = max(p.values()), min(p.values())
        assert row["points_to"] == max(p, key=p.__getitem__)
        assert number(row, "ratio") == pytest.approx(
            high / low, abs=0.5 if high / low > 10 else 0.05
        )
        assert number(row, "ratio_if_absent") == pytest.approx((1 - low) / (1 - high), abs=0.051)


def test_the_starting_points_are_those_of_the_likelihoods() -> None:
    stages = ("not_pregnant", "trimester_1", "trimester_2", "trimester_3", "postpartum")
    starts = {start["id"]: start["shares"] for start in likelihoods()["starting_points"]}
    for stage, row in zip(stages, LIBRARY.tables["priors_by_stage"].rows, strict=True):
        assert {c: round(100 * share) for c, share in starts[stage].items()} == {
            cause: row[cause] for cause in starts[stage]
        }
