"""The parts that a page of the report is made of: plots, rows, tables that fold away, files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from html import escape

from gluteedu.classroom.report.marks import Scale, axis
from gluteedu.classroom.report.sheet import Cell, Sheet, csv_text

Link = Callable[[Sheet], str]
"""The address of a sheet's CSV file."""

WIDE = 12
"""A table with more columns than this does not fit paper; its file is for that."""


def data_link(sheet: Sheet) -> str:
    """The whole CSV inside its own address: it opens with no server and no network."""
    content = csv_text(sheet.columns, sheet.rows).encode()
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"


def section(anchor: str, title: str, *parts: str) -> str:
    """A section with its heading."""
    inner = "\n".join(part for part in parts if part)
    return (
        f'<section id="{anchor}" aria-labelledby="{anchor}-title">\n'
        f'<h2 id="{anchor}-title">{escape(title)}</h2>\n{inner}\n</section>'
    )


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain words."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def plot(
    see: str, rows: Iterable[str], *, legend: Sequence[tuple[str, str]] = (), axes: str = ""
) -> str:
    """A plot: what to see in one sentence, a legend of (sample, words), axes, and its rows."""
    key = "".join(f"<li>{sample}<span>{escape(words)}</span></li>" for sample, words in legend)
    return (
        f'<figure class="r-plot"><figcaption>{escape(see)}</figcaption>'
        + (f'<ul class="r-legend">{key}</ul>' if key else "")
        + axes
        + f'<ul class="r-rows">{"".join(rows)}</ul></figure>'
    )


def one_axis(scale: Scale) -> str:
    """The axis of a plot with one column of marks."""
    return f'<div class="r-line">{axis(scale)}</div>'


def plot_row(
    label: str, value: str, marks: str, *, more: str = "", tags: Sequence[str] = ()
) -> str:
    """A row of a plot: what it is about, its figures in words, its marks.

    Args:
        label, value: plain text; ``value`` says all that the marks show.
        marks: SVG.
        more: HTML below the row.
        tags: short words that mark the row, plain text.
    """
    marked = "".join(f' <span class="r-tag">{escape(tag)}</span>' for tag in tags)
    return (
        f'<li><div class="r-words"><p class="r-label">{escape(label)}{marked}</p>'
        f'<p class="r-value">{escape(value)}</p></div>'
        f'<div class="r-line">{marks}</div>{more}</li>'
    )


def folded(sheet: Sheet, link: Link, *, called: str = "Show the table") -> str:
    """The table behind a plot, folded away, with its CSV file."""
    if not sheet.rows:
        return ""
    kind = "r-table r-wide" if len(sheet.columns) > WIDE else "r-table"
    return (
        f'<details class="{kind}"><summary>{escape(called)}</summary>'
        f"{table(sheet)}<p>{file_link(sheet, link)}</p></details>"
    )


def file_link(sheet: Sheet, link: Link) -> str:
    """A link that saves a sheet as CSV."""
    address = escape(link(sheet))
    return f'<a class="r-save" download="{sheet.id}.csv" href="{address}">Save {sheet.id}.csv</a>'


def table(sheet: Sheet) -> str:
    """A table that a keyboard can scroll; an empty cell says that there is nothing to show."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in sheet.columns)
    body = "".join(
        f"<tr>{''.join(_cell(cell, place) for place, cell in enumerate(row))}</tr>"
        for row in sheet.rows
    )
    return (
        f'<div class="r-scroll" role="region" tabindex="0" aria-label="{escape(sheet.title)}">'
        f"<table><caption>{escape(sheet.title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell, place: int) -> str:
    if place == 0:
        return f'<th scope="row">{escape(str(cell))}</th>'
    if cell is None:
        return "<td>\N{EN DASH}</td>"
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    text = f"{cell:.2f}" if isinstance(cell, float) else str(cell)
    return f'<td class="r-n">{text}</td>'
