"""Which items an instructor should look at first, by plain rules on the item analysis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gluteedu.domain.analytics.class_confidence import SureButWrong
from gluteedu.domain.analytics.item_analysis import ItemAnalysis
from gluteedu.domain.intervals import Estimate, proportion
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.types import item_type

FlagReason = Literal["hard", "backwards", "tempting", "sure_but_wrong"]
HALF = 0.5


@dataclass(frozen=True)
class ItemFlag:
    """An item with the reasons to look at it.

    ``hard``: even the upper end of its facility is below one half. ``backwards``: even the upper
    end of its discrimination is below 0, so those who know more miss it; look at the key.
    ``tempting``: of those who chose the key or one wrong option, even the lower end of the share
    with the wrong one is above one half. ``sure_but_wrong``: even the lower end of the share that
    was sure but wrong is above one half.
    """

    quiz: str
    item: str
    reasons: tuple[FlagReason, ...]


def flag_items(
    analyses: Iterable[ItemAnalysis], sure: Iterable[SureButWrong], items: Mapping[str, Item]
) -> list[ItemFlag]:
    """The items of today that have a reason, those with most reasons first.

    An end of an interval decides, not the figure itself, so that chance rarely raises a flag.
    """
    doubted = {(one.quiz, one.item, one.version) for one in sure if _low(one.share, 0.0) > HALF}
    found = []
    for one in analyses:
        if not one.current:
            continue
        holds: dict[FlagReason, bool] = {
            "hard": _high(one.facility, 1.0) < HALF,
            "backwards": _high(one.discrimination, 1.0) < 0,
            "tempting": _tempting(one, items.get(one.item)),
            "sure_but_wrong": (one.quiz, one.item, one.version) in doubted,
        }
        if reasons := tuple(reason for reason, held in holds.items() if held):
            found.append(ItemFlag(one.quiz, one.item, reasons))
    return sorted(found, key=lambda one: -len(one.reasons))


def _low(figure: Estimate | None, otherwise: float) -> float:
    """The lower end of a figure's interval, or ``otherwise`` where it has none."""
    return figure.interval.low if figure and figure.interval else otherwise


def _high(figure: Estimate | None, otherwise: float) -> float:
    """The upper end of a figure's interval, or ``otherwise`` where it has none."""
    return figure.interval.high if figure and figure.interval else otherwise


def _tempting(analysis: ItemAnalysis, item: Item | None) -> bool:
    if item is None or not item_type(item).one_pick:
        return False
    wrong = [choice.count for choice in analysis.choices if choice.right is False]
    right = sum(choice.count for choice in analysis.choices if choice.right)
    if not wrong or max(wrong) + right == 0:
        return False
    return _low(proportion(max(wrong), max(wrong) + right), 0.0) > HALF
