"""Writes runs of words, bold, italics and maths as the course's light markup, and proves it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gluteedu.content.text.markup import to_html

_MATHS = re.compile(r"\\\((.{1,400}?)\\\)|\$\$(.{1,400}?)\$\$|\\\[(.{1,400}?)\\\]", re.S)
_SPECIAL = re.compile(r"([\\*_$&\[\]<])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d{1,9}[.)])(?=\s|$)")


@dataclass(frozen=True)
class Run:
    """A stretch of text of one kind: plain, bold, italic or maths."""

    text: str
    bold: bool = False
    italic: bool = False
    maths: bool = False


@dataclass
class Block:
    """A paragraph, or an entry of a list (``mark`` is then ``-`` or a number)."""

    mark: str = ""
    runs: list[Run] = field(default_factory=list)


def composed(blocks: list[Block]) -> str:
    """The blocks as markup; empty ones are left out.

    Each is written with as few backslashes as show just its words: the result is rendered and
    compared. Bold and italics that the markup cannot show (within a word) are dropped.
    """
    written = [(block.mark, _markup(block)) for block in blocks]
    text = ""
    before = ""
    for mark, words in written:
        if not words:
            continue
        if text:
            text += "\n" if mark and before else "\n\n"
        text += f"{mark} {words}" if mark else words
        before = mark
    return text


def _markup(block: Block) -> str:
    runs = _tidied(block.runs)
    wanted = _expected(runs)
    for escape in (False, True):
        text = "".join(_dressed(run, escape) for run in runs)
        if escape:
            text = _LINE_START.sub(_escaped_start, text)
        if _shown(text) == wanted:
            return text
    words = "".join(_escaped(run.text) for run in runs)
    return _LINE_START.sub(_escaped_start, words)


def _tidied(runs: list[Run]) -> list[Run]:
    """The runs with maths split off, white space made single and neighbours of a kind joined."""
    joined: list[Run] = []
    for run in (part for whole in runs for part in _maths_apart(whole)):
        text = re.sub(r"\s+", " ", run.text)
        last = joined[-1] if joined else None
        if last and last.text.endswith(" ") and not last.maths:
            text = text.lstrip(" ")
        if not text:
            continue
        if last and replace(last, text="") == replace(run, text="") and not run.maths:
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(run, text=text))
    return _without_outer_space(joined)


def _maths_apart(run: Run) -> Iterator[Run]:
    """The run in pieces, each maths formula that can be shown a piece of its own."""
    end = 0
    for maths in _MATHS.finditer(run.text):
        yield replace(run, text=run.text[end : maths.start()])
        latex = " ".join((maths[1] or maths[2] or maths[3]).split())
        shown = latex and to_html(f"${latex}$").startswith("<p><math")
        yield Run(latex, maths=True) if shown else replace(run, text=maths[0])
        end = maths.end()
    yield replace(run, text=run.text[end:])


def _without_outer_space(runs: list[Run]) -> list[Run]:
    if runs and not runs[0].maths:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    if runs and not runs[-1].maths:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return [run for run in runs if run.text]


def _dressed(run: Run, escape: bool) -> str:
    if run.maths:
        return f"${run.text}$"
    words = _escaped(run.text) if escape else run.text
    sign = "*" * (2 * run.bold + run.italic)
    inner = words.strip(" ")
    if not sign or not inner:
        return words
    lead = words[: len(words) - len(words.lstrip(" "))]
    return lead + sign + inner + sign + words[len(lead) + len(inner) :]


def _expected(runs: list[Run]) -> str:
    """What the markup has to show, tags around spaces set as the renderer sets them."""
    shown = ""
    for run in runs:
        if run.maths:
            shown += rf"\({_safe(run.text)}\)"
            continue
        inner = run.text.strip(" ")
        words = _safe(inner)
        if run.bold and inner:
            words = f"<strong>{words}</strong>"
        if run.italic and inner:
            words = f"<em>{words}</em>"
        lead = run.text[: len(run.text) - len(run.text.lstrip(" "))]
        shown += lead + words + run.text[len(lead) + len(inner) :]
    return shown


def _shown(text: str) -> str:
    rendered = to_html(text, latex=True)
    return rendered.removeprefix("<p>").removesuffix("</p>").replace("&quot;", '"')


def _safe(text: str) -> str:
    return html.escape(text, quote=False)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"
