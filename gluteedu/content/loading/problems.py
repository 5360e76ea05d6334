"""What is wrong in a content file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 900


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one content file.

    Attributes:
        file: path below ``data/`` (or ``notebooks/``), with forward slashes.
        id: the entry it is in, or ``"-"`` where the whole file is meant.
        field: the field, dotted (``options.b.feedback``), or ``"-"``.
        message: what is wrong and what is allowed, one sentence.
    """

    file: str
    id: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {_short(self.id)}: {_short(self.field)}: {_short(self.message)}"


def _short(text: str) -> str:
    """``text`` to read on a screen: what was wrong (its head) and what is allowed (its end)."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


class ContentError(Exception):
    """The content cannot be used; carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
