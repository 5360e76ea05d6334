"""Pages without moving parts: safety cards, objectives, the article's claims, sources, terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Any

from gluteedu.content.digest import digest
from gluteedu.domain.reference import (
    KINDS,
    VERDICTS,
    Claim,
    Lesson,
    PhoneNumbers,
    SignGroup,
    Source,
    Term,
    TriageLevel,
    fill_numbers,
)
from gluteedu.widgets.care import care_card

_VERDICT_WORDS = {
    "unsafe": "Unsafe as written",
    "incomplete": "Leaves something out",
    "unattributed": "No source given",
    "wording": "Wording is off",
    "fine": "True",
}
_VERDICT_HEADS = {
    "unsafe": "Unsafe as written",
    "incomplete": "Not unsafe, but it leaves something out",
    "unattributed": "No source given",
    "wording": "The wording is off",
    "fine": "True as it stands",
}
_KIND_WORDS = {
    "trial": "Trials and experiments",
    "review": "Reviews that weigh many studies",
    "cohort": "Studies that follow or test a group",
    "survey": "Surveys",
    "guideline": "Guidelines",
    "official-advice": "Advice from health services",
    "expert-opinion": "Opinion of experts",
    "article": "The article we started from",
    "estimate": "Our own estimates",
}
_NEW_TAB = '<p class="g-small">A link to a source opens in a new tab.</p>'


@dataclass(frozen=True)
class Page:
    """Something to show below a cell, readable as text and as HTML."""

    text: str
    html: str

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": f'<div class="gluteedu">{self.html}</div>'}


def _page(lines: Iterable[str], html: Iterable[str], *content: Any) -> Page:
    return Page("\n".join([*lines, f"[content {digest(*content)}]"]), "".join(html))


def safety_page(
    levels: Sequence[TriageLevel],
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
            items = "".join(f"<li>{_cited(sources[i])}</li>" for i in level.sources)
            body.append(
                f"<details><summary>Sources of this card</summary>"
                f'<ul class="g-sources">{items}</ul></details>'
            )
        html.append(care_card(level.id, level.name, "".join(body), heading=True))
        lines.append("")
    return _page(lines, html, tuple(levels), tuple(numbers), place)


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
    minutes = f"About {lesson.minutes} minutes."
    if not lesson.objectives:
        return _page([minutes], [f'<p class="g-quiet">{minutes}</p>'], lesson)
    lead = "After this lesson you can:"
    items = "".join(f"<li>{escape(o.text)}</li>" for o in lesson.objectives)
    html = [
        f'<section class="g-card"><h3>What you will learn</h3><p>{lead}</p><ul>{items}</ul>'
        f'<p class="g-quiet">{minutes}</p></section>'
    ]
    return _page([lead, *(f"- {o.text}" for o in lesson.objectives), minutes], html, lesson)


def claims_page(
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    lessons: Mapping[str, Lesson] | None = None,
) -> Page:
    """The article claim by claim, the unsafe ones first; one table for each kind of fault.

    Raises:
        KeyError: a claim names a source that is not in ``sources``.
    """
    ordered = sorted(claims, key=lambda claim: (VERDICTS.index(claim.gravest), claim.id))
    lines: list[str] = []
    html: list[str] = [_NEW_TAB]
    for verdict, group in groupby(ordered, key=lambda claim: claim.gravest):
        members = list(group)
        head = _VERDICT_HEADS[verdict]
        caption = f"{len(members)} of the {len(claims)} points"
        rows = "".join(_claim_row(claim, sources, lessons) for claim in members)
        columns = ("The article says", "What is wrong", "How the course puts it")
        html.append(f"<h3>{escape(head)}</h3>{_table(head, caption, columns, rows)}")
        lines.append(f"{head.upper()} ({caption})")
        for claim in members:
            said = f"“{claim.quote}”" if claim.quote else "(nothing)"
            lines += [
                f"{claim.id[-2:]}. The article says: {said} [{_verdicts(claim)}]",
                f"    Wrong: {claim.problem}",
                f"    Ours:  {claim.our_version}",
                f"    Lesson {claim.lesson}; sources: {', '.join(claim.sources)}",
            ]
        lines.append("")
    named = {i: sources[i] for claim in claims for i in claim.sources}
    return _page(lines, html, tuple(claims), named)


def _verdicts(claim: Claim) -> str:
    return ", ".join(_VERDICT_WORDS[v].lower() for v in sorted(claim.verdict, key=VERDICTS.index))


def _claim_row(
    claim: Claim, sources: Mapping[str, Source], lessons: Mapping[str, Lesson] | None
) -> str:
    quote = f"“{escape(claim.quote)}”" if claim.quote else "<em>It says nothing here.</em>"
    title = lessons[claim.lesson].title if lessons is not None else claim.lesson
    named = "; ".join(_linked(sources[i], sources[i].short) for i in claim.sources)
    return (
        f'<tr><th scope="row">{quote}<br><span class="g-small">{_verdicts(claim)}</span></th>'
        f"<td>{escape(claim.problem)}</td>"
        f"<td><p>{escape(claim.our_version)}</p>"
        f'<p class="g-small">Lesson: <a href="{escape(claim.lesson)}.ipynb">{escape(title)}</a>. '
        f"Sources: {named}.</p></td></tr>"
    )


def sources_page(sources: Mapping[str, Source], used_ids: Iterable[str] | None = None) -> Page:
    """The sources of one lesson as a list, or all of them by kind.

    Args:
        sources: every source by id.
        used_ids: the sources to show, repeats allowed, sorted here; None shows all, in tables.

    Raises:
        KeyError: an id of ``used_ids`` is not in ``sources``.
    """
    if used_ids is not None:
        chosen = sorted((sources[i] for i in set(used_ids)), key=_by_name)
        items = "".join(f"<li>{_cited(s)} {_quiet(s.note)}</li>" for s in chosen)
        html = [f'<ul class="g-sources">{items}</ul>', _NEW_TAB]
        return _page((f"- {_cited_text(s)} {s.note}" for s in chosen), html, chosen)
    lines: list[str] = []
    tables: list[str] = [_NEW_TAB]
    columns = ("Source", "What it is worth")
    for kind in KINDS:
        chosen = sorted((s for s in sources.values() if s.kind == kind), key=_by_name)
        if not chosen:
            continue
        head = _KIND_WORDS[kind]
        caption = f"{len(chosen)} source{'s' if len(chosen) > 1 else ''}"
        rows = "".join(
            f'<tr id="source-{s.id}"><th scope="row">{_cited(s)}</th><td>{escape(s.note)}</td></tr>'
            for s in chosen
        )
        tables.append(f"<h3>{head}</h3>{_table(head, caption, columns, rows)}")
        lines += [head.upper(), *(f"- {_cited_text(s)} {s.note}" for s in chosen), ""]
    return _page(lines, tables, dict(sources))


def _by_name(source: Source) -> tuple[str, int, str]:
    return source.authors.casefold(), source.year or 0, source.id


def _cited(source: Source) -> str:
    year = f" ({source.year})" if source.year is not None else ""
    title = _linked(source, source.title)
    return f"{escape(source.authors)}{year}. {title}. {escape(source.where)}."


def _cited_text(source: Source) -> str:
    year = f" ({source.year})" if source.year is not None else ""
    address = f" {source.address}" if source.address else ""
    return f"{source.authors}{year}. {source.title}. {source.where}.{address}"


def _linked(source: Source, words: str) -> str:
    if source.address is None:
        return escape(words)
    return f'<a href="{escape(source.address)}" target="_blank" rel="noopener">{escape(words)}</a>'


def _quiet(text: str) -> str:
    return f'<span class="g-quiet">{escape(text)}</span>'


def glossary_page(terms: Iterable[Term], lessons: Mapping[str, Lesson] | None = None) -> Page:
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
                f'<dt id="term-{term.id}"><strong>{escape(term.term)}</strong>{_quiet(also)}</dt>'
                f"<dd>{escape(term.plain)} "
                f'<a href="{escape(term.lesson)}.ipynb">{escape(title)}</a></dd>'
            )
            lines.append(f"{term.term}{also}: {term.plain} [{term.lesson}]")
        html.append(f"<h3>{escape(letter)}</h3><dl>{''.join(entries)}</dl>")
    return _page(lines, html, ordered)


def _table(name: str, caption: str, columns: Sequence[str], rows: str) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return (
        f'<div class="g-scroll" role="region" tabindex="0" aria-label="{escape(name)}">'
        f'<table class="g-wide"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
