"""What figures and pages take from inside plotly: where its script lies, and plain figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
from plotly.utils import PlotlyJSONEncoder

HOLDS_FOR = ">=6.1,<8"


def plotly_script() -> Path:
    """The plotly.js that comes with the plotly package."""
    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def figure_json(figure: go.Figure) -> dict[str, Any]:
    """``data`` and ``layout`` of a figure as plain JSON values; arrays may be packed."""
    written = figure.to_plotly_json()
    parts = {part: written[part] for part in ("data", "layout")}
    plain: dict[str, Any] = json.loads(json.dumps(parts, cls=PlotlyJSONEncoder))
    return plain
