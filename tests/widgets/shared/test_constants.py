"""The constants that scripts share with Python are those that Python has."""

from __future__ import annotations

from gluteedu.widgets.shared.constants import SCRIPT, as_script


def test_the_script_is_fresh() -> None:
    assert SCRIPT.read_text(encoding="utf-8") == as_script(), "run make scripts"
