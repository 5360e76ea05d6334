"""The article claim by claim, and the lists of sources, as pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from gluteedu.domain.evidence.reference import KINDS, VERDICTS, Claim, Lesson, Source
from gluteedu.widgets.shared.static_page import Page, make_page, quiet, table

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
        rows = [_claim_row(claim, sources, lessons) for claim in members]
        columns = ("The article says", "What is wrong", "How the course puts it")
        html.append(f"<h3>{escape(head)}</h3>{table(caption, columns, rows)}")
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
    return make_page(lines, html, tuple(claims), named)


def _verdicts(claim: Claim) -> str:
    return ", ".join(_VERDICT_WORDS[v].lower() for v in sorted(claim.verdict, key=VERDICTS.index))


def _claim_row(
    claim: Claim, sources: Mapping[str, Source], lessons: Mapping[str, Lesson] | None
) -> tuple[str, ...]:
    quote = f"“{escape(claim.quote)}”" if claim.quote else "<em>It says nothing here.</em>"
    title = lessons[claim.lesson].title if lessons is not None else claim.lesson
    named = "; ".join(_linked(sources[i], sources[i].short) for i in claim.sources)
    return (
        "",
        f'{quote}<br><span class="g-small">{_verdicts(claim)}</span>',
        escape(claim.problem),
        f"<p>{escape(claim.our_version)}</p>"
        f'<p class="g-small">Lesson: <a href="{escape(claim.lesson)}.ipynb">{escape(title)}</a>. '
        f"Sources: {named}.</p>",
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
        items = "".join(f"<li>{cited(s)} {quiet(s.note)}</li>" for s in chosen)
        html = [f'<h3>Sources</h3><ul class="g-sources">{items}</ul>', _NEW_TAB]
        return make_page((f"- {_cited_text(s)} {s.note}" for s in chosen), html, chosen)
    lines: list[str] = []
    tables: list[str] = [_NEW_TAB]
    columns = ("Source", "What it is worth")
    for kind in KINDS:
        chosen = sorted((s for s in sources.values() if s.kind == kind), key=_by_name)
        if not chosen:
            continue
        head = _KIND_WORDS[kind]
        caption = f"{len(chosen)} source{'s' if len(chosen) > 1 else ''}"
        rows = [(f' id="source-{s.id}"', cited(s), escape(s.note)) for s in chosen]
        tables.append(f"<h3>{head}</h3>{table(caption, columns, rows)}")
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
