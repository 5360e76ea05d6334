"""The written cases: whole, varied, and handled as section 4 of the safety sheet asks."""

from collections import Counter
from random import Random

import pytest
import yaml

from gluteedu.content.course.clinical_checks import check_vignette_reading
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.content.triage.vignettes import evaluation_table, load_vignettes, read_vignettes
from gluteedu.domain.triage.assessment import assess_findings
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.levels import urgency
from gluteedu.domain.triage.vignette_evaluation import evaluate_vignettes

KNOWLEDGE = load_knowledge()
VIGNETTES = load_vignettes()
MEASURED = evaluate_vignettes(KNOWLEDGE, VIGNETTES)


def test_there_are_enough_and_of_every_kind():
    assert len(VIGNETTES) >= 80
    kinds = Counter(v.kind for v in VIGNETTES)
    assert all(kinds[kind] >= 10 for kind in ("clear", "hard", "misleading", "ambiguous"))
    assert len({v.id for v in VIGNETTES}) == len(VIGNETTES)


def test_their_sources_exist_and_they_are_easy_to_read():
    entries = yaml.safe_load((data_folder() / "sources.yaml").read_text(encoding="utf-8"))
    problems = []
    read_vignettes(data_folder(), problems, KNOWLEDGE.vocabulary, {e["id"] for e in entries})
    check_vignette_reading(VIGNETTES, problems)
    assert problems == []


def test_every_row_of_the_sheet_is_met_by_a_case():
    raised = {r.flag.id for o in MEASURED.outcomes for r in o.assessment.red_flags}
    assert raised == {flag.id for flag in KNOWLEDGE.flags}


def test_no_case_is_sent_too_low():
    assert MEASURED["too_low"].ids == ()
    assert MEASURED["emergencies"].ids == ()
    assert MEASURED["urgent"].ids == ()


def test_few_cases_are_sent_too_high():
    assert MEASURED["alarm"].n >= 30
    assert MEASURED["alarm"].share <= 0.05
    assert MEASURED["self_care"].share >= 0.9


def test_the_first_cause_is_mostly_right():
    assert MEASURED["clear_cause"].share >= 0.95
    assert MEASURED["any_cause"].share >= 0.90
    assert MEASURED["mixed"].share >= 0.75


def test_the_table_shows_counts_and_intervals():
    text = evaluation_table(MEASURED)
    assert "cases below their lowest accepted level" in text
    upper = MEASURED["too_low"].interval.high
    assert f"0  {len(VIGNETTES)}    0.0%  0.0% to {upper:.1%}" in text


def test_dropping_answers_lowers_no_case_without_asking_again():
    """Whatever is left out: the level holds, or what was left out is among the open questions."""
    rng = Random(11)
    for v in (v for v in VIGNETTES if v.lowest >= urgency("same_day")):
        for _ in range(10):
            kept = {
                id: value
                for id, value in v.findings.items()
                if KNOWLEDGE.vocabulary[id].safety or id in ("age", "sex") or rng.random() < 0.7
            }
            got = assess_findings(KNOWLEDGE, Findings(KNOWLEDGE.vocabulary, kept))
            gone = set(v.findings) - set(kept)
            assert urgency(got.triage) >= v.lowest or gone & set(got.unanswered), (v.id, gone)


def test_a_broken_case_says_where_and_what(tmp_path):
    folder = tmp_path / "vignettes"
    folder.mkdir()
    text = (data_folder() / "vignettes" / "nerve.yaml").read_text(encoding="utf-8")
    text = text.replace("age: 44, sex: male", "age: 440, sex: male", 1)
    text = text.replace("    kind: clear", "    kind: easy", 1)
    text = text.replace('"settled_old_sciatica"', '"sciatica_improving"', 1)
    text = text.replace("age: 39, sex: female", "age: 39, sexx: female", 1)
    (folder / "nerve.yaml").write_text(text, encoding="utf-8")
    problems = []
    read_vignettes(tmp_path, problems, KNOWLEDGE.vocabulary)
    texts = " ".join(map(str, problems))
    assert "vignettes/nerve.yaml: classic_sciatica: kind: must be one of" in texts
    assert "vignettes/nerve.yaml: sciatica_improving: id: 'sciatica_improving' stands" in texts
    assert "vignettes/nerve.yaml: sciatica_improving: findings: 'sexx': not a known" in texts


def test_loading_broken_cases_raises(tmp_path):
    (tmp_path / "vignettes").mkdir()
    (tmp_path / "vignettes" / "x.yaml").write_text("vignettes: 3", encoding="utf-8")
    with pytest.raises(ContentError):
        load_vignettes(tmp_path)
