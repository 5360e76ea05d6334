"""Figures of lesson 06: where the tool starts, what a clue is worth, how often tools err."""

from __future__ import annotations

from math import log10

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number, numbers
from gluteedu.figures.marks import row_label, rows, say, scale, spoken, whiskers
from gluteedu.figures.theme import BRAND, CAUSE_IDS, COLOURS, FIRM, INK, SHAPES, SOFT, blank_figure

_DRAWS = 1000
"""How often the numbers were shaken for ``story_steadiness``; the unit of its table says so."""


def symptom_checkers(spec: FigureSpec, table: Table) -> go.Figure:
    """Share of made-up patients for whom symptom checkers were right, in two studies, in %."""
    questions = list(dict.fromkeys(table.words("question")))
    sheet = blank_figure(spec, table, 270, bottom=56)
    rows(sheet, len(questions), above=0.75, below=0.5)
    years = sorted({number(row, "study") for row in table.rows})
    for word, year, symbol, colour, at in (
        ("first", years[0], "circle", BRAND, 0.0), ("second", years[1], "diamond-open", INK, 0.25),
    ):  # fmt: skip
        found = table.where(study=year)
        values, low, high = (numbers(found, column) for column in ("right", "low", "high"))
        whiskers(
            sheet, values, [questions.index(str(r["question"])) + at for r in found], low, high,
            colour=colour, symbol=symbol, name=spec.words[word], size=13,
            hover=[f"{v:g} ({a:g} to {b:g})" for v, a, b in zip(values, low, high, strict=True)],
        )  # fmt: skip
        for y, value in enumerate(values):
            text = f"<b>{value:g}</b>" + (f" in {spec.words[word]}" if y == 0 else "")
            say(sheet, text, high[y], y + at, dx=8, colour=colour)
    for y, question in enumerate(questions):
        row_label(sheet, y, question, lift=11)
    scale(sheet, 0, 105, [0, 25, 50, 75, 100], title=spec.words["axis"])
    return sheet.figure()


def priors_by_stage(spec: FigureSpec, table: Table) -> go.Figure:
    """The tool's starting point: for each stage a row of five bars, one for each cause, in %."""
    stages = table.words("stage")
    sheet = blank_figure(spec, table, 345, bottom=10)
    rows(sheet, len(stages), above=0.8)
    sheet.update_yaxes(domain=[0, 0.84])
    for i, cause in enumerate(CAUSE_IDS):
        shares = table.numbers(cause)
        axis = f"x{i + 1 if i else ''}"
        sheet.add_bar(
            x=shares, y=list(range(len(stages))), orientation="h", xaxis=axis, name=cause,
            width=0.36, marker={"color": COLOURS[cause]}, cliponaxis=False,
            text=[f"{s:g}" if s else "0" for s in shares], textposition="outside",
            textfont={"color": INK, "size": 14}, hoverinfo="skip",
        )  # fmt: skip
        left = i / len(CAUSE_IDS)
        column = {
            "domain": [left, left + 0.92 / len(CAUSE_IDS)], "range": [0, 112], "visible": False,
            "fixedrange": True, "anchor": "y",
        }  # fmt: skip
        sheet.update_layout(**{f"xaxis{i + 1 if i else ''}": column})
        say(sheet, f"<b>{spec.words[cause]}</b>", left, 1, xref="paper", yref="paper",
            valign="top", colour=COLOURS[cause], name="cause")  # fmt: skip
    for y, stage in enumerate(stages):
        row_label(sheet, y, stage, lift=10)
    return sheet.figure()


def clue_strength(spec: FigureSpec, table: Table) -> go.Figure:
    """The largest likelihood ratio of each clue, on a scale where equal steps multiply."""
    sheet = blank_figure(spec, table, 640, bottom=34)
    y, ratio = -1.0, table.numbers("ratio")
    places: list[float] = []
    kind = None
    for row in table.rows:
        y += 1.75 if row["strength"] != kind else 1
        if row["strength"] != kind:
            kind = row["strength"]
            say(sheet, f"<b>{spec.words[str(kind)]}</b>", 0, y - 1.05, xref="paper", size=16)
        places.append(y)
    for row, at, times in zip(table.rows, places, ratio, strict=True):
        cause = str(row["points_to"])
        label = spec.words["times"].format(times=spoken(times))
        row_label(
            sheet, at, str(row["clue"]), f"{label} {spec.words[cause]}", colour=COLOURS[cause]
        )
        sheet.add_shape(
            type="line", x0=1, x1=times, y0=at, y1=at,
            line={"color": COLOURS[cause], "width": 4 if row["strength"] == "strong" else 2},
        )  # fmt: skip
    causes = [str(row["points_to"]) for row in table.rows]
    sheet.add_scatter(
        x=ratio, y=places, mode="markers", name="ratio", hoverinfo="skip",
        marker={
            "color": [COLOURS[c] for c in causes], "symbol": [SHAPES[c] for c in causes],
            "size": 13,
        },
    )  # fmt: skip
    rows(sheet, y + 1, above=0.55)
    sheet.add_shape(
        type="line", x0=1, x1=1, y0=0, y1=1, yref="paper", layer="below",
        line={"color": FIRM, "width": 1.5},
    )  # fmt: skip
    ticks = [1, 2, 5, 10, 20, 40]
    scale(
        sheet, -0.02, log10(48), ticks, texts=[spec.words["times"].format(times=t) for t in ticks],
        type="log", gridcolor=SOFT,
    )  # fmt: skip
    return sheet.figure()


def story_steadiness(spec: FigureSpec, table: Table) -> go.Figure:
    """For each story, in how many of the draws its first cause stayed first."""
    sheet = blank_figure(spec, table, 52 * len(table.rows), bottom=56)
    rows(sheet, len(table.rows), above=0.75, below=0.45)
    stays = table.numbers("stays")
    colours = [COLOURS[str(row["first"])] for row in table.rows]
    for y, row in enumerate(table.rows):
        cause = spec.words[str(row["first"])]
        label = spec.words["stays"].format(cause=cause, count=f"{stays[y]:,}")
        row_label(sheet, y, str(row["story"]), label, colour=colours[y], lift=10)
        sheet.add_shape(
            type="rect", x0=0, x1=_DRAWS, y0=y - 0.16, y1=y + 0.16, layer="below",
            line={"color": FIRM, "width": 1}, fillcolor=SOFT,
        )  # fmt: skip
    sheet.add_bar(
        x=stays, y=list(range(len(stays))), orientation="h", width=0.32, name="stays",
        marker={"color": colours, "cornerradius": 0}, hoverinfo="skip",
    )  # fmt: skip
    ticks = [0, _DRAWS // 4, _DRAWS // 2, _DRAWS * 3 // 4, _DRAWS]
    texts = [f"{t:,}" for t in ticks]
    scale(sheet, 0, _DRAWS * 1.06, ticks, texts=texts, title=spec.words["axis"])
    return sheet.figure()
