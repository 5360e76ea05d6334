"""The course's light markup as other programs want it: HTML with LaTeX maths, or plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gluteedu.content.text.markup import to_html, to_text
from gluteedu.domain.items.item import NumberKey

_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.S)
_BLOCK_END = re.compile(r"(</?(?:p|ul|ol|li)\b[^>]*>)\s*\n\s*")
# Characters that XML 1.0 and YAML cannot hold, and those that this package uses as marks.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\uf8d0-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """``text`` without characters that neither XML nor YAML can hold."""
    return _UNFIT.sub("", text)


def as_html(text: str) -> str:
    """``text`` as HTML on one line, maths between ``\\(`` and ``\\)``; one paragraph stays bare."""
    html = _BLOCK_END.sub(r"\1", to_html(fit(text), latex=True)).replace("\n", " ")
    bare = _ONE_PARAGRAPH.fullmatch(html)
    return bare.group(1) if bare else html


def as_plain(text: str) -> str:
    """``text`` as plain words on one line."""
    return " ".join(to_text(fit(text)).split())


def loses_form(text: str) -> bool:
    """Whether ``text`` has bold, italics, lists or maths that plain words cannot show."""
    return "<" in as_html(text) or r"\(" in as_html(text)


def written(number: float) -> str:
    """A number as a person writes it: 48, 0.1; at most ten digits after the point."""
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def range_sentence(key: NumberKey) -> str:
    """The sentence that stands below a stem where a program has no place for range and unit."""
    low, high = written(key.minimum), written(key.maximum)
    return f"(Answer with a number from {low} to {high}. Unit: {key.unit}.)"


_RANGE = re.compile(
    r"\(Answer with a number from (-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)\. Unit: (.+)\.\)"
)


def split_range(stem: str) -> tuple[str, tuple[float, float, str] | None]:
    """A stem, and the lowest answer, the highest and the unit that its last paragraph named."""
    before, _, last = stem.rpartition("\n\n")
    found = _RANGE.fullmatch(to_text(last)) if before else None
    if found is None:
        return stem, None
    return before, (float(found[1]), float(found[2]), found[3])


def with_list(explanation: str, entries: Sequence[tuple[str, str]]) -> str:
    """An explanation followed by a list of texts and the feedback that belongs to each."""
    lines = [f"- {flat(text)}: {flat(feedback)}" for text, feedback in entries]
    return explanation + "\n\n" + "\n".join(lines)


def split_list(explanation: str, texts: Sequence[str]) -> tuple[str, list[str]]:
    """The explanation and the feedback for each of ``texts``; no feedback where there is no list.

    The reverse of :func:`with_list`; the texts may come in any order, and that is kept.
    """
    before, _, last = explanation.rpartition("\n\n")
    lines = last.splitlines()
    if not before or len(lines) != len(texts):
        return explanation, []
    found = {}
    for text in texts:
        start = f"- {flat(text)}: "
        rest = [line for line in lines if line.startswith(start)]
        if len(rest) != 1:
            return explanation, []
        found[text] = rest[0].removeprefix(start)
    return before, [found[text] for text in texts]


def flat(text: str) -> str:
    """``text`` on one line, markup kept."""
    return " ".join(text.split())
