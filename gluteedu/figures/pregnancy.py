"""Figures of lesson 04: how common each pain is in pregnancy, clots, scans and the leg raise."""

from __future__ import annotations

import plotly.graph_objects as go

from gluteedu.domain.figure import FigureSpec
from gluteedu.domain.table import Table, number
from gluteedu.figures.marks import guide, row_label, rows, say, scale, spoken, whiskers
from gluteedu.figures.theme import COLOURS, FIRM, INK, PAPER, QUIET, SHAPES, SOFT, canvas, faint, wrap

GIRDLE, NERVE = COLOURS["pelvic_girdle_pain"], COLOURS["sciatic_nerve_pain"]
DIAMOND, TRIANGLE = SHAPES["pelvic_girdle_pain"], SHAPES["sciatic_nerve_pain"]


def people(
    figure: go.Figure,
    count: int,
    *,
    name: str,
    deep: int = 5,
    column: int = 0,
    skip: int = 0,
    **marker: object,
) -> None:
    """``count`` marks, filled column by column, ``deep`` to a column, after ``skip`` others."""
    places = [divmod(skip + i, deep) for i in range(count)]
    figure.add_scatter(
        x=[column + x for x, _ in places], y=[y for _, y in places], mode="markers", name=name,
        marker=marker, hoverinfo="skip",
    )  # fmt: skip


def _grid(
    figure: go.Figure, across: int, deep: int, *, domain: list[float], foot: float = 0
) -> None:
    """Square cells from the upper left, ``across`` by ``deep``, ``foot`` cells free below."""
    figure.update_xaxes(
        range=[-0.6, across - 0.4], visible=False, constrain="domain", constraintoward="left"
    )
    figure.update_yaxes(
        range=[deep - 0.4 + foot, -0.6], visible=False, scaleanchor="x", scaleratio=1,
        constrain="domain", constraintoward="top", domain=domain,
    )  # fmt: skip


def pregnancy_frequency(spec: FigureSpec, table: Table) -> go.Figure:
    """A hundred pregnant women: how many have girdle or back pain, girdle pain now, sciatica."""
    ever, now, _, _ = (round(n) for n in table.numbers("of_100"))
    height, words_above, grid = 275, 44, 116
    figure = canvas(spec, table, height, bottom=6)
    outline = {"line": {"color": GIRDLE, "width": 1.5}, "size": 9}
    people(figure, now, name="girdle now", symbol=DIAMOND, color=GIRDLE, **outline)
    people(figure, ever - now, skip=now, name="any", symbol=DIAMOND, color=PAPER, **outline)
    people(figure, 100 - ever, skip=ever, name="neither", symbol="circle", color=SOFT, size=9)
    top = 1 - words_above / height
    _grid(figure, 20, 5, foot=0.5, domain=[top - grid / height, top])
    say(figure, spec.words["pelvic"], 0, 1, xref="paper", yref="paper", valign="top", colour=GIRDLE)
    figure.add_shape(
        type="path", path=f"M -0.45 4.55 L -0.45 4.75 L {ever / 5 - 0.6} 4.75 L {ever / 5 - 0.6} 4.55",
        line={"color": GIRDLE, "width": 2},
    )  # fmt: skip
    below = {"xref": "paper", "valign": "top"}
    say(figure, spec.words["any"], 0, 4.75, colour=GIRDLE, dy=-4, **below)
    say(figure, spec.words["sciatica"], 0, 4.75, colour=NERVE, dy=-54, **below)
    return figure


