"""What a text loses on its way into another format, and the report that says so, summary first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EVERY = "-"
"""In place of an item's id: the note is about all items."""


@dataclass(frozen=True)
class Note:
    """One thing that was dropped or changed.

    Attributes:
        item: the id or the title of the item, or ``EVERY``.
        what: the thing in a word or two (``hint``, ``partial credit``); the summary counts by it.
        change: what became of it, without a full stop.
    """

    item: str
    what: str
    change: str


@dataclass(frozen=True)
class Report:
    """What an export or an import did.

    Attributes:
        headline: what was written, and how much of it, one sentence.
        notes: what was dropped or changed.
        todo: what is left for a person to do, one sentence each.
    """

    headline: str
    notes: tuple[Note, ...]
    todo: tuple[str, ...] = ()

    def summary(self) -> str:
        """The headline, what holds for every item, and how many items each change touched."""
        lines = [self.headline]
        lines += [f"Every item: {n.what}: {n.change}." for n in self.notes if n.item == EVERY]
        touched: dict[str, set[str]] = {}
        for note in self.notes:
            if note.item != EVERY:
                touched.setdefault(note.what, set()).add(note.item)
        for what in sorted(touched, key=lambda what: (-len(touched[what]), what)):
            number = len(touched[what])
            lines.append(f"  {what}: {number} {'item' if number == 1 else 'items'}")
        return "\n".join([*lines, *self.todo])

    def text(self) -> str:
        """The summary, then every item that lost something, in the order of the bank."""
        by_item: dict[str, list[str]] = {}
        for note in self.notes:
            if note.item != EVERY:
                by_item.setdefault(note.item, []).append(f"{note.what}: {note.change}")
        if not by_item:
            return self.summary()
        lines = [f"{item}: {'; '.join(found)}." for item, found in by_item.items()]
        return "\n".join([self.summary(), "", "Item by item:", *lines])


def told(item: str, changes: Iterable[Sequence[str]]) -> list[Note]:
    """One note about ``item`` for each pair of thing and change."""
    return [Note(item, what, change) for what, change in changes]
