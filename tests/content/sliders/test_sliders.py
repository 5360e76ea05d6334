"""Slider files: what ships is sound, and a broken file is named by file, id and field."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.evidence.reference import load_sources
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import read_csv
from gluteedu.content.sliders.checks import check_slider_coverage, check_slider_reading
from gluteedu.content.sliders.lessons import load_sliders
from gluteedu.domain.sliders.definition import Bars
from gluteedu.domain.sliders.reading import read_answers

DATA = data_folder()
OURS = ("heat_and_cold", "injury_signs", "soreness_course", "weeks_pregnant")

GOOD: dict[str, Any] = {
    "id": "try_it",
    "title": "Try it",
    "intro": "Move it.",
    "inputs": [
        {"id": "dark", "kind": "yesno", "label": "Dark?", "safety": True},
        {
            "id": "hours",
            "kind": "range",
            "label": "Hours",
            "min": 0,
            "max": 48,
            "step": 6,
            "value": 6,
            "unit": "hours",
            "words": [{"upto": 24, "text": "day 1"}, {"upto": 48, "text": "day 2"}],
        },
        {
            "id": "kind",
            "kind": "choice",
            "label": "Which?",
            "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
            "value": "a",
        },
    ],
    "panels": [{"id": "now", "title": "Now"}],
    "readings": [
        {
            "panel": "warning",
            "when": {"dark": ["yes", "not_sure"]},
            "triage": "emergency",
            "text": "Go.",
            "sources": ["cdc-rhabdo"],
        },
        {"panel": "now", "when": {"hours": [0, 24]}, "text": "Early.", "sources": ["cdc-rhabdo"]},
        {"panel": "now", "text": "Late.", "sources": ["cdc-rhabdo"]},
    ],
    "picture": {
        "kind": "curve",
        "title": "T",
        "table": "sore",
        "x": "day",
        "y": "score",
        "input": "hours",
        "per": 24,
        "x_label": "Days",
        "y_label": "Sore",
        "see": "See.",
        "sources": ["cdc-rhabdo"],
    },
}


def problems_of(root: Path, text: str, name: str = "try_it") -> list[Problem]:
    folder = root / "sliders"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    found = load_sliders(root, problems, {"cdc-rhabdo"}, {"sore": ["day", "score"]})
    for lesson in found.values():
        check_slider_coverage(lesson, problems)
    return problems


def change(path: str, value: Any) -> dict[str, Any]:
    """GOOD with one place set to ``value``, or taken away for ``...``; ``readings.1.text``."""
    raw = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    place: Any = raw
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ...:
        del place[int(last) if isinstance(place, list) else last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return raw


def test_the_pattern_file_is_sound(tmp_path: Path) -> None:
    assert problems_of(tmp_path, yaml.safe_dump(GOOD)) == []


BROKEN = [
    ("title", ..., "title", "is missing"),
    ("titel", "Typo", "titel", "not a known field"),
    ("id", "other", "id", "must be 'try_it', as the file is called"),
    ("intro", "", "intro", "must not be empty"),
    ("intro", "<b>bold</b>", "intro", "links and HTML are not used"),
    ("inputs.1.min", 60, "inputs.2.range", "min must be below max"),
    ("inputs.1.value", 60, "inputs.2.range", "value must lie from min 0 to max 48"),
    ("inputs.1.step", 0, "inputs.2.range.step", "greater than 0"),
    ("inputs.1.words", [{"upto": 24, "text": "x"}], "inputs.2.range", "must reach max (48)"),
    ("panels", [{"id": "now", "title": "A"}] * 2, "panels", "the id 'now' stands twice"),
    ("inputs.2.value", "c", "inputs.3.choice", "value must be one of a, b"),
    ("inputs.2.kind", "menu", "inputs.3", "'range', 'choice', 'yesno'"),
    ("inputs.0.value", "no", "inputs.1.yesno", "a safety question starts open"),
    ("inputs.0.only_when", {"kind": ["a"]}, "inputs.dark.only_when.kind", "no input earlier"),
    ("panels.0.id", "warning", "panels.1.id", "leave it out of panels"),
    ("readings.1.panel", "nwo", "readings.2.panel", "did you mean 'now'"),
    ("readings.1.sources", [], "readings.2.sources", "must not be empty"),
    ("readings.1.sources", ["nobody-1999"], "readings.2.sources", "no source 'nobody-1999'"),
    ("readings.1.triage", "same_day", "readings.2", "belongs to readings of the panel warning"),
    ("readings.0.triage", ..., "readings.1", "a warning needs triage"),
    ("readings.0.triage", "urgent", "readings.1.triage", "must be one of 'self_care'"),
    ("readings.0.when", {}, "readings.1", "a warning needs a condition"),
    ("readings.1.when", {"hour": [0, 24]}, "readings.2.when.hour", "did you mean 'hours'"),
    ("readings.1.when", {"hours": [24]}, "readings.2.when.hours", "must be two numbers"),
    ("readings.1.when", {"hours": [24, 0]}, "readings.2.when.hours", "must go upwards"),
    ("readings.1.when", {"hours": [0, 99]}, "readings.2.when.hours", "lie from 0 to 48"),
    ("readings.1.when", {"kind": ["c"]}, "readings.2.when.kind", "must be of a, b, not 'c'"),
    ("readings.1.when", {"dark": [True]}, "readings.2.when", 'write "yes" and "no" in quotes'),
    ("readings.1.when", {"dark": "yes"}, "readings.2.when", "must be a list in [square brackets]"),
    ("readings.1.when", {}, "panels.now", "'Late.' can never be shown"),
    ("readings.2", ..., "panels.now", "has no reading for these answers: hours 30"),
    ("readings.0", ..., "inputs.dark", "there is none for: dark yes"),
    ("readings.0.when", {"dark": ["yes"]}, "inputs.dark", "there is none for: dark not_sure"),
    ("readings.0.triage", "self_care", "inputs.dark", "a warning of see_clinician or above"),
    ("picture.input", "kind", "picture.input", "there is no range input 'kind'"),
    ("picture.table", "soer", "picture.table", "did you mean 'sore'"),
    ("picture.y", "scor", "picture", "did you mean 'score'"),
    ("picture.kind", "pie", "picture", "'curve', 'bars', 'timeline'"),
]


@pytest.mark.parametrize(
    ("path", "value", "field", "message"), BROKEN, ids=[f"{b[0]}={b[1]!r}"[:40] for b in BROKEN]
)
def test_a_broken_file_is_named(
    tmp_path: Path, path: str, value: Any, field: str, message: str
) -> None:
    (problem,) = problems_of(tmp_path, yaml.safe_dump(json.loads(json.dumps(change(path, value)))))
    assert (problem.file, problem.id) == ("sliders/try_it.yaml", "try_it")
    assert problem.field == field
    assert message in problem.message


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    raw = change("readings.1.sources", ["nobody-1999"])
    raw["readings"][1]["when"] = {"hours": [24, 0], "kind": ["c"]}
    raw["picture"]["table"] = "none"
    assert len(problems_of(tmp_path, yaml.safe_dump(raw))) == 4


def test_bars_must_name_each_row_and_sum_to_one(tmp_path: Path) -> None:
    bars = {
        "kind": "bars",
        "title": "T",
        "rows": [{"id": "x", "label": "X"}, {"id": "y", "label": "Y"}],
        "values": [{"values": {"x": 0.5, "y": 0.5}}],
        "see": "See.",
        "sources": ["cdc-rhabdo"],
    }
    assert problems_of(tmp_path, yaml.safe_dump(change("picture", bars))) == []
    for values, message in (
        ({"x": 0.5}, "must name each row once: x, y"),
        ({"x": 0.5, "y": 0.6}, "must sum to 1"),
    ):
        bars["values"] = [{"values": values}]
        (problem,) = problems_of(tmp_path, yaml.safe_dump(change("picture", bars)))
        assert message in problem.message


def test_a_bar_without_values_for_some_answers_is_found(tmp_path: Path) -> None:
    bars = {
        "kind": "bars",
        "title": "T",
        "rows": [{"id": "x", "label": "X"}, {"id": "y", "label": "Y"}],
        "values": [{"when": {"kind": ["a"]}, "values": {"x": 0.5, "y": 0.5}}],
        "see": "See.",
        "sources": ["cdc-rhabdo"],
    }
    (problem,) = problems_of(tmp_path, yaml.safe_dump(change("picture", bars)))
    assert problem.message == "has no reading for these answers: kind b"


def test_a_timeline_needs_marks(tmp_path: Path) -> None:
    timeline = {
        "kind": "timeline",
        "title": "T",
        "input": "hours",
        "panels": ["now"],
        "per": 24,
        "x_label": "Days",
        "see": "See.",
        "sources": ["cdc-rhabdo"],
    }
    found = problems_of(tmp_path, yaml.safe_dump(change("picture", timeline)))
    assert [p.field for p in found] == ["readings.2.mark", "readings.3.mark"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("id: [", "is not valid YAML"),
        ("id: a\nid: b\n", "stands twice"),
        ("- a\n- b\n", "must be a set of named fields"),
    ],
)
def test_files_that_are_no_slider(tmp_path: Path, text: str, message: str) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert message in problem.message


def shipped() -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    sources = load_sources(DATA, problems)
    tables = {}
    for path in (DATA / "tables").glob("*.csv"):
        rows = read_csv(path, path.name, problems)
        tables[path.stem] = list(rows[0]) if rows else []
    return load_sliders(DATA, problems, sources, tables), problems


def test_shipped_sliders_are_sound_and_easy_to_read() -> None:
    lessons, problems = shipped()
    for lesson in lessons.values():
        check_slider_coverage(lesson, problems)
        check_slider_reading(lesson, problems)
    assert [p for p in problems if p.file.startswith("sliders")] == []
    assert set(OURS) <= set(lessons)


def test_shipped_sliders_say_something_at_the_start() -> None:
    lessons, _ = shipped()
    for lesson in lessons.values():
        outcome = read_answers(lesson, {})
        assert len(outcome.panels) == len(lesson.panels)
        assert outcome.unanswered == tuple(
            i.id for i in lesson.inputs if i.safety and i.id in outcome.asked
        )


def test_the_bars_of_pregnancy_are_the_priors_of_the_model() -> None:
    lessons, _ = shipped()
    picture = lessons["weeks_pregnant"].picture
    assert isinstance(picture, Bars)
    rows = read_csv(DATA / "tables" / "priors_by_stage.csv", "priors", [])
    priors = {r["stage"]: {k: int(v) for k, v in r.items() if k != "stage"} for r in rows}
    stages = {
        "Not pregnant": {"stage": "not_pregnant"},
        "Up to week 13": {"stage": "pregnant", "weeks": 13},
        "Weeks 14 to 27": {"stage": "pregnant", "weeks": 14},
        "Week 28 to birth": {"stage": "pregnant", "weeks": 28},
        "Up to 3 months after birth": {"stage": "after_birth"},
    }
    assert set(stages) == set(priors)
    for name, answers in stages.items():
        bars = read_answers(lessons["weeks_pregnant"], answers).bars
        assert {row: round(100 * share) for row, share in bars.values} == priors[name]


def test_the_bars_of_injury_are_the_table_of_lay_off() -> None:
    lessons, _ = shipped()
    rows = read_csv(DATA / "tables" / "layoff_by_grade.csv", "layoff", [])
    picture = lessons["injury_signs"].picture
    assert isinstance(picture, Bars)
    for entry in picture.values:
        assert [v for _, v in entry.values] == [float(r["mean_days"]) for r in rows]
    assert [r.sd for r in picture.rows] == [float(r["sd_days"]) for r in rows]
    assert [r.label for r in picture.rows] == [r["meaning"] for r in rows]
