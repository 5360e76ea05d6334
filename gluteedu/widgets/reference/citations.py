"""The article claim by claim, and the lists of sources, as pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from gluteedu.content.text.words import course_words
from gluteedu.domain.course.lessons import Lesson
from gluteedu.domain.evidence.reference import CLAIM_VERDICTS, SOURCE_KINDS, Claim, Source
from gluteedu.domain.words import Words
from gluteedu.widgets.shared.static_page import Page, make_page, page_table, quiet


def claims_page(
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    lessons: Mapping[str, Lesson] | None = None,
) -> Page:
    """The article claim by claim, the unsafe ones first; one table for each kind of fault.

    Raises:
        KeyError: a claim names a source that is not in ``sources``.
    """
    words = course_words()["reference"]
    say = words.say
    ordered = sorted(claims, key=lambda claim: (CLAIM_VERDICTS.index(claim.gravest), claim.id))
    lines: list[str] = []
    html: list[str] = [_new_tab(words)]
    for verdict, group in groupby(ordered, key=lambda claim: claim.gravest):
        members = list(group)
        head = say(f"head_{verdict}")
        caption = say("points", n=len(members), of=len(claims))
        rows = [_claim_row(claim, sources, lessons, words) for claim in members]
        columns = (say("article_says"), say("what_is_wrong"), say("our_way"))
        html.append(f"<h3>{escape(head)}</h3>{page_table(caption, columns, rows)}")
        lines.append(f"{head.upper()} ({caption})")
        for claim in members:
            lines += _claim_lines(claim, words)
        lines.append("")
    named = {i: sources[i] for claim in claims for i in claim.sources}
    return make_page(lines, html, tuple(claims), named)


def _claim_lines(claim: Claim, words: Words) -> list[str]:
    say = words.say
    quote = say("quote", text=claim.quote) if claim.quote else say("no_quote")
    says = say("text_article_says", quote=quote, verdicts=_verdicts(claim, words))
    return [
        f"{claim.id[-2:]}. {says}",
        f"    {say('text_wrong', problem=claim.problem)}",
        f"    {say('text_ours', version=claim.our_version)}",
        f"    {say('text_lesson', lesson=claim.lesson, sources=', '.join(claim.sources))}",
    ]


def _verdicts(claim: Claim, words: Words) -> str:
    return ", ".join(
        words.say(f"verdict_{one}").lower()
        for one in sorted(claim.verdict, key=CLAIM_VERDICTS.index)
    )


def _new_tab(words: Words) -> str:
    return f'<p class="g-small">{words.html("new_tab")}</p>'


def _claim_row(
    claim: Claim, sources: Mapping[str, Source], lessons: Mapping[str, Lesson] | None, words: Words
) -> tuple[str, ...]:
    quote = f"<em>{words.html('says_nothing')}</em>"
    if claim.quote:
        quote = words.html("quote", text=escape(claim.quote))
    title = lessons[claim.lesson].title if lessons is not None else claim.lesson
    lesson = f'<a href="{escape(claim.lesson)}.ipynb">{escape(title)}</a>'
    named = "; ".join(_linked(sources[i], sources[i].short) for i in claim.sources)
    return (
        "",
        f'{quote}<br><span class="g-small">{escape(_verdicts(claim, words))}</span>',
        escape(claim.problem),
        f"<p>{escape(claim.our_version)}</p>"
        f'<p class="g-small">{words.html("lesson_and_sources", lesson=lesson, sources=named)}</p>',
    )


def sources_page(sources: Mapping[str, Source], used_ids: Iterable[str] | None = None) -> Page:
    """The sources of one lesson as a list, or all of them by kind.

    Args:
        sources: every source by id.
        used_ids: the sources to show, repeats allowed, sorted here; None shows all, in tables.

    Raises:
        KeyError: an id of ``used_ids`` is not in ``sources``.
    """
    words = course_words()["reference"]
    if used_ids is None:
        return _all_sources(sources, words)
    chosen = sorted((sources[i] for i in set(used_ids)), key=_by_name)
    items = "".join(f"<li>{cited(s)} {quiet(s.note)}</li>" for s in chosen)
    html = [
        f'<h3>{words.html("sources")}</h3><ul class="g-sources">{items}</ul>',
        _new_tab(words),
    ]
    return make_page((f"- {_cited_text(s)} {s.note}" for s in chosen), html, chosen)


def _all_sources(sources: Mapping[str, Source], words: Words) -> Page:
    lines: list[str] = []
    tables: list[str] = [_new_tab(words)]
    columns = (words.say("source"), words.say("worth"))
    for kind in SOURCE_KINDS:
        chosen = sorted((s for s in sources.values() if s.kind == kind), key=_by_name)
        if not chosen:
            continue
        head = words.say(f"kind_{kind.replace('-', '_')}")
        caption = words.say("how_many_sources", n=len(chosen))
        rows = [(f' id="source-{s.id}"', cited(s), escape(s.note)) for s in chosen]
        tables.append(f"<h3>{escape(head)}</h3>{page_table(caption, columns, rows)}")
        lines += [head.upper(), *(f"- {_cited_text(s)} {s.note}" for s in chosen), ""]
    return make_page(lines, tables, dict(sources))


def _by_name(source: Source) -> tuple[str, int, str]:
    return source.authors.casefold(), source.year or 0, source.id


def cited(source: Source) -> str:
    """One source as HTML: authors, year, title as a link, where."""
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
