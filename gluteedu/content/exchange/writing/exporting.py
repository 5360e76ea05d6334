"""Writes the bank in the format that was asked for, and reports what it cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, get_args

from gluteedu.content.exchange.notes import Note, Report
from gluteedu.content.exchange.writing.edition import Edition

Format = Literal["moodle", "gift", "qti", "anki", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

Write = Callable[[Edition, list[Note]], bytes]

_NAMES: dict[Format, str] = {
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "qti": "QTI 1.2",
    "anki": "Anki",
    "csv": "CSV",
}
_ENDINGS: dict[Format, str] = {
    "moodle": ".moodle.xml",
    "gift": ".gift.txt",
    "qti": ".qti.zip",
    "anki": ".apkg",
    "csv": ".csv",
}


class MissingToolError(Exception):
    """A package that writes the format is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Exported:
    """The bytes of the file, and what was dropped or changed in it."""

    data: bytes
    report: Report


def file_name(edition: Edition, form: Format) -> str:
    """The name of the file where none was given."""
    return edition.name + _ENDINGS[form]


def export(edition: Edition, form: Format) -> Exported:
    """The edition in the format ``form``; the same bytes at every run.

    Raises:
        MissingToolError: when the package for this format is missing.
    """
    module = import_module(f"gluteedu.content.exchange.writing.{form}")
    write: Write = getattr(module, f"write_{form}")
    notes: list[Note] = []
    try:
        data = write(edition, notes)
    except ImportError as error:
        raise MissingToolError(
            f"--format {form} needs the package {error.name or form!r}; "
            'install it with: pip install "gluteedu[export]"'
        ) from None
    asked = list(edition.asked())
    quizzes = len({quiz.id for _, quiz, _ in asked})
    headline = f"{_NAMES[form]}: {len(asked)} items of {quizzes} quizzes."
    return Exported(data, Report(headline, tuple(notes)))
