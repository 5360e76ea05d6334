"""The items, quizzes and the course as xAPI activities, described once each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gluteedu.content.text.markup import to_line
from gluteedu.domain.items.item import Item, ItemBank, Option, Target
from gluteedu.domain.items.portable import ChoiceForm, Form, OrderForm, PairsForm, RangeForm
from gluteedu.domain.items.types import item_type

LANGUAGE = "en-GB"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_COURSE = "http://adlnet.gov/expapi/activities/course"
Activity = dict[str, Any]


class Activities:
    """The activities of a course.

    Args:
        base: what their ids begin with, without a slash at its end.
        course: its title.
        bank: the items and quizzes of today.
    """

    def __init__(self, base: str, course: str, bank: ItemBank):
        self._base = base
        self._titles = {quiz.id: quiz.title for quiz in bank.quizzes}
        self._defined = {(item.id, item.version): _definition(item) for item in bank.items}
        self.course: Activity = {
            "objectType": "Activity",
            "id": f"{base}/xapi/course",
            "definition": {"name": {LANGUAGE: course}, "type": _COURSE},
        }

    def quiz(self, quiz_id: str) -> Activity:
        """A quiz; one that is gone has no name."""
        title = self._titles.get(quiz_id)
        named = {"name": {LANGUAGE: to_line(title)}} if title else {}
        return {
            "objectType": "Activity",
            "id": f"{self._base}/xapi/quizzes/{quiz_id}",
            "definition": {"type": _ASSESSMENT, **named},
        }

    def item(self, item_id: str, version: int) -> Activity:
        """An item in one version; what it asked is only known for the version of today."""
        gone = {"name": {LANGUAGE: f"{item_id}, version {version}"}}
        return {
            "objectType": "Activity",
            "id": f"{self._base}/xapi/items/{item_id}/v{version}",
            "definition": self._defined.get((item_id, version), gone),
        }


def _definition(item: Item) -> Activity:
    return {
        "name": {LANGUAGE: item.id},
        "description": {LANGUAGE: to_line(item.stem)},
        "type": _INTERACTION,
        **_interaction(item_type(item).form(item)),
    }


def _interaction(form: Form) -> Activity:
    """xAPI-Data, interaction activities: each entry of the pattern is one right response."""
    match form:
        case ChoiceForm(options, key, many):
            pattern = [xapi_response(key)] if many else list(key)
            return _described("choice", pattern, choices=options)
        case OrderForm(options, key):
            return _described("sequencing", [xapi_response(key)], choices=options)
        case PairsForm(options, targets, pairs):
            pattern = [xapi_response(pairs)]
            return _described("matching", pattern, source=options, target=targets)
        case RangeForm(key):
            low, high = key.accepted
            return _described("numeric", [f"{low:g}[:]{high:g}"])


def _described(kind: str, pattern: list[str], **parts: Iterable[Option | Target]) -> Activity:
    components = {
        name: [{"id": one.id, "description": {LANGUAGE: to_line(one.text) or one.id}} for one in of]
        for name, of in parts.items()
    }
    return {"interactionType": kind, "correctResponsesPattern": pattern, **components}


def xapi_response(response: Any) -> str:
    """A response in the xAPI form: ``a[,]b``, ``a[.]x[,]b[.]y`` for pairs, a number as it is."""
    if response is None or isinstance(response, bool):
        return ""
    if isinstance(response, (int, float)):
        return f"{response:.10g}"
    if isinstance(response, str):
        return response
    entries = response.items() if isinstance(response, dict) else response
    return "[,]".join(
        "[.]".join(map(str, entry)) if isinstance(entry, (list, tuple)) else str(entry)
        for entry in entries
    )
