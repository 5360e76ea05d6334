"""The explorer in text and in HTML, to read where no widget can run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.explorer_text import ExplorerWords, SmallExplorer
from gluteedu.domain.triage.findings import Finding
from gluteedu.domain.triage.likelihood import ByCause
from gluteedu.domain.words import Words
from gluteedu.widgets.explorer.view import clues_asked, safety_asked


def explorer_text(
    knowledge: Knowledge,
    words: ExplorerWords,
    interface: Words,
    small: SmallExplorer | None = None,
) -> str:
    """The questions in order, the starting shares and the stories as plain text.

    Of a small version: its title, what to try, how many safety questions come first, its clues.
    """
    say = words.words
    stories = [f"- {story.name}. {story.tells}" for story in words.stories]
    if small:
        first = sum(len(found) for _, found in safety_asked(knowledge, words))
        lines = [
            interface.say("text_title", about=small.title),
            small.to_try,
            "",
            f"{say['safety_title']} ({first})",
            *_asked_lines(clues_asked(knowledge, words, small), "{}"),
        ]
        return "\n".join([*lines, "", *stories, "", say["small_rest"], say["estimate"]])
    lines = [
        interface.say("text_title", about=say["intro"]),
        "",
        say["safety_title"],
        *_asked_lines(safety_asked(knowledge, words), "{}:"),
        "",
        say["clues_title"],
        *_asked_lines(clues_asked(knowledge, words), "{}:"),
        "",
        say["start_title"],
    ]
    names = {cause.id: cause.name for cause in knowledge.model.causes}
    for start in knowledge.model.starts:
        lines.append(f"- {start.name}: {_shares(start.shares, names)}")
    return "\n".join([*lines, "", f"{say['stories_title']}:", *stories, "", say["estimate"]])


def _shares(shares: ByCause, names: dict[str, str]) -> str:
    return ", ".join(f"{name} {shares[c]:.0%}" for c, name in names.items())


def _asked_lines(asked: Iterable[tuple[str, Iterable[Finding]]], title_form: str) -> Iterator[str]:
    for title, findings in asked:
        yield title_form.format(title)
        yield from (f"- {finding.question}" for finding in findings)


def explorer_html(
    knowledge: Knowledge,
    words: ExplorerWords,
    interface: Words,
    small: SmallExplorer | None = None,
) -> str:
    """The same as HTML. A small version folds its safety questions away, as it does on the page."""
    say = {name: escape(text) for name, text in words.words.items()}
    safety = "".join(_questions(*one) for one in safety_asked(knowledge, words))
    clues = "".join(_questions(*one) for one in clues_asked(knowledge, words, small))
    stories = "".join(
        f"<li><strong>{escape(s.name)}.</strong> {escape(s.tells)}</li>" for s in words.stories
    )
    if small:
        return (
            f'<div class="g-card"><h3>{escape(small.title)}</h3><p>{escape(small.to_try)}</p>'
            f"<details><summary>{say['safety_title']}</summary>{safety}</details>{clues}"
            f"<ul>{stories}</ul><p>{say['small_rest']} {say['estimate']}</p></div>"
        )
    shares = interface.html("starting_shares")
    heads = "".join(f'<th scope="col">{escape(c.name)}</th>' for c in knowledge.model.causes)
    rows = "".join(
        f'<tr><th scope="row">{escape(start.name)}</th>'
        + "".join(f"<td>{start.shares[c]:.0%}</td>" for c in knowledge.model.cause_ids)
        + "</tr>"
        for start in knowledge.model.starts
    )
    return (
        f'<div class="g-card"><p>{say["intro"]}</p><h3>{say["safety_title"]}</h3>{safety}'
        f"<h3>{say['clues_title']}</h3>{clues}"
        f"<h3>{say['start_title']}</h3><p>{say['start_intro']}</p>"
        f'<div class="g-scroll" tabindex="0" role="region" aria-label="{shares}"><table>'
        f"<caption>{interface.html('shares_caption')}</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<h3>{say['stories_title']}</h3><ul>{stories}</ul><p>{say['estimate']}</p></div>"
    )


def _questions(title: str, findings: list[Finding]) -> str:
    items = "".join(f"<li>{escape(f.question)}</li>" for f in findings)
    return f"<p><strong>{escape(title)}</strong></p><ul>{items}</ul>"
