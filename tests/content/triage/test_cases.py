"""The cases as they stand, and what an author is told about a broken one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.evidence.reference import load_sources
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.triage.cases import CASES, check_cases, load_cases
from gluteedu.content.triage.causes import load_causes
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.case_clinic import model_view
from gluteedu.domain.triage.levels import LEVELS, urgency

CAUSES = load_causes().ids

ROOT = data_folder()
KNOWLEDGE = load_knowledge()
SOURCES = load_sources(ROOT, [])


def read(root: Path) -> tuple[Any, list[str]]:
    problems: list[Problem] = []
    cases = load_cases(root, problems, KNOWLEDGE.vocabulary, SOURCES)
    check_cases(cases, KNOWLEDGE, problems)
    return cases, [str(p) for p in sorted(problems)]


BUILT, FAULTS = read(ROOT)
HARD = (
    "Notwithstanding considerable uncertainty, musculoskeletal symptomatology necessitates "
    "comprehensive evaluation by experienced physicians. "
) * 4


def test_the_cases_have_no_fault() -> None:
    assert FAULTS == []
    assert len(BUILT) >= 14


def test_the_cases_span_every_cause_and_every_level() -> None:
    assert {case.causes[0] for case in BUILT} == set(CAUSES)
    assert {case.triage[0] for case in BUILT} == set(LEVELS)
    assert any(len(case.causes) > 1 for case in BUILT), "one of them is mixed"


@pytest.mark.parametrize("case", BUILT, ids=lambda c: c.id)
def test_the_rules_end_at_an_accepted_level_and_no_lower(case: Any) -> None:
    model = model_view(KNOWLEDGE, case, len(case.stages) - 1)
    assert model.triage in case.triage
    if urgency(case.triage[0]) <= urgency("see_clinician"):
        for stage in range(len(case.stages)):
            assert urgency(model_view(KNOWLEDGE, case, stage).triage) <= 1, "a false alarm"


@pytest.mark.parametrize("case", BUILT, ids=lambda c: c.id)
def test_a_title_does_not_give_the_answer_away(case: Any) -> None:
    telling = "soreness|strain|tear|tendon|nerve|girdle|clot|fracture|bone|cancer|infection|rhabdo"
    telling += "|emergency|serious|labour|artery|cauda|avulsion"
    assert not re.search(telling, case.title, re.IGNORECASE)


def test_every_case_teaches_another_thing() -> None:
    assert len({case.lesson for case in BUILT}) == len(BUILT)


def broken(tmp_path: Path, spoil: Callable[[dict[str, Any]], None]) -> list[str]:
    """What is said about the first two cases after ``spoil`` has changed the first."""
    raw = yaml.safe_load((ROOT / CASES).read_text("utf-8"))["cases"][:2]
    spoil(raw[0])
    shutil.copy(ROOT / "causes.yaml", tmp_path)
    (tmp_path / CASES).write_text(yaml.safe_dump({"cases": raw}, allow_unicode=True), "utf-8")
    return read(tmp_path)[1]


def test_two_sound_cases_pass(tmp_path: Path) -> None:
    assert broken(tmp_path, lambda case: None) == []


@pytest.mark.parametrize(
    ("spoil", "id", "field", "words"),
    [
        (lambda c: c.pop("lesson"), "mina", "lesson", "is missing"),
        (lambda c: c.update(lesson=""), "mina", "lesson", "must not be empty"),
        (lambda c: c.update(hint="x"), "mina", "hint", "not a known field"),
        (lambda c: c.update(id="kofi"), "kofi", "id", "stands twice"),
        (lambda c: c.update(id="Mina 1"), "Mina 1", "id", "pattern"),
        (lambda c: c.update(sources=["nobody-1999"]), "mina", "sources", "nobody-1999"),
        (lambda c: c.update(stages=c["stages"][:2]), "mina", "stages", "3"),
        (lambda c: c["final"].update(causes=["ache"]), "mina", "final.causes.1", "must be one of"),
        (lambda c: c["final"].update(triage=[]), "mina", "final.triage", "must not be empty"),
        (
            lambda c: c["final"].update(triage=["self_care", "self_care"]),
            "mina", "final.triage", "stands twice",
        ),
        (
            lambda c: c["final"].update(triage=["same_day"]),
            "mina", "final.triage", "the rules say self_care",
        ),
        (
            lambda c: c["final"].update(causes=["muscle_injury"]),
            "mina", "stages.3.thinks.cause", "does not accept",
        ),
        (
            lambda c: c["stages"][1]["findings"].update(aura=True),
            "mina", "stages.2.findings", "not a known finding",
        ),
        (
            lambda c: c["stages"][1]["findings"].update(pop="yes"),
            "mina", "stages.2.findings", "true or false",
        ),
        (
            lambda c: c["stages"][2]["findings"].update(severity=11),
            "mina", "stages.3.findings", "from 0 to 10",
        ),
        (
            lambda c: c["stages"][1]["findings"].update(days=4),
            "mina", "stages.2.findings", "use changes",
        ),
        (
            lambda c: c["stages"][1].update(changes={"fever": True}),
            "mina", "stages.2.changes", "use findings",
        ),
        (
            lambda c: c["stages"][1].update(changes={"days": 1}),
            "mina", "stages.2.changes", "same as before",
        ),
        (
            lambda c: c["stages"][2]["findings"].update(weeks_pregnant=20),
            "mina", "stages.3.findings", "weeks_pregnant needs pregnant true",
        ),
        (lambda c: c["stages"][1].update(findings={}), "mina", "stages.2.findings", "at least one"),
        (
            lambda c: c["stages"][0].update(text=HARD),
            "mina", "stages.1.text", "reads at grade",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_case_and_field(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], id: str, field: str, words: str
) -> None:
    found = broken(tmp_path, spoil)
    where = f"{CASES}: {id}: {field}: "
    assert any(line.startswith(where) and words in line for line in found), found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def spoil(case: dict[str, Any]) -> None:
        case["sources"] = ["nobody-1999"]
        case["stages"][1]["findings"] = {"aura": True}
        case["final"]["triage"] = ["same_day"]

    assert len(broken(tmp_path, spoil)) >= 2


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    assert read(tmp_path) == ((), [f"{CASES}: -: -: the file is missing"])
