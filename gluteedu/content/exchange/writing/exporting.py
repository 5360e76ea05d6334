"""Writes the bank in the format that was asked for, and reports what it cost."""

from __future__ import annotations

from dataclasses import dataclass

from gluteedu.content.exchange.notes import Note, Report
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.content.exchange.writing.formats import FORMATS


class MissingToolError(Exception):
    """A package that writes the format is not installed; the message says how to get it."""


@dataclass(frozen=True)
class ExportedBank:
    """The bytes of the file, and what was dropped or changed in it."""

    data: bytes
    report: Report


def file_name(edition: Edition, form: str) -> str:
    """The name of the file where none was given."""
    return edition.name + FORMATS[form].ending


def export_edition(edition: Edition, form: str) -> ExportedBank:
    """The edition in the format ``form``, a name of ``FORMATS``; the same bytes at every run.

    Raises:
        MissingToolError: when the package for this format is missing.
    """
    notes: list[Note] = []
    try:
        data = FORMATS[form].writer()(edition, notes)
    except ImportError as error:
        raise MissingToolError(
            f"--format {form} needs the package {error.name or form!r}; "
            'install it with: pip install "gluteedu[export]"'
        ) from None
    asked = list(edition.asked())
    quizzes = len({quiz.id for _, quiz, _ in asked})
    headline = f"{FORMATS[form].title}: {len(asked)} items of {quizzes} quizzes."
    return ExportedBank(data, Report(headline, tuple(notes)))
