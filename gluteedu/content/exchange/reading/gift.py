"""Reads GIFT as Moodle does, and says of every question what was not understood."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from gluteedu.content.exchange.reading.html import LONGEST, from_either, from_html, from_plain
from gluteedu.content.exchange.reading.question import (
    MOST_ANSWERS,
    Answer,
    Found,
    Kind,
    Question,
    Skipped,
    category_names,
    unheld,
)
from gluteedu.content.exchange.wording import fit

# An escaped sign becomes a mark that no file can hold (see wording.fit), and a sign again at last.
_SIGNS = "\\:#={}~\n"
_MARKS = {sign: chr(0xE000 + place) for place, sign in enumerate(_SIGNS)}
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_UNMARK = str.maketrans({mark: sign for sign, mark in _MARKS.items()})
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,10})?)%")
_FORMAT = re.compile(r"\[(html|plain|markdown|moodle)\]")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\n]){1,200})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\n]){1,200})\]")
_WORDS = re.compile(r"\w")
# Moodle's ordering questions: > and a number, then how to show and to mark it, in capitals.
_ORDER = re.compile(r">\s*\d+[ A-Za-z0-9_]*(?=\n|$)")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")

_Read = Callable[[str], tuple[str, list[str]]]


class _Unread(Exception):
    """One question cannot be read or held; the message says why."""


def read_gift(text: str) -> Found:
    """The questions of a GIFT file. What cannot be read is skipped and named, never guessed.

    Questions stand apart by a blank line, as in Moodle. A blank line between the braces of one
    question is forgiven.
    """
    questions: list[Question] = []
    skipped: list[Skipped] = []
    category: tuple[str, ...] = ()
    for line, comment, block in _blocks(fit(text)):
        if block.startswith("$CATEGORY:"):
            first, _, block = block.partition("\n")
            category = category_names(first.removeprefix("$CATEGORY:").strip())
            if not block.strip():
                continue
        try:
            questions.append(replace(_question(line, comment, block), category=category))
        except _Unread as error:
            name = _named(_marked(block))[0] or " ".join(block.split())[:50]
            skipped.append(Skipped(f"{_plain(name)} (line {line})", str(error)))
    return Found(tuple(questions), tuple(skipped))


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, comments and text of each block of lines that belong together."""
    comments: list[str] = []
    lines: list[str] = []
    start, after_gap = 0, False
    for number, raw in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        line = raw.strip()
        begins = line.startswith(("::", "$CATEGORY:"))
        if lines and (not line or (after_gap and begins)):
            after_gap = not line and _open(lines) and number < start + 200
            if after_gap:
                continue
            yield start, "\n".join(comments), "\n".join(lines)
            comments, lines = [], []
        if line.startswith("//"):
            comments.append(line)
        elif line:
            start, after_gap = (start if lines else number), False
            lines.append(line)
    if lines:
        yield start, "\n".join(comments), "\n".join(lines)


def _open(lines: list[str]) -> bool:
    block = _ESCAPED.sub("", "\n".join(lines))
    return block.count("{") > block.count("}")


def _question(line: int, comment: str, block: str) -> Question:
    name, body = _named(_marked(block))
    start, end = body.find("{"), body.find("}")
    if start < 0 and end < 0:
        raise _Unread(unheld("description"))
    if start < 0 or end < start:
        raise _Unread("its braces { } do not pair")
    inside = body[start + 1 : end].strip()
    after = body[end + 1 :].strip()
    # Words after the braces make it a sentence with a gap; a lone full stop does not.
    told = body[:start] + (f" _____ {after}" if _WORDS.search(after) else "")
    read = _Reader()
    stem = read.text(told)
    inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    kind, answers = _answers(read, inside.strip())
    comment = comment[:LONGEST]
    written_id = _ID.search(comment)
    return Question(
        where=f"line {line}",
        name=_plain(name),
        kind=kind,
        stem=stem,
        answers=tuple(answers),
        explanation=read.text(general),
        tags=tuple(tag.replace("\\]", "]").strip() for tag in _TAG.findall(comment)),
        own_id=written_id[1].replace("\\]", "]").strip() if written_id else "",
        losses=tuple(("text", f"{lost} left out") for lost in dict.fromkeys(read.lost)),
    )


class _Reader:
    """Turns texts into markup; the format of the stem holds for the texts after it."""

    def __init__(self) -> None:
        self.lost: list[str] = []
        self._format: str | None = None

    def text(self, raw: str) -> str:
        raw = raw.strip()
        found = _FORMAT.match(raw)
        form = found[1] if found else self._format
        if self._format is None:
            self._format = form or "moodle"
        words = raw[found.end() :] if found else raw
        words = words.translate(_UNMARK).strip()
        if form == "markdown":
            return words
        read: _Read = {"html": from_html, "plain": from_plain}.get(form or "", from_either)
        markup, lost = read(words)
        self.lost += lost
        return markup


