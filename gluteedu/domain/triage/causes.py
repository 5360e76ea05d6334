"""Which causes a course weighs, what each is for in it, and how each looks everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CauseStyle:
    """One cause as it is drawn: one colour and one shape, the same everywhere.

    Attributes:
        id: never changed.
        name: a few words for a chip.
        light: its colour on light paper, ``#rrggbb``.
        dark: its colour on dark paper.
        path: the shape as an SVG path around 0,0, about 20 units wide.
        clip: the shape as CSS: ``circle``, a ``polygon(...)``, or empty for the whole box.
        marker: the shape as the name of a plotly marker.
    """

    id: str
    name: str
    light: str
    dark: str
    path: str
    clip: str
    marker: str


@dataclass(frozen=True)
class Causes:
    """The causes in the order in which they are shown.

    Attributes:
        styles: how each looks.
        alarm: the cause that is never called unlikely; a high share of it sends people to be seen.
        adjustable: the cause whose share a learner may set at the start.
        curve: the cause whose colour a curve of data has.
        bar: the cause whose colour a bar has that belongs to no cause.
        lessons: lesson id to the causes it is about, in the order of their chips.
    """

    styles: tuple[CauseStyle, ...]
    alarm: str
    adjustable: str
    curve: str
    bar: str
    lessons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every cause, in order."""
        return tuple(style.id for style in self.styles)

    @property
    def shapes(self) -> dict[str, str]:
        """Cause id to its SVG path."""
        return {style.id: style.path for style in self.styles}

    def style(self, cause: str) -> CauseStyle:
        """How ``cause`` looks. KeyError names the causes that there are."""
        found = {style.id: style for style in self.styles}
        if cause not in found:
            raise KeyError(f"no cause {cause!r}; there are: {', '.join(found)}")
        return found[cause]

    def of_lesson(self, lesson: str) -> tuple[CauseStyle, ...]:
        """The causes that ``lesson`` is about; none for most lessons."""
        return tuple(self.style(cause) for cause in self.lessons.get(lesson, ()))
