"""A table of the class report, on its way to a page or to a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from gluteedu.domain.spreadsheet import guarded_cell

ReportCell = str | float | int | None


@dataclass(frozen=True)
class ReportTable:
    """One table.

    Attributes:
        id: name of the CSV file, without its ending.
        title: what is in it, for people.
        columns: one name for each column.
        rows: one cell for each column; None where there is nothing to show.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ReportCell, ...], ...]


def csv_text(
    columns: Sequence[str], rows: Sequence[Sequence[ReportCell]], *, guard: bool = True
) -> str:
    """Rows as CSV (RFC 4180, CR LF) with a header; numbers have up to 4 decimals.

    Args:
        guard: put an apostrophe before a text that a spreadsheet would run as a formula (OWASP,
            CSV Injection); off where a program reads the file, which wants the text as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell, guard) for cell in row] for row in rows)
    return out.getvalue()


def cell_text(cell: ReportCell) -> str:
    """A cell as it is written: nothing for None, a number without needless decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{round(cell, 4):.10g}" if cell else "0"
    return str(cell)


def _guarded(cell: ReportCell, guard: bool) -> str:
    text = cell_text(cell)
    return guarded_cell(text) if guard and isinstance(cell, str) else text
