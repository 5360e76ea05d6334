"""Sources, glossary, claims, levels of care and lessons: the real files, and broken ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gluteedu.content.course.course import load_course
from gluteedu.content.course.reference_checks import (
    check_reference_reading,
    check_reference_sources,
)
from gluteedu.content.evidence.care_levels import load_care_levels
from gluteedu.content.evidence.reference import load_claims, load_glossary, load_sources
from gluteedu.content.loading.known_ids import check_lesson_id, check_source_ids
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.evidence.reference import CLAIM_VERDICTS, SOURCE_KINDS
from gluteedu.domain.triage.care_levels import fill_numbers
from gluteedu.domain.triage.levels import LEVELS

SOURCE = """
- id: "byrnes-1985"
  authors: "Byrnes and others"
  year: 1985
  title: "[Downhill runs]"
  where: "A journal"
  kind: "trial"
  note: "Small."
"""
TERM = '- { id: "strain", term: "Strain", lesson: "03-muscle-injury", plain: "A torn muscle." }\n'
CLAIM = """
- id: "claim_01"
  quote: "a few words"
  verdict: ["wording"]
  problem: "A problem."
  our_version: "Our words."
  lesson: "03-muscle-injury"
  sources: ["byrnes-1985"]
"""
TRIAGE = """
numbers:
  - { id: "uk", place: "UK", emergency: "999", advice: "NHS 111" }
  - { id: "us", place: "US", emergency: "911", advice: "a nurse line" }
levels:
""" + "".join(
    f"""
  - id: "{level}"
    name: "Name"
    act: "Call {{emergency_number}}."
    when: [{{ title: "Group", signs: ["A sign."], sources: ["byrnes-1985"] }}]
"""
    for level in LEVELS
)
COURSE = """
title: "Glute and hamstring pain"
footer: ["This course teaches."]
pages: [{ id: review, title: "Review" }]
lessons:
  - id: index
    title: "Start here"
    minutes: 5
    objectives: [{ id: muscles-name, text: "Name the muscles." }]
    sources: ["byrnes-1985"]
