"""The relief planner's content as plain data for the page, and as text and HTML to read."""

from __future__ import annotations

from html import escape
from typing import Any

from gluteedu.domain.relief.planner_text import ReliefWords
from gluteedu.domain.relief.planning import ReliefKnowledge
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.words import Words


def planner_view(
    knowledge: ReliefKnowledge, words: ReliefWords, triage: CareGuide, safety_page: str
) -> dict[str, Any]:
    """What the page needs before the first answer; nothing in it is about a person."""
    vocabulary = knowledge.vocabulary

    def number(id: str) -> dict[str, Any]:
        field = words.numbers[id]
        found = vocabulary[id]
        return {
            "label": found.question,
            "low": found.low,
            "top": field.top,
            "start": field.start,
            "more": field.top < found.high,
            "unit": found.unit,
            "one": field.one,
        }

    return {
        "words": dict(words.words),
        "safetyPage": safety_page,
        "causes": [{"id": c.id, "name": c.name, "note": c.note} for c in words.causes],
        "pregnancy": [{"id": p.id, "text": p.text, "weeks": p.weeks} for p in words.pregnancy],
        "ages": [{"id": a.id, "text": a.text} for a in words.ages],
        "lists": [
            {
                "id": one.id,
                "title": one.title,
                "cautions": [
                    {
                        "id": id,
                        "label": vocabulary[id].label,
                        "question": vocabulary[id].question,
                        "notFor": list(words.not_for.get(id, ())),
                    }
                    for id in one.cautions
                ],
            }
            for one in words.lists
        ],
        "numbers": {id: number(id) for id in words.numbers},
        "labels": {id: found.label for id, found in vocabulary.items()},
        "levels": {level.id: level.name for level in triage.levels},
    }


def _questions(knowledge: ReliefKnowledge, words: ReliefWords) -> list[str]:
    say = words.words
    cautions = [id for one in words.lists for id in one.cautions]
    return [
        f"{say['cause_question']} ({'; '.join(cause.name for cause in words.causes)})",
        say["hours_question"],
        f"{say['pregnancy_question']} ({'; '.join(choice.text for choice in words.pregnancy)})",
        f"{say['age_question']} ({'; '.join(band.text for band in words.ages)})",
        *(knowledge.vocabulary[id].question for id in cautions),
    ]


def planner_text(knowledge: ReliefKnowledge, words: ReliefWords, interface: Words) -> str:
    """What it asks, and what it sorts, as plain text."""
    say = words.words
    title = interface.say("text_title", about=say["intro"])
    lines = [title, "", say["danger"], "", interface.say("it_asks")]
    lines += [f"- {question}" for question in _questions(knowledge, words)]
    lines += ["", _sorts_under(words, interface)]
    lines += [f"- {measure.name}" for measure in knowledge.measures]
    return "\n".join(lines)


def planner_html(
    knowledge: ReliefKnowledge, words: ReliefWords, interface: Words, safety_page: str
) -> str:
    """The same as HTML."""
    say = {name: escape(text) for name, text in words.words.items()}
    questions = "".join(f"<li>{escape(q)}</li>" for q in _questions(knowledge, words))
    measures = "".join(f"<li>{escape(measure.name)}</li>" for measure in knowledge.measures)
    return (
        f'<div class="g-card"><p>{say["intro"]}</p>'
        f"<p><strong>{say['danger']}</strong> "
        f'<a href="{escape(safety_page)}">{say["danger_link"]}</a></p>'
        f"<p>{interface.html('it_asks')}</p><ul>{questions}</ul>"
        f"<p>{escape(_sorts_under(words, interface))}</p><ul>{measures}</ul>"
        f'<p class="g-small">{interface.html("run_to_plan")}</p></div>'
    )


def _sorts_under(words: ReliefWords, interface: Words) -> str:
    heads = {head: words.words[head] for head in ("do", "ask_first", "do_not")}
    return interface.say("it_sorts_under", **heads)
