"""What figures depend on inside plotly."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from gluteedu.figures import compat
from gluteedu.serving.compat.versions import check_version


def test_the_version_is_known() -> None:
    check_version("plotly", compat.HOLDS_FOR, compat.__name__)


def test_its_script_comes_with_it() -> None:
    script = compat.plotly_script().read_text(encoding="utf-8")
    assert len(script) > 1_000_000
    assert "plotly.js v" in script[:200]


def test_a_figure_is_plain_json() -> None:
    plain = compat.figure_json(go.Figure(go.Bar(x=["a", "b"], y=np.array([1, 2]))))
    assert set(plain) == {"data", "layout"}
    assert plain["data"][0]["x"] == ["a", "b"]
    packed = plain["data"][0]["y"]
    assert packed == [1, 2] or {"dtype", "bdata"} <= packed.keys()
