"""The look of every figure: colours from tokens.css, one type scale, room that suits a phone."""

from __future__ import annotations

import textwrap
from typing import Any

from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table
from gluteedu.figures.canvas import Canvas

_CAUSES = load_causes()
CAUSE_IDS = _CAUSES.ids
COLOURS = {style.id: style.light for style in _CAUSES.styles}
SHAPES = {style.id: style.marker for style in _CAUSES.styles}
"""Each cause has one colour and one marker, everywhere."""

TOKENS = {
    "page": "#fbf8f3",
    "paper": "#ffffff",
    "sunken": "#f3eee5",
    "ink": "#22303a",
    "quiet": "#52616b",
    "line-soft": "#ddd5c7",
    "line-firm": "#7a858c",
    "brand": "#14606b",
    "brand-soft": "#e0f0f0",
    **COLOURS,
}
"""The light values of the colours a figure may use; a test holds them equal to the style sheet."""

PAPER, INK, QUIET = TOKENS["paper"], TOKENS["ink"], TOKENS["quiet"]
SOFT, FIRM, BRAND = TOKENS["line-soft"], TOKENS["line-firm"], TOKENS["brand"]


FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
SMALL, TEXT, TITLE = 14, 15, 17

_EDGE = 16  # pixels between words and the edge of the paper
_INSET = 3  # pixels that plotly keeps free around an annotation
_TITLE_LINE, _SUB_LINE = 22, 18
_TITLE_WIDTH, _SUB_WIDTH = 31, 42  # characters: what a phone of 350 pixels holds in a wide font

CONFIG = {"responsive": True, "displayModeBar": False}
"""What plotly.js is told besides the figure."""


def faint(colour: str, strength: float) -> str:
    """A hex colour seen through: ``rgba(...)`` with ``strength`` from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {strength})"


def wrap(text: str, width: int) -> str:
    """Text in as few lines of at most ``width`` characters as hold it, and those evenly filled."""
    lines = _lines(text, width)
    for narrower in range(width - 1, 0, -1):
        tighter = _lines(text, narrower)
        if len(tighter) > len(lines) or max(map(len, tighter)) > narrower:
            break
        lines = tighter
    return "<br>".join(lines)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def subtitle(spec: FigureSpec, table: Table) -> str:
    """Who was counted, and on new lines how to read the marks: what stands under each title."""
    return wrap(f"{spec.n or table.n}.", _SUB_WIDTH) + "<br>" + wrap(spec.marks, _SUB_WIDTH)


def blank_figure(
    spec: FigureSpec,
    table: Table,
    height: int,
    *,
    left: int = _EDGE - _INSET,
    right: int = _EDGE - _INSET,
    bottom: int = 46,
    above: int = 0,
) -> Canvas:
    """An empty figure with its head: title, who was counted, how to read the marks.

    Args:
        height: of the plotting area, in pixels; the head and the margins come on top.
        left, right, bottom: margins in pixels.
        above: pixels to keep free between the head and the plotting area, for words there.
    """
    title = wrap(spec.title, _TITLE_WIDTH)
    under = subtitle(spec, table)
    head = _TITLE_LINE * (title.count("<br>") + 1) + _SUB_LINE * (under.count("<br>") + 1)
    top = _EDGE + head + 26 + above
    sheet = Canvas()
    sheet.update_layout(
        template=_template(),
        height=top + height + bottom,
        title={"text": f"<b>{title}</b>"},
        margin={"l": left, "r": right, "t": top, "b": bottom},
    )
    sheet.add_annotation(
        name="subtitle", text=under, font={"color": QUIET, "size": SMALL}, align="left",
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
        xshift=_EDGE - _INSET - left, yshift=18 + above,
    )  # fmt: skip
    return sheet


def _template() -> dict[str, Any]:
    axis = {
        "automargin": False,
        "fixedrange": True,
        "gridcolor": SOFT,
        "linecolor": FIRM,
        "showline": False,
        "tickfont": {"color": QUIET, "size": SMALL},
        "ticks": "",
        "title": {"font": {"color": QUIET, "size": SMALL}, "standoff": 8},
        "zeroline": False,
    }
    return {
        "layout": {
            "annotationdefaults": {"showarrow": False},
            "autosize": True,
            "barcornerradius": 3,
            "dragmode": False,
            "font": {"color": INK, "family": FONT, "size": TEXT},
            "hoverlabel": {
                "align": "left",
                "bgcolor": PAPER,
                "bordercolor": FIRM,
                "font": {"color": INK, "family": FONT, "size": SMALL},
            },
            "hovermode": "closest",
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "showlegend": False,
            "title": {
                "font": {"color": INK, "size": TITLE},
                "x": 0,
                "xanchor": "left",
                "xref": "container",
                "y": 1,
                "yanchor": "top",
                "yref": "container",
                "pad": {"l": _EDGE, "t": _EDGE + TITLE - 4},
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    }
