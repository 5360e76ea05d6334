"""Figures of lesson 04: how common each pain is in pregnancy, clots, scans and the leg raise."""

from __future__ import annotations

import plotly.graph_objects as go

from gluteedu.domain.figure import FigureSpec
from gluteedu.domain.table import Table, number
from gluteedu.figures.marks import guide, row_label, rows, say, scale, spoken, way, whiskers
from gluteedu.figures.theme import COLOURS, FIRM, INK, PAPER, QUIET, SHAPES, SOFT, canvas, faint

GIRDLE, NERVE = COLOURS["pelvic_girdle_pain"], COLOURS["sciatic_nerve_pain"]
DIAMOND, TRIANGLE = SHAPES["pelvic_girdle_pain"], SHAPES["sciatic_nerve_pain"]


def people(
    figure: go.Figure,
    count: int,
    *,
    deep: int,
    column: int = 0,
    skip: int = 0,
    name: str,
    **marker: object,
) -> None:
    """``count`` marks, filled column by column, ``deep`` to a column, after ``skip`` others."""
    places = [divmod(skip + i, deep) for i in range(count)]
    figure.add_scatter(
        x=[column + x for x, _ in places], y=[y for _, y in places], mode="markers", name=name,
        marker={"size": 13, **marker}, hoverinfo="skip",
    )  # fmt: skip


def _grid(figure: go.Figure, across: int, deep: int) -> None:
    figure.update_xaxes(
        range=[-0.6, across - 0.4], visible=False, constrain="domain", constraintoward="left"
    )
    figure.update_yaxes(
        range=[deep - 0.4, -0.6], visible=False, scaleanchor="x", scaleratio=1,
        constrain="domain", constraintoward="top",
    )  # fmt: skip


def pregnancy_frequency(spec: FigureSpec, table: Table) -> go.Figure:
    """A hundred pregnant women: how many have girdle or back pain, girdle pain now, sciatica."""
    ever, now, _, _ = (round(n) for n in table.numbers("of_100"))
    figure = canvas(spec, table, 300, bottom=10)
    outline = {"line": {"color": GIRDLE, "width": 2}}
    people(figure, now, deep=5, name="girdle now", symbol=DIAMOND, color=GIRDLE, **outline)
    people(figure, ever - now, deep=5, skip=now, name="any", symbol=DIAMOND, color=PAPER, **outline)
    people(
        figure, 100 - ever, deep=5, skip=ever, name="neither", symbol="circle", color=SOFT
    )
    _grid(figure, 20, 5)
    figure.update_yaxes(domain=[0.16, 0.86])
    say(figure, spec.words["pelvic"], 0, 1, xref="paper", yref="paper", valign="top", colour=GIRDLE)
    figure.add_shape(
        type="line", x0=-0.45, x1=ever / 5 - 0.55, y0=4.75, y1=4.75,
        line={"color": GIRDLE, "width": 2},
    )  # fmt: skip
    say(figure, spec.words["any"], -0.5, 4.8, valign="top", colour=GIRDLE, dy=-4)
    figure.add_scatter(
        x=[0], y=[8.1], mode="markers", name="sciatica", hoverinfo="skip", cliponaxis=False,
        marker={"size": 14, "symbol": TRIANGLE, "color": NERVE},
    )  # fmt: skip
    say(figure, spec.words["sciatica"], 0, 7.5, valign="top", colour=NERVE, dx=16)
    return figure


def pregnancy_kinds(spec: FigureSpec, table: Table) -> go.Figure:
    """One bar of 100 %: girdle pain alone, with back pain, and back pain alone."""
    figure = canvas(spec, table, 170, bottom=10)
    figure.update_layout(barmode="stack", uniformtext={"minsize": 14, "mode": "show"})
    words = (spec.words["only"], spec.words["both"], spec.words["back"])
    fills = ({"color": GIRDLE}, {"color": faint(GIRDLE, 0.62)}, {"color": SOFT})
    start = 0.0
    for row, word, fill in zip(table.rows, words, fills, strict=True):
        share = number(row, "share")
        figure.add_bar(
            x=[share], y=[0], orientation="h", name=str(row["kind"]), width=0.5,
            marker={**fill, "line": {"color": PAPER, "width": 3}},
            text=[f"<b>{spoken(share)}%</b>"], textposition="inside", insidetextanchor="middle",
            textangle=0, textfont={"size": 16, "color": INK if fill["color"] == SOFT else PAPER},
            hoverinfo="skip",
        )  # fmt: skip
        say(figure, word, start + 0.5, -0.3, valign="top")
        start += share
    girdle = sum(table.numbers("share")[:2])
    figure.add_shape(
        type="path", path=f"M 0.5 0.32 L 0.5 0.4 L {girdle - 0.5} 0.4 L {girdle - 0.5} 0.32",
        line={"color": GIRDLE, "width": 2},
    )  # fmt: skip
    say(figure, f"<b>{spec.words['girdle']}</b>", 0.5, 0.44, valign="bottom", colour=GIRDLE)
    figure.update_xaxes(range=[0, 100], visible=False)
    figure.update_yaxes(range=[-0.85, 0.75], visible=False)
    return figure


