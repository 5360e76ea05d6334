"""The HTML parts of the report page: sections, plots, rows, folded tables, links to files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from html import escape

from gluteedu.classroom.report.marks import Scale, axis
from gluteedu.classroom.report.report_table import ReportCell, ReportTable, csv_text
from gluteedu.domain.words import Words

Link = Callable[[ReportTable], str]
"""The address of a table's CSV file."""

MAX_PRINTED_COLUMNS = 12
"""A table with more columns than this does not fit paper; its file is for that."""


def data_link(table: ReportTable) -> str:
    """The whole CSV inside its own address: it opens with no server and no network."""
    content = csv_text(table.columns, table.rows).encode()
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"


class ReportSection:
    """A section of the page.

    Args:
        title: its heading, plain text.
        parts: HTML; empty parts are left out.
    """

    def __init__(self, title: str, *parts: str):
        self.title = title
        self.parts = tuple(part for part in parts if part)

    def html(self, anchor: str) -> str:
        """The section as HTML, with ``anchor`` as its id."""
        inner = "\n".join(self.parts)
        return (
            f'<section id="{anchor}" aria-labelledby="{anchor}-title">\n'
            f'<h2 id="{anchor}-title">{escape(self.title)}</h2>\n{inner}\n</section>'
        )


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain words."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def plot(
    caption: str, rows: Iterable[str], *, legend: Sequence[tuple[str, str]] = (), axes: str = ""
) -> str:
    """A plot: a caption that says what to see, a legend of (sample, words), axes, and its rows."""
    key = "".join(f"<li>{sample}<span>{escape(words)}</span></li>" for sample, words in legend)
    return (
        f'<figure class="r-plot"><figcaption>{escape(caption)}</figcaption>'
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


def folded_table(table: ReportTable, link: Link, words: Words, summary: str = "") -> str:
    """The table behind a plot, folded away, with its CSV file.

    ``summary`` is plain text; "Show the table" without it.
    """
    if not table.rows:
        return ""
    summary = summary or words.say("show_table")
    kind = "r-table r-wide" if len(table.columns) > MAX_PRINTED_COLUMNS else "r-table"
    return (
        f'<details class="{kind}"><summary>{escape(summary)}</summary>'
        f"{report_table_html(table)}<p>{file_link(table, link, words)}</p></details>"
    )


def file_link(table: ReportTable, link: Link, words: Words) -> str:
    """A link that saves a table as CSV."""
    address = escape(link(table))
    name = f"{table.id}.csv"
    save = words.html("save", file=name)
    return f'<a class="r-save" download="{name}" href="{address}">{save}</a>'


def report_table_html(table: ReportTable) -> str:
    """A table that a keyboard can scroll; an empty cell says that there is nothing to show."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    body = "".join(
        f"<tr>{''.join(_cell(cell, place) for place, cell in enumerate(row))}</tr>"
        for row in table.rows
    )
    return (
        f'<div class="r-scroll" role="region" tabindex="0" aria-label="{escape(table.title)}">'
        f"<table><caption>{escape(table.title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: ReportCell, place: int) -> str:
    if place == 0:
        return f'<th scope="row">{escape(str(cell))}</th>'
    if cell is None:
        return "<td>\N{EN DASH}</td>"
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    text = f"{cell:.2f}" if isinstance(cell, float) else str(cell)
    return f'<td class="r-n">{text}</td>'
