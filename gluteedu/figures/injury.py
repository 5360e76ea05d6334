"""Figures of lesson 03: how long a hamstring injury takes, by grade, kind and programme."""

from __future__ import annotations

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table, number, optional_number
from gluteedu.figures.marks import guide, row_label, rows, say, scale, spoken, way, whiskers
from gluteedu.figures.theme import COLOURS, FIRM, INK, PAPER, QUIET, SHAPES, blank_figure

_CAUSE = "muscle_injury"
COLOUR, SHAPE = COLOURS[_CAUSE], SHAPES[_CAUSE]


def layoff_by_grade(spec: FigureSpec, table: Table) -> go.Figure:
    """Mean days out with one SD on each side, and the share of injuries, by grade on the scan."""
    sheet = blank_figure(spec, table, 250, bottom=56)
    rows(sheet, len(table.rows), above=0.8)
    mean, sd = table.numbers("mean_days"), table.numbers("sd_days")
    for y, row in enumerate(table.rows):
        grade = spoken(number(row, "grade"))
        meaning = str(row["meaning"])
        label = spec.words["row"].format(grade=grade, meaning=meaning[0].lower() + meaning[1:])
        days = spec.words["days"].format(days=spoken(mean[y]))
        row_label(sheet, y, label, days, colour=COLOUR)
        share = spec.words["share"].format(share=spoken(number(row, "share")))
        say(sheet, share, 1, y, xref="paper", anchor="right", colour=QUIET, name="share")
    hover = [
        spec.words["days"].format(days=f"{m:g} ± {s:g}") for m, s in zip(mean, sd, strict=True)
    ]
    low = [round(m - s, 6) for m, s in zip(mean, sd, strict=True)]
    high = [round(m + s, 6) for m, s in zip(mean, sd, strict=True)]
    whiskers(
        sheet, mean, range(len(mean)), low, high, colour=COLOUR, symbol=SHAPE, hover=hover,
        name="mean_days",
    )  # fmt: skip
    scale(sheet, 0, 192, [0, 30, 60, 90, 120], title=spec.words["axis"])
    return sheet.figure()


def sprint_or_stretch(spec: FigureSpec, table: Table) -> go.Figure:
    """Median weeks to full level with the fastest and the slowest person, by kind of injury."""
    sheet = blank_figure(spec, table, 120, bottom=56)
    rows(sheet, len(table.rows), above=0.75)
    median, low, high = (table.numbers(c) for c in ("median_weeks", "low", "high"))
    for y, row in enumerate(table.rows):
        row_label(
            sheet, y, str(row["injury"]), spec.words["weeks"].format(weeks=spoken(median[y])),
            colour=COLOUR,
        )  # fmt: skip
    hover = [f"{m:g} ({a:g} to {b:g})" for m, a, b in zip(median, low, high, strict=True)]
    whiskers(
        sheet, median, range(len(median)), low, high, colour=COLOUR, symbol=SHAPE, hover=hover,
        name="median_weeks",
    )  # fmt: skip
    scale(sheet, 0, 80, [0, 20, 40, 60, 80], title=spec.words["axis"], rangemode="tozero")
    return sheet.figure()


_RETURNS = {
    "football_all": ("askling-2013", "all"),
    "football_sprint": ("askling-2013", "sprint"),
    "football_stretch": ("askling-2013", "stretch"),
    "athletics_all": ("askling-2014", "all"),
}
"""The word of each row, and where its numbers are from: study and kind of injury."""


def return_lengthening(spec: FigureSpec, table: Table) -> go.Figure:
    """Mean days to return: lengthening against usual exercises, SD where it is known."""
    words = spec.words
    sheet = blank_figure(spec, table, 350, bottom=56)
    rows(sheet, len(_RETURNS), above=0.55, below=0.5)
    for word, programme, symbol, colour, at in (
        ("lengthening", "Lengthening exercises", SHAPE, COLOUR, 0.0),
        ("usual", "Usual exercises", f"{SHAPE}-open", INK, 0.27),
    ):
        days, low, high = _days_to_return(table, programme)
        whiskers(
            sheet, days, [y + at for y in range(len(days))], low, high, colour=colour,
            symbol=symbol, hover=[f"{d:g}" for d in days], name=programme,
        )  # fmt: skip
        for y, day in enumerate(days):
            text = f"<b>{day:g}</b>" + (f" {words[word]}" if y == 0 else "")
            say(sheet, text, high[y] or day, y + at, colour=colour, dx=10)
    for y, name in enumerate(_RETURNS):
        row_label(sheet, y, words[name])
    scale(sheet, 0, 104, [0, 30, 60, 90], title=words["axis"])
    return sheet.figure()


def _days_to_return(
    table: Table, programme: str
) -> tuple[list[float], list[float | None], list[float | None]]:
    """For each row of the figure: mean days, and one SD below and above it."""
    days: list[float] = []
    low: list[float | None] = []
    high: list[float | None] = []
    for source, injury in _RETURNS.values():
        row = table.where(source=source, injury=injury, programme=programme)[0]
        mean, sd = number(row, "days"), optional_number(row, "sd")
        days.append(mean)
        low.append(None if sd is None else mean - sd)
        high.append(None if sd is None else mean + sd)
    return days, low, high


