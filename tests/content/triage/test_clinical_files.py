"""The files of the gate, the model and the planner: whole as they are, and clear when broken."""

import csv
import json
import shutil
from pathlib import Path

import pytest
import yaml

from gluteedu.content.course.clinical_checks import check_gate_reading, check_relief_reading
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError
from gluteedu.content.relief.measures import load_relief, read_relief
from gluteedu.content.triage.knowledge import load_knowledge, read_knowledge

FILES = (
    "causes.yaml",
    "finding_logic.yaml",
    "findings.csv",
    "red_flags.yaml",
    "likelihoods.yaml",
    "relief.yaml",
)


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(data_folder() / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder):
    problems = []
    read_knowledge(folder, problems)
    read_relief(folder, problems)
    return [str(p) for p in problems]


def source_ids():
    entries = yaml.safe_load((data_folder() / "sources.yaml").read_text(encoding="utf-8"))
    return {entry["id"] for entry in entries}


def test_the_files_are_whole_and_their_sources_exist():
    problems = []
    assert read_knowledge(data_folder(), problems, source_ids())
    assert read_relief(data_folder(), problems, source_ids())
    assert problems == []


def test_every_question_and_action_is_easy_to_read():
    problems = []
    check_gate_reading(load_knowledge(), problems)
    check_relief_reading(load_relief(), problems)
    assert problems == []


def test_no_clinical_word_is_missing_from_a_finding():
    with (data_folder() / "findings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["id", "type", "values", "meaning"]
    assert all(row["label"] and row["question"].endswith("?") for row in rows)


def test_the_model_holds_every_cause_in_order():
    model = load_knowledge().model
    assert [cause.letter for cause in model.causes] == list("DHNPO")
    assert json.dumps([s.shares for s in model.starts])


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("findings.csv", "fever,flag,,", "fever,flagg,,", "findings.csv: fever: type: must be"),
        ("findings.csv", "age,number,0-110", "age,number,110-0", "findings.csv: age: type"),
        ("findings.csv", "onset,choice,sudden|gradual", "onset,choice,sudden", "onset: type"),
        ("findings.csv", "unwell,flag", "fever,flag", "findings.csv: fever: id: stands twice"),
        (
            "red_flags.yaml",
            'when: "saddle_numbness"',
            'when: "sadle_numbness"',
            "red_flags.yaml: cauda_equina: rules.1.when: 'sadle_numbness' is not a known id",
        ),
        (
            "red_flags.yaml",
            "level: emergency",
            "level: urgent",
            "red_flags.yaml: cauda_equina: rules.1.level: must be one of",
        ),
        (
            "red_flags.yaml",
            'points_to: ["sciatic_nerve_pain", "other_serious"]',
            'points_to: ["sciatica"]',
            "red_flags.yaml: cauda_equina: points_to.1: must be one of",
        ),
        (
            "red_flags.yaml",
            'number: 2\n    condition: "A clot in the lung',
            'number: 1\n    condition: "A clot in the lung',
            "red_flags.yaml: lung_clot: number: 1 stands twice",
        ),
        (
            "red_flags.yaml",
            '      same_day: "Call your doctor, nurse line or midwife today.',
            '      see_clinician: "Call your doctor, nurse line or midwife today.',
            "action needs one text for each of emergency, same_day",
        ),
        ("red_flags.yaml", '"severity >= 8"', '"severity >= bad"', "cannot read"),
        ("red_flags.yaml", '"severity >= 8"', '"sex >= 8"', "sex is a choice"),
        ("red_flags.yaml", "clot_window:", "fever:", "is the id of a finding"),
        ("red_flags.yaml", "rows:", "rowz:", "red_flags.yaml: -: rows: is missing"),
        (
            "likelihoods.yaml",
            "muscle_injury: 0.92",
            "muscle_injury: 1.92",
            "likelihoods.yaml: sudden_onset: p.muscle_injury",
        ),
        ("likelihoods.yaml", "muscle_injury: 0.92, ", "", "needs one number for each of"),
        (
            "likelihoods.yaml",
            "exercise_soreness: 0.5, muscle_injury: 0.15",
            "exercise_soreness: 0.6, muscle_injury: 0.15",
            "likelihoods.yaml: not_pregnant: -: shares must sum to 1, not 1.1",
        ),
        (
            "likelihoods.yaml",
            "exercise_soreness: 0.95",
            "exercise_soreness: 0.85",
            "the levels of exercise_soreness must sum to 1",
        ),
        ("likelihoods.yaml", 'reads: ["pop"]', 'reads: ["popp"]', "'popp' is not a finding"),
        ("likelihoods.yaml", "temper: 0.6", "temper: 6", "likelihoods.yaml: -: combine.temper"),
        ("likelihoods.yaml", 'id: "pop"', 'id: "bruise"', "'bruise' stands twice"),
        ("relief.yaml", "verdict: do_not", "verdict: never", "verdict: must be one of"),
        ("relief.yaml", '"cause is exercise_soreness"', '"cause is tired"', "cause is one of"),
        ("relief.yaml", 'check: ["numb_skin"]', 'check: ["numb_toe"]', "'numb_toe' is not an id"),
        ("relief.yaml", "medicine: true", "medicine: false", "a medicine, and nothing else"),
        ("relief.yaml", "minutes: 10", "minutes: 600", "relief.yaml: warm_bath: rules.6.minutes"),
    ],
)
def test_a_broken_file_says_where_and_what(folder, file, old, new, message):
    change(folder / file, old, new)
    assert any(message in fault for fault in faults(folder)), faults(folder)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    assert f"{file}: -: -: the file is missing" in faults(folder)


def test_everything_wrong_is_listed_at_once(folder):
    change(folder / "findings.csv", "fever,flag,,", "fever,flagg,,")
    change(folder / "likelihoods.yaml", "muscle_injury: 0.92", "muscle_injury: 1.92")
    change(folder / "relief.yaml", "verdict: do_not", "verdict: never")
    named = {fault.split(":")[0] for fault in faults(folder)}
    assert {"findings.csv", "likelihoods.yaml", "relief.yaml"} <= named


def test_a_source_that_does_not_exist_is_named():
    problems = []
    read_knowledge(data_folder(), problems, source_ids() - {"cdc-rhabdo"})
    read_relief(data_folder(), problems, source_ids() - {"rabe-2020"})
    texts = [str(p) for p in problems]
    assert "red_flags.yaml: muscle_breakdown: sources: there is no source 'cdc-rhabdo'" in " ".join(
        texts
    )
    assert "relief.yaml: compression: sources: there is no source 'rabe-2020'" in " ".join(texts)


def test_loading_broken_content_raises_with_every_problem(folder):
    change(folder / "likelihoods.yaml", "temper: 0.6", "temper: 6")
    with pytest.raises(ContentError, match=r"combine\.temper"):
        load_knowledge(folder)
    change(folder / "relief.yaml", "verdict: do_not", "verdict: never")
    with pytest.raises(ContentError, match="verdict"):
        load_relief(folder)
