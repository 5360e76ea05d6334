"""Reads sources, glossary, claims, levels of care and lessons into domain objects."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.domain.evidence.reference import (
    LEVELS,
    Claim,
    Course,
    CoursePage,
    Lesson,
    Objective,
    PhoneNumbers,
    SignGroup,
    Source,
    Term,
    Triage,
    TriageLevel,
)

SOURCES = "sources.yaml"
GLOSSARY = "glossary.yaml"
CLAIMS = "claims.yaml"
TRIAGE = "triage.yaml"
COURSE = "course.yaml"

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(min_length=1)]

# Sites that copy what others own. The owner's page, the DOI or the PMID is cited instead.
_MIRRORS = (
    "scribd.com",
    "studylib.net",
    "skyscape.com",
    "docslib.org",
    "abcdocz.com",
    "pubmed.gov",
)


class _Source(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    authors: Text
    year: int | None
    title: Text
    where: Text
    kind: Literal[
        "trial",
        "review",
        "cohort",
        "survey",
        "guideline",
        "official-advice",
        "expert-opinion",
        "article",
        "estimate",
    ]
    note: Text
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    pmid: Annotated[str, Field(pattern=r"^\d{1,8}$")] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC\d+$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")] | None = None

    @field_validator("url")
    @classmethod
    def _no_mirror(cls, url: str | None) -> str | None:
        host = urlsplit(url).hostname or "" if url else ""
        if any(host == m or host.endswith("." + m) for m in _MIRRORS):
            raise ValueError(f"{host} shows copies; give the owner's page, or a doi or pmid")
        return url


class _Term(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    term: Text
    plain: Text
    lesson: Text
    also: list[Text] = Field(default_factory=list)
    sources: list[Text] = Field(default_factory=list)


class _Claim(Strict):
    id: Annotated[str, Field(pattern=r"^claim_\d{2}$")]
    quote: Text | None
    verdict: Annotated[
        list[Literal["unsafe", "incomplete", "unattributed", "wording", "fine"]],
        Field(min_length=1),
    ]
    problem: Text
    our_version: Text
    lesson: Text
    sources: Texts

    @field_validator("verdict")
    @classmethod
    def _fine_or_not(cls, verdict: list[str]) -> list[str]:
        if len(set(verdict)) < len(verdict):
            raise ValueError("names the same verdict twice")
        if "unsafe" in verdict and "fine" in verdict:
            raise ValueError("cannot be both 'unsafe' and 'fine'")
        return verdict


class _Group(Strict):
    title: Text
    signs: Texts
    sources: Texts


class _Level(Strict):
    id: Literal["self_care", "see_clinician", "same_day", "emergency"]
    name: Text
    act: Text
    when: Annotated[list[_Group], Field(min_length=1)]


class _Numbers(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    place: Text
    emergency: Text
    advice: Text


class _Objective(Strict):
    id: Text
    text: Text


class _Page(Strict):
    id: Text
    title: Text


class _Lesson(Strict):
    id: Text
    title: Text
    minutes: Annotated[int, Field(gt=0)]
    objectives: list[_Objective]
    sources: list[Text] = Field(default_factory=list)


Entry = TypeVar("Entry", bound=Strict)


def load_sources(root: Path, problems: list[Problem]) -> dict[str, Source]:
    """The sources by id, in file order. ``root`` is the data folder; faults go to ``problems``."""
    raw = read_yaml(root / SOURCES, SOURCES, problems)
    return {m.id: Source(**m.model_dump()) for m in _entries(_Source, raw, SOURCES, "", problems)}


def load_glossary(root: Path, problems: list[Problem]) -> dict[str, Term]:
    """The terms by id, in file order. ``root`` is the data folder; faults go to ``problems``."""
    raw = read_yaml(root / GLOSSARY, GLOSSARY, problems)
    return {
        m.id: Term(m.id, m.term, m.plain, m.lesson, tuple(m.also), tuple(m.sources))
        for m in _entries(_Term, raw, GLOSSARY, "", problems)
    }


def load_claims(root: Path, problems: list[Problem]) -> tuple[Claim, ...]:
    """The article's claims in file order. ``root`` is the data folder."""
    raw = read_yaml(root / CLAIMS, CLAIMS, problems)
    return tuple(
        Claim(
            id=m.id,
            quote=m.quote,
            verdict=tuple(m.verdict),
            problem=m.problem,
            our_version=m.our_version,
            lesson=m.lesson,
            sources=tuple(m.sources),
        )
        for m in _entries(_Claim, raw, CLAIMS, "", problems)
    )


