"""The formats that the bank can be written in.

To add one, write a module here that is called as the format is, with ``write_NAME(edition, notes)``
that returns the bytes of the file, and put a line into ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from gluteedu.content.exchange.notes import Note
from gluteedu.content.exchange.writing.edition import Edition

WriteFormat = Callable[[Edition, list[Note]], bytes]
"""Writes an edition; what it loses goes to the list. ImportError says which package is missing."""


@dataclass(frozen=True)
class ExportFormat:
    """A format of another program.

    Attributes:
        title: how people call it.
        ending: what the names of its files end with.
    """

    name: str
    title: str
    ending: str

    def writer(self) -> WriteFormat:
        """What writes it, imported only now: some formats need packages that are not installed."""
        module = import_module(f"gluteedu.content.exchange.writing.{self.name}")
        write: WriteFormat = getattr(module, f"write_{self.name}")
        return write


FORMATS: dict[str, ExportFormat] = {
    made.name: made
    for made in (
        ExportFormat("moodle", "Moodle XML", ".moodle.xml"),
        ExportFormat("gift", "GIFT", ".gift.txt"),
        ExportFormat("qti", "QTI 1.2", ".qti.zip"),
        ExportFormat("anki", "Anki", ".apkg"),
        ExportFormat("csv", "CSV", ".csv"),
    )
}
