"""Reads Moodle XML without trusting it, and says of every question what was not understood."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gluteedu.content.exchange.reading.html import from_either, from_html, from_plain
from gluteedu.content.exchange.reading.question import (
    MOST_ANSWERS,
    Answer,
    CannotReadError,
    Found,
    Kind,
    Question,
    Skipped,
    category_names,
    unheld,
)
from gluteedu.content.exchange.wording import fit

_KINDS: dict[str, Kind] = {
    "multichoice": "choice",
    "truefalse": "truth",
    "numerical": "number",
    "matching": "matching",
    "match": "matching",
    "ordering": "ordering",
}
_READERS = {
    "plain_text": from_plain,
    "moodle_auto_format": from_either,
    "html": from_html,
    "wiki_like": from_plain,
}


class _Unread(Exception):
    """One question cannot be read or held; the message says why."""


def read_moodle(data: bytes) -> Found:
    """The questions of a Moodle XML file. What cannot be read is skipped and named.

    Raises:
        CannotReadError: when it is not XML, not Moodle's, or holds a document type or entities of
            its own: those can be made to read other files or to swell without end.
    """
    root = _root(data)
    questions: list[Question] = []
    skipped: list[Skipped] = []
    category: tuple[str, ...] = ()
    for number, node in enumerate(root.iterfind("question"), start=1):
        kind = node.get("type", "")
        if kind == "category":
            category = category_names(_words(node, "category/text"))
            continue
        where = f"question {number}"
        try:
            questions.append(replace(_question(where, kind, node), category=category))
        except _Unread as error:
            name = _words(node, "name/text") or _words(node, "questiontext/text")[:50]
            skipped.append(Skipped(f"{name} ({where})".strip(), str(error)))
    return Found(tuple(questions), tuple(skipped))


def _root(data: bytes) -> ET.Element:
    try:
        root: ET.Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise CannotReadError(
            "holds a document type or entities of its own; for safety such a file is not read"
        ) from None
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise CannotReadError(f"is not valid XML: {error}") from None
    if root.tag != "quiz":
        raise CannotReadError(f"begins with <{root.tag[:40]}>; Moodle XML begins with <quiz>")
    return root


def _question(where: str, kind: str, node: ET.Element) -> Question:
    if kind not in _KINDS:
        raise _Unread(unheld(kind))
    read = _Reader()
    stem = read.text(node.find("questiontext"))
    found = _KINDS[kind]
    if kind == "multichoice" and _words(node, "single").casefold() in ("false", "0"):
        found = "choices"
    answers = _answers(read, found, node)
    hints = [read.text(hint) for hint in node.iterfind("hint")]
    losses = [("text", f"{lost} left out") for lost in dict.fromkeys(read.lost)]
    losses += _losses(node)
    return Question(
        where=where,
        name=_words(node, "name/text"),
        kind=found,
        stem=stem,
        answers=tuple(answers),
        explanation=read.text(node.find("generalfeedback")),
        hints=tuple(hint for hint in hints if hint),
        tags=tuple(_words(tag, "text") for tag in node.findall("tags/tag")[:MOST_ANSWERS]),
        own_id=_words(node, "idnumber"),
        losses=tuple(losses),
    )


class _Reader:
    """Turns elements with a ``format`` and a ``text`` into markup."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def text(self, node: ET.Element | None) -> str:
        if node is None:
            return ""
        words = fit(node.findtext("text") or "").strip()
        form = node.get("format", "html")
        if form == "markdown":
            return words
        markup, lost = _READERS.get(form, from_html)(words)
        self.lost += lost
        return markup


def _losses(node: ET.Element) -> Iterator[tuple[str, str]]:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if words := _words(node, f"{name}/text"):
            yield "overall feedback", f"{name} left out: {words}"
    if node.find(".//file") is not None:
        yield "files", "pictures and other files left out"


def _pair(read: _Reader, node: ET.Element) -> Answer:
    right, lost = from_plain(fit(node.findtext("answer/text") or ""))
    read.lost += lost
    return Answer(read.text(node), 1.0, partner=right)


def _answers(read: _Reader, kind: Kind, node: ET.Element) -> list[Answer]:
    if len(node) > MOST_ANSWERS:
        raise _Unread(f"has more than {MOST_ANSWERS} parts")
    if kind == "matching":
        answers = [_pair(read, sub) for sub in node.iterfind("subquestion")]
    else:
        answers = [_answer(read, kind, each) for each in node.iterfind("answer")]
    if len(answers) < (1 if kind == "number" else 2):
        raise _Unread("has too few answers")
    if kind == "number" and all(answer.text == "*" for answer in answers):
        raise _Unread("has no number to accept")
    if kind == "truth":
        return _truth(answers)
    return answers


def _answer(read: _Reader, kind: Kind, node: ET.Element) -> Answer:
    share = _finite(node.get("fraction") or node.findtext("fraction") or "0") / 100
    feedback = read.text(node.find("feedback"))
    if kind != "number":
        return Answer(read.text(node), share, feedback)
    words = " ".join((node.findtext("text") or node.text or "").split())
    if words == "*":
        return Answer("*", share, feedback)
    tolerance = _finite(node.findtext("tolerance") or "0")
    return Answer(repr(_finite(words)), share, feedback, tolerance=abs(tolerance))


def _truth(answers: list[Answer]) -> list[Answer]:
    """True, then false: by their words, or in the order of old files, whatever their language."""
    first, second = answers[:2]
    if first.text.casefold() == "false":
        first, second = second, first
    return [replace(first, text="True"), replace(second, text="False")]


def _finite(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        raise _Unread(f"{words[:40]!r} is not a number") from None
    if not math.isfinite(number) or abs(number) > 1e12:
        raise _Unread(f"{words[:40]!r} is not a number that an item can hold")
    return number


def _words(node: ET.Element, path: str) -> str:
    return " ".join(fit(node.findtext(path) or "").split())