def early_rehab(spec: FigureSpec, table: Table) -> go.Figure:
    """Two time lines from the injury: the day rehab began to the day of return to sport."""
    sheet = blank_figure(spec, table, 130, bottom=56)
    rows(sheet, len(table.rows), above=0.75)
    start, back = table.numbers("start_day"), table.numbers("return_day")
    for y, row in enumerate(table.rows):
        row_label(sheet, y, str(row["group"]), spec.words["back"].format(day=spoken(back[y])))
        sheet.add_scatter(
            x=[start[y], back[y]], y=[y, y], mode="lines+markers", name=str(row["group"]),
            line={"color": COLOUR, "width": 5 if y == 0 else 2.5},
            marker={
                "size": 13, "symbol": SHAPE, "color": [PAPER, COLOUR], "opacity": 1,
                "line": {"color": COLOUR, "width": 2},
            },
            hovertemplate="%{x}<extra></extra>",
        )  # fmt: skip
    scale(sheet, 0, 92, [0, 30, 60, 90], title=spec.words["axis"])
    return sheet.figure()


def reinjury_risk(spec: FigureSpec, table: Table) -> go.Figure:
    """Risk ratio of a hamstring strain by earlier injury; 1 is the same risk."""
    sheet = blank_figure(spec, table, 270, bottom=34)
    rows(sheet, len(table.rows), above=0.75)
    ratio = table.numbers("risk_ratio")
    for y, row in enumerate(table.rows):
        same = ratio[y] == 1
        times = spec.words["same"] if same else spec.words["times"].format(times=spoken(ratio[y]))
        row_label(sheet, y, str(row["history"]), times, colour=QUIET if same else COLOUR)
        sheet.add_shape(
            type="line", x0=1, x1=ratio[y], y0=y, y1=y, line={"color": COLOUR, "width": 5}
        )
    sheet.add_scatter(
        x=ratio, y=list(range(len(ratio))), mode="markers", name="risk_ratio",
        marker={
            "color": [PAPER if r == 1 else COLOUR for r in ratio], "size": 14, "symbol": SHAPE,
            "line": {"color": [FIRM if r == 1 else COLOUR for r in ratio], "width": 2},
        },
        hovertemplate="%{x}<extra></extra>",
    )  # fmt: skip
    guide(sheet, 1)
    scale(
        sheet, 0.8, 5.2, [1, 2, 3, 4, 5], texts=[f"{t}\N{MULTIPLICATION SIGN}" for t in range(1, 6)]
    )
    return sheet.figure()


def prevention_nordic(spec: FigureSpec, table: Table) -> go.Figure:
    """Risk ratios of hamstring injury with programmes that include the Nordic exercise."""
    sheet = blank_figure(spec, table, 180, bottom=36, above=10)
    rows(sheet, len(table.rows), above=0.75)
    ratio, low, high = (table.numbers(c) for c in ("risk_ratio", "low", "high"))
    for y, row in enumerate(table.rows):
        row_label(sheet, y, str(row["studies"]), spoken(ratio[y], 2), colour=COLOUR)
    hover = [f"{r} ({a} to {b})" for r, a, b in zip(ratio, low, high, strict=True)]
    whiskers(
        sheet, ratio, range(len(ratio)), low, high, colour=COLOUR, symbol=SHAPE, hover=hover,
        name="risk_ratio",
    )  # fmt: skip
    guide(sheet, 1)
    way(sheet, spec.words["less"], "", 1)
    scale(sheet, 0.2, 1.22, [0.25, 0.5, 0.75, 1])
    return sheet.figure()


def symptoms_by_grade(spec: FigureSpec, table: Table) -> go.Figure:
    """Signs against grades: a dot grows with the words' strength, a ring means not listed."""
    signs = list(dict.fromkeys(table.words("sign")))
    grades = sorted({number(row, "grade") for row in table.rows})
    sheet = blank_figure(spec, table, 76 * len(signs) + 20, bottom=16)
    rows(sheet, len(signs), above=0.72, below=0.48)
    level = table.numbers("level")
    sheet.add_scatter(
        x=table.numbers("grade"),
        y=[signs.index(sign) for sign in table.words("sign")],
        mode="markers",
        name="level",
        customdata=level,
        marker={
            "symbol": SHAPE,
            "size": [10 if v == 0 else 8 + 6 * v for v in level],
            "color": [PAPER if v == 0 else COLOUR for v in level],
            "line": {"color": [FIRM if v == 0 else COLOUR for v in level], "width": 2},
            "opacity": 1,
        },
        hoverinfo="skip",
    )
    for row in table.rows:
        say(
            sheet, str(row["words"]), number(row, "grade"), signs.index(str(row["sign"])),
            anchor="center", valign="top", dy=-14, name="words",
            colour=QUIET if number(row, "level") == 0 else INK,
        )  # fmt: skip
    for y, sign in enumerate(signs):
        row_label(sheet, y, f"<b>{sign}</b>", lift=17)
        if y:
            sheet.add_shape(
                type="line", x0=0, x1=1, xref="paper", y0=y - 0.52, y1=y - 0.52,
                line={"color": FIRM, "width": 0.5},
            )  # fmt: skip
    for grade in grades:
        say(
            sheet, f"<b>{spec.words['grade'].format(grade=spoken(grade))}</b>", grade, 1,
            yref="paper", anchor="center", valign="bottom", dy=-12, colour=COLOUR,
        )  # fmt: skip
    sheet.update_xaxes(range=[grades[0] - 0.62, grades[-1] + 0.55], visible=False)
    return sheet.figure()
