"""The words under a figure: plain text and HTML with what to see, the numbers and the source."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.words import course_words
from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.reference import Source
from gluteedu.domain.evidence.table import Column, Table, spell


def figure_text(spec: FigureSpec, table: Table, sources: Iterable[Source]) -> str:
    """Title, what to see, the table, who was counted, cautions, sources, and a digest of it all."""
    say = course_words()["figures"].say
    lines = [spec.title, "", what_to_see(spec), "", table_text(table), ""]
    lines += [say("who_was_counted", who=spec.n or table.n)]
    lines += [say("note", note=note) for note in _notes(spec, table)]
    lines += [say("source", sources="; ".join(source.short for source in sources))]
    return "\n".join([*lines, f"[content {digest(spec, table)}]"])


def what_to_see(spec: FigureSpec) -> str:
    """The one sentence that says what to see, with its label."""
    return course_words()["figures"].say("what_to_see", see=spec.see)


def table_text(table: Table) -> str:
    """The table in columns of plain text: words to the left, numbers to the right."""
    shown = _columns(table)
    cells = [[column.heading for column in shown]]
    cells += [[spell(row[column.name], column) for column in shown] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]

    def aligned(cell: str, width: int, column: Column) -> str:
        return cell.ljust(width) if column.unit is None else cell.rjust(width)

    lines = ["  ".join(map(aligned, line, widths, shown)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([table.title, *lines])


def table_html(table: Table) -> str:
    """The table in HTML: a caption, a scope for each heading, the first column naming its row."""
    shown = _columns(table)
    head = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in shown)
    body = []
    for row in table.rows:
        words = [escape(spell(row[column.name], column)) for column in shown]
        cells = "".join(f"<td>{cell}</td>" for cell in words[1:])
        body.append(f'<tr><th scope="row">{words[0]}</th>{cells}</tr>')
    return (
        f'<div class="g-scroll" role="region" aria-label="{escape(table.title)}" tabindex="0">'
        f"<table><caption>{escape(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def caption_html(spec: FigureSpec, table: Table, sources: Iterable[Source]) -> str:
    """What stands under the figure, ending in the numbers as a table that can be opened."""
    say = course_words()["figures"].html
    cited = "; ".join(_link(source) for source in sources)
    notes = " ".join(escape(note) for note in _notes(spec, table))
    return (
        '<div class="gluteedu g-caption">'
        f"<p><strong>{say('see_head')}</strong> {escape(spec.see)}</p>"
        f'<p class="g-small">{escape(spec.n or table.n)}. {notes}</p>'
        f'<p class="g-small">{say("source", sources=cited)}</p>'
        f"<details><summary>{say('numbers_as_table')}</summary>{table_html(table)}</details></div>"
    )


def _notes(spec: FigureSpec, table: Table) -> list[str]:
    return [note for note in (spec.note, table.note) if note]


def _columns(table: Table) -> list[Column]:
    """All but the source ids, which are named below the table."""
    return [column for column in table.columns if column.name != "source"]


def _link(source: Source) -> str:
    name = escape(source.short)
    return f'<a href="{escape(source.address)}">{name}</a>' if source.address else name
