"""What the page template may ask about the course: its lessons, and what comes before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class PageWords(Protocol):
    """What the page says, by id."""

    def html(self, text_id: str, **values: Any) -> str:
        """A text as safe HTML, its places filled with ``values``."""


@dataclass(frozen=True)
class Stop:
    """One lesson as the page names it: id (the notebook's name without ending), title, minutes."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Navigation:
    """The course as a row of stops, handed to the template as ``resources.course``."""

    title: str
    lessons: tuple[Stop, ...]
    footer: tuple[str, ...]
    words: PageWords
    pages: tuple[Stop, ...] = ()
    """What stands beside the lessons: no place in the reading order, no minutes."""
    home: str = "index"
    """The id of the page where a learner begins."""
    safety: str = "index.ipynb"
    """The address of the safety check."""
    sources: str | None = None
    """The id of the page with all sources, where there is one."""
    style: str = ""
    """The colours and shapes of the course's causes, for a page that has no other sheet of them."""

    def lesson(self, lesson_id: str) -> Stop:
        """The stop with this id; a notebook outside the course is a stop by its own name."""
        for stop in (*self.lessons, *self.pages):
            if stop.id == lesson_id:
                return stop
        return Stop(lesson_id, lesson_id.replace("-", " ").capitalize(), 0)

    def before(self, lesson_id: str) -> Stop | None:
        """The stop before this one, or None at the start and outside the course."""
        return self._beside(lesson_id, -1)

    def after(self, lesson_id: str) -> Stop | None:
        """The stop after this one, or None at the end and outside the course."""
        return self._beside(lesson_id, 1)

    def _beside(self, lesson_id: str, step: int) -> Stop | None:
        ids = [stop.id for stop in self.lessons]
        if lesson_id not in ids:
            return None
        at = ids.index(lesson_id) + step
        return self.lessons[at] if 0 <= at < len(ids) else None