def load_triage(root: Path, problems: list[Problem]) -> Triage:
    """The levels of care, most urgent first, and the numbers. A level left out is a Problem."""
    raw = _mapping(
        read_yaml(root / TRIAGE, TRIAGE, problems), TRIAGE, ("numbers", "levels"), problems
    )
    if raw is None:
        return Triage((), ())
    levels = []
    for m in _entries(_Level, raw["levels"], TRIAGE, "levels", problems):
        groups = tuple(SignGroup(g.title, tuple(g.signs), tuple(g.sources)) for g in m.when)
        levels.append(TriageLevel(m.id, m.name, m.act, groups))
    written = raw["levels"] if isinstance(raw["levels"], list) else []
    named = {entry.get("id") for entry in written if isinstance(entry, dict)}
    for level_id in LEVELS:
        if level_id not in named:
            problems.append(Problem(TRIAGE, level_id, "levels", "this level is missing"))
    numbers = tuple(
        PhoneNumbers(m.id, m.place, m.emergency, m.advice)
        for m in _entries(_Numbers, raw["numbers"], TRIAGE, "numbers", problems)
    )
    return Triage(tuple(sorted(levels, key=lambda level: -level.urgency)), numbers)


def load_course(root: Path, problems: list[Problem]) -> Course:
    """The title of the course, its lessons in reading order and the pages beside them.

    ``root`` is the data folder; faults go to ``problems``.
    """
    raw = _mapping(
        read_yaml(root / COURSE, COURSE, problems),
        COURSE,
        ("title", "footer", "lessons", "pages"),
        problems,
    )
    if raw is None:
        return Course("", (), ())
    if not isinstance(raw["title"], str) or not raw["title"]:
        problems.append(Problem(COURSE, "-", "title", "must be text; put it in quotes"))
    footer = raw["footer"]
    if not isinstance(footer, list) or not all(isinstance(line, str) for line in footer):
        problems.append(Problem(COURSE, "-", "footer", "must be a list of texts in quotes"))
        footer = []
    lessons = tuple(
        Lesson(
            m.id,
            m.title,
            m.minutes,
            tuple(Objective(o.id, o.text) for o in m.objectives),
            tuple(m.sources),
        )
        for m in _entries(_Lesson, raw["lessons"], COURSE, "lessons", problems)
    )
    seen: set[str] = set()
    for lesson in lessons:
        for objective in lesson.objectives:
            if objective.id in seen:
                message = f"the objective {objective.id!r} stands twice; an id is used once"
                problems.append(Problem(COURSE, lesson.id, "objectives", message))
            seen.add(objective.id)
    beside = tuple(
        CoursePage(m.id, m.title) for m in _entries(_Page, raw["pages"], COURSE, "pages", problems)
    )
    for page in beside:
        if any(page.id == lesson.id for lesson in lessons):
            message = "is a lesson already; a page beside the lessons has a notebook of its own"
            problems.append(Problem(COURSE, page.id, "pages", message))
    return Course(str(raw["title"]), tuple(footer), lessons, beside)


def load_lessons(root: Path, problems: list[Problem]) -> dict[str, Lesson]:
    """The lessons by id, in reading order. ``root`` is the data folder."""
    return {lesson.id: lesson for lesson in load_course(root, problems).lessons}


def _mapping(
    raw: Any, name: str, fields: tuple[str, ...], problems: list[Problem]
) -> dict[str, Any] | None:
    """``raw`` as a mapping with exactly ``fields``; None after a Problem."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        message = f"must hold the fields {' and '.join(fields)}"
        problems.append(Problem(name, "-", "-", message))
        return None
    for extra in raw.keys() - set(fields):
        problems.append(Problem(name, "-", str(extra), "is not a known field here"))
    missing = [field for field in fields if field not in raw]
    problems.extend(Problem(name, "-", field, "is missing") for field in missing)
    return None if missing else raw


def _entries(
    model: type[Entry], raw: Any, name: str, field: str, problems: list[Problem]
) -> list[Any]:
    """The good entries of a list, each id once; one Problem for each fault of the others."""
    if raw is None and not field:
        return []  # the file itself could not be read, which is told already
    if not isinstance(raw, list) or not raw:
        message = "must be a list of entries, each starting with '- id:'"
        problems.append(Problem(name, "-", field or "-", message))
        return []
    good: list[Any] = []
    seen: set[str] = set()
    for number, entry in enumerate(raw, start=1):
        nameless = f"entry {number}"
        entry_id = str(entry.get("id", nameless)) if isinstance(entry, dict) else nameless
        if entry_id in seen:
            message = f"the id {entry_id!r} stands twice; an id is used once and never again"
            problems.append(Problem(name, entry_id, "id", message))
            continue
        seen.add(entry_id)
        made = build(model, entry, name, entry_id, problems)
        if made is not None:
            good.append(made)
    return good
