"""Figures of lesson 04 on pregnancy: how common each pain is, what exercise does, clots."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number, numbers, optional_number
from gluteedu.figures.canvas import Canvas
from gluteedu.figures.marks import row_label, say, spoken, whiskers
from gluteedu.figures.theme import COLOURS, FIRM, INK, PAPER, SHAPES, SOFT, blank_figure, faint

GIRDLE, NERVE = COLOURS["pelvic_girdle_pain"], COLOURS["sciatic_nerve_pain"]
DIAMOND, TRIANGLE = SHAPES["pelvic_girdle_pain"], SHAPES["sciatic_nerve_pain"]


def people(
    sheet: Canvas,
    count: int,
    *,
    name: str,
    deep: int = 5,
    column: int = 0,
    skip: int = 0,
    **marker: Any,
) -> None:
    """``count`` marks, filled column by column, ``deep`` to a column, after ``skip`` others."""
    places = [divmod(skip + i, deep) for i in range(count)]
    sheet.add_scatter(
        x=[column + x for x, _ in places], y=[y for _, y in places], mode="markers", name=name,
        marker=marker, hoverinfo="skip",
    )  # fmt: skip


def _grid(sheet: Canvas, across: int, deep: int, *, domain: list[float], foot: float = 0) -> None:
    """Square cells from the upper left, ``across`` by ``deep``, ``foot`` cells free below."""
    sheet.update_xaxes(
        range=[-0.6, across - 0.4], visible=False, constrain="domain", constraintoward="left"
    )
    sheet.update_yaxes(
        range=[deep - 0.4 + foot, -0.6], visible=False, scaleanchor="x", scaleratio=1,
        constrain="domain", constraintoward="top", domain=domain,
    )  # fmt: skip


def pregnancy_frequency(spec: FigureSpec, table: Table) -> go.Figure:
    """A hundred pregnant women: how many have girdle or back pain, girdle pain now, sciatica."""
    ever, now, _, _ = (round(n) for n in table.numbers("of_100"))
    height, words_above, grid = 275, 44, 116
    sheet = blank_figure(spec, table, height, bottom=6)
    outline: dict[str, Any] = {"line": {"color": GIRDLE, "width": 1.5}, "size": 9}
    people(sheet, now, name="girdle now", symbol=DIAMOND, color=GIRDLE, **outline)
    people(sheet, ever - now, skip=now, name="any", symbol=DIAMOND, color=PAPER, **outline)
    people(sheet, 100 - ever, skip=ever, name="neither", symbol="circle", color=SOFT, size=9)
    top = 1 - words_above / height
    _grid(sheet, 20, 5, foot=0.5, domain=[top - grid / height, top])
    say(sheet, spec.words["pelvic"], 0, 1, xref="paper", yref="paper", valign="top", colour=GIRDLE)
    end = ever / 5 - 0.6
    sheet.add_shape(
        type="path", path=f"M -0.45 4.55 L -0.45 4.75 L {end} 4.75 L {end} 4.55",
        line={"color": GIRDLE, "width": 2},
    )  # fmt: skip
    for word, colour, down in (("any", GIRDLE, 4), ("sciatica", NERVE, 54)):
        say(sheet, spec.words[word], 0, 4.75, xref="paper", valign="top", colour=colour, dy=-down)
    return sheet.figure()


def pregnancy_kinds(spec: FigureSpec, table: Table) -> go.Figure:
    """One bar of 100 %: girdle pain alone, with back pain, and back pain alone."""
    sheet = blank_figure(spec, table, 180, bottom=10)
    sheet.update_layout(barmode="stack", uniformtext={"minsize": 14, "mode": "show"})
    words = (spec.words["only"], spec.words["both"], spec.words["back"])
    fills = ({"color": GIRDLE}, {"color": faint(GIRDLE, 0.35)}, {"color": SOFT})
    start = 0.0
    for row, word, fill in zip(table.rows, words, fills, strict=True):
        share = number(row, "share")
        sheet.add_bar(
            x=[share], y=[0], orientation="h", name=str(row["kind"]), width=0.5,
            marker={**fill, "line": {"color": PAPER, "width": 3}},
            text=[f"<b>{spoken(share)}%</b>"], textposition="inside", insidetextanchor="middle",
            textangle=0, textfont={"size": 16, "color": PAPER if fill["color"] == GIRDLE else INK},
            hoverinfo="skip",
        )  # fmt: skip
        say(sheet, word, start + 0.5, -0.3, valign="top")
        start += share
    girdle = sum(table.numbers("share")[:2])
    sheet.add_shape(
        type="path", path=f"M 0.5 0.32 L 0.5 0.4 L {girdle - 0.5} 0.4 L {girdle - 0.5} 0.32",
        line={"color": GIRDLE, "width": 2},
    )  # fmt: skip
    say(sheet, f"<b>{spec.words['girdle']}</b>", 0.5, 0.44, valign="bottom", colour=GIRDLE)
    sheet.update_xaxes(range=[0, 100], visible=False)
    sheet.update_yaxes(range=[-1.0, 0.75], visible=False)
    return sheet.figure()


def exercise_in_pregnancy(spec: FigureSpec, table: Table) -> go.Figure:
    """Effect on how bad the pain is (SMD), and below it on who gets it (risk ratios)."""
    sheet = blank_figure(spec, table, 400, bottom=36)
    parts = (
        ("severity", "SMD", "", 0, [-1.9, 0.35], [-1.5, -1, -0.5, 0], [0.72, 0.93], 1.0),
        ("risk", "risk ratio", "2", 1, [0.72, 1.06], [0.8, 0.9, 1], [0, 0.48], 0.53),
    )
    for word, metric, number_of, none, span, ticks, domain, head in parts:
        part = table.where(metric=metric)
        x, y = f"x{number_of}", f"y{number_of}"
        values = numbers(part, "effect")
        low = [optional_number(row, "low") for row in part]
        high = [optional_number(row, "high") for row in part]
        whiskers(
            sheet, values, range(len(part)), low, high, colour=GIRDLE, symbol=DIAMOND,
            hover=[spoken(v) for v in values], name=word, size=13, xaxis=x, yaxis=y,
        )  # fmt: skip
        for place, row in enumerate(part):
            row_label(
                sheet, place, str(row["outcome"]), spoken(values[place], 2), colour=GIRDLE, yref=y
            )
        across = {
            "range": span, "tickvals": ticks, "ticktext": [spoken(t) for t in ticks], "anchor": y,
        }  # fmt: skip
        down = {
            "range": [len(part) - 0.6, -0.8], "visible": False, "domain": domain, "anchor": x,
        }  # fmt: skip
        sheet.update_layout(**{f"xaxis{number_of}": across, f"yaxis{number_of}": down})
        say(sheet, f"<b>{spec.words[word]}</b>", 0, head, xref="paper", yref="paper",
            valign="top" if head == 1 else "bottom")  # fmt: skip
        sheet.add_shape(
            type="line", x0=none, x1=none, xref=x, y0=domain[0], y1=domain[1], yref="paper",
            layer="below", line={"color": FIRM, "width": 1.5},
        )  # fmt: skip
    return sheet.figure()


def clot_side(spec: FigureSpec, table: Table) -> go.Figure:
    """One mark for each woman with a clot in pregnancy: left leg, and not the left."""
    left, other = (round(n) for n in table.numbers("clots"))
    sheet = blank_figure(spec, table, 210, bottom=10)
    dark, shape = COLOURS["other_serious"], SHAPES["other_serious"]
    people(sheet, left, deep=7, name="left", symbol=shape, color=dark, size=15)
    people(
        sheet, other, deep=7, column=13, name="other", symbol=shape, color=PAPER,
        line={"color": dark, "width": 2}, size=14,
    )  # fmt: skip
    _grid(sheet, 16, 7, domain=[0, 0.86])
    for word, count, x in (("left", left, -0.5), ("other", other, 12.5)):
        say(sheet, spec.words[word].format(count=count), x, 1, yref="paper", valign="top", size=15)
    return sheet.figure()
