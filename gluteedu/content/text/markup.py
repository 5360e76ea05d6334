"""Turns the light markup of content (Markdown, ``$maths$``; no links) into safe HTML or text."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_RULES = ("emphasis", "list", "newline", "escape", "entity", "balance_pairs", "fragments_join")
# fmt: off
_ELEMENTS = frozenset((
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded",
))
_ATTRIBUTES = frozenset((
    "display", "stretchy", "fence", "separator", "accent", "mathvariant", "displaystyle", "width",
))
# fmt: on
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<https?:|https?://|<[a-zA-Z/!][^>]*>")


def to_html(text: str, *, latex: bool = False) -> str:
    """``text`` as safe HTML: paragraphs, lists, bold, italics, MathML; everything else escaped.

    With ``latex`` maths stays LaTeX between ``\\(`` and ``\\)``, which MathJax reads.
    """
    return str(_parser().render(text, {"latex": latex})).strip()


def to_inline_html(text: str) -> str:
    """The same without paragraph or list, for a label or a heading."""
    return str(_parser().renderInline(text)).strip()


def to_text(text: str) -> str:
    """``text`` as plain words: list entries begin with "- ", maths is written on one line."""
    lines: list[str] = []
    bullet = ""
    for token in _parser().parse(text):
        if token.type == "list_item_open":
            bullet = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            lines.append(bullet + "".join(_plain(child) for child in token.children or ()))
            bullet = ""
    return "\n".join(lines)


@lru_cache(maxsize=4096)
def to_line(text: str) -> str:
    """Markup as plain words on one line; cached, as reports repeat each text many times."""
    return " ".join(to_text(text).split())


def markup_faults(text: str) -> list[str]:
    """What an author must mend in ``text``: maths that cannot be read, links, HTML tags."""
    faults = [
        f"the maths ${token.content}$ cannot be read; write it as LaTeX"
        for token in _inline_tokens(text)
        if token.type == "maths" and _mathml(token.content) is None
    ]
    found = _LINK.search(text)
    if found:
        faults.append(f"links and HTML are not used here (found {found.group(0)!r}); write words")
    return faults


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": False})
    parser.enable(list(_RULES))
    parser.inline.ruler.before("escape", "maths", _maths_rule)
    parser.add_render_rule("maths", _render_maths)
    return parser


def _maths_rule(state: StateInline, silent: bool) -> bool:
    """``$...$`` on one line, no blank inside the dollars, no digit after: as pandoc reads it."""
    start = state.pos
    if state.src[start] != "$" or start + 2 >= state.posMax or state.src[start + 1] in " \n$":
        return False
    end = state.src.find("$", start + 1, state.posMax)
    while end != -1 and state.src[end - 1] == "\\":
        end = state.src.find("$", end + 1, state.posMax)
    if end == -1 or state.src[end - 1].isspace() or "\n" in state.src[start:end]:
        return False
    if end + 1 < state.posMax and state.src[end + 1].isdigit():
        return False
    if not silent:
        state.push("maths", "math", 0).content = state.src[start + 1 : end]
    state.pos = end + 1
    return True


def _render_maths(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    source = tokens[index].content
    if env.get("latex"):
        return rf"\({html.escape(source)}\)"
    tree = _mathml(source)
    if tree is None:
        return f"<code>{html.escape(source)}</code>"
    return ET.tostring(tree, encoding="unicode", short_empty_elements=False)


def _mathml(latex: str) -> ET.Element | None:
    """MathML with known elements and attributes only; None when the maths cannot be read.

    latex2mathml passes raw text, ``\\href``, ``\\style`` and ``\\class`` through, so its result
    is rebuilt here from what is allowed instead of being trusted.
    """
    try:
        raw = ET.fromstring(convert(latex))
        return _rebuilt(raw)
    except Exception:  # latex2mathml raises errors of many kinds, IndexError among them
        return None


def _rebuilt(node: ET.Element) -> ET.Element:
    name = node.tag.rpartition("}")[2]
    if name not in _ELEMENTS:
        raise ValueError(f"the element {name!r} is not used in maths here")
    clean = ET.Element(name, {k: v for k, v in node.attrib.items() if k in _ATTRIBUTES})
    clean.text = node.text
    clean.extend([_rebuilt(child) for child in node])
    return clean


def _inline_tokens(text: str) -> Iterator[Token]:
    for token in _parser().parse(text):
        yield from token.children or ()


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "maths":
        tree = _mathml(token.content)
        return token.content if tree is None else _spoken(tree)
    return token.content if token.type in ("text", "text_special") else ""


_BETWEEN = {"mfrac": " / ", "msup": "^", "msub": "_"}


def _spoken(node: ET.Element) -> str:
    inner = [_spoken(child) for child in node]
    if len(inner) == 2 and node.tag in _BETWEEN:
        return _BETWEEN[node.tag].join(
            f"({part})" if node.tag == "mfrac" and " " in part else part for part in inner
        )
    if node.tag == "msqrt":
        return f"sqrt({' '.join(inner)})"
    if node.tag == "mo":
        return f" {node.text or ''} "
    joined = (node.text or "") + "".join(inner)
    return re.sub(r" {2,}", " ", joined).strip() if node.tag in ("math", "mrow") else joined
