"""The explorer's content as plain data for the page, and as text and HTML to read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from gluteedu.domain.assessment import Assessment, Knowledge
from gluteedu.domain.explorer import ExplorerWords
from gluteedu.domain.exploring import LEAST_SHARE, MOST_SHARE, Step
from gluteedu.domain.findings import Finding
from gluteedu.domain.likelihood import CAUSES, ByCause
from gluteedu.domain.reference import Triage


def explorer_view(knowledge: Knowledge, words: ExplorerWords, triage: Triage) -> dict[str, Any]:
    """What the page needs before the first answer; nothing in it is about a person."""
    return {
        "words": dict(words.words),
        "pictures": dict(words.pictures),
        "fits": dict(words.fits),
        "choices": dict(words.choices),
        "onlyAfter": dict(words.only_after),
        "notAfter": dict(words.not_after),
        "causes": [{"id": cause.id, "name": cause.name} for cause in knowledge.model.causes],
        "safety": [
            {"title": title, "questions": [_question(f, words) for f in findings]}
            for title, findings in _safety(knowledge, words)
        ],
        "clues": [
            {"title": title, "questions": [_question(f, words) for f in findings]}
            for title, findings in _clues(knowledge, words)
        ],
        "starts": [{"id": start.id, "name": start.name} for start in knowledge.model.starts],
        "share": {"low": LEAST_SHARE, "high": MOST_SHARE},
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


def step_view(step: Step) -> dict[str, Any]:
    """What one set of answers gives, as plain data. Bars are in it only where they may be seen."""
    result = step.assessment
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
        "causes": dict(result.causes) if result else None,
        "picture": result.picture if result else None,
        "reasons": _reasons(result) if result else {},
        "alone": dict(step.alone) if step.alone else None,
        "start": {
            "id": step.start.id,
            "name": step.start.name,
            "assumed": step.assumed,
            "shares": dict(step.shares),
        },
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


def _safety(knowledge: Knowledge, words: ExplorerWords) -> Iterable[tuple[str, list[Finding]]]:
    for one in words.safety_lists:
        yield one.title, [f for group in one.groups for f in _group(knowledge, group, True)]


def _clues(knowledge: Knowledge, words: ExplorerWords) -> Iterable[tuple[str, list[Finding]]]:
    for group in words.clue_lists:
        yield words.groups[group], _group(knowledge, group, False)


def _group(knowledge: Knowledge, group: str, safety: bool) -> list[Finding]:
    return [f for f in knowledge.vocabulary.values() if f.group == group and f.safety is safety]


def explorer_text(knowledge: Knowledge, words: ExplorerWords) -> str:
    """The questions in order, the starting shares and the stories as plain text."""
    say = words.words
    lines = [f"Explorer: {say['intro']}"]
    for head, lists in (("safety", _safety), ("clues", _clues)):
        lines += ["", say[f"{head}_title"]]
        for title, findings in lists(knowledge, words):
            lines += [f"{title}:", *(f"- {f.question}" for f in findings)]
    lines += ["", say["start_title"]]
    names = {cause.id: cause.name for cause in knowledge.model.causes}
    for start in knowledge.model.starts:
        lines.append(f"- {start.name}: {_shares(start.shares, names)}")
    lines += ["", f"{say['stories_title']}:"]
    lines += [f"- {story.name}. {story.tells}" for story in words.stories]
    return "\n".join([*lines, "", say["estimate"]])


def _shares(shares: ByCause, names: dict[str, str]) -> str:
    return ", ".join(f"{names[c]} {shares[c]:.0%}" for c in CAUSES)


def explorer_html(knowledge: Knowledge, words: ExplorerWords) -> str:
    """The same as HTML: lists, and the starting shares as a table."""
    say = {name: escape(text) for name, text in words.words.items()}
    parts = [f'<div class="g-card"><p>{say["intro"]}</p>']
    for head, lists in (("safety", _safety), ("clues", _clues)):
        parts.append(f"<h3>{say[f'{head}_title']}</h3>")
        for title, findings in lists(knowledge, words):
            items = "".join(f"<li>{escape(f.question)}</li>" for f in findings)
            parts.append(f"<p><strong>{escape(title)}</strong></p><ul>{items}</ul>")
    heads = "".join(f'<th scope="col">{escape(c.name)}</th>' for c in knowledge.model.causes)
    rows = "".join(
        f'<tr><th scope="row">{escape(start.name)}</th>'
        + "".join(f"<td>{start.shares[c]:.0%}</td>" for c in CAUSES)
        + "</tr>"
        for start in knowledge.model.starts
    )
    stories = "".join(
        f"<li><strong>{escape(s.name)}.</strong> {escape(s.tells)}</li>" for s in words.stories
    )
    return (
        "".join(parts)
        + f"<h3>{say['start_title']}</h3><p>{say['start_intro']}</p>"
        + '<div class="g-scroll" tabindex="0" role="region" aria-label="Starting shares"><table>'
        + "<caption>Shares before any clue. All are estimates.</caption>"
        + f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        + f"<h3>{say['stories_title']}</h3><ul>{stories}</ul><p>{say['estimate']}</p></div>"
    )
