"""Looks at the words of the safety gate, the relief planner and the written cases."""

from __future__ import annotations

from collections.abc import Iterable

from gluteedu.content.loading.problems import Problem
from gluteedu.content.relief.measures import RELIEF
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.red_flags import RED_FLAGS
from gluteedu.content.triage.vignettes import VIGNETTES_FOLDER
from gluteedu.content.triage.vocabulary import FINDINGS
from gluteedu.domain.relief.planning import ReliefKnowledge
from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.vignette_evaluation import Vignette


def check_gate_reading(knowledge: Knowledge, problems: list[Problem]) -> None:
    """A Problem for each question or action of the safety gate that is too hard to read."""
    for finding in knowledge.vocabulary.values():
        check_reading(FINDINGS, finding.id, "question", finding.question, problems)
    for flag in (*knowledge.flags, knowledge.otherwise):
        texts = [("question", flag.question)]
        texts += [(f"action.{level}", text) for level, text in flag.actions.items()]
        for field, text in texts:
            check_reading(RED_FLAGS, flag.id, field, text, problems, urgent=True)


def check_relief_reading(relief: ReliefKnowledge, problems: list[Problem]) -> None:
    """A Problem for each text of the relief planner that is too hard to read."""
    for first in relief.first:
        check_reading(RELIEF, "first", "text", first.text, problems, urgent=True)
    for measure in relief.measures:
        check_reading(RELIEF, measure.id, "check_reason", measure.check_reason, problems)
        for place, rule in enumerate(measure.rules, start=1):
            check_reading(RELIEF, measure.id, f"rules.{place}.reason", rule.reason, problems)


def check_vignette_reading(vignettes: Iterable[Vignette], problems: list[Problem]) -> None:
    """A Problem for each story or lesson of a written case that is too hard to read."""
    for vignette in vignettes:
        check_reading(VIGNETTES_FOLDER, vignette.id, "story", vignette.story, problems)
        check_reading(VIGNETTES_FOLDER, vignette.id, "lesson", vignette.lesson, problems)
