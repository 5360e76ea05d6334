"""How the class report says figures, items and choices in words."""

from __future__ import annotations

from collections.abc import Callable

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.content.text.markup import to_line
from gluteedu.domain.intervals import Estimate, Interval
from gluteedu.domain.items.types import item_type
from gluteedu.domain.words import Words


def stem(report: ClassReport, item_id: str) -> str:
    """The question of an item of today, as plain text; its id when it is gone."""
    item = report.items.get(item_id)
    return to_line(item.stem) if item else item_id


def choice_text(report: ClassReport, item_id: str, version: int, choice: str) -> str:
    """A choice in words; its id where the item, in that version, is gone."""
    item = report.items.get(item_id)
    if item is None or item.version != version:
        return choice
    return item_type(item).choice_text(item, choice, report.words, to_line)


def percent(value: float) -> str:
    """0.625 as "62%" (halves go to the even side, as Python rounds)."""
    return f"{value * 100:.0f}%"


def signed(value: float) -> str:
    """0.31 as "+0.31", with a true minus sign."""
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")


def percent_and_range(words: Words, estimate: Estimate | None) -> str:
    """ "62% (48 to 74%), n = 24", or that there were too few."""
    range_ = _with_range(words, estimate, lambda value: f"{value * 100:.0f}", "%")
    return range_ or words.say("too_few")


def correlation_and_range(words: Words, estimate: Estimate | None) -> str:
    """ "+0.31 (−0.02 to +0.58), n = 24", or that there were too few or no spread."""
    return _with_range(words, estimate, signed) or words.say("not_shown")


def time_and_range(words: Words, estimate: Estimate | None) -> str:
    """ "34 s (28 to 41 s), n = 24", or that there were too few."""
    range_ = _with_range(words, estimate, lambda value: f"{value:.0f}", " s")
    return range_ or words.say("too_few")


def _with_range(
    words: Words, estimate: Estimate | None, number: Callable[[float], str], unit: str = ""
) -> str | None:
    """The value, its interval if there is one, and n; None where there is no estimate."""
    if estimate is None:
        return None
    ends = estimate.interval
    value = f"{number(estimate.value)}{unit}"
    if ends is not None:
        high = f"{number(ends.high)}{unit}"
        value = words.say("with_range", value=value, low=number(ends.low), high=high)
    return f"{value}, {sample_size(estimate.n)}"


def signed_and_range(words: Words, value: float, ends: Interval | None) -> str:
    """ "+0.31 (−0.02 to +0.58)", or the value alone."""
    if ends is None:
        return signed(value)
    low, high = signed(ends.low), signed(ends.high)
    return words.say("with_range", value=signed(value), low=low, high=high)


def sample_size(n: int) -> str:
    """ "n = 24", kept on one line."""
    return f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{n}"


def learner_count(words: Words, number: int) -> str:
    """ "1 learner", "24 learners"."""
    return words.say("learners", n=number)
