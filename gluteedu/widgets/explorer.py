"""The explorer: safety questions first, then clues whose push on each cause is shown as it moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

from gluteedu.content.digest import digest
from gluteedu.domain.assessment import Assessment, Knowledge, assess
from gluteedu.domain.explorer import ExplorerWords
from gluteedu.domain.findings import Finding, Findings, FindingsError
from gluteedu.domain.likelihood import CAUSES, starting_point
from gluteedu.domain.reference import Triage
from gluteedu.widgets.base import CourseWidget

_MOST_REASONS = 40


class Explorer(CourseWidget):
    """Weighs one set of answers at a time. What a person enters lives in messages only.

    Args:
        knowledge: vocabulary, red flags and likelihoods.
        words: what the explorer says.
        triage: the levels of care and the emergency numbers.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        words: ExplorerWords,
        triage: Triage,
    ):
        self._knowledge = knowledge
        self._words = words
        self._names = {cause.id: cause.name for cause in knowledge.model.causes}
        self._triage = triage
        super().__init__(view=self._view())

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Weigh the findings of one message and answer it; nothing of it is kept."""
        if act != "weigh":
            raise ValueError(act)
        number = message.get("n")
        given = message.get("findings")
        if not isinstance(given, dict) or not isinstance(number, int) or len(given) > 200:
            raise ValueError("findings")
        try:
            findings = Findings(self._knowledge.vocabulary, given)
        except FindingsError as error:
            self.send({"n": number, "faults": [_in_words(f, self._labels()) for f in error.faults]})
            return
        self.send({"n": number, **self._weighed(findings, message.get("soreness"))})

    def _weighed(self, findings: Findings, soreness: Any) -> dict[str, Any]:
        """What one set of answers gives, ready for the page.

        ``soreness`` is the learner's own starting share of exercise soreness (0.01 to 0.95), or
        None for the course's; the other causes keep their proportions.
        """
        start = starting_point(self._knowledge.model, findings.facts())
        shares = dict(start.shares)
        if soreness is not None:
            shares = _with_share(shares, soreness)
        result = assess(self._knowledge, findings, shares)
        urgent = result.triage in ("emergency", "same_day")
        return {
            "triage": str(result.triage),
            "urgent": urgent,
            "flags": [
                {"condition": r.flag.condition, "level": str(r.level), "action": r.action}
                for r in result.red_flags
            ],
            "causes": dict(result.causes),
            "alone": result.model_alone,
            "picture": result.picture,
            "see_someone": result.model_alone["other_serious"] >= self._knowledge.model.other_at,
            "reasons": _reasons(result),
            "open": list(result.unanswered),
            "start": {"name": start.name, "shares": shares},
        }

    def _labels(self) -> dict[str, str]:
        return {f.id: f.label or f.meaning for f in self._knowledge.vocabulary.values()}

    def _view(self) -> dict[str, Any]:
        findings = list(self._knowledge.vocabulary.values())
        empty = Findings(self._knowledge.vocabulary, {})
        return {
            "words": dict(self._words.words),
            "pictures": dict(self._words.pictures),
            "causes": [{"id": c, "name": self._names[c]} for c in CAUSES],
            "groups": dict(self._words.groups),
            "safety": [_question(f) for f in findings if f.safety],
            "clues": [_question(f) for f in findings if not f.safety],
            "levels": {level.id: level.name for level in self._triage.levels},
            "acts": {level.id: level.act for level in self._triage.levels},
            "numbers": [
                {"id": n.id, "place": n.place, "emergency": n.emergency, "advice": n.advice}
                for n in self._triage.numbers
            ],
            "stories": [
                {"id": s.id, "name": s.name, "tells": s.tells, "findings": dict(s.findings)}
                for s in self._words.stories
            ],
            "first": self._weighed(empty, None),
        }

    def text(self) -> str:
        """Title, the questions in order, the starting shares, and the digest."""
        vocabulary = self._knowledge.vocabulary.values()
        lines = ["Explorer: " + self._words.words["intro"], "", self._words.words["safety_title"]]
        lines += [f"- {f.question or f.meaning}" for f in vocabulary if f.safety]
        lines += ["", self._words.words["clues_title"]]
        lines += [f"- {f.question or f.meaning}" for f in vocabulary if not f.safety]
        lines += ["", self._words.words["start_title"]]
        for start in self._knowledge.model.starts:
            shares = ", ".join(f"{self._names[c]} {start.shares[c]:.0%}" for c in CAUSES)
            lines.append(f"- {start.name}: {shares}")
        lines += ["", self._words.words["estimate"], f"[content {self._digest()}]"]
        return "\n".join(lines)

    def html(self) -> str:
        """The questions as lists and the starting shares as a table."""
        words = {name: escape(text) for name, text in self._words.words.items()}
        vocabulary = self._knowledge.vocabulary.values()

        def questions(safety: bool) -> str:
            return "".join(
                f"<li>{escape(f.question or f.meaning)}</li>"
                for f in vocabulary
                if f.safety is safety
            )

        head = "".join(f'<th scope="col">{escape(self._names[c])}</th>' for c in CAUSES)
        rows = "".join(
            f'<tr><th scope="row">{escape(s.name)}</th>'
            + "".join(f"<td>{s.shares[c]:.0%}</td>" for c in CAUSES)
            + "</tr>"
            for s in self._knowledge.model.starts
        )
        return (
            f'<div class="g-card"><p>{words["intro"]}</p>'
            f"<h3>{words['safety_title']}</h3><p>{words['safety_intro']}</p>"
            f"<ul>{questions(True)}</ul>"
            f"<h3>{words['clues_title']}</h3><ul>{questions(False)}</ul>"
            f"<h3>{words['start_title']}</h3><p>{words['start_intro']}</p>"
            f'<div class="g-scroll"><table><caption>Starting shares, estimates</caption>'
            f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
            f"<p>{words['estimate']}</p></div>"
        )

    def _digest(self) -> str:
        knowledge = self._knowledge
        return digest(
            list(knowledge.vocabulary.values()),
            list(knowledge.flags),
            knowledge.model,
            self._words.words,
            self._words.pictures,
            list(self._words.stories),
        )


def _question(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "label": finding.label or finding.meaning,
        "question": finding.question or finding.meaning,
        "group": finding.group,
        "choices": list(finding.choices),
        "low": finding.low,
        "high": finding.high,
        "unit": finding.unit,
    }


def _reasons(result: Assessment) -> list[dict[str, Any]]:
    return [
        {"finding": r.finding, "cause": r.cause, "weight": r.weight}
        for r in result.reasons[:_MOST_REASONS]
    ]


def _with_share(shares: Mapping[str, float], soreness: Any) -> dict[str, float]:
    if isinstance(soreness, bool) or not isinstance(soreness, (int, float)):
        raise ValueError("soreness")
    if not math.isfinite(soreness) or not 0.01 <= soreness <= 0.95:
        raise ValueError("soreness")
    rest = math.fsum(p for c, p in shares.items() if c != "exercise_soreness")
    scale = (1 - soreness) / rest
    return {c: soreness if c == "exercise_soreness" else p * scale for c, p in shares.items()}


def _in_words(fault: str, labels: Mapping[str, str]) -> str:
    """A fault with the ids of findings replaced by their labels."""
    for id in sorted(labels, key=len, reverse=True):
        fault = fault.replace(id, f"“{labels[id]}”")
    return fault
