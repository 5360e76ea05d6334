"""Writes items as Moodle XML: https://docs.moodle.org/en/Moodle_XML_format."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.sax.saxutils import quoteattr

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
    fit,
    range_sentence,
    with_list,
    written,
)
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.domain.items.item import Item, NumberKey
from gluteedu.domain.items.portable import ChoiceForm, Form, OrderForm, PairsForm, RangeForm

_KINDS: dict[type[Form], str] = {
    ChoiceForm: "multichoice",
    OrderForm: "ordering",
    PairsForm: "matching",
    RangeForm: "numerical",
}
MOST_SHARES = 10
"""Moodle's list of grades has 100/n for n up to 10."""


def write_moodle(edition: Edition, notes: list[Note]) -> bytes:
    """The edition as one XML file, a category for each quiz; what is lost goes to ``notes``."""
    notes.append(CONFIDENCE)
    notes.append(Note(EVERY, "tries", "Moodle's quiz settings decide how often one may try"))
    notes.append(OPTION_IDS)
    root = ET.Element("quiz")
    for chapter in edition.chapters:
        for quiz, items in chapter.quizzes:
            path = category_path(edition.title, chapter.title, quiz.title)
            _category(root, path, quiz.id, edition.caution)
            notes.extend(quiz_notes([quiz]))
            for item in items:
                _question(root, item, notes)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root)]
    return ("\n".join(lines) + "\n").encode()


def category_path(*names: str) -> str:
    """Moodle's path of a category; a slash inside a name is doubled there."""
    return "/".join(["$course$/top", *(as_plain(name).replace("/", "//") for name in names)])


def wrong_ranges(key: NumberKey) -> list[tuple[float, float, str]]:
    """For too low and too high: the middle, the half width and the feedback.

    Each reaches from the key to the end of the range; where no answer in the range is wrong on
    that side, it reaches as far beyond the range as the range is wide.
    """
    width = key.maximum - key.minimum
    low, high = key.accepted
    lowest = key.minimum if key.minimum < low else key.minimum - width
    highest = key.maximum if key.maximum > high else key.maximum + width
    return [
        ((lowest + low) / 2, (low - lowest) / 2, key.low),
        ((high + highest) / 2, (highest - high) / 2, key.high),
    ]


def _category(root: ET.Element, path: str, category_id: str, caution: str) -> None:
    question = ET.SubElement(root, "question", type="category")
    _text(ET.SubElement(question, "category"), path)
    info = ET.SubElement(question, "info", format="html")
    _text(info, as_html(caution))
    ET.SubElement(question, "idnumber").text = category_id


def _question(root: ET.Element, item: Item, notes: list[Note]) -> None:
    form = form_of(item, notes)
    question = ET.SubElement(root, "question", type=_KINDS[type(form)])
    _text(ET.SubElement(question, "name"), item.id)
    stem, explanation = item.stem, item.explanation
    if isinstance(form, RangeForm):
        stem = f"{stem}\n\n{range_sentence(form.key)}"
    if isinstance(form, PairsForm):
        explanation = with_list(explanation, [(o.text, o.feedback) for o in form.options])
        notes.append(Note(item.id, "feedback", "for each pair, it moved into the general feedback"))
    _html(ET.SubElement(question, "questiontext"), stem)
    _html(ET.SubElement(question, "generalfeedback"), explanation)
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", item.id),
    ):
        ET.SubElement(question, name).text = value
    _answers(question, item, form, notes)
    if item.hint:
        _html(ET.SubElement(question, "hint"), item.hint)
    listed = ET.SubElement(question, "tags")
    for tag in tags(item):
        _text(ET.SubElement(listed, "tag"), tag)


def _answers(question: ET.Element, item: Item, form: Form, notes: list[Note]) -> None:
    match form:
        case ChoiceForm():
            _choice(question, item, form, notes)
        case RangeForm(key):
            _number(question, item, key, notes)
        case OrderForm():
            _ordering(question, item, form, notes)
        case PairsForm():
            _matching(question, item, form, notes)


def _choice(question: ET.Element, item: Item, form: ChoiceForm, notes: list[Note]) -> None:
    many, key = form.many, form.key
    for name, value in (
        ("single", "false" if many else "true"),
        ("shuffleanswers", "false" if form.by_name else "true"),
        ("answernumbering", "none"),
        ("showstandardinstruction", "1" if many else "0"),
    ):
        ET.SubElement(question, name).text = value
    worth = share(len(key)) if many else "100"
    if many and len(key) > MOST_SHARES:
        notes.append(Note(item.id, "partial credit", f"Moodle does not know {worth}% as a grade"))
    for option in form.listed:
        wrong = f"-{worth}" if many else "0"
        fraction = worth if option.id in key else wrong
        answer = ET.SubElement(question, "answer", fraction=fraction, format="html")
        _text(answer, as_html(option.text))
        _html(ET.SubElement(answer, "feedback"), option.feedback)


def _number(question: ET.Element, item: Item, key: NumberKey, notes: list[Note]) -> None:
    answers = [("100", key.value, key.tolerance, key.right)]
    answers += [("0", *wrong) for wrong in wrong_ranges(key)]
    for fraction, value, tolerance, feedback in answers:
        answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
        _text(answer, written(value))
        _html(ET.SubElement(answer, "feedback"), feedback)
        ET.SubElement(answer, "tolerance").text = written(tolerance)
    for name, setting in (("unitgradingtype", "0"), ("unitpenalty", "0.1"), ("showunits", "3")):
        ET.SubElement(question, name).text = setting
    notes.append(Note(item.id, "unit and range", "they stand in a sentence below the stem"))


def _ordering(question: ET.Element, item: Item, form: OrderForm, notes: list[Note]) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(form.options))),
        ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ):
        ET.SubElement(question, name).text = value
    for option in form.in_order:
        answer = ET.SubElement(question, "answer", fraction="1.0000000", format="html")
        _text(answer, as_html(option.text))
        _html(ET.SubElement(answer, "feedback"), option.feedback)
    notes.append(Note(item.id, "ordering", "needs Moodle 4.4 or its ordering plugin"))


def _matching(question: ET.Element, item: Item, form: PairsForm, notes: list[Note]) -> None:
    ET.SubElement(question, "shuffleanswers").text = "true"
    pairs = [(left.text, right.text) for left, right in form.paired]
    pairs += [("", target.text) for target in form.unpaired]
    for left, right in pairs:
        sub = ET.SubElement(question, "subquestion", format="html")
        _text(sub, as_html(left))
        _text(ET.SubElement(sub, "answer"), as_plain(right))
    notes.extend(plain_notes(item, [t.text for t in form.targets], "the right-hand sides"))


def _lines(node: ET.Element, indent: str = "") -> list[str]:
    """An element as lines of XML; words with signs of XML in CDATA, as Moodle itself writes them.

    Moodle loses a space that stands between two entities, as in a bold word before a slanted one.
    """
    marks = "".join(f" {name}={quoteattr(value)}" for name, value in node.items())
    start, end = f"{indent}<{node.tag}{marks}", f"</{node.tag}>"
    if len(node):
        inner = [line for child in node for line in _lines(child, indent + "  ")]
        return [f"{start}>", *inner, f"{indent}{end}"]
    words = node.text or ""
    if any(sign in words for sign in "<>&"):
        words = f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return [f"{start}>{words}{end}"]


def _html(parent: ET.Element, text: str) -> None:
    parent.set("format", "html")
    _text(parent, as_html(text))


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = fit(text)
