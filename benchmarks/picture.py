"""Draws results.svg: each figure in parts of its limit, stock Voila beside it."""

from __future__ import annotations

import math
from html import escape

from benchmarks.report import figure
from benchmarks.results import Results
from benchmarks.targets import ROWS, Row

_WIDE, _LEFT, _RIGHT, _ROW, _TOP = 1000, 400, 40, 40, 70
_NEAR = 80  # pixels; a mark this close would stand in a figure's way
_LOW, _HIGH = 0.01, 100.0  # ends of the scale, in parts of the limit
_STYLE = """\
text { font: 15px system-ui, sans-serif; fill: #22303a;
  stroke: #fff; stroke-width: 4px; paint-order: stroke }
.soft { fill: #52616b; font-size: 14px }
.line { stroke: #ddd5c7 } .limit { stroke: #22303a; stroke-width: 2 }
.ours { fill: #14606b } .stock { fill: #fff; stroke: #9a5b00; stroke-width: 2.5 }
.goal { stroke: #14606b; stroke-width: 3 } .span { stroke: #ddd5c7; stroke-width: 3 }"""


def draw(results: Results) -> str:
    """The picture as SVG; rows without a measure are left out."""
    rows = [row for row in ROWS if row.judged(results) is not None]
    height = _TOP + _ROW * len(rows) + 54
    floor = _TOP + _ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" role="img" '
        'aria-label="Each measured figure in parts of its limit">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDE}" height="{height}" fill="#fff"/>',
    ]
    for power in range(round(math.log10(_LOW)), round(math.log10(_HIGH)) + 1):
        at = _x(10.0**power)
        kind = "limit" if power == 0 else "line"
        parts.append(f'<line class="{kind}" x1="{at}" x2="{at}" y1="{_TOP - 12}" y2="{floor}"/>')
        words = "limit" if power == 0 else f"{10.0**power:g}"
        parts.append(_text(at, floor + 20, words, "middle", "soft"))
    parts.append(_text(_x(_LOW), 26, "better", "start", "soft"))
    parts.append(_text(_x(_HIGH), 26, "worse", "end", "soft"))
    parts += [_text(_x(1.0), 26, "in parts of what is to be reached", "middle", "soft")]
    for number, row in enumerate(rows):
        parts += _row(row, results, _TOP + _ROW * number + _ROW / 2)
    key = "filled: gluteedu · ring: stock Voila · tick: what to go for"
    parts.append(_text(_WIDE / 2, height - 10, key, "middle", "soft"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(row: Row, results: Results, y: float) -> list[str]:
    judged, ours, stock = row.judged(results), row.ours(results), row.stock(results)
    assert judged is not None
    here = _x(_part(row, judged))
    goal = here if row.go_for is None else _x(_part(row, row.go_for))
    drawn = [_text(_LEFT - 24, y + 5, _SHORT[row.id], "end")]
    stock_is_better = False
    if ours is not None and stock is not None:
        there = _x(_part(row, judged) * stock / ours)
        stock_is_better = there < here
        drawn.append(f'<line class="span" x1="{here}" x2="{there}" y1="{y}" y2="{y}"/>')
        drawn.append(f'<circle class="stock" cx="{there}" cy="{y}" r="6"/>')
        side = (min(there, goal) - 12, "end") if stock_is_better else (there + 12, "start")
        drawn.append(_text(side[0], y + 5, figure(stock, row.unit), side[1], "soft"))
    if row.go_for is not None:
        drawn.append(f'<line class="goal" x1="{goal}" x2="{goal}" y1="{y - 9}" y2="{y + 9}"/>')
    drawn.append(f'<circle class="ours" cx="{here}" cy="{y}" r="7"/>')
    near = goal if 0 < here - goal < _NEAR else here
    side = (here + 12, "start") if stock_is_better else (near - 12, "end")
    drawn.append(_text(side[0], y + 5, figure(ours, row.unit), side[1]))
    return drawn


def _part(row: Row, value: float) -> float:
    """``value`` in parts of the limit; below 1 is better, whichever way the row counts."""
    assert row.reach is not None
    return row.reach / value if row.kind == "faster" else value / row.reach


def _x(part: float) -> float:
    share = math.log10(min(_HIGH, max(_LOW, part)) / _LOW) / math.log10(_HIGH / _LOW)
    return round(_LEFT + share * (_WIDE - _LEFT - _RIGHT - 60), 1)


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


_SHORT = {
    "text": "first readable text",
    "live": "fully live",
    "again": "fully live, second visit",
    "bytes": "bytes, figures as drawn",
    "bytes_interactive": "bytes, figures interactive",
    "bytes_again": "bytes, second visit",
    "burst": "30 open a lesson at once",
    "memory": "memory of one more learner",
    "answers": "30 answer at once (95th percentile)",
    "drag": "bars at rest after a drag",
    "import": "import gluteedu.lesson",
}
