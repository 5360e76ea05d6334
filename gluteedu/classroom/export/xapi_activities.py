"""The items, quizzes and the course as xAPI activities, described once each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gluteedu.content.text.markup import to_line
from gluteedu.domain.items.item import Item, ItemBank, Option

LANGUAGE = "en-GB"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_COURSE = "http://adlnet.gov/expapi/activities/course"
_TYPES = {
    "single": "choice",
    "multiple": "choice",
    "hotspot": "choice",
    "ordering": "sequencing",
    "matching": "matching",
    "number": "numeric",
}

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
    definition: Activity = {
        "name": {LANGUAGE: item.id},
        "description": {LANGUAGE: to_line(item.stem)},
        "type": _INTERACTION,
        "interactionType": _TYPES[item.type],
        "correctResponsesPattern": _key(item),
    }
    if item.type == "matching":
        definition["source"] = _components(item.options)
        definition["target"] = [
            {"id": target.id, "description": {LANGUAGE: to_line(target.text)}}
            for target in item.targets
        ]
    elif item.number is None:
        definition["choices"] = _components(item.options)
    return definition


def _components(options: Iterable[Option]) -> list[Activity]:
    return [
        {"id": option.id, "description": {LANGUAGE: to_line(option.text) or option.id}}
        for option in options
    ]


def _key(item: Item) -> list[str]:
    """xAPI-Data, interaction activities: each entry is one whole response that is right."""
    if item.number is not None:
        low, high = item.number.accepted
        return [f"{low:g}[:]{high:g}"]
    if item.type == "hotspot":
        return list(item.key)
    return [xapi_response(dict(item.pairs) or list(item.key))]


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
