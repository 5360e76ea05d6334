"""Writes items in GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re

from gluteedu.content.exchange.carrying import (
    CONFIDENCE,
    OPTION_IDS,
    form_of,
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
from gluteedu.domain.items.item import Item, NumberKey
from gluteedu.domain.items.portable import ChoiceForm, Form, OrderForm, PairsForm, RangeForm

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
    form = form_of(item, notes)
    stem, explanation = item.stem, item.explanation
    if isinstance(form, RangeForm):
        stem = f"{stem}\n\n{range_sentence(form.key)}"
        notes.append(Note(item.id, "unit and range", "they stand in a sentence below the stem"))
    if isinstance(form, (PairsForm, OrderForm)):
        options = form.in_order if isinstance(form, OrderForm) else form.options
        explanation = with_list(explanation, [(o.text, o.feedback) for o in options])
        notes.append(Note(item.id, "feedback", "for each part, it moved into the general feedback"))
    lines = _lines(item, form, notes)
    opening = "{#" if isinstance(form, RangeForm) else "{"
    head = f"::{_escaped(item.id)}::[html]{_html(stem)}{opening}"
    return "\n".join([f"// {marks}", head, *lines, f"\t####{_html(explanation)}", "}"])


def _lines(item: Item, form: Form, notes: list[Note]) -> list[str]:
    match form:
        case ChoiceForm():
            return _choice(item, form, notes)
        case RangeForm(key):
            return _number(key)
        case PairsForm():
            return _matching(item, form, notes)
        case OrderForm():
            return _ordering(item, form, notes)


def _choice(item: Item, form: ChoiceForm, notes: list[Note]) -> list[str]:
    right, wrong = "=", "~"
    if form.many:
        worth = share(len(form.key))
        right, wrong = f"~%{worth}%", f"~%-{worth}%"
        if len(form.key) > MOST_SHARES:
            change = f"Moodle does not know {worth}% as a grade"
            notes.append(Note(item.id, "partial credit", change))
    return [
        f"\t{right if o.id in form.key else wrong}{_html(o.text)}#{_html(o.feedback)}"
        for o in form.listed
    ]


def _number(key: NumberKey) -> list[str]:
    answers = [("100", key.value, key.tolerance, key.right)]
    answers += [("0", *wrong) for wrong in wrong_ranges(key)]
    return [
        f"\t=%{worth}%{written(value)}:{written(tolerance)}#{_html(feedback)}"
        for worth, value, tolerance, feedback in answers
    ]


def _matching(item: Item, form: PairsForm, notes: list[Note]) -> list[str]:
    notes.extend(plain_notes(item, [t.text for t in form.targets], "the right-hand sides"))
    pairs = [(_html(left.text), right.text) for left, right in form.paired]
    pairs += [("", target.text) for target in form.unpaired]
    return [f"\t={left} -> {_escaped(as_plain(right))}" for left, right in pairs]


def _ordering(item: Item, form: OrderForm, notes: list[Note]) -> list[str]:
    texts = [option.text for option in form.in_order]
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