def _answers(read: _Reader, inside: str) -> tuple[Kind, list[Answer]]:
    """The kind of a question by what stands between its braces, and its answers."""
    if not inside:
        raise _Unread(unheld("essay"))
    if inside.startswith("#"):
        return "number", _numbers(read, inside[1:])
    order = _ORDER.match(inside)
    if order:
        return "ordering", _ordered(read, inside[order.end() :])
    if "~" in inside:
        return ("choice" if "=" in inside else "choices"), _choices(read, inside)
    if "=" in inside and "->" in inside:
        return "matching", [_pair(read, part) for part in _split(inside, "=")]
    parts = [part.strip() for part in inside.split("#")]
    if parts[0].upper() in _TRUE + _FALSE:
        return "truth", _truth(read, parts)
    raise _Unread(unheld("shortanswer"))


def _choices(read: _Reader, inside: str) -> list[Answer]:
    answers = [_choice(read, part) for part in _split(inside.replace("=", "~="), "~")]
    if len(answers) < 2:
        raise _Unread("has fewer than two answers")
    return answers


def _split(inside: str, sign: str) -> list[str]:
    if inside.count(sign) > MOST_ANSWERS:
        raise _Unread(f"has more than {MOST_ANSWERS} answers")
    first, *others = inside.split(sign)
    parts = [first, *others] if first.strip() else others
    return [part.strip() for part in parts]


def _choice(read: _Reader, part: str) -> Answer:
    share = 0.0
    if part.startswith("="):
        share, part = 1.0, part[1:].strip()
    weight = _WEIGHT.match(part)
    if weight:
        share, part = float(weight[1]) / 100, part[weight.end() :]
    text, _, feedback = part.partition("#")
    return Answer(read.text(text), share, read.text(feedback))


def _ordered(read: _Reader, inside: str) -> list[Answer]:
    """The parts of an ordering question, one on each line, in the right order."""
    lines = [line.strip() for line in _split(inside, "\n")]
    parts = [Answer(read.text(line), 1.0) for line in lines if line]
    if len(parts) < 2:
        raise _Unread("has fewer than two parts to put in order")
    return parts


def _pair(read: _Reader, part: str) -> Answer:
    left, arrow, right = part.partition("->")
    if not arrow:
        raise _Unread("a part of the matching question has no ->")
    markup, lost = from_plain(right.translate(_UNMARK).strip())
    read.lost += lost
    return Answer(read.text(left), 1.0, partner=markup)


def _truth(read: _Reader, parts: list[str]) -> list[Answer]:
    true = parts[0].upper() in _TRUE
    wrong = read.text(parts[1]) if len(parts) > 1 else ""
    right = read.text(parts[2]) if len(parts) > 2 else ""
    return [
        Answer("True", float(true), right if true else wrong),
        Answer("False", float(not true), wrong if true else right),
    ]


def _numbers(read: _Reader, inside: str) -> list[Answer]:
    inside, tilde, wrong = inside.partition("~")
    answers = []
    for part in _split(inside, "="):
        share = 1.0
        weight = _WEIGHT.match(part)
        if weight:
            share, part = float(weight[1]) / 100, part[weight.end() :]
        text, _, feedback = part.partition("#")
        value, tolerance = _span(text.translate(_UNMARK).strip())
        answers.append(Answer(repr(value), share, read.text(feedback), tolerance=tolerance))
    if not answers:
        raise _Unread("has no number to accept")
    if tilde:
        answers.append(Answer("*", 0.0, read.text(wrong.partition("#")[2])))
    return answers


def _span(text: str) -> tuple[float, float]:
    low, dots, high = text.partition("..")
    value, colon, tolerance = text.partition(":")
    try:
        if dots:
            first, last = float(low), float(high)
            span = (first + last) / 2, (last - first) / 2
        else:
            span = float(value), float(tolerance) if colon else 0.0
    except ValueError:
        raise _Unread(f"{text[:40]!r} is not a number") from None
    if not all(map(math.isfinite, span)) or span[1] < 0 or max(map(abs, span)) > 1e12:
        raise _Unread(f"{text[:40]!r} is not a number that an item can hold")
    return round(span[0], 10), round(span[1], 10)


def _marked(block: str) -> str:
    return _ESCAPED.sub(lambda found: _MARKS["\n" if found[1] == "n" else found[1]], block)


def _named(marked: str) -> tuple[str, str]:
    """The title between two pairs of colons, and what follows it."""
    if not marked.startswith("::"):
        return "", marked
    name, colons, rest = marked[2:].partition("::")
    return (name, rest.strip()) if colons else ("", marked)


def _plain(name: str) -> str:
    return " ".join(name.translate(_UNMARK).split())
