"""Sources, terms of the glossary and claims: what the course refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLAIM_VERDICTS = ("unsafe", "incomplete", "unattributed", "wording", "fine")
"""What can be wrong with a claim of the article, the gravest first."""

SOURCE_KINDS = (
    "trial",
    "review",
    "cohort",
    "survey",
    "guideline",
    "official-advice",
    "expert-opinion",
    "article",
    "estimate",
)
"""What sort of source it is."""


@dataclass(frozen=True)
class Source:
    """One source; ``title`` in square brackets is a description where no title was recorded."""

    id: str
    authors: str
    year: int | None
    title: str
    where: str
    kind: str
    note: str
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None

    @property
    def address(self) -> str | None:
        """The best web address: DOI, PubMed Central, PubMed, then the owner's page; or None."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url

    @property
    def short(self) -> str:
        """What running text calls it: "Byrnes and others, 1985"; without a year "NHS: Sciatica"."""
        if self.authors.startswith("Author"):
            name = self.where
        else:
            people = re.sub(r"\s*\([^)]*\)", "", self.authors).split(", ")
            surnames = [re.sub(r"\s[A-Z]{1,4}$", "", person) for person in people]
            name = " and ".join(surnames if len(people) < 3 else (surnames[0], "others"))
        return (
            f"{name}, {self.year}" if self.year is not None else f"{name}: {self.title.strip('[]')}"
        )


@dataclass(frozen=True)
class GlossaryTerm:
    """One entry of the glossary."""

    id: str
    term: str
    plain: str
    lesson: str
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One claim of the article this course grew from, and what we make of it.

    ``quote`` is None where the fault is that the article says nothing.
    """

    id: str
    quote: str | None
    verdict: tuple[str, ...]
    problem: str
    our_version: str
    lesson: str
    sources: tuple[str, ...]

    @property
    def gravest(self) -> str:
        """The gravest of its verdicts, in the order of ``VERDICTS``."""
        return min(self.verdict, key=CLAIM_VERDICTS.index)
