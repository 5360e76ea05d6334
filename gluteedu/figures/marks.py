"""The few marks all figures are built from: labels beside the data, guides, whiskers, rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gluteedu.figures.canvas import Canvas
from gluteedu.figures.theme import FIRM, INK, PAPER, QUIET, SMALL, TEXT

MINUS = "\N{MINUS SIGN}"


def spoken(value: float, digits: int | None = None) -> str:
    """A number as readers write it: a real minus sign, no digits that carry nothing."""
    text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return text.replace("-", MINUS)


def say(
    sheet: Canvas,
    text: str,
    x: float,
    y: float,
    *,
    colour: str = INK,
    size: int = SMALL,
    anchor: str = "left",
    valign: str = "middle",
    dx: float = 0,
    dy: float = 0,
    **more: Any,
) -> None:
    """Words in the figure, at data coordinates unless ``xref`` or ``yref`` say otherwise."""
    sheet.add_annotation(
        text=text,
        x=x,
        y=y,
        font={"color": colour, "size": size},
        xanchor=anchor,
        yanchor=valign,
        align=anchor if anchor != "auto" else "left",
        xshift=dx,
        yshift=dy,
        **{"showarrow": False, **more},
    )


def point_at(
    sheet: Canvas, text: str, x: float, y: float, *, ax: float, ay: float, **more: Any
) -> None:
    """Words with a thin line to (x, y); ``ax``, ``ay`` are pixels from there to the words."""
    say(
        sheet, text, x, y, ax=ax, ay=ay, showarrow=True, arrowhead=0, arrowwidth=1,
        arrowcolor=FIRM, standoff=7, **more,
    )  # fmt: skip


def guide(sheet: Canvas, x: float, *, dash: str = "solid", y0: float = 0) -> None:
    """A vertical line at ``x`` over the whole plotting area, under the data."""
    sheet.add_shape(
        type="line", x0=x, x1=x, y0=y0, y1=1, yref="paper", layer="below",
        line={"color": FIRM, "width": 1.5, "dash": dash},
    )  # fmt: skip


def rows(sheet: Canvas, count: float, *, above: float = 0.75, below: float = 0.35) -> None:
    """A hidden y axis with row 0 on top; each row's label stands above its mark."""
    sheet.update_yaxes(range=[count - 1 + below, -above], visible=False)


def row_label(
    sheet: Canvas,
    y: float,
    text: str,
    value: str = "",
    *,
    colour: str = INK,
    lift: float = 9,
    **more: Any,
) -> None:
    """The name of a row at the left edge, and what it comes to at the right edge."""
    say(
        sheet, text, 0, y, xref="paper", valign="bottom", dy=lift, size=TEXT, name="row",
        bgcolor=PAPER, borderpad=0, **more,
    )  # fmt: skip
    if value:
        say(
            sheet, f"<b>{value}</b>", 1, y, xref="paper", anchor="right", valign="bottom",
            dy=lift, size=TEXT, colour=colour, name="value", bgcolor=PAPER, borderpad=0, **more,
        )  # fmt: skip


def scale(
    sheet: Canvas,
    low: float,
    high: float,
    ticks: Sequence[float],
    *,
    texts: Sequence[str] | None = None,
    title: str = "",
    **more: Any,
) -> None:
    """The x axis: its range, few ticks, and what it counts."""
    sheet.update_xaxes(
        range=[low, high],
        tickvals=list(ticks),
        ticktext=list(texts) if texts is not None else [spoken(t) for t in ticks],
        title={"text": title},
        **more,
    )


def whiskers(
    sheet: Canvas,
    x: Sequence[float],
    y: Sequence[float],
    low: Sequence[float | None],
    high: Sequence[float | None],
    *,
    colour: str,
    symbol: str = "circle",
    hover: Sequence[str],
    name: str,
    size: int = 12,
    **more: Any,
) -> None:
    """Marks with a line from ``low`` to ``high``; a mark without a range has no line."""
    up = [0 if h is None else round(h - v, 6) for v, h in zip(x, high, strict=True)]
    down = [0 if b is None else round(v - b, 6) for v, b in zip(x, low, strict=True)]
    sheet.add_scatter(
        x=list(x),
        y=list(y),
        mode="markers",
        name=name,
        marker={
            "color": colour, "size": size, "symbol": symbol,
            "line": {"color": colour, "width": 2 if symbol.endswith("-open") else 0},
        },
        error_x={
            "type": "data", "symmetric": False, "array": up, "arrayminus": down,
            "color": colour, "thickness": 2.5, "width": 0,
        },
        text=list(hover),
        hovertemplate="%{text}<extra></extra>",
        **more,
    )  # fmt: skip


def way(sheet: Canvas, less: str, more: str, x: float) -> None:
    """Which way is which, above the rows: words on either side of the guide at ``x``."""
    for text, anchor, dx in (
        (f"\N{LEFTWARDS ARROW} {less}" if less else "", "right", -6),
        (f"{more} \N{RIGHTWARDS ARROW}" if more else "", "left", 6),
    ):
        if text:
            say(
                sheet, text, x, 1, yref="paper", anchor=anchor, valign="bottom", dx=dx,
                colour=QUIET,
            )  # fmt: skip
