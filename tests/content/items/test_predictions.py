"""Prediction files: what ships is sound and true to its table, and a broken file is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.evidence.reference import load_sources
from gluteedu.content.items.predictions import check_prediction_reading, load_predictions
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import read_csv
from gluteedu.domain.evidence.curve import curve_points
from gluteedu.domain.items.prediction import CurvePrediction, Prediction, SharesPrediction

DATA = data_folder()
WORDS = ("close", "too_high", "too_low", "mixed")
FEEDBACK = [{"when": w, "text": f"It is {w}."} for w in WORDS]
CURVE: dict[str, Any] = {
    "id": "try_it",
    "kind": "curve",
    "title": "T",
    "prompt": "Draw.",
    "table": "sore",
    "x": "day",
    "y": "score",
    "x_label": "Days",
    "y_label": "Sore",
    "y_max": 8,
    "given": [0],
    "reading": "Read.",
    "feedback": FEEDBACK,
    "sources": ["takayama-2017"],
}
SHARES: dict[str, Any] = {
    "id": "try_it",
    "kind": "shares",
    "title": "T",
    "prompt": "Guess.",
    "unit": "%",
    "rows": [
        {"id": "a", "label": "A", "value": 60, "low": 50, "high": 70},
        {"id": "b", "label": "B", "value": 40},
    ],
    "total": 100,
    "top": 100,
    "start": 50,
    "spread": "range",
    "reading": "Read.",
    "feedback": FEEDBACK,
    "sources": ["takayama-2017"],
}


def problems_of(root: Path, raw: dict[str, Any]) -> list[Problem]:
    (root / "predictions").mkdir(exist_ok=True)
    (root / "predictions" / "try_it.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    problems: list[Problem] = []
    load_predictions(root, problems, {"takayama-2017"}, {"sore": ["day", "score"]})
    return problems


@pytest.mark.parametrize("raw", [CURVE, SHARES])
def test_the_pattern_files_are_sound(tmp_path: Path, raw: dict[str, Any]) -> None:
    assert problems_of(tmp_path, raw) == []


ROW = {"id": "a", "label": "A", "value": 60}
BROKEN = [
    (CURVE, {"kind": "drawing"}, "kind", "must be 'curve' or 'shares'"),
    (CURVE, {"prompt": None}, "prompt", "must be text"),
    (CURVE, {"y_max": 0}, "y_max", "greater than 0"),
    (CURVE, {"table": "soer"}, "-.table", "did you mean 'sore'"),
    (CURVE, {"y": "scor"}, "-", "did you mean 'score'"),
    (CURVE, {"id": "other"}, "id", "as the file is called"),
    (CURVE, {"sources": ["nobody"]}, "sources", "no source 'nobody'"),
    (CURVE, {"feedback": FEEDBACK[:2]}, "feedback", "says nothing for: too_low, mixed"),
    (CURVE, {"feedback": [*FEEDBACK, {"when": "near", "text": "x"}]}, "feedback.5.when", "close"),
    (CURVE, {"reading": "[a](b)"}, "reading", "links and HTML"),
    (CURVE, {"rows": []}, "rows", "not a known field"),
    (SHARES, {"rows": [ROW]}, "rows", "2 entries or more"),
    (SHARES, {"rows": [ROW, ROW | {"value": 40}]}, "-", "two rows have the same id"),
    (SHARES, {"total": 90}, "-", "must sum to total (90)"),
    (SHARES, {"start": 120}, "-", "start must not be above top"),
    (SHARES, {"top": 50, "start": 10}, "-", "must lie from 0 to top (50)"),
    (SHARES, {"spread": ""}, "-", "spread must say what low and high are"),
]


@pytest.mark.parametrize(
    ("raw", "change", "field", "message"), BROKEN, ids=[str(b[1])[:40] for b in BROKEN]
)
def test_a_broken_file_is_named(
    tmp_path: Path, raw: dict[str, Any], change: dict[str, Any], field: str, message: str
) -> None:
    (problem,) = problems_of(tmp_path, raw | change)
    assert (problem.file, problem.id) == ("predictions/try_it.yaml", "try_it")
    assert problem.field == field
    assert message in problem.message


def test_low_and_high_belong_together(tmp_path: Path) -> None:
    rows = [ROW | {"low": 50}, {"id": "b", "label": "B", "value": 40, "low": 41, "high": 50}]
    found = problems_of(tmp_path, SHARES | {"rows": rows})
    assert [(p.field, p.message) for p in found] == [
        ("rows.1", "low and high belong together"),
        ("rows.2", "value must lie from low to high"),
    ]


def shipped() -> tuple[dict[str, Prediction], list[Problem]]:
    problems: list[Problem] = []
    sources = load_sources(DATA, problems)
    tables = {}
    for path in (DATA / "tables").glob("*.csv"):
        rows = read_csv(path, path.name, problems)
        tables[path.stem] = list(rows[0]) if rows else []
    return load_predictions(DATA, problems, sources, tables), problems


def rows_of(table: str) -> list[dict[str, str]]:
    return read_csv(DATA / "tables" / f"{table}.csv", table, [])


def test_shipped_predictions_are_sound_and_easy_to_read() -> None:
    predictions, problems = shipped()
    for prediction in predictions.values():
        check_prediction_reading(prediction, problems)
    assert [p for p in problems if p.file.startswith("predictions")] == []
    names = {"draw_soreness", "guess_layoff", "guess_pregnancy_pain", "guess_relief"}
    assert names <= set(predictions)


def test_the_drawing_plane_holds_the_data_and_does_not_name_the_scale() -> None:
    prediction = shipped()[0]["draw_soreness"]
    assert isinstance(prediction, CurvePrediction)
    points = curve_points(rows_of(prediction.table), prediction.x, prediction.y, prediction.sd)
    assert [p.x for p in points] == list(range(8))
    assert max(p.y + p.sd for p in points) <= prediction.y_max < 10
    assert "0-10" not in prediction.y_label


def values(prediction_id: str) -> list[float]:
    prediction = shipped()[0][prediction_id]
    assert isinstance(prediction, SharesPrediction)
    return [r.value for r in prediction.rows]


def test_guessed_rows_are_the_numbers_of_the_tables() -> None:
    assert values("guess_layoff") == [float(r["mean_days"]) for r in rows_of("layoff_by_grade")]
    assert values("guess_pregnancy_pain") == [
        float(r["share"]) for r in rows_of("pregnancy_pain_kinds")
    ]
    effects = {r["method"]: -float(r["effect"]) for r in rows_of("stretching_effects")}
    named = ("Stretch before", "Stretch after", "Warm-up", "Cool-down")
    assert values("guess_relief") == [effects[n] for n in named]


def test_the_spread_of_lay_off_is_one_standard_deviation() -> None:
    prediction = shipped()[0]["guess_layoff"]
    assert isinstance(prediction, SharesPrediction)
    for row, table in zip(prediction.rows, rows_of("layoff_by_grade"), strict=True):
        mean, sd = float(table["mean_days"]), float(table["sd_days"])
        assert (row.low, row.high) == (mean - sd, mean + sd)
