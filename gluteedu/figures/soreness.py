"""Figures of lesson 02: how soreness comes and goes, and how the second bout is milder."""

from __future__ import annotations

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number
from gluteedu.figures.marks import point_at, row_label, rows, say, scale, spoken
from gluteedu.figures.theme import COLOURS, FIRM, INK, PAPER, QUIET, SHAPES, blank_figure, faint

_CAUSE = "exercise_soreness"
COLOUR, SHAPE = COLOURS[_CAUSE], SHAPES[_CAUSE]


def soreness_by_day(spec: FigureSpec, table: Table) -> go.Figure:
    """Mean soreness by day: hamstrings with their SD band, the other body parts as thin lines."""
    days, mean, sd = (table.numbers(c) for c in ("day", "hamstrings", "hamstrings_sd"))
    sheet = blank_figure(spec, table, 300, left=34, right=20, bottom=56)
    low = [round(max(0, m - s), 6) for m, s in zip(mean, sd, strict=True)]
    high = [round(m + s, 6) for m, s in zip(mean, sd, strict=True)]
    sheet.add_scatter(
        x=[*days, *reversed(days)], y=[*high, *reversed(low)], name="spread", mode="lines",
        fill="toself", fillcolor=faint(COLOUR, 0.15), line={"width": 0}, hoverinfo="skip",
    )  # fmt: skip
    for part in ("front_thigh", "hips", "low_back"):
        sheet.add_scatter(
            x=days, y=table.numbers(part), name=part, mode="lines",
            line={"color": FIRM, "width": 1.5},
            hovertemplate=spec.words[part] + ", %{x}: %{y}<extra></extra>",
        )  # fmt: skip
    sheet.add_scatter(
        x=days, y=mean, name="hamstrings", mode="lines+markers",
        line={"color": COLOUR, "width": 3.5}, marker={"size": 9, "symbol": SHAPE},
        hovertemplate="%{y} (SD %{customdata})<extra></extra>", customdata=sd,
    )  # fmt: skip
    top = max(range(len(mean)), key=mean.__getitem__)
    sheet.add_scatter(
        x=[days[top]], y=[mean[top]], name="peak", mode="markers", hoverinfo="skip",
        marker={"color": PAPER, "size": 14, "symbol": SHAPE, "line": {"color": COLOUR, "width": 4}},
    )  # fmt: skip
    words = spec.words
    say(sheet, words["front_thigh"], 1, table.numbers("front_thigh")[1], colour=QUIET, dx=8, dy=5)
    point_at(
        sheet, words["peak"], days[top], mean[top], ax=2.3, ay=5.4, axref="x", ayref="y",
        colour=COLOUR, anchor="left",
    )  # fmt: skip
    say(sheet, words["hips"], 1.0, 2.85, colour=QUIET, dx=4)
    say(sheet, words["low_back"], 1.0, 1.15, colour=QUIET)
    point_at(sheet, words["gone"], 4, mean[4], ax=26, ay=-62, colour=INK, anchor="left")
    say(sheet, words["axis"], 0, 1, xref="paper", yref="paper", valign="bottom", colour=QUIET,
        dx=-22, dy=-8)  # fmt: skip
    sheet.update_yaxes(range=[0, 8.2], tickvals=[0, 2, 4, 6])
    scale(sheet, -0.1, 7.2, range(8), title=words["days"], showgrid=False)
    return sheet.figure()


def soreness_left(spec: FigureSpec, table: Table) -> go.Figure:
    """Hamstring soreness above the start, as a share of the rise on day 1, for days 1 to 5."""
    mean = table.numbers("hamstrings")
    days = range(1, 6)
    left = [max(0, round(100 * (mean[d] - mean[0]) / (mean[1] - mean[0]))) for d in days]
    sheet = blank_figure(spec, table, 200, bottom=40)
    sheet.add_bar(
        x=list(days),
        y=left,
        marker={"color": [COLOUR, *[faint(COLOUR, 0.72)] * (len(left) - 1)]},
        text=[f"<b>{share}%</b>" if share else spec.words["none"] for share in left],
        textposition="outside",
        textfont={"color": INK},
        cliponaxis=False,
        hoverinfo="skip",
        width=0.72,
    )
    sheet.update_yaxes(range=[0, 112], visible=False)
    names = [spec.words["day"].format(day=d) for d in days]
    scale(sheet, 0.5, 5.5, days, texts=names, showline=True)
    return sheet.figure()


def repeated_bout(spec: FigureSpec, table: Table) -> go.Figure:
    """CK rise after the first and after the second downhill run, for three gaps in weeks."""
    sheet = blank_figure(spec, table, 246, bottom=20)
    words = spec.words
    rows(sheet, len(table.rows), above=0.9)
    first, second = [], []
    for place, row in enumerate(table.rows):
        y = float(place)
        before = number(row, "first_run")
        first.append((before, y))
        row_label(
            sheet, y, words["row"].format(weeks=spoken(number(row, "weeks_between"))), lift=17
        )
        if row["second_run"] is None:
            say(sheet, words["missing"], before, y, anchor="right", colour=QUIET, dx=-14)
            continue
        after = number(row, "second_run")
        second.append((after, y))
        sheet.add_annotation(
            x=after, y=y, ax=before, ay=y, axref="x", ayref="y", text="", showarrow=True,
            arrowhead=2, arrowwidth=2, arrowcolor=FIRM, standoff=10, startstandoff=10,
        )  # fmt: skip
    for name, points, colour in (("first_run", first, FIRM), ("second_run", second, COLOUR)):
        sheet.add_scatter(
            x=[x for x, _ in points],
            y=[y for _, y in points],
            name=name,
            mode="markers+text",
            marker={"color": colour, "size": 15, "symbol": SHAPE},
            text=[f"{spoken(x)}%" for x, _ in points],
            textposition="middle right" if name == "first_run" else "middle left",
            textfont={"size": 14, "color": INK},
            cliponaxis=False,
            hoverinfo="skip",
        )
    named = ((words["first"], first[0], QUIET), (f"<b>{words['second']}</b>", second[0], COLOUR))
    for text, (x, y), colour in named:
        say(sheet, text, x, y, colour=colour, anchor="center", valign="top", dy=-8)
    scale(sheet, -40, 425, [0], texts=[""])
    sheet.update_xaxes(visible=False)
    return sheet.figure()


def ck_after_exercise(spec: FigureSpec, table: Table) -> go.Figure:
    """Mean rise of the enzyme CK in % above the start, on the days it was measured."""
    days, rise = table.numbers("day"), table.numbers("ck_rise")
    sheet = blank_figure(spec, table, 230, left=30, right=40, bottom=56)
    sheet.add_scatter(
        x=days, y=rise, mode="lines+markers+text", name="ck_rise",
        line={"color": COLOUR, "width": 2, "dash": "dot"},
        marker={"size": 13, "symbol": SHAPE},
        text=[f"<b>{r:,.0f}</b>" for r in rise],
        textposition=["top left", "top right", "top right", "top right"],
        textfont={"color": INK}, cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    sheet.update_yaxes(range=[-250, 7600], showgrid=False, visible=False)
    say(sheet, spec.words["axis"], 0, 1, xref="paper", yref="paper", valign="bottom",
        colour=QUIET, dx=-18, dy=-12)  # fmt: skip
    scale(sheet, -0.4, 10.4, days, title=spec.words["days"], showline=True, showgrid=False)
    return sheet.figure()
