"""What a course says of itself: which page is what, which parts it has, how many items."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, get_args

Part = Literal[
    "body_map",
    "cases",
    "claims",
    "explorer",
    "figures",
    "predictions",
    "relief",
    "sliders",
    "tables",
    "vignettes",
]
"""What a course may leave out."""
PARTS: tuple[str, ...] = get_args(Part)


@dataclass(frozen=True)
class CourseRoles:
    """The pages that others lead to, by id (the notebook's name without its ending).

    A course need not have a page that is None.

    Attributes:
        home: where a learner begins.
        safety: where the safety check stands, with ``#`` and a heading (blanks as ``-``) if it is
            not at the top.
        pretest: where the test before the course is.
        final_test: the lesson with the test after it.
        review: the review deck.
        progress: the learner's own progress.
        sources: all sources and the glossary.
    """

    home: str = "index"
    safety: str = "index"
    pretest: str | None = None
    final_test: str | None = None
    review: str | None = None
    progress: str | None = None
    sources: str | None = None

    @property
    def safety_address(self) -> str:
        """The address of the safety check, from any page."""
        page, mark, heading = self.safety.partition("#")
        return f"{page}.ipynb{mark}{heading}"

    def pages(self) -> dict[str, str | None]:
        """Role to page id, as a browser is told."""
        return {role: page for role, page in asdict(self).items() if role != "safety"}


@dataclass(frozen=True)
class LeastItems:
    """How many items there must be: in the whole bank, for a lesson, in the final test."""

    bank: int = 0
    lesson: int = 0
    final_test: int = 0
