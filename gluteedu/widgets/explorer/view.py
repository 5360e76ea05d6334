"""The explorer's content as plain data for the page, and what one set of answers gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gluteedu.domain.triage.assessment import Assessment, Knowledge
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.triage.exploration import MAX_SHARE, MIN_SHARE, ExplorationStep
from gluteedu.domain.triage.explorer_text import ExplorerWords, SmallExplorer
from gluteedu.domain.triage.findings import Finding


def explorer_view(
    knowledge: Knowledge,
    words: ExplorerWords,
    triage: CareGuide,
    small: SmallExplorer | None = None,
) -> dict[str, Any]:
    """What the page needs before the first answer; nothing in it is about a person."""
    return {
        "small": {"title": small.title, "toTry": small.to_try} if small else None,
        "words": dict(words.words),
        "pictures": dict(words.pictures),
        "fits": dict(words.fits),
        "choices": dict(words.choices),
        "onlyAfter": dict(words.only_after),
        "notAfter": dict(words.not_after),
        "alarm": knowledge.causes.alarm,
        "adjustable": knowledge.causes.adjustable,
        "causes": [{"id": cause.id, "name": cause.name} for cause in knowledge.model.causes],
        "safety": _asked_view(safety_asked(knowledge, words), words),
        "clues": _asked_view(clues_asked(knowledge, words, small), words),
        "starts": [{"id": start.id, "name": start.name} for start in knowledge.model.starts],
        "share": {"low": MIN_SHARE, "high": MAX_SHARE},
        "levels": {level.id: {"name": level.name, "act": level.act} for level in triage.levels},
        "numbers": [
            {"id": n.id, "place": n.place, "emergency": n.emergency, "advice": n.advice}
            for n in triage.numbers
        ],
        "stories": [
            {
                "id": story.id,
                "name": story.name,
                "tells": story.tells,
                "lesson": story.lesson,
                "findings": dict(story.findings),
            }
            for story in words.stories
        ],
    }


def _asked_view(
    asked: Iterable[tuple[str, Iterable[Finding]]], words: ExplorerWords
) -> list[dict[str, Any]]:
    return [
        {"title": title, "questions": [_question(finding, words) for finding in findings]}
        for title, findings in asked
    ]


def step_view(step: ExplorationStep) -> dict[str, Any]:
    """What one set of answers gives, as plain data. Bars are in it only where they may be seen."""
    return {
        "triage": str(step.triage),
        "urgent": step.urgent,
        "flags": [
            {"condition": r.flag.condition, "level": str(r.level), "action": r.action}
            for r in step.flags
        ],
        "grounds": sorted({id for r in step.flags for id in r.grounds if r.level == step.triage}),
        "clashes": [list(pair) for pair in step.clashes],
        "open": list(step.open),
        "settled": list(step.settled),
        **_assessed(step.assessment),
        "alone": dict(step.alone) if step.alone else None,
        "start": {
            "id": step.start.id,
            "name": step.start.name,
            "assumed": step.assumed,
            "shares": dict(step.shares),
        },
    }


def _assessed(result: Assessment | None) -> dict[str, Any]:
    if result is None:
        return {"causes": None, "picture": None, "reasons": {}}
    return {
        "causes": dict(result.causes),
        "picture": result.picture,
        "reasons": _reasons(result),
    }


def _reasons(result: Assessment) -> dict[str, dict[str, float]]:
    """Finding id to its push on each cause."""
    found: dict[str, dict[str, float]] = {}
    for reason in result.reasons:
        found.setdefault(reason.finding, {})[reason.cause] = reason.weight
    return found


def _question(finding: Finding, words: ExplorerWords) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "id": finding.id,
        "kind": finding.kind,
        "label": finding.label,
        "question": finding.question,
    }
    if finding.kind == "choice":
        asked["choices"] = list(finding.choices)
    if finding.kind == "number":
        field = words.numbers[finding.id]
        asked |= {
            "low": finding.low,
            "top": field.top,
            "start": field.start,
            "more": field.top < finding.high,
            "one": field.one,
            "unit": finding.unit,
        }
    return asked


def safety_asked(knowledge: Knowledge, words: ExplorerWords) -> Iterable[tuple[str, list[Finding]]]:
    """The safety questions in a few lists: title and questions, in the order of asking."""
    for one in words.safety_lists:
        yield one.title, [f for group in one.groups for f in _group(knowledge, group, True)]


def clues_asked(
    knowledge: Knowledge, words: ExplorerWords, small: SmallExplorer | None = None
) -> Iterable[tuple[str, list[Finding]]]:
    """The clues likewise; of a small version, its own in one list."""
    if small:
        yield words.words["small_clues"], [knowledge.vocabulary[id] for id in small.clues]
        return
    for group in words.clue_lists:
        yield words.groups[group], _group(knowledge, group, False)


def _group(knowledge: Knowledge, group: str, safety: bool) -> list[Finding]:
    return [f for f in knowledge.vocabulary.values() if f.group == group and f.safety is safety]