def exercise_in_pregnancy(spec: FigureSpec, table: Table) -> go.Figure:
    """Effect on how bad the pain is (SMD), and below it on who gets it (risk ratios)."""
    figure = canvas(spec, table, 400, bottom=40)
    severity = table.where(metric="SMD")
    risk = table.where(metric="risk ratio")
    parts = ((severity, "y", "x", [0.79, 0.93]), (risk, "y2", "x2", [0, 0.5]))
    for part, yref, xref, domain in parts:
        values = [number(row, "effect") for row in part]
        low = [None if row["low"] is None else number(row, "low") for row in part]
        high = [None if row["high"] is None else number(row, "high") for row in part]
        whiskers(
            figure, values, range(len(part)), low, high, colour=GIRDLE, symbol=DIAMOND,
            hover=[spoken(v) for v in values], name=xref, size=13,
        )  # fmt: skip
        figure.data[-1].update(xaxis=xref, yaxis=yref)
        for y, row in enumerate(part):
            for text, x, anchor in ((str(row["outcome"]), 0, "left"), (spoken(values[y]), 1, "right")):
                say(
                    figure, text if x == 0 else f"<b>{text}</b>", x, y, xref="paper", yref=yref,
                    anchor=anchor, valign="bottom", dy=9, size=15, colour=INK if x == 0 else GIRDLE,
                )  # fmt: skip
        figure.update_layout(
            {f"{yref[0]}axis{yref[1:]}": {
                "range": [len(part) - 0.6, -0.8], "visible": False, "domain": domain, "anchor": xref,
            }}
        )  # fmt: skip
    axis = {"tickfont": {"size": 14, "color": QUIET}, "gridcolor": SOFT, "zeroline": False}
    figure.update_layout(
        xaxis={"range": [-1.9, 0.35], "tickvals": [-1.5, -1, -0.5, 0], "anchor": "y"},
        xaxis2={**axis, "range": [0.72, 1.06], "tickvals": [0.8, 0.9, 1], "anchor": "y2", "fixedrange": True},
    )  # fmt: skip
    figure.update_xaxes(ticktext=[spoken(t) for t in (-1.5, -1, -0.5, 0)], selector={"anchor": "y"})
    for word, top, less, x, xref in (
        ("severity", 1.0, "less", 0, "x"), ("risk", 0.58, "fewer", 1, "x2"),
    ):  # fmt: skip
        say(figure, spec.words[word], 0, top, xref="paper", yref="paper", colour=QUIET,
            valign="bottom")  # fmt: skip
        y = {"x": ([0.79, 0.93]), "x2": [0, 0.5]}[xref]
        figure.add_shape(
            type="line", x0=x, x1=x, xref=xref, y0=y[0], y1=y[1], yref="paper", layer="below",
            line={"color": FIRM, "width": 1.5},
        )  # fmt: skip
        say(figure, f"\N{LEFTWARDS ARROW} {spec.words[less]}", x, y[0], xref=xref, yref="paper",
            anchor="right", valign="bottom", dx=-6, colour=QUIET)  # fmt: skip
    return figure


def clot_side(spec: FigureSpec, table: Table) -> go.Figure:
    """One mark for each woman with a clot in pregnancy: left leg, and not the left."""
    left, other = (round(n) for n in table.numbers("clots"))
    figure = canvas(spec, table, 210, bottom=10)
    dark, shape = COLOURS["other_serious"], SHAPES["other_serious"]
    people(figure, left, deep=7, name="left", symbol=shape, color=dark, size=15)
    people(
        figure, other, deep=7, column=13, name="other", symbol=shape, color=PAPER,
        line={"color": dark, "width": 2}, size=14,
    )  # fmt: skip
    _grid(figure, 15, 7)
    figure.update_yaxes(domain=[0, 0.86])
    for word, count, x in (("left", left, -0.5), ("other", other, 12.5)):
        say(figure, spec.words[word].format(count=count), x, 1, yref="paper", valign="top", size=16)
    return figure


