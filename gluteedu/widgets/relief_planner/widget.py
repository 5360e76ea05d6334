"""The relief planner: a cause, a time and a few questions in; do, ask first and do not come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.relief.planner_text import NOT_SURE, ReliefAnswers, ReliefWords, plan_for
from gluteedu.domain.relief.planning import Advice, ReliefKnowledge, ReliefPlan
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.triage.levels import URGENT
from gluteedu.widgets.relief_planner.view import planner_html, planner_text, planner_view
from gluteedu.widgets.shared.base import CourseWidget

_MOST_CAUTIONS = 50


class ReliefPlanner(CourseWidget):
    """Sorts the measures for one set of answers at a time; answers live in messages only.

    The browser sends ``plan`` with ``n``, ``cause`` and, where answered, ``hours``, ``pregnancy``,
    ``weeks``, ``age`` and ``cautions`` (id to true, false or "not_sure"). It gets back the plan
    with the same ``n``. When something must be checked the same day, only what not to do is sent.

    Args:
        knowledge: the measures and their rules.
        words: what the planner says and how it asks.
        citations: source id to a short citation.
        triage: the levels of care.
        safety_page: the address of the safety check.
    """

    def __init__(
        self,
        knowledge: ReliefKnowledge,
        words: ReliefWords,
        citations: Mapping[str, str],
        triage: CareGuide,
        safety_page: str = "index.ipynb",
    ) -> None:
        self._safety_page = safety_page
        self._knowledge = knowledge
        self._words = words
        self._citations = dict(citations)
        super().__init__(view=planner_view(knowledge, words, triage, safety_page))

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Answer one ``plan``; nothing of it is kept.

        Raises:
            ValueError: another act, or an answer that cannot be.
        """
        if act != "plan":
            raise ValueError("the planner knows no other act than plan")
        number = message.get("n")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValueError("n must be a whole number")
        plan = plan_for(self._knowledge, self._words, _answers(message))
        self.send({"n": number, **self._sorted(plan)})

    def _sorted(self, plan: ReliefPlan) -> dict[str, Any]:
        stopped = any(first.level in URGENT for first in plan.first)

        def cards(advice: Iterable[Advice]) -> list[dict[str, Any]]:
            return [self._card(each) for each in advice]

        return {
            "stopped": stopped,
            "first": [
                {"level": f.level, "text": f.text, "sources": self._cite(f.sources)}
                for f in plan.first
            ],
            "do": [] if stopped else cards(plan.do),
            "ask_first": [] if stopped else cards(plan.ask_first),
            "do_not": cards(sorted(plan.do_not, key=lambda a: a.no_use)),
            "closed": [] if stopped else cards(plan.closed),
        }

    def _card(self, advice: Advice) -> dict[str, Any]:
        return {
            "id": advice.measure,
            "name": advice.name,
            "reasons": list(advice.reasons),
            "minutes": advice.minutes,
            "noUse": advice.no_use,
            "open": list(advice.open),
            "unsure": list(advice.unsure),
            "sources": self._cite(advice.sources),
        }

    def _cite(self, sources: tuple[str, ...]) -> list[str]:
        return [self._citations.get(s, s) for s in sources]

    def text(self) -> str:
        """The questions, the measures, and the digest of every rule."""
        key = digest(self._knowledge, self._words)
        text = planner_text(self._knowledge, self._words, self._interface["relief_planner"])
        return f"{text}\n\n[content {key}]"

    def html(self) -> str:
        """The danger signs, the questions and the measures to read."""
        interface = self._interface["relief_planner"]
        return planner_html(self._knowledge, self._words, interface, self._safety_page)


def _answers(message: Mapping[str, Any]) -> ReliefAnswers:
    """The answers of a message. ValueError for any other shape; ranges are the domain's matter."""
    cautions = message.get("cautions", {})
    if not isinstance(cautions, dict) or len(cautions) > _MOST_CAUTIONS:
        raise ValueError("cautions must map ids to answers")
    if any(not isinstance(v, bool) and v != NOT_SURE for v in cautions.values()):
        raise ValueError("a caution is true, false or not_sure")
    cause = _word(message, "cause")
    if cause is None:
        raise ValueError("there is no cause")
    return ReliefAnswers(
        cause=cause,
        hours=_number(message, "hours"),
        pregnancy=_word(message, "pregnancy"),
        weeks=_number(message, "weeks"),
        age=_word(message, "age"),
        cautions=cautions,
    )


def _word(message: Mapping[str, Any], name: str) -> str | None:
    value = message.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} must be an id")
    return value


def _number(message: Mapping[str, Any], name: str) -> float | None:
    value = message.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise ValueError(f"{name} must be a number")
    return value
