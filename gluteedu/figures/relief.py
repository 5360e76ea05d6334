"""Figures on what eases soreness: a forest of effects, and how little stretching does."""

from __future__ import annotations

from itertools import groupby

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number
from gluteedu.figures.marks import guide, row_label, rows, say, scale, spoken, way, whiskers
from gluteedu.figures.theme import BRAND, FIRM, QUIET, SOFT, blank_figure, faint


def relief_forest(spec: FigureSpec, table: Table) -> go.Figure:
    """Standardised effects on soreness with 95 % ranges, grouped by kind; below 0 is less sore."""
    gap = 0.45  # rows are one apart, kinds a little more
    sheet = blank_figure(spec, table, 470, bottom=40, above=10)
    y = -1.0
    for _, same_kind in groupby(table.rows, key=lambda row: row["group"]):
        y += gap
        for row in same_kind:
            y += 1
            effect, low, high = (number(row, c) for c in ("effect", "low", "high"))
            name = f"{row['method']}, {row['when']}"
            row_label(sheet, y, name, spoken(effect, 2))
            whiskers(
                sheet, [effect], [y], [low], [high],
                colour=BRAND if high < 0 else FIRM,
                symbol="circle" if high < 0 else "circle-open",
                name=name,
                hover=[f"{name}: {spoken(effect)} ({spoken(low)} to {spoken(high)})"],
            )  # fmt: skip
    rows(sheet, y + 1, above=0.35)
    guide(sheet, 0)
    way(sheet, spec.words["less"], spec.words["more"], 0)
    scale(
        sheet, -3.05, 1.15, [-2, -1, 0, 1], texts=["\N{MINUS SIGN}2", "\N{MINUS SIGN}1", "0", "1"]
    )
    return sheet.figure()


def stretching_tiny(spec: FigureSpec, table: Table) -> go.Figure:
    """Change in soreness in points out of 100, drawn on the whole length of that scale."""
    sheet = blank_figure(spec, table, 300, bottom=30)
    rows(sheet, len(table.rows), above=0.8, below=0.4)
    sheet.update_layout(barmode="overlay")
    for y, row in enumerate(table.rows):
        effect, low, high = (number(row, c) for c in ("effect", "low", "high"))
        sheet.add_shape(
            type="rect", x0=-100, x1=0, y0=y - 0.13, y1=y + 0.13, layer="below",
            fillcolor=SOFT, opacity=0.5, line={"width": 0},
        )  # fmt: skip
        sheet.add_shape(
            type="rect", x0=low, x1=high, y0=y - 0.13, y1=y + 0.13, fillcolor=faint(BRAND, 0.4),
            line={"width": 0}, name="range",
        )  # fmt: skip
        row_label(sheet, y, str(row["method"]), spoken(effect, 1))
    sheet.add_scatter(
        x=table.numbers("effect"),
        y=list(range(len(table.rows))),
        mode="markers",
        name="effect",
        marker={
            "color": BRAND,
            "size": 22,
            "symbol": "line-ns",
            "line": {"color": BRAND, "width": 3},
        },
        text=[
            f"{row['method']}: {spoken(number(row, 'effect'))} "
            f"({spoken(number(row, 'low'))} to {spoken(number(row, 'high'))})"
            for row in table.rows
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    guide(sheet, 0)
    for text, x, anchor in ((spec.words["full"], -100, "left"), (spec.words["none"], 0, "center")):
        say(sheet, text, x, 0, yref="paper", valign="top", anchor=anchor, colour=QUIET, dy=-2)
    scale(sheet, -100, 22, [])
    sheet.update_xaxes(visible=False)
    return sheet.figure()
