"""The marks of the report's plots: small SVG rows that keep their type size at every width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from gluteedu.domain.intervals import Estimate, Interval

# Along x everything is in percent of the width, so a row fits a phone and a wall alike; along y it
# is in pixels. The words stand beside the rows as HTML, and say all that the marks show.
_TALL = 22
_MIDDLE = _TALL // 2
_LANE = 15
MarkShape = Literal["dot", "ring", "diamond"]


@dataclass(frozen=True)
class Scale:
    """From ``low`` at the left edge to ``high`` at the right one, with ``ticks`` (value, words)."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def at(self, value: float) -> str:
        """Where a value stands: "37.5%"; what lies outside stands at the edge."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{part * 100:.4g}%"


SHARES = Scale(0, 1, ((0, "0%"), (0.5, "50%"), (1, "100%")))
CORRELATIONS = Scale(-1, 1, ((-1, "\N{MINUS SIGN}1"), (0, "0"), (1, "+1")))


@dataclass(frozen=True)
class Mark:
    """One figure in a row: where it stands, how far it may be off, and its shape."""

    value: float
    interval: Interval | None = None
    shape: MarkShape = "dot"


def estimate_marks(estimate: Estimate | None, shape: MarkShape = "dot") -> list[Mark]:
    """The mark of an estimate; none where it is not shown."""
    return [] if estimate is None else [Mark(estimate.value, estimate.interval, shape)]


def axis(scale: Scale) -> str:
    """The ticks of a scale in words, as a row above the others."""
    parts = []
    for value, words in scale.ticks:
        anchor = "start" if value == scale.low else "end" if value == scale.high else "middle"
        x = scale.at(value)
        parts.append(f'<text x="{x}" y="15" text-anchor="{anchor}">{escape(words)}</text>')
    return _svg("r-axis", 20, parts)


def mark_row(scale: Scale, marks: Sequence[Mark], *, join: bool = False) -> str:
    """Marks with their intervals, each on a line of its own; ``join`` puts all on one line."""
    lanes = 1 if join else max(1, len(marks))
    tall = _TALL + (lanes - 1) * _LANE
    parts = [
        f'<line class="r-tick" x1="{scale.at(v)}" x2="{scale.at(v)}" y1="0" y2="{tall}"/>'
        for v, _ in scale.ticks
    ]
    if join and len(marks) == 2:
        parts.append(_line("r-join", scale, marks[0].value, marks[1].value, _MIDDLE))
    for place, mark in enumerate(marks):
        y = _MIDDLE + (0 if join else place * _LANE)
        if mark.interval is not None:
            parts.append(_line("r-range", scale, mark.interval.low, mark.interval.high, y))
        parts.append(_mark(scale, mark, y))
    return _svg("r-marks", tall, parts)


def bar(scale: Scale, value: float, kind: str = "r-bar") -> str:
    """A bar from the left edge."""
    width = scale.at(value)
    return _svg(
        "r-marks",
        14,
        [
            '<rect class="r-track" x="0" y="1" width="100%" height="12" rx="3"/>',
            f'<rect class="{kind}" x="0" y="1" width="{width}" height="12" rx="3"/>',
        ],
    )


def stacked(counts: Sequence[int]) -> str:
    """Parts of a whole side by side, in the order of their classes ``r-part-0``, ``r-part-1``, …"""
    whole = sum(counts) or 1
    parts, left = [], 0.0
    for place, count in enumerate(counts):
        wide = 100 * count / whole
        if count:
            parts.append(
                f'<rect class="r-part-{place}" x="{left:.4g}%" y="1" width="{wide:.4g}%" '
                f'height="{_TALL - 2}"/>'
            )
        left += wide
    return _svg("r-stack", _TALL, parts)


def swatch(place: int) -> str:
    """A sample of one part, for a legend."""
    rect = f'<rect class="r-part-{place}" x="1" y="1" width="18" height="14"/>'
    return f'<svg class="r-swatch" width="20" height="16" aria-hidden="true">{rect}</svg>'


def sample(shape: MarkShape) -> str:
    """A sample of one mark, for a legend."""
    drawn = _mark(Scale(0, 20, ()), Mark(10, shape=shape), middle=8)
    return f'<svg class="r-swatch" width="20" height="16" aria-hidden="true">{drawn}</svg>'


def _line(kind: str, scale: Scale, start: float, end: float, y: float) -> str:
    x1, x2 = scale.at(start), scale.at(end)
    return f'<line class="{kind}" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>'


def _mark(scale: Scale, mark: Mark, middle: float = _MIDDLE) -> str:
    x = scale.at(mark.value)
    if mark.shape == "diamond":
        shape = f"M0,{middle - 8} l8,8 l-8,8 l-8,-8 z"
        return f'<svg x="{x}" overflow="visible"><path class="r-diamond" d="{shape}"/></svg>'
    return f'<circle class="r-{mark.shape}" cx="{x}" cy="{middle}" r="6"/>'


def _svg(kind: str, height: int, parts: Sequence[str]) -> str:
    inner = "".join(parts)
    return f'<svg class="{kind}" width="100%" height="{height}" aria-hidden="true">{inner}</svg>'
