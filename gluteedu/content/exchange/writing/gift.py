"""Writes items in GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re

from gluteedu.content.exchange.carrying import (
    CONFIDENCE,
    OPTION_IDS,
    named_regions,
    plain_notes,
    quiz_notes,
    share,
    tags,
)
from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import (
    as_html,
    as_plain,
    range_sentence,
    with_list,
    written,
)
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.content.exchange.writing.moodle import MOST_SHARES, category_path, wrong_ranges
from gluteedu.domain.items.item import Item

_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_RESERVED = re.compile(r"([\\#=~{}:])")


def write_gift(edition: Edition, notes: list[Note]) -> bytes:
    """The edition as one text file, a category for each quiz; what is lost goes to ``notes``."""
    notes.append(CONFIDENCE)
    notes.append(Note(EVERY, "tries", "Moodle's quiz settings decide how often one may try"))
    notes.append(OPTION_IDS)
    blocks = ["\n".join(f"// {as_plain(line)}" for line in (edition.title, edition.caution))]
    for chapter in edition.chapters:
        for quiz, items in chapter.quizzes:
            path = category_path(edition.title, chapter.title, quiz.title)
            blocks.append(f"$CATEGORY: {path}")
            notes.extend(quiz_notes([quiz]))
            blocks += [_question(item, notes) for item in items]
    return ("\n\n".join(blocks) + "\n").encode()


def _question(item: Item, notes: list[Note]) -> str:
    if item.hint:
        notes.append(Note(item.id, "hint", "GIFT has none"))
    marks = " ".join(f"[{name}]" for name in [f"id:{item.id}", *(f"tag:{t}" for t in tags(item))])
    stem, explanation = item.stem, item.explanation
    if item.number is not None:
        stem = f"{stem}\n\n{range_sentence(item.number)}"
        notes.append(Note(item.id, "unit and range", "they stand in a sentence below the stem"))
    if item.type in ("matching", "ordering"):
        options = [item.option(one) for one in item.key] or item.options
        explanation = with_list(explanation, [(o.text, o.feedback) for o in options])
        notes.append(Note(item.id, "feedback", "for each part, it moved into the general feedback"))
    if item.number is not None:
        lines = _number(item)
    elif item.type == "matching":
        lines = _matching(item, notes)
    elif item.type == "ordering":
        lines = _ordering(item, notes)
    else:
        lines = _choice(item, notes)
    opening = "{#" if item.number is not None else "{"
    head = f"::{_escaped(item.id)}::[html]{_html(stem)}{opening}"
    return "\n".join([f"// {marks}", head, *lines, f"\t####{_html(explanation)}", "}"])


def _choice(item: Item, notes: list[Note]) -> list[str]:
    options = item.options
    if item.type == "hotspot":
        options = named_regions(item, notes)
    right, wrong = "=", "~"
    if item.type == "multiple":
        worth = share(len(item.key))
        right, wrong = f"~%{worth}%", f"~%-{worth}%"
        if len(item.key) > MOST_SHARES:
            change = f"Moodle does not know {worth}% as a grade"
            notes.append(Note(item.id, "partial credit", change))
    return [
        f"\t{right if o.id in item.key else wrong}{_html(o.text)}#{_html(o.feedback)}"
        for o in options
    ]


def _number(item: Item) -> list[str]:
    key = item.number
    assert key is not None
    answers = [("100", key.value, key.tolerance, key.right)]
    answers += [("0", *wrong) for wrong in wrong_ranges(item)]
    return [
        f"\t=%{worth}%{written(value)}:{written(tolerance)}#{_html(feedback)}"
        for worth, value, tolerance, feedback in answers
    ]


def _matching(item: Item, notes: list[Note]) -> list[str]:
    texts = {target.id: target.text for target in item.targets}
    notes.extend(plain_notes(item, texts.values(), "the right-hand sides"))
    pairs = [(_html(item.option(left).text), texts[right]) for left, right in item.pairs]
    used = {right for _, right in item.pairs}
    pairs += [("", text) for own, text in texts.items() if own not in used]
    return [f"\t={left} -> {_escaped(as_plain(right))}" for left, right in pairs]


def _ordering(item: Item, notes: list[Note]) -> list[str]:
    texts = [item.option(one).text for one in item.key]
    notes.append(Note(item.id, "ordering", "became a matching question: each place to its text"))
    notes.append(Note(item.id, "partial credit", "is given for each place, not for each pair"))
    notes.extend(plain_notes(item, texts, "the parts"))
    return [
        f"\t=Place {place} -> {_escaped(as_plain(text))}"
        for place, text in enumerate(texts, start=1)
    ]


def _html(text: str) -> str:
    """HTML with GIFT's own signs escaped.

    Braces become entities, since some readers take an escaped one for the end of the question; so
    does a sign at the start that would count as a format or a weight.
    """
    html = as_html(text).translate(_BRACES)
    if html.startswith(("[", "%")):
        html = f"&#{ord(html[0])};{html[1:]}"
    return _escaped(html)


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\1", text)
