"""Sources, terms, claims, levels of care and lessons: what the course refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gluteedu.domain.triage.levels import LEVELS as LEVELS

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


@dataclass(frozen=True)
class SignGroup:
    """Signs that belong together on a safety card."""

    title: str
    signs: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class CareLevel:
    """One of the four levels of care: what to do, and the signs that ask for it.

    ``act`` may hold ``{emergency_number}`` and ``{advice_number}``; ``Numbers.fill`` puts them in.
    """

    id: str
    name: str
    act: str
    when: tuple[SignGroup, ...]

    @property
    def urgency(self) -> int:
        """0 (self-care) to 3 (emergency)."""
        return LEVELS.index(self.id)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once, in the order of the signs."""
        return tuple(dict.fromkeys(s for group in self.when for s in group.sources))


@dataclass(frozen=True)
class PhoneNumbers:
    """The numbers of one place: for an emergency, and for advice when it is urgent."""

    id: str
    place: str
    emergency: str
    advice: str


@dataclass(frozen=True)
class CareGuide:
    """The four levels, most urgent first, and the telephone numbers of each place."""

    levels: tuple[CareLevel, ...]
    numbers: tuple[PhoneNumbers, ...]

    def level(self, level_id: str) -> CareLevel:
        """The level called ``level_id``. Raises KeyError for an id that is not in ``LEVELS``."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)

    def fill(self, text: str, place: str | None = None) -> str:
        """``text`` with the numbers of ``place``, or of every place, in its placeholders."""
        return fill_numbers(text, self.numbers, place)


def fill_numbers(text: str, numbers: Iterable[PhoneNumbers], place: str | None = None) -> str:
    """``text`` with ``{emergency_number}`` and ``{advice_number}`` replaced.

    Args:
        text: what to fill; text without placeholders comes back unchanged.
        numbers: the known places.
        place: the id of one place; None names every place ("999 (UK), 911 (US) or 112 (EU)").

    Raises:
        ValueError: no such place; the message lists the places there are.
    """
    known = tuple(numbers)
    if place is not None:
        chosen = [n for n in known if n.id == place]
        if not chosen:
            allowed = ", ".join(n.id for n in known)
            raise ValueError(f"no telephone numbers for {place!r}; there are: {allowed}")
        emergency, advice = chosen[0].emergency, chosen[0].advice
    else:
        emergency = _either([f"{n.emergency} ({n.place})" for n in known])
        advice = _either([f"{n.advice} ({n.place})" for n in known])
    return text.replace("{emergency_number}", emergency).replace("{advice_number}", advice)


def _either(parts: list[str]) -> str:
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


@dataclass(frozen=True)
class Objective:
    """What a learner can do after a lesson."""

    id: str
    text: str


@dataclass(frozen=True)
class Lesson:
    """One notebook of the course, in reading order; ``sources`` are those its prose names."""

    id: str
    title: str
    minutes: int
    objectives: tuple[Objective, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class CoursePage:
    """A notebook beside the lessons: reached by its own link, not in the reading order."""

    id: str
    title: str


@dataclass(frozen=True)
class Course:
    """The course as a whole; ``footer`` holds the last lines of every page."""

    title: str
    footer: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    pages: tuple[CoursePage, ...] = ()
