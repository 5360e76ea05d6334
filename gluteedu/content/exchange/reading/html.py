"""Turns the HTML of other programs into the course's light markup, naming what cannot be kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from gluteedu.content.exchange.reading.composing import Block, Run, composed
from gluteedu.content.exchange.wording import fit

LONGEST = 20_000
"""Of a longer text only so many characters are read."""

_DATA_ADDRESS = re.compile(r"""data:[^"'\s>]{200,}""")
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|b|i|em|strong|u|ul|ol|li|div|span|img|a|sub|sup|table|h[1-6]|code|pre|math)\b"
    r"|&(?:[a-z]{2,8}|#\d{1,6});",
    re.I,
)
# fmt: off
_BLOCKS = frozenset((
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section",
    "article", "figure", "table", "tr", "dl", "dt", "dd",
))
# fmt: on
_UNSEEN = frozenset(("script", "style", "template", "head", "title"))
_DROPPED = {
    "img": "a picture",
    "svg": "a picture",
    "audio": "a sound",
    "video": "a film",
    "iframe": "an embedded page",
    "object": "an embedded object",
    "embed": "an embedded object",
    "input": "an input field",
    "select": "an input field",
}
_FLATTENED = {
    "a": "a link, its words kept",
    "table": "a table, its words kept",
    "sub": "lowered letters, now plain",
    "sup": "raised letters, now plain",
    "code": "code, now plain",
    "pre": "code, now plain",
    "math": "a formula, its letters kept",
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block()]
        self.lost: dict[str, None] = {}
        self._bold = 0
        self._italic = 0
        self._unseen = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self._note_loss(tag, dict(attrs))
        if tag in ("b", "strong"):
            self._bold += 1
        elif tag in ("i", "em"):
            self._italic += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
            self.blocks.append(Block())
        elif tag == "li":
            self._new_entry()
        elif tag in _BLOCKS:
            self._new_block()
        elif tag in ("td", "th"):
            self.handle_data(" ")

    def _note_loss(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _DROPPED:
            alt = (attributes.get("alt") or "").strip()[:60]
            self.lost[f"{_DROPPED[tag]} ({alt})" if alt else _DROPPED[tag]] = None
        if tag in _FLATTENED and (tag != "a" or attributes.get("href")):
            self.lost[_FLATTENED[tag]] = None

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        elif tag in ("i", "em"):
            self._italic = max(0, self._italic - 1)
        elif tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self.blocks.append(Block())
        elif tag == "li" or tag in _BLOCKS:
            self._new_block()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.blocks[-1].runs.append(Run(data, self._bold > 0, self._italic > 0))

    def _new_entry(self) -> None:
        mark = "-"
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}."
        self.blocks.append(Block(mark))

    def _new_block(self) -> None:
        # Inside a list entry a paragraph goes on in the same entry; only its words are set apart.
        last = self.blocks[-1]
        if self._lists and last.mark:
            last.runs.append(Run(" "))
        else:
            self.blocks.append(Block())


def from_html(text: str) -> tuple[str, list[str]]:
    """HTML as the course's markup, and what of it could not be kept."""
    text = _DATA_ADDRESS.sub("", text)
    reader = _Reader()
    reader.feed(fit(text[:LONGEST]))
    reader.close()
    lost = list(reader.lost)
    if len(text) > LONGEST:
        lost.append(f"all after its first {LONGEST:,} characters")
    return composed(reader.blocks), lost


def from_plain(text: str) -> tuple[str, list[str]]:
    """Plain words as the course's markup: what looks like markup is written so that it shows."""
    lost = [f"all after its first {LONGEST:,} characters"] if len(text) > LONGEST else []
    parts = re.split(r"\n\s*\n", fit(text[:LONGEST]).replace("\r\n", "\n").replace("\r", "\n"))
    return composed([Block("", [Run(part)]) for part in parts]), lost


def from_either(text: str) -> tuple[str, list[str]]:
    """HTML where ``text`` holds known tags or entities, plain words otherwise."""
    return from_html(text) if _LOOKS_LIKE_HTML.search(text) else from_plain(text)
