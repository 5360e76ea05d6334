"""Writes items as QTI 1.2 for Canvas and others, with text2qti."""

from __future__ import annotations

import re

from gluteedu.content.exchange.carrying import CONFIDENCE, form_of, quiz_notes
from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import as_html, as_plain, range_sentence, written
from gluteedu.content.exchange.writing.archives import settled
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.content.loading.safe_writing import CannotWriteError
from gluteedu.domain.items.item import Item, NumberKey, Option
from gluteedu.domain.items.portable import ChoiceForm, OrderForm, PairsForm, RangeForm

SMALLEST = 0.0001
"""text2qti takes no number nearer to zero than this."""

# text2qti reads Markdown; a sign written as an entity is only itself, in Markdown and in HTML.
_SIGNS = re.compile(r"[\\`*_{}\[\]#!|$~^]|\.(?=\.)|(?<=\.)\.|-(?=-)|(?<=-)-")
_START = re.compile(r"^(\d*)([^\w\s<&])")
_TAG = re.compile(r"(</?[a-z]+>|&[a-z]+;|&#[0-9]+;)")
_RADIO = {True: "*a)", False: "a)"}
_BOXES = {True: "[*]", False: "[ ]"}
_MATHS = re.compile(r"\\\((.*?)\\\)", re.S)


def write_qti(edition: Edition, notes: list[Note]) -> bytes:
    """The edition as one zip with one assessment; what is lost goes to ``notes``.

    Raises:
        ImportError: without text2qti, which the extra ``export`` installs.
        CannotWriteError: when text2qti refuses an item.
    """
    from text2qti.config import Config
    from text2qti.err import Text2qtiError
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz
    from text2qti.xml_imsmanifest import imsmanifest

    notes.append(CONFIDENCE)
    notes.append(Note(EVERY, "quizzes", "all items stand in one assessment, in their order"))
    notes.append(Note(EVERY, "hint", "QTI 1.2 has none that Canvas shows"))
    notes.append(Note(EVERY, "objective, version", "are left out"))
    notes.append(Note(EVERY, "sources", "stand as words in the feedback"))
    caution = _line(as_html(edition.caution))
    lines = [f"Quiz title: {as_plain(edition.title)}", f"Quiz description: {caution}"]
    for chapter in edition.chapters:
        notes.extend(quiz_notes(quiz for quiz, _ in chapter.quizzes))
    stems: set[str] = set()
    for _, _, item in edition.asked():
        question = _question(item, edition.cited(item), notes)
        lines += ["", *_told_apart(question, item, stems, notes)]
    try:
        made = QTI(Quiz("\n".join(lines) + "\n", config=Config()))
    except Text2qtiError as error:
        reason = " ".join(str(error).split())
        raise CannotWriteError(f"text2qti does not take these items: {reason}") from None
    made.imsmanifest_xml = imsmanifest(
        manifest_identifier=made.manifest_identifier,
        assessment_identifier=made.assessment_identifier,
        dependency_identifier=made.dependency_identifier,
        images={},
        date="2020-01-01",
    )
    return settled(made.zip_bytes())


def _told_apart(lines: list[str], item: Item, stems: set[str], notes: list[Note]) -> list[str]:
    """The lines of a question; a stem that was there before gets the item's id behind it."""
    found = []
    for line in lines:
        if line.startswith("1.  "):
            if line in stems:
                line = f"{line} ({_still(item.id)})"
                notes.append(Note(item.id, "stem", "got its id behind it; another one is the same"))
            stems.add(line)
        found.append(line)
    return found


def _question(item: Item, cited: str, notes: list[Note]) -> list[str]:
    feedback = f"{as_html(item.explanation)} (Sources: {as_html(cited)})"
    form = form_of(item, notes)
    match form:
        case ChoiceForm():
            return _choice(item, form, feedback, notes)
        case RangeForm(key):
            return _number(item, key, feedback, notes)
        case PairsForm(targets=texts):
            parts = [(left, left.text, right.id) for left, right in form.paired]
        case OrderForm(options=texts):
            parts = [(one, f"Place {n}", one.id) for n, one in enumerate(form.in_order, start=1)]
    options = tuple(Option(one.id, one.text, "") for one in texts)
    change = f"became {len(parts)} questions of one choice each"
    notes.append(Note(item.id, item.type, change))
    lines: list[str] = []
    for number, (option, text, right) in enumerate(parts, start=1):
        stem = f"{as_html(item.stem)} <strong>{as_html(text)}</strong>"
        lines += _head(f"{item.id} {number}", stem, f"{as_html(option.feedback)} {feedback}")
        lines += [*_options(options, (right,), _RADIO), ""]
    return lines[:-1]


def _choice(item: Item, form: ChoiceForm, feedback: str, notes: list[Note]) -> list[str]:
    options, marks = form.listed, _BOXES if form.many else _RADIO
    if form.many:
        notes.append(Note(item.id, "partial credit", "the other program decides it"))
    elif len(form.key) > 1:
        others = [option for option in options if option.id in form.key[1:]]
        options = tuple(option for option in options if option not in others)
        change = f"may be one only; left out: {', '.join(as_plain(o.text) for o in others)}"
        notes.append(Note(item.id, "right answer", change))
    return [*_head(item.id, as_html(item.stem), feedback), *_options(options, form.key, marks)]


def _number(item: Item, key: NumberKey, feedback: str, notes: list[Note]) -> list[str]:
    low, high = key.accepted
    if abs(low) < SMALLEST or abs(high) < SMALLEST:
        low = -SMALLEST if abs(low) < SMALLEST else low
        high = SMALLEST if abs(high) < SMALLEST else high
        notes.append(Note(item.id, "key", f"reaches {SMALLEST} beyond 0"))
    notes.append(Note(item.id, "unit and range", "they stand in a sentence below the stem"))
    notes.append(Note(item.id, "feedback", "too low and too high are told together"))
    stem = as_html(f"{item.stem}\n\n{range_sentence(key)}")
    wrong = f"{as_html(key.low)} / {as_html(key.high)}"
    head = _head(item.id, stem, feedback)
    told = [f"+   {_line(as_html(key.right))}", f"-   {_line(wrong)}"]
    return [*head, *told, f"=   [{written(low)}, {written(high)}]"]


def _head(title: str, stem: str, feedback: str) -> list[str]:
    return [f"Title: {title}", f"1.  {_line(stem)}", f"... {_line(feedback)}"]


def _options(
    options: tuple[Option, ...], key: tuple[str, ...], marks: dict[bool, str]
) -> list[str]:
    lines = []
    for option in options:
        lines.append(f"{marks[option.id in key]:<4}{_line(as_html(option.text))}")
        if option.feedback:
            lines.append(f"... {_line(as_html(option.feedback))}")
    return lines


def _line(html: str) -> str:
    """HTML on one line that Markdown leaves alone, maths between dollars as text2qti wants it."""
    pieces = _MATHS.split(html.replace("<p>", "").replace("</p>", " ").strip())
    still = _START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", _still(pieces[0]))
    others = [
        f"${_latex(piece)}$" if number % 2 else _still(piece)
        for number, piece in enumerate(pieces[1:], start=1)
    ]
    return "".join([still, *others])


def _still(html: str) -> str:
    parts = _TAG.split(html)
    return "".join(
        part if number % 2 else _SIGNS.sub(lambda found: f"&#{ord(found[0])};", part)
        for number, part in enumerate(parts)
    )


def _latex(escaped: str) -> str:
    return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
