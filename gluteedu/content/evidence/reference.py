"""Reads the sources, the glossary and the claims of the article."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from gluteedu.content.loading.entries import read_entries
from gluteedu.content.loading.fields import Text, Texts
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_yaml
from gluteedu.domain.evidence.reference import Claim, GlossaryTerm, Source

SOURCES = "sources.yaml"
GLOSSARY = "glossary.yaml"
CLAIMS = "claims.yaml"


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


def load_sources(root: Path, problems: list[Problem]) -> dict[str, Source]:
    """The sources by id, in file order. ``root`` is the data folder; faults go to ``problems``."""
    raw = read_yaml(root / SOURCES, SOURCES, problems)
    return {
        m.id: Source(**m.model_dump()) for m in read_entries(_Source, raw, SOURCES, "", problems)
    }


def load_glossary(root: Path, problems: list[Problem]) -> dict[str, GlossaryTerm]:
    """The terms by id, in file order. ``root`` is the data folder; faults go to ``problems``."""
    raw = read_yaml(root / GLOSSARY, GLOSSARY, problems)
    return {
        m.id: GlossaryTerm(m.id, m.term, m.plain, m.lesson, tuple(m.also), tuple(m.sources))
        for m in read_entries(_Term, raw, GLOSSARY, "", problems)
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
        for m in read_entries(_Claim, raw, CLAIMS, "", problems)
    )
