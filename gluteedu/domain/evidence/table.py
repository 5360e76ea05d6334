"""A table of evidence: its columns, its rows, who was counted, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TableCell = str | int | float | None
"""Words, a number, or None where the source gives no value."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: its name in the CSV file, snake_case.
        label: how people call it.
        unit: what its numbers count; None for a column of words.
        blank: what an empty cell means; None where every cell must be filled.
    """

    name: str
    label: str
    unit: str | None = None
    blank: str | None = None

    @property
    def heading(self) -> str:
        """The label, with the unit after it unless the label says it already."""
        if self.unit is None or self.unit.lower() in self.label.lower():
            return self.label
        return f"{self.label} ({self.unit})"


@dataclass(frozen=True)
class Table:
    """One table; ``rows`` map column names to cells, ``n`` says in words who was counted."""

    id: str
    title: str
    columns: tuple[Column, ...]
    n: str
    sources: tuple[str, ...]
    note: str
    rows: tuple[dict[str, TableCell], ...]

    def words(self, column: str) -> list[str]:
        """The cells of a column of words, top to bottom. An unknown column raises KeyError."""
        return [str(row[column]) for row in self.rows]

    def numbers(self, column: str) -> list[float]:
        """The cells of a column of numbers, top to bottom.

        Raises:
            KeyError: there is no such column.
            ValueError: a cell is empty or holds words.
        """
        return [number(row, column) for row in self.rows]

    def where(self, **cells: TableCell) -> tuple[dict[str, TableCell], ...]:
        """The rows in which every named column holds the given cell."""
        return tuple(r for r in self.rows if all(r[name] == cell for name, cell in cells.items()))


def number(row: dict[str, TableCell], column: str) -> float:
    """The number in one cell; ValueError where the cell is empty or holds words."""
    cell = row[column]
    if cell is None or isinstance(cell, str):
        raise ValueError(f"{column} holds {cell!r}, not a number")
    return cell


def numbers(rows: Iterable[dict[str, TableCell]], column: str) -> list[float]:
    """The number in one cell of each row; ValueError where one is empty or holds words."""
    return [number(row, column) for row in rows]


def optional_number(row: dict[str, TableCell], column: str) -> float | None:
    """The number in one cell, None where it is empty; ValueError where it holds words."""
    return None if row[column] is None else number(row, column)


def spell(cell: TableCell, column: Column) -> str:
    """One cell in words, the same everywhere: an empty cell says what its emptiness means."""
    if cell is None:
        return column.blank or ""
    if isinstance(cell, (int, float)):
        return f"{cell}".replace("-", "\N{MINUS SIGN}")
    return cell
