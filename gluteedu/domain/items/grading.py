"""Reads a response to an item and grades it, each in the way of the item's type."""

from __future__ import annotations

from typing import Any

from gluteedu.domain.items.grade import Grade, GradeOutcome, Response
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.types import item_type


def response_to_json(item: Item, response: Response) -> Any:
    """A response as plain JSON values, in the form that :func:`read_response` takes."""
    return item_type(item).to_json(response)


def is_unanswered(raw: Any) -> bool:
    """Whether nothing at all was given."""
    return raw is None or (isinstance(raw, (str, list, tuple, dict)) and len(raw) == 0)


def read_response(item: Item, raw: Any) -> Response:
    """What came from a browser or a file (JSON values) as a response to ``item``.

    Choices and orders are lists of option ids, pairs a mapping of option id to target id, a number
    a number. Raises ValueError that says what is allowed.
    """
    return item_type(item).read(item, raw)


def grade(item: Item, response: Response) -> Grade:
    """Grade a response made by :func:`read_response`; each type says how."""
    return item_type(item).grade(item, response)


def judge(item: Item, raw: Any) -> tuple[GradeOutcome, Grade | None]:
    """The outcome of whatever was given, never an error: blank and unreadable have no grade."""
    if is_unanswered(raw):
        return GradeOutcome.NOT_ATTEMPTED, None
    try:
        result = grade(item, read_response(item, raw))
    except ValueError:
        return GradeOutcome.CANNOT_TELL, None
    return result.outcome, result
