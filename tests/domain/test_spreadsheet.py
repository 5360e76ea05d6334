"""What a spreadsheet would run gets an apostrophe; numbers and words stay as they are."""

from __future__ import annotations

import pytest

from gluteedu.domain.spreadsheet import guarded_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "-inf", "+1_0", "-1-1", "-5=A1"]
)
def test_a_formula_is_text(text: str) -> None:
    assert guarded_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ache", "5", "-5", "+0.25", "-1.5e-3", "a=b", " =1"])
def test_numbers_and_words_stay(text: str) -> None:
    assert guarded_cell(text) == text
