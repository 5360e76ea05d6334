"""What a page without moving parts is: words, HTML, a digest; and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest


@dataclass(frozen=True)
class Page:
    """Something to show below a cell, readable as text and as HTML."""

    text: str
    html: str

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": f'<div class="gluteedu">{self.html}</div>'}


def make_page(lines: Iterable[str], html: Iterable[str], *content: Any) -> Page:
    """A page from lines of text and pieces of HTML, with the digest of ``content`` as last line."""
    return Page("\n".join([*lines, f"[content {digest(*content)}]"]), "".join(html))


def quiet(text: str) -> str:
    """Plain text, small and pale, as HTML."""
    return f'<span class="g-quiet">{escape(text)}</span>'


def page_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of safe HTML cells; ``rows`` pairs an ``id`` attribute or "" with the cells.

    The roles repeat what the tags say, because a phone shows the parts as blocks and browsers
    then forget that they are a table.
    """
    heads = "".join(f'<th role="columnheader" scope="col">{escape(c)}</th>' for c in columns)
    body = []
    for mark, first, *others in rows:
        cells = "".join(
            f'<td role="cell" data-label="{escape(column)}">{cell}</td>'
            for column, cell in zip(columns[1:], others, strict=True)
        )
        head = f'<th role="rowheader" scope="row" data-label="{escape(columns[0])}">{first}</th>'
        body.append(f'<tr role="row"{mark}>{head}{cells}</tr>')
    two = " g-two" if len(columns) == 2 else ""
    return (
        f'<table class="g-stack{two}" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table>'
    )
