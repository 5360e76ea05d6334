"""Pages without moving parts: safety cards, objectives, the article's claims, sources, terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from gluteedu.content.text.words import course_words
from gluteedu.domain.course.lessons import Lesson
from gluteedu.domain.evidence.reference import GlossaryTerm, Source
from gluteedu.domain.triage.care_levels import CareLevel, PhoneNumbers, SignGroup, fill_numbers
from gluteedu.widgets.reference.citations import cited, claims_page, sources_page
from gluteedu.widgets.shared.care import care_card
from gluteedu.widgets.shared.static_page import Page, make_page, quiet

__all__ = [
    "Page",
    "claims_page",
    "glossary_page",
    "objectives_page",
    "safety_page",
    "sources_page",
]


def safety_page(
    levels: Sequence[CareLevel],
    numbers: Sequence[PhoneNumbers],
    sources: Mapping[str, Source] | None = None,
    place: str | None = None,
) -> Page:
    """The levels of care as cards, most urgent first.

    Args:
        levels: the levels to show, in any order.
        numbers: telephone numbers for the cards; each emergency number is a link that dials.
        sources: where given, each card names its sources.
        place: the id of one place of ``numbers``; None shows all of them.
    """
    words = course_words()["reference"]
    lines: list[str] = []
    html: list[str] = []
    linked = [_dialling(n) for n in numbers]
    for level in sorted(levels, key=lambda one: -one.urgency):
        first, stop, rest = escape(level.act).partition(". ")
        act = fill_numbers(f"<strong>{first}{stop.strip()}</strong> {rest}", linked, place).strip()
        body = [f"<p>{act}</p>", '<div class="g-care-groups">']
        lines += [level.name.upper(), fill_numbers(level.act, numbers, place)]
        for group in level.when:
            body.append(_signs_html(group))
            lines += [f"  {group.title}", *(f"  - {sign}" for sign in group.signs)]
        body.append("</div>")
        if sources is not None:
            items = "".join(f"<li>{cited(sources[i])}</li>" for i in level.sources)
            body.append(
                f"<details><summary>{words.html('card_sources')}</summary>"
                f'<ul class="g-sources">{items}</ul></details>'
            )
        html.append(care_card(level.id, level.name, "".join(body), heading=True))
        lines.append("")
    return make_page(lines, html, tuple(levels), tuple(numbers), place)


def _signs_html(group: SignGroup) -> str:
    items = "".join(f"<li>{escape(sign)}</li>" for sign in group.signs)
    return f"<div><h4>{escape(group.title)}</h4><ul>{items}</ul></div>"


def _dialling(numbers: PhoneNumbers) -> PhoneNumbers:
    said = escape(numbers.emergency)
    if numbers.emergency.isdigit():
        said = f'<a href="tel:{said}">{said}</a>'
    return replace(
        numbers, emergency=said, place=escape(numbers.place), advice=escape(numbers.advice)
    )


def objectives_page(lesson: Lesson) -> Page:
    """What a learner can do after ``lesson``, and how long it takes."""
    words = course_words()["reference"]
    minutes = words.say("minutes", n=lesson.minutes)
    if not lesson.objectives:
        return make_page([minutes], [f'<p class="g-quiet">{escape(minutes)}</p>'], lesson)
    lead = words.say("you_can")
    items = "".join(f"<li>{escape(o.text)}</li>" for o in lesson.objectives)
    html = [
        f'<section class="g-card"><h3>{words.html("you_will_learn")}</h3><p>{escape(lead)}</p>'
        f"<ul>{items}</ul>"
        f'<p class="g-quiet">{escape(minutes)}</p></section>'
    ]
    return make_page([lead, *(f"- {o.text}" for o in lesson.objectives), minutes], html, lesson)


def glossary_page(
    terms: Iterable[GlossaryTerm], lessons: Mapping[str, Lesson] | None = None
) -> Page:
    """The terms from A to Z, each with its other names and the lesson that teaches it."""
    ordered = sorted(terms, key=lambda term: (term.term.casefold(), term.id))
    lines: list[str] = []
    html: list[str] = []
    for letter, group in groupby(ordered, key=lambda term: term.term[0].upper()):
        entries = []
        for term in group:
            also = f" ({', '.join(term.also)})" if term.also else ""
            title = lessons[term.lesson].title if lessons is not None else term.lesson
            entries.append(
                f'<dt id="term-{term.id}"><strong>{escape(term.term)}</strong>{quiet(also)}</dt>'
                f"<dd>{escape(term.plain)} "
                f'<a href="{escape(term.lesson)}.ipynb">{escape(title)}</a></dd>'
            )
            lines.append(f"{term.term}{also}: {term.plain} [{term.lesson}]")
        html.append(f"<h3>{escape(letter)}</h3><dl>{''.join(entries)}</dl>")
    return make_page(lines, html, ordered)