def pregnancy_kinds(spec: FigureSpec, table: Table) -> go.Figure:
    """One bar of 100 %: girdle pain alone, with back pain, and back pain alone."""
    figure = canvas(spec, table, 180, bottom=10)
    figure.update_layout(barmode="stack", uniformtext={"minsize": 14, "mode": "show"})
    words = (spec.words["only"], spec.words["both"], spec.words["back"])
    fills = ({"color": GIRDLE}, {"color": faint(GIRDLE, 0.35)}, {"color": SOFT})
    start = 0.0
    for row, word, fill in zip(table.rows, words, fills, strict=True):
        share = number(row, "share")
        figure.add_bar(
            x=[share], y=[0], orientation="h", name=str(row["kind"]), width=0.5,
            marker={**fill, "line": {"color": PAPER, "width": 3}},
            text=[f"<b>{spoken(share)}%</b>"], textposition="inside", insidetextanchor="middle",
            textangle=0, textfont={"size": 16, "color": PAPER if fill["color"] == GIRDLE else INK},
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
    figure.update_yaxes(range=[-1.0, 0.75], visible=False)
    return figure


def exercise_in_pregnancy(spec: FigureSpec, table: Table) -> go.Figure:
    """Effect on how bad the pain is (SMD), and below it on who gets it (risk ratios)."""
    figure = canvas(spec, table, 400, bottom=36)
    parts = (
        ("severity", "SMD", "", 0, [-1.9, 0.35], [-1.5, -1, -0.5, 0], [0.72, 0.93], 1.0),
        ("risk", "risk ratio", "2", 1, [0.72, 1.06], [0.8, 0.9, 1], [0, 0.48], 0.53),
    )
    for word, metric, number_of, none, span, ticks, domain, head in parts:
        part = table.where(metric=metric)
        x, y = f"x{number_of}", f"y{number_of}"
        values = [number(row, "effect") for row in part]
        low = [None if row["low"] is None else number(row, "low") for row in part]
        high = [None if row["high"] is None else number(row, "high") for row in part]
        whiskers(
            figure, values, range(len(part)), low, high, colour=GIRDLE, symbol=DIAMOND,
            hover=[spoken(v) for v in values], name=word, size=13,
        )  # fmt: skip
        figure.data[-1].update(xaxis=x, yaxis=y)
        for place, row in enumerate(part):
            row_label(
                figure, place, str(row["outcome"]), spoken(values[place], 2), colour=GIRDLE, yref=y
            )
        figure.update_layout(
            {
                f"xaxis{number_of}": {
                    "range": span, "tickvals": ticks, "ticktext": [spoken(t) for t in ticks],
                    "anchor": y,
                },
                f"yaxis{number_of}": {
                    "range": [len(part) - 0.6, -0.8], "visible": False, "domain": domain,
                    "anchor": x,
                },
            }
        )  # fmt: skip
        say(figure, f"<b>{spec.words[word]}</b>", 0, head, xref="paper", yref="paper",
            valign="top" if head == 1 else "bottom")  # fmt: skip
        figure.add_shape(
            type="line", x0=none, x1=none, xref=x, y0=domain[0], y1=domain[1], yref="paper",
            layer="below", line={"color": FIRM, "width": 1.5},
        )  # fmt: skip
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
    _grid(figure, 16, 7, domain=[0, 0.86])
    for word, count, x in (("left", left, -0.5), ("other", other, 12.5)):
        say(figure, spec.words[word].format(count=count), x, 1, yref="paper", valign="top", size=15)
    return figure


def disc_findings(spec: FigureSpec, table: Table) -> go.Figure:
    """Share of pain-free people with each scan finding at age 20 and at age 80, in %."""
    figure = canvas(spec, table, 330, left=44, right=140, bottom=16, above=12)
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
        say(figure, f"<b>{b:g}%</b> {wrap(str(row['finding']), 12)}", 1, b, dx=10, colour=ink)
    for x, word in ((0, "young"), (1, "old")):
        say(figure, spec.words[word], x, 1, yref="paper", anchor="center", valign="bottom",
            colour=QUIET)  # fmt: skip
        guide(figure, x, y0=0)
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[8, 106], visible=False)
    return figure


def slr_tests(spec: FigureSpec, table: Table) -> go.Figure:
    """Positive leg raises out of 100, with and without a disc problem (100 minus specificity)."""
    found = table.where(source="van-der-windt-2010")
    figure = canvas(spec, table, 200, bottom=56)
    rows(figure, len(found), above=0.6, below=0.5)
    ends = ("sensitivity", "sensitivity_low", "sensitivity_high")
    other = ("specificity", "specificity_high", "specificity_low")
    for word, names, symbol, colour, at in (
        ("with", ends, TRIANGLE, NERVE, 0.0), ("without", other, f"{TRIANGLE}-open", INK, 0.24),
    ):  # fmt: skip
        values = [
            [number(r, c) if word == "with" else 100 - number(r, c) for r in found] for c in names
        ]
        whiskers(
            figure, values[0], [y + at for y in range(len(found))], values[1], values[2],
            colour=colour, symbol=symbol, hover=[f"{v:g}" for v in values[0]], name=word, size=13,
        )  # fmt: skip
        for y, v in enumerate(values[0]):
            text = f"{v:g} {spec.words[word]}"
            right = v < 50
            say(figure, f"<b>{text}</b>" if word == "with" else text,
                values[2][y] if right else values[1][y], y + at,
                anchor="left" if right else "right", dx=8 if right else -8, colour=colour)  # fmt: skip
    for y, row in enumerate(found):
        row_label(figure, y, str(row["test"]), lift=11)
    scale(figure, 0, 105, [0, 25, 50, 75, 100], title=spec.words["axis"])
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
