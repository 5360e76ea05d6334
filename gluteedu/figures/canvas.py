"""A figure in the making: collects marks as plain values and becomes a plotly figure once."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


class Canvas:
    """Collects traces, words and shapes under plotly's own method names.

    Plotly's figure copies and checks everything it holds at each ``add_...``; collecting first
    and checking once is about ten times as fast.
    """

    def __init__(self) -> None:
        self._data: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {"annotations": [], "shapes": []}

    def add_scatter(self, **trace: Any) -> None:
        """Add a scatter trace."""
        self._data.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        """Add a bar trace."""
        self._data.append({"type": "bar", **trace})

    def add_annotation(self, **annotation: Any) -> None:
        """Add words."""
        self._layout["annotations"].append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """Add a line, a box or a path."""
        self._layout["shapes"].append(shape)

    def update_layout(self, **layout: Any) -> None:
        """Merge settings into the layout, level by level."""
        _merge(self._layout, layout)

    def update_xaxes(self, **axis: Any) -> None:
        """Merge settings into the first x axis."""
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis: Any) -> None:
        """Merge settings into the first y axis."""
        self.update_layout(yaxis=axis)

    def figure(self) -> go.Figure:
        """What was collected, as a checked plotly figure."""
        return go.Figure({"data": self._data, "layout": self._layout})


def _merge(into: dict[str, Any], new: dict[str, Any]) -> None:
    for name, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value
