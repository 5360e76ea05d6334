"""What a figure says in words: its finding, what to see, and the labels drawn in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FigureSpec:
    """One figure of the course, apart from its drawing.

    Attributes:
        title: the finding, as a sentence a twelve-year-old reads.
        see: one sentence that says what to see.
        alt: what the picture shows, for someone who cannot see it.
        table: the id of the table it draws.
        marks: how to read its marks ("Lines: where 95 of 100 ...").
        sources: ids in sources.yaml, the sources of the table among them.
        n: who was counted, where that is not all of the table; empty where it is.
        note: a caution; empty where there is none.
        words: the words drawn inside it, by a name that its drawing function knows.
    """

    id: str
    title: str
    see: str
    alt: str
    table: str
    marks: str
    sources: tuple[str, ...]
    n: str = ""
    note: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
