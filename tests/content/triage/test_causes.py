"""The causes are data: each fault of their file is told by file, id and field."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.triage.causes import CAUSES, load_causes, read_causes
from gluteedu.content.triage.finding_logic import LOGIC
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.content.triage.vocabulary import read_vocabulary
from gluteedu.widgets.shared.cause_style import cause_style


def changed(folder: Path, name: str, change: Callable[[Any], Any]) -> None:
    raw = yaml.safe_load((data_folder() / name).read_text("utf-8"))
    change(raw)
    (folder / name).write_text(yaml.safe_dump(raw), "utf-8")


def told(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def test_the_courses_causes_are_those_of_its_model() -> None:
    causes = load_causes()
    assert causes.ids == load_knowledge().model.cause_ids
    assert causes.alarm == "other_serious"
    assert causes.adjustable == "exercise_soreness"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.update(alarm="flu"), "causes.yaml: -: alarm: must be one of "),
        (lambda c: c.pop("adjustable"), "causes.yaml: -: adjustable: is missing"),
        (lambda c: c["causes"][1].pop("name"), "causes.yaml: muscle_injury: name: is missing"),
        (
            lambda c: c["causes"][1]["colour"].update(light="red"),
            "causes.yaml: muscle_injury: colour.light: ",
        ),
        (
            lambda c: c["causes"][1]["colour"].update(light="#9a5b00"),
            "causes.yaml: muscle_injury: colour.light: '#9a5b00' stands twice",
        ),
        (
            lambda c: c["causes"][2]["shape"].update(clip="circle; } body { display: none"),
            "causes.yaml: sciatic_nerve_pain: shape.clip: ",
        ),
        (
            lambda c: c["causes"][2]["shape"].update(marker="blob"),
            "causes.yaml: sciatic_nerve_pain: shape.marker: must be one of",
        ),
        (
            lambda c: c["lessons"].update({"99-none": ["muscle_injury"]}),
            "causes.yaml: -: lessons.99-none: there is no lesson '99-none'",
        ),
    ],
)
def test_a_fault_is_told_by_id_and_field(tmp_path: Path, change: Any, message: str) -> None:
    changed(tmp_path, CAUSES, change)
    problems: list[Problem] = []
    lessons = ["02-exercise-induced-pain", "03-muscle-injury", "04-pregnancy-and-sciatic-pain"]
    assert read_causes(tmp_path, problems, lessons) is None
    assert any(line.startswith(message) for line in told(problems)), told(problems)


def test_the_style_sheet_has_each_colour_and_shape() -> None:
    sheet = cause_style(load_causes())
    assert "--g-muscle_injury: #b3261e;" in sheet
    assert "--g-muscle_injury: #ff9d94;" in sheet
    assert '[data-cause="exercise_soreness"] { --g-cause-round: 50%;' in sheet
    assert "--g-cause-clip: polygon(50% 0, 100% 100%, 0 100%);" in sheet


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda f: f["implications"][0].update(when="sex is robot"),
            "finding_logic.yaml: no_periods_or_birth: when: sex is one of female, male",
        ),
        (
            lambda f: f["implications"][1]["then"].update(pregnant="no"),
            "finding_logic.yaml: not_pregnant: then.pregnant: must be true or false",
        ),
        (
            lambda f: f["implications"][1]["then"].update(cold=True),
            "finding_logic.yaml: not_pregnant: then.cold: 'cold' is not a finding",
        ),
        (
            lambda f: f["contradictions"][0].update(pair=["sex", "cold"]),
            "finding_logic.yaml: male_pregnant: pair: 'cold' is not a finding",
        ),
        (
            lambda f: f["contradictions"][6]["gap"].update(than="pregnant"),
            "finding_logic.yaml: birth_and_pregnancy: gap.than: "
            "'pregnant' is not a finding with a number",
        ),
        (
            lambda f: f["contradictions"][1].update(id="male_pregnant"),
            "finding_logic.yaml: male_pregnant: id: 'male_pregnant' stands twice",
        ),
    ],
)
def test_a_fault_between_findings_is_told(tmp_path: Path, change: Any, message: str) -> None:
    shutil.copy(data_folder() / "findings.csv", tmp_path)
    changed(tmp_path, LOGIC, change)
    problems: list[Problem] = []
    read_vocabulary(tmp_path, problems)
    assert any(line.startswith(message) for line in told(problems)), told(problems)
