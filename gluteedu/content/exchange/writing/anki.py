"""Writes items as an Anki deck with genanki: question in front, answer and reasons behind."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from html import escape

from gluteedu.content.exchange.carrying import CONFIDENCE, form_of, quiz_notes, tags
from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import as_html, range_sentence, written
from gluteedu.content.exchange.writing.archives import settled
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.domain.items.item import Item, Option, Target
from gluteedu.domain.items.portable import ChoiceForm, Form, OrderForm, PairsForm, RangeForm

_START = 1_577_836_800
"""Seconds from 1970 to 2020: when the cards say they were made, plus a minute for each version."""
_FIELDS = ("Id", "Question", "Answer", "Why", "Sources")
_FRONT = "{{Question}}"
_BACK = '{{FrontSide}}<hr id="answer">{{Answer}}{{Why}}<p class="sources">{{Sources}}</p>'
_STYLE = """.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: left; }
ul, ol { padding-left: 1.4em; }
.sources { font-size: 15px; }"""


def write_anki(edition: Edition, notes: list[Note]) -> bytes:
    """The edition as an .apkg file, a deck for each lesson; what is lost goes to ``notes``.

    Raises:
        ImportError: without genanki, which the extra ``export`` installs.
    """
    import genanki

    notes.append(CONFIDENCE)
    notes.append(Note(EVERY, "marking", "the learner judges the answer; Anki plans the next time"))
    notes.append(Note(EVERY, "hint", "cards have none"))
    notes.append(Note(EVERY, "partial credit", "cards have none"))
    model = genanki.Model(
        _number("model"),
        "gluteedu item",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    decks = []
    for chapter in edition.chapters:
        notes.extend(quiz_notes(quiz for quiz, _ in chapter.quizzes))
        name = f"{edition.title}::{chapter.title}"
        deck = genanki.Deck(_number(f"deck/{chapter.lesson}"), name, as_html(edition.caution))
        for _, items in chapter.quizzes:
            for item in items:
                form = form_of(item, notes)
                deck.add_note(
                    genanki.Note(
                        model=model,
                        fields=[
                            escape(item.id),
                            _question(item, form, notes),
                            _answer(form),
                            _why(item, form),
                            escape(edition.cited(item)),
                        ],
                        guid=genanki.guid_for("gluteedu", item.id),
                        tags=[f"lesson:{chapter.lesson}", *tags(item)],
                    )
                )
        decks.append(deck)
    stream = io.BytesIO()
    # Anki takes over a changed card only when its date is later; a raised version makes it so.
    later = sum(item.version for _, _, item in edition.asked())
    genanki.Package(decks).write_to_file(stream, timestamp=_START + 60 * later)
    return settled(stream.getvalue())


def _number(name: str) -> int:
    """A number for a deck or a model that is always the same and that no other program uses."""
    found = hashlib.sha256(f"gluteedu/{name}".encode()).digest()
    return 1 << 30 | int.from_bytes(found[:4], "big") >> 2


def _question(item: Item, form: Form, notes: list[Note]) -> str:
    stem = item.stem
    if isinstance(form, RangeForm):
        stem = f"{stem}\n\n{range_sentence(form.key)}"
        notes.append(Note(item.id, "feedback", "for too low and too high is left out"))
    parts = [f"<div>{as_html(stem)}</div>", _listed(_texts(form.shown(_seed(item))))]
    if isinstance(form, PairsForm):
        parts.append(_listed(_texts(form.shown_targets(_seed(item))), "ol"))
    return "".join(parts)


def _answer(form: Form) -> str:
    match form:
        case RangeForm(key):
            low, high = key.accepted
            about = f"{written(key.value)} {key.unit}"
            if key.tolerance:
                about += f" ({written(low)} to {written(high)})"
            return f"<div><b>{escape(about)}</b></div>"
        case PairsForm():
            return _listed([f"{left.text} → {right.text}" for left, right in form.paired])
        case OrderForm():
            return _listed(_texts(form.in_order), "ol")
        case ChoiceForm():
            return _listed(_texts(form.right))


def _why(item: Item, form: Form) -> str:
    if isinstance(form, RangeForm):
        reasons = [form.key.right]
    else:
        reasons = [f"{option.text}: {option.feedback}" for option in form.shown(_seed(item))]
    return f"<div>{as_html(item.explanation)}</div>{_listed(reasons)}"


def _seed(item: Item) -> str:
    return f"export/{item.id}"


def _texts(parts: Iterable[Option | Target]) -> list[str]:
    return [part.text for part in parts]


def _listed(lines: list[str], kind: str = "ul") -> str:
    if not lines:
        return ""
    entries = "".join(f"<li>{as_html(line)}</li>" for line in lines)
    return f"<{kind}>{entries}</{kind}>"