"""

Load = Callable[[Path, list[Problem]], Any]
FILES: dict[str, tuple[Load, str]] = {
    "sources.yaml": (load_sources, SOURCE),
    "glossary.yaml": (load_glossary, TERM),
    "claims.yaml": (load_claims, CLAIM),
    "triage.yaml": (load_care_levels, TRIAGE),
    "course.yaml": (load_course, COURSE),
}


def problems_of(tmp_path: Path, file: str, text: str | None) -> list[Problem]:
    problems: list[Problem] = []
    if text is not None:
        (tmp_path / file).write_text(text, encoding="utf-8")
    FILES[file][0](tmp_path, problems)
    return problems


def test_the_course_s_own_files_have_no_problem() -> None:
    problems: list[Problem] = []
    root = data_folder()
    sources, terms = load_sources(root, problems), load_glossary(root, problems)
    claims, triage = load_claims(root, problems), load_care_levels(root, problems)
    course = load_course(root, problems)
    check_reference_sources(terms, claims, triage, course, sources, problems)
    check_reference_reading(terms, claims, triage, problems)
    assert problems == []
    assert [claim.id for claim in claims] == [f"claim_{n:02}" for n in range(1, 29)]
    assert [level.id for level in triage.levels] == list(reversed(LEVELS))
    assert len(course.lessons) == 9
    assert len(terms) >= 45
    assert {"article", "course-estimate", "general-safety-advice"} <= sources.keys()


def test_every_verdict_and_kind_the_domain_knows_is_accepted(tmp_path: Path) -> None:
    for verdict in CLAIM_VERDICTS:
        assert problems_of(tmp_path, "claims.yaml", CLAIM.replace("wording", verdict)) == []
    for kind in SOURCE_KINDS:
        assert problems_of(tmp_path, "sources.yaml", SOURCE.replace('"trial"', f'"{kind}"')) == []


@pytest.mark.parametrize("file", FILES)
def test_the_smallest_good_file_loads(tmp_path: Path, file: str) -> None:
    assert problems_of(tmp_path, file, FILES[file][1]) == []


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_problem(tmp_path: Path, file: str) -> None:
    assert problems_of(tmp_path, file, None) == [Problem(file, "-", "-", "the file is missing")]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "[]", "a: 1\n", "levels: 3\n"])
def test_a_file_of_the_wrong_shape_is_a_problem_and_never_an_exception(
    tmp_path: Path, file: str, text: str
) -> None:
    problems = problems_of(tmp_path, file, text)
    assert problems
    assert {p.file for p in problems} == {file}


@pytest.mark.parametrize(
    ("file", "old", "new", "entry_id", "field", "words"),
    [
        ("sources.yaml", "note:", "notes:", "byrnes-1985", "notes", "not a known field"),
        ("sources.yaml", "note:", "notes:", "byrnes-1985", "note", "is missing"),
        ("sources.yaml", "1985\n", '"1985"\n', "byrnes-1985", "year", "number"),
        ("sources.yaml", '"trial"', '"blog"', "byrnes-1985", "kind", "must be one of 'trial'"),
        ("sources.yaml", "Small.", "", "byrnes-1985", "note", "must not be empty"),
        ("glossary.yaml", "plain:", "meaning:", "strain", "plain", "is missing"),
        ("glossary.yaml", '"Strain"', "12", "strain", "term", "put it in quotes"),
        ("claims.yaml", "wording", "silly", "claim_01", "verdict.1", "must be one of 'unsafe'"),
        ("claims.yaml", '["wording"]', "[]", "claim_01", "verdict", "must not be empty"),
        ("claims.yaml", '["wording"]', '["fine", "unsafe"]', "claim_01", "verdict", "cannot be"),
        ("claims.yaml", '["wording"]', '["wording", "wording"]', "claim_01", "verdict", "twice"),
        ("claims.yaml", "claim_01", "claim_1", "claim_1", "id", "claim_"),
        ("claims.yaml", '["byrnes-1985"]', "[]", "claim_01", "sources", "must not be empty"),
        ("triage.yaml", '"same_day"', '"today"', "today", "id", "must be one of"),
        ("triage.yaml", '"same_day"', '"today"', "same_day", "levels", "is missing"),
        ("triage.yaml", "numbers:", "phones:", "-", "numbers", "is missing"),
        ("triage.yaml", "numbers:", "numbers: []\nx:", "-", "numbers", "must be a list"),
        ("triage.yaml", "numbers:", "numbers: ~\nx:", "-", "numbers", "must be a list"),
        ("triage.yaml", '"999"', "999", "uk", "emergency", "put it in quotes"),
        ("course.yaml", "minutes: 5", "minutes: 0", "index", "minutes", "greater than 0"),
        ("course.yaml", '["This course teaches."]', '"One line"', "-", "footer", "list of texts"),
    ],
)
def test_a_broken_entry_is_named_by_file_id_and_field(
    tmp_path: Path, file: str, old: str, new: str, entry_id: str, field: str, words: str
) -> None:
    good = FILES[file][1]
    assert old in good
    problems = problems_of(tmp_path, file, good.replace(old, new, 1))
    found = [p for p in problems if (p.file, p.id, p.field) == (file, entry_id, field)]
    assert len(found) == 1, problems
    assert words in found[0].message


@pytest.mark.parametrize("file", ["sources.yaml", "glossary.yaml", "claims.yaml"])
def test_an_id_used_twice_is_a_problem_and_the_first_entry_stays(tmp_path: Path, file: str) -> None:
    load, good = FILES[file]
    (tmp_path / file).write_text(good + good, encoding="utf-8")
    problems: list[Problem] = []
    assert len(load(tmp_path, problems)) == 1
    assert [p.field for p in problems] == ["id"]
    assert "twice" in problems[0].message


def test_an_objective_used_in_two_lessons_is_a_problem(tmp_path: Path) -> None:
    second = COURSE.split("lessons:")[1].replace("index", "01-two")
    problems = problems_of(tmp_path, "course.yaml", COURSE + second)
    assert [(p.id, p.field) for p in problems] == [("01-two", "objectives")]


def test_everything_wrong_is_listed_at_once(tmp_path: Path) -> None:
    broken = SOURCE.replace("note:", "notes:") + SOURCE.replace("byrnes-1985", "Wrong Id")
    problems = problems_of(tmp_path, "sources.yaml", broken)
    assert {(p.id, p.field) for p in problems} == {
        ("byrnes-1985", "note"),
        ("byrnes-1985", "notes"),
        ("Wrong Id", "id"),
    }


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('url: "https://www.scribd.com/document/1"', "url"),
        ('url: "https://scribd.com/document/1"', "url"),
        ('url: "http://www.nhs.uk/page"', "url"),
        ('doi: "https://doi.org/10.1152/x"', "doi"),
        ('pmcid: "5613699"', "pmcid"),
        ('pmid: "PMID 16679975"', "pmid"),
    ],
)
def test_an_address_that_is_a_copy_or_malformed_is_a_problem(
    tmp_path: Path, line: str, field: str
) -> None:
    problems = problems_of(tmp_path, "sources.yaml", SOURCE + f"  {line}\n")
    assert [(p.id, p.field) for p in problems] == [("byrnes-1985", field)]


def test_a_source_links_to_its_doi_first_then_pubmed_then_its_own_page(tmp_path: Path) -> None:
    def address(*lines: str) -> str | None:
        text = SOURCE + "".join(f"  {line}\n" for line in lines)
        (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
        return load_sources(tmp_path, [])["byrnes-1985"].address

    url, pmid = 'url: "https://www.nhs.uk/a"', 'pmid: "16679975"'
    pmcid, doi = 'pmcid: "PMC5613699"', 'doi: "10.1155/2017/9402386"'
    assert address() is None
    assert address(url) == "https://www.nhs.uk/a"
    assert address(url, pmid) == "https://pubmed.ncbi.nlm.nih.gov/16679975/"
    assert address(url, pmid, pmcid) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC5613699/"
    assert address(url, pmid, pmcid, doi) == "https://doi.org/10.1155/2017/9402386"


def test_an_unknown_source_or_lesson_is_named_with_its_field(tmp_path: Path) -> None:
    for file, (_, good) in FILES.items():
        (tmp_path / file).write_text(good, encoding="utf-8")
    problems: list[Problem] = []
    terms, claims = load_glossary(tmp_path, problems), load_claims(tmp_path, problems)
    triage, course = load_care_levels(tmp_path, problems), load_course(tmp_path, problems)
    assert problems == []
    check_reference_sources(terms, claims, triage, course, {}, problems)
    assert {(p.file, p.id, p.field) for p in problems} == {
        ("glossary.yaml", "strain", "lesson"),
        ("course.yaml", "index", "sources"),
        ("claims.yaml", "claim_01", "lesson"),
        ("claims.yaml", "claim_01", "sources"),
        *(("triage.yaml", level, "when.1.sources") for level in LEVELS),
    }
    assert any("'byrnes-1985'" in p.message for p in problems)


def test_known_ids_add_no_problem_and_each_unknown_one_adds_its_own() -> None:
    problems: list[Problem] = []
    check_source_ids("items/x.yaml", "q1", "sources", ["a", "b", "c"], {"b"}, problems)
    check_lesson_id("items/x.yaml", "q1", "index", {"index": 1}, problems)
    assert [p.message.split("'")[1] for p in problems] == ["a", "c"]


def test_hard_words_on_the_emergency_card_are_a_problem(tmp_path: Path) -> None:
    hard = (
        "Immediately communicate with an emergency physician regarding neurological deterioration."
    )
    text = TRIAGE.replace("Call {emergency_number}.", " ".join([hard] * 3))
    (tmp_path / "triage.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    check_reference_reading({}, (), load_care_levels(tmp_path, problems), problems)
    assert {(p.id, p.field) for p in problems} == {(level, "act") for level in LEVELS}


def test_telephone_numbers_fill_the_placeholders() -> None:
    triage = load_care_levels(data_folder(), [])
    assert "999 (UK), 911 (US) or 112 (EU)" in triage.fill(triage.level("emergency").act)
    assert triage.fill("Call {emergency_number}.", "us") == "Call 911."
    assert triage.fill("Call {advice_number}.", "uk") == "Call NHS 111."
    assert triage.fill("Rest.") == "Rest."
    for level in triage.levels:
        for place in (None, *(n.id for n in triage.numbers)):
            assert "{" not in triage.fill(level.act, place)
    with pytest.raises(ValueError, match="there are: uk, us, eu"):
        fill_numbers("x", triage.numbers, "mars")
    with pytest.raises(KeyError):
        triage.level("today")


# What section 4 of the evidence sheet sends to each level, in words a learner would look for.
MUST_SAY = {
    "emergency": [
        ["between your legs", "private parts", "back passage"],
        ["pee or poo"],
        ["sex"],
        ["both legs"],
        ["short of breath", "chest pain", "coughing up blood", "fainting"],
        ["tight and hard", "tight wrap"],
        ["dark", "cola", "hardly pee"],
        ["cannot stand", "short or turned out"],
        ["mixed up", "very ill"],
        ["blisters"],
        ["cancer", "leg is weak"],
        ["past 60", "pulse in your tummy"],
        ["cold, pale or numb"],
        ["bleed a lot"],
        ["faint", "low in your tummy"],
    ],
    "same_day": [
        ["swollen", "warm"],
        ["last 6 weeks", "groin", "buttock", "low tummy"],
        ["pop or tear", "bruise"],
        ["as you ran", "hop"],
        ["foot slaps or drops"],
        ["cancer", "new back"],
        ["fever", "joint"],
        ["37 weeks", "comes and goes"],
        ["moves less", "waters"],
        ["shoulder"],
        ["pee that burns"],
        ["child or teen", "limp"],
    ],
    "see_clinician": [
        ["5 days"],
        ["2 weeks"],
        ["4 weeks"],
        ["pregnant", "never stops"],
        ["at night"],
        ["lose weight"],
        ["within minutes of rest"],
    ],
}


@pytest.mark.parametrize(
    ("level_id", "words"), [(level, words) for level, rows in MUST_SAY.items() for words in rows]
)
def test_every_warning_sign_is_on_its_card_in_plain_words(level_id: str, words: list[str]) -> None:
    level = load_care_levels(data_folder(), []).level(level_id)
    groups = [" ".join(group.signs).lower() for group in level.when]
    assert any(all(word.lower() in group for word in words) for group in groups), words


def test_the_course_has_its_title_and_footer() -> None:
    course = load_course(data_folder(), [])
    assert course.title == "Glute and hamstring pain"
    assert any("teaches" in line for line in course.footer)
