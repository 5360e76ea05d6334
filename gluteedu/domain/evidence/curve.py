"""A data curve: points with their spread, read from a table's rows, and heights between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, order=True)
class CurvePoint:
    """One point of a data curve; ``sd`` is one standard deviation of ``y``, 0 where unknown."""

    x: float
    y: float
    sd: float = 0.0


def curve_points(
    rows: Sequence[Mapping[str, Any]], x: str, y: str, sd: str = ""
) -> tuple[CurvePoint, ...]:
    """The rows of a table as points, sorted by x.

    Args:
        rows: the table, column name to cell; a cell is a number or a number in text.
        x, y: names of columns; a row in which either is empty is left out.
        sd: the column of the standard deviation; an empty name, or cell, gives 0.

    Raises:
        ValueError: fewer than two points, or an x that stands twice.
        KeyError: a column is not there.
    """
    points = sorted(
        CurvePoint(float(row[x]), float(row[y]), _number(row[sd]) if sd else 0.0)
        for row in rows
        if _filled(row[x]) and _filled(row[y])
    )
    if len({p.x for p in points}) < max(2, len(points)):
        raise ValueError(f"a curve needs two points or more, each {x} once")
    return tuple(points)


def at(curve: Sequence[CurvePoint], x: float) -> float:
    """The height of ``curve`` (sorted by x, not empty) at ``x``, on straight lines between points.

    Outside the data the nearest end's height is returned.
    """
    for left, right in pairwise(curve):
        if left.x <= x <= right.x:
            return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x)
    return curve[0].y if x < curve[0].x else curve[-1].y


def _filled(cell: Any) -> bool:
    """Whether a cell holds a number: not empty, not None, not NaN."""
    return cell is not None and str(cell).strip() != "" and cell == cell


def _number(cell: Any) -> float:
    return float(cell) if _filled(cell) else 0.0
