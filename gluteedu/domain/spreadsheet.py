"""Keeps spreadsheets from running what somebody has written into a cell."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded_cell(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula.

    A number stays a number. Source: OWASP, CSV Injection.
    """
    runs = text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text
