"""Writes the small lesson as a marimo app."""

from __future__ import annotations

from pathlib import Path

from benchmarks.equals import small_parts
from benchmarks.lessons import Lesson, Swing
from gluteedu.content.text.markup import to_html, to_inline_html, to_text

_APP = """\
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import pandas
    import plotly.graph_objects
    return mo, plotly


@app.cell
def _(mo):
    mo.md({prose!r})
    return


@app.cell
def _(plotly):
    plotly.graph_objects.Figure({figure!r})
    return


@app.cell
def _(mo):
    told = {feedback!r}
    choice = mo.ui.radio(options={options!r})
    mo.vstack([mo.Html({stem!r}), choice])
    return choice, told


@app.cell
def _(choice, mo, told):
    said = told[choice.value] if choice.value else " "
    mo.Html(f'<div class="bench-feedback">{{said}}</div>')
    return


@app.cell
def _(mo):
    lengths = {lengths!r}
    slider = mo.ui.slider({low}, {high}, value={start}, label={label!r})
    slider
    return lengths, slider


@app.cell
def _(lengths, mo, slider):
    mo.Html(
        '<div class="bench-bars">'
        + "".join(
            f'<p>{{name}}</p><div style="height:12px;background:teal;width:{{length}}%"></div>'
            for name, length in zip({names!r}, lengths[slider.value - {low}])
        )
        + "</div>"
    )
    return


if __name__ == "__main__":
    app.run()
"""


def marimo_app(lesson: Lesson, swing: Swing, path: Path) -> Path:
    """The same prose, figure, question and slider as the other small lessons."""
    prose, figure, item = small_parts(lesson)
    low, high = int(swing.input.low), int(swing.input.high)
    rows = swing.slider.picture.rows  # type: ignore[union-attr]
    text = _APP.format(
        prose=prose,
        figure=figure,
        stem=to_inline_html(item.stem),
        options={to_text(o.text): o.id for o in item.options},
        feedback={o.id: to_html(o.feedback) for o in item.options},
        lengths=[swing.bars(value) for value in range(low, high + 1)],
        low=low,
        high=high,
        start=int(swing.before),
        label=swing.input.label,
        names=[row.label for row in rows],
    )
    path.write_text(text, encoding="utf-8")
    return path