def disc_findings(spec: FigureSpec, table: Table) -> go.Figure:
    """Share of pain-free people with each scan finding at age 20 and at age 80, in %."""
    figure = canvas(spec, table, 330, left=44, right=150, bottom=16)
    young, old = table.numbers("age_20"), table.numbers("age_80")
    nudge = {30: 4, 29: -9}  # two numbers that would stand on each other
    for y, (row, a, b) in enumerate(zip(table.rows, young, old, strict=True)):
        strong = y < 2
        colour = NERVE if strong else FIRM
        figure.add_scatter(
            x=[0, 1], y=[a, b], mode="lines+markers", name=str(row["finding"]),
            line={"color": colour, "width": 3 if strong else 2}, marker={"size": 10},
            cliponaxis=False, hovertemplate="%{y}%<extra></extra>",
        )  # fmt: skip
        ink = NERVE if strong else QUIET
        say(figure, f"{a:g}", 0, a, anchor="right", dx=-10, dy=nudge.get(a, 0), colour=ink)
        say(figure, f"<b>{b:g}%</b> {row['finding']}", 1, b, dx=10, colour=ink)
    for x, word in ((0, "young"), (1, "old")):
        say(figure, spec.words[word], x, 1, yref="paper", anchor="center", valign="bottom",
            colour=QUIET, dy=-8)  # fmt: skip
        guide(figure, x, y0=0)
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[8, 106], visible=False)
    return figure


def slr_tests(spec: FigureSpec, table: Table) -> go.Figure:
    """Positive leg raises out of 100, with and without a disc problem (100 minus specificity)."""
    found = table.where(source="van-der-windt-2010")
    figure = canvas(spec, table, 170, bottom=56)
    rows(figure, len(found), above=1.0)
    ends = ("sensitivity", "sensitivity_low", "sensitivity_high")
    other = ("specificity", "specificity_high", "specificity_low")
    for word, names, symbol, colour, at in (
        ("with", ends, TRIANGLE, NERVE, 0), ("without", other, f"{TRIANGLE}-open", INK, 0.22),
    ):  # fmt: skip
        values = [
            [number(r, c) if word == "with" else 100 - number(r, c) for r in found] for c in names
        ]
        whiskers(
            figure, values[0], [y + at for y in range(len(found))], values[1], values[2],
            colour=colour, symbol=symbol, hover=[f"{v:g}" for v in values[0]], name=word, size=13,
        )  # fmt: skip
        for y, v in enumerate(values[0]):
            text = f"{v:g} {spec.words[word]}" if y == 0 or True else f"{v:g}"
            right = v < 50
            say(figure, f"<b>{text}</b>" if word == "with" else text,
                values[2][y] if right else values[1][y], y + at,
                anchor="left" if right else "right", dx=8 if right else -8, colour=colour)  # fmt: skip
    for y, row in enumerate(found):
        row_label(figure, y, str(row["test"]), lift=11)
    scale(figure, 0, 100, [0, 25, 50, 75, 100], title=spec.words["axis"])
    return figure


def sciatica_outlook(spec: FigureSpec, table: Table) -> go.Figure:
    """The usual advice as a band of weeks, and what a study found after a year."""
    advice, study = table.rows
    figure = canvas(spec, table, 250, bottom=56)
    start, end = number(advice, "weeks_from"), number(advice, "weeks_to")
    figure.add_shape(
        type="rect", x0=start, x1=end, y0=0, y1=100, fillcolor=faint(NERVE, 0.25), line_width=0,
        layer="below", name="advice",
    )  # fmt: skip
    say(figure, spec.words["advice"], end, 92, dx=8, colour=NERVE)
    week, improved = number(study, "weeks_to"), number(study, "improved")
    figure.add_bar(
        x=[week, week], y=[improved, 100 - improved], width=4, hoverinfo="skip", name="improved",
        marker={"color": [NERVE, PAPER], "line": {"color": NERVE, "width": 2}},
    )  # fmt: skip
    figure.update_layout(barmode="stack", barcornerradius=0)
    for text, at, colour in (("found", improved / 2, NERVE), ("rest", 50 + improved / 2, INK)):
        count = improved if text == "found" else 100 - improved
        say(figure, spec.words[text].format(count=f"{count:g}"), week - 2, at, anchor="right",
            dx=-8, colour=colour)  # fmt: skip
    figure.update_yaxes(range=[0, 104], visible=False)
    scale(figure, 0, 55, [0, 12, 26, 39, 52], title=spec.words["axis"], showgrid=False, showline=True)
    return figure
