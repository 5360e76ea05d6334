"""Figures of lesson 04 on nerve pain: scans of people without pain, the leg raise, the outlook."""

from __future__ import annotations

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number
from gluteedu.figures.marks import guide, row_label, rows, say, scale, whiskers
from gluteedu.figures.theme import (
    COLOURS,
    FIRM,
    INK,
    PAPER,
    QUIET,
    SHAPES,
    blank_figure,
    faint,
    wrap,
)

_CAUSE = "sciatic_nerve_pain"
NERVE, TRIANGLE = COLOURS[_CAUSE], SHAPES[_CAUSE]


def disc_findings(spec: FigureSpec, table: Table) -> go.Figure:
    """Share of pain-free people with each scan finding at age 20 and at age 80, in %."""
    sheet = blank_figure(spec, table, 330, left=44, right=148, bottom=16, above=12)
    young, old = table.numbers("age_20"), table.numbers("age_80")
    crowded = [v for v in young if any(0 < abs(v - other) < 4 for other in young)]
    for y, (row, a, b) in enumerate(zip(table.rows, young, old, strict=True)):
        strong = y < 2
        colour = NERVE if strong else FIRM
        sheet.add_scatter(
            x=[0, 1], y=[a, b], mode="lines+markers", name=str(row["finding"]),
            line={"color": colour, "width": 3 if strong else 2}, marker={"size": 10},
            cliponaxis=False, hovertemplate="%{y}%<extra></extra>",
        )  # fmt: skip
        ink = NERVE if strong else QUIET
        aside = 0 if a not in crowded else 4 if a == max(crowded) else -9
        say(sheet, f"{a:g}", 0, a, anchor="right", dx=-10, dy=aside, colour=ink)
        say(sheet, f"<b>{b:g}%</b> {wrap(str(row['finding']), 12)}", 1, b, dx=10, colour=ink)
    for x, word in ((0, "young"), (1, "old")):
        say(sheet, spec.words[word], x, 1, yref="paper", anchor="center", valign="bottom",
            colour=QUIET)  # fmt: skip
        guide(sheet, x, y0=0)
    sheet.update_xaxes(range=[0, 1], visible=False)
    sheet.update_yaxes(range=[8, 106], visible=False)
    return sheet.figure()


def slr_tests(spec: FigureSpec, table: Table) -> go.Figure:
    """Positive leg raises out of 100, with and without a disc problem (100 minus specificity)."""
    found = table.where(source="van-der-windt-2010")
    sheet = blank_figure(spec, table, 200, bottom=56)
    rows(sheet, len(found), above=0.6, below=0.5)
    ends = ("sensitivity", "sensitivity_low", "sensitivity_high")
    other = ("specificity", "specificity_high", "specificity_low")
    for word, names, symbol, colour, at in (
        ("with", ends, TRIANGLE, NERVE, 0.0), ("without", other, f"{TRIANGLE}-open", INK, 0.24),
    ):  # fmt: skip
        values = [
            [number(r, c) if word == "with" else 100 - number(r, c) for r in found] for c in names
        ]
        whiskers(
            sheet, values[0], [y + at for y in range(len(found))], values[1], values[2],
            colour=colour, symbol=symbol, hover=[f"{v:g}" for v in values[0]], name=word, size=13,
        )  # fmt: skip
        for y, v in enumerate(values[0]):
            text = f"{v:g} {spec.words[word]}"
            edge, anchor, aside = (
                (values[2][y], "left", 8) if v < 50 else (values[1][y], "right", -8)
            )
            label = f"<b>{text}</b>" if word == "with" else text
            say(sheet, label, edge, y + at, anchor=anchor, dx=aside, colour=colour)
    for y, row in enumerate(found):
        row_label(sheet, y, str(row["test"]), lift=11)
    scale(sheet, 0, 105, [0, 25, 50, 75, 100], title=spec.words["axis"])
    return sheet.figure()


def sciatica_outlook(spec: FigureSpec, table: Table) -> go.Figure:
    """The usual advice as a band of weeks, and what a study found after a year."""
    advice, study = table.rows
    sheet = blank_figure(spec, table, 250, bottom=56)
    start, end = number(advice, "weeks_from"), number(advice, "weeks_to")
    sheet.add_shape(
        type="rect", x0=start, x1=end, y0=0, y1=100, fillcolor=faint(NERVE, 0.25),
        line={"width": 0}, layer="below", name="advice",
    )  # fmt: skip
    say(sheet, spec.words["advice"], end, 92, dx=8, colour=NERVE)
    week, improved = number(study, "weeks_to"), number(study, "improved")
    sheet.add_bar(
        x=[week, week], y=[improved, 100 - improved], width=4, hoverinfo="skip", name="improved",
        marker={"color": [NERVE, PAPER], "line": {"color": NERVE, "width": 2}},
    )  # fmt: skip
    sheet.update_layout(barmode="stack", barcornerradius=0)
    for text, at, colour in (("found", improved / 2, NERVE), ("rest", 50 + improved / 2, INK)):
        count = improved if text == "found" else 100 - improved
        say(sheet, spec.words[text].format(count=f"{count:g}"), week - 2, at, anchor="right",
            dx=-8, colour=colour)  # fmt: skip
    sheet.update_yaxes(range=[0, 104], visible=False)
    scale(
        sheet, 0, 55, [0, 12, 26, 39, 52], title=spec.words["axis"], showgrid=False, showline=True
    )
    return sheet.figure()
