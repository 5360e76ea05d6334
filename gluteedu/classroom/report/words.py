"""How the class report says figures, items and choices in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.content.text.markup import to_line
from gluteedu.domain.intervals import Estimate
from gluteedu.domain.items.item import Option, Target

CONFIDENCE_WORDS = {"guessing": "Guessing", "think_so": "I think so", "sure": "Sure"}
FLAG_REASONS = {
    "hard": "Hard for this class: fewer than half get it right.",
    "backwards": "Learners who know more miss it more often. Is the key right?",
    "tempting": "One wrong answer was chosen more often than the right one.",
    "sure_but_wrong": "More than half of those who were sure were not right.",
}
FLAG_TAGS = {
    "hard": "hard",
    "backwards": "look at the key",
    "tempting": "tempting wrong answer",
    "sure_but_wrong": "sure but wrong",
}
_SIDES = {"low": "too low", "right": "within the range", "high": "too high"}


def stem(report: ClassReport, item_id: str) -> str:
    """The question of an item of today, as plain text; its id when it is gone."""
    item = report.items.get(item_id)
    return to_line(item.stem) if item else item_id


def choice_text(report: ClassReport, item_id: str, version: int, choice: str) -> str:
    """A choice in words; its id where the item, in that version, is gone."""
    item = report.items.get(item_id)
    if item is None or item.version != version:
        return choice
    if item.number is not None:
        side = _SIDES.get(choice, choice)
        return f"{side} ({item.number.accepted_text})" if choice == "right" else side
    if item.type == "ordering":
        place = item.key.index(choice) + 1 if choice in item.key else 0
        return f"{_text(item.options, choice)} (put in place {place})"
    if item.type == "matching":
        option, _, target = choice.partition(">")
        return f"{_text(item.options, option)} → {_text(item.targets, target)}"
    return _text(item.options, choice)


def _text(texts: Iterable[Option | Target], id_: str) -> str:
    """The text with that id as one line; the id itself without a text."""
    return next((to_line(each.text) for each in texts if each.id == id_), "") or id_


def percent(value: float) -> str:
    """0.625 as "62%" (halves go to the even side, as Python rounds)."""
    return f"{value * 100:.0f}%"


def signed(value: float) -> str:
    """0.31 as "+0.31", with a true minus sign."""
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")


def percent_and_range(estimate: Estimate | None) -> str:
    """ "62% (48 to 74%), n = 24", or that there were too few."""
    return _with_range(estimate, lambda value: f"{value * 100:.0f}", "%") or "too few to show"


def correlation_and_range(estimate: Estimate | None) -> str:
    """ "+0.31 (−0.02 to +0.58), n = 24", or that there were too few or no spread."""
    return _with_range(estimate, signed) or "not shown"


def time_and_range(estimate: Estimate | None) -> str:
    """ "34 s (28 to 41 s), n = 24", or that there were too few."""
    return _with_range(estimate, lambda value: f"{value:.0f}", " s") or "too few to show"


def _with_range(
    estimate: Estimate | None, number: Callable[[float], str], unit: str = ""
) -> str | None:
    """The value, its interval if there is one, and n; None where there is no estimate."""
    if estimate is None:
        return None
    ends = estimate.interval
    span = f" ({number(ends.low)} to {number(ends.high)}{unit})" if ends else ""
    return f"{number(estimate.value)}{unit}{span}, {sample_size(estimate.n)}"


def sample_size(n: int) -> str:
    """ "n = 24", kept on one line."""
    return f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{n}"


def learner_count(number: int) -> str:
    """ "1 learner", "24 learners"."""
    return f"{number} learner" if number == 1 else f"{number} learners"
