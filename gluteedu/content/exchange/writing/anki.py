"""Writes items as an Anki deck with genanki: question in front, answer and reasons behind."""

from __future__ import annotations

import hashlib
import io
from html import escape

from gluteedu.content.exchange.carrying import CONFIDENCE, named_regions, quiz_notes, tags
from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import as_html, range_sentence, written
from gluteedu.content.exchange.writing.archives import settled
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.shuffle import option_order, target_order

_SEED = "export"
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
                deck.add_note(
                    genanki.Note(
                        model=model,
                        fields=[
                            escape(item.id),
                            _question(item, notes),
                            _answer(item),
                            _why(item),
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


def _question(item: Item, notes: list[Note]) -> str:
    stem = item.stem
    lines: list[str] = []
    if item.number is not None:
        stem = f"{stem}\n\n{range_sentence(item.number)}"
        notes.append(Note(item.id, "feedback", "for too low and too high is left out"))
    elif item.type == "hotspot":
        lines = [option.text for option in named_regions(item, notes)]
    else:
        lines = [item.option(one).text for one in option_order(item, _SEED)]
    parts = [f"<div>{as_html(stem)}</div>", _listed(lines)]
    if item.type == "matching":
        texts = {target.id: target.text for target in item.targets}
        parts.append(_listed([texts[one] for one in target_order(item, _SEED)], "ol"))
    return "".join(parts)


def _answer(item: Item) -> str:
    if item.number is not None:
        key = item.number
        low, high = key.value - key.tolerance, key.value + key.tolerance
        about = f"{written(key.value)} {key.unit}"
        if key.tolerance:
            about += f" ({written(low)} to {written(high)})"
        return f"<div><b>{escape(about)}</b></div>"
    if item.type == "matching":
        texts = {target.id: target.text for target in item.targets}
        return _listed([f"{item.option(left).text} → {texts[right]}" for left, right in item.pairs])
    return _listed(
        [f"{item.option(one).text}" for one in item.key],
        "ol" if item.type == "ordering" else "ul",
    )


def _why(item: Item) -> str:
    said = [
        f"{option.text}: {option.feedback}"
        for option in (item.option(one) for one in option_order(item, _SEED))
    ]
    if item.number is not None:
        said = [item.number.right]
    return f"<div>{as_html(item.explanation)}</div>{_listed(said)}"


def _listed(lines: list[str], kind: str = "ul") -> str:
    if not lines:
        return ""
    entries = "".join(f"<li>{as_html(line)}</li>" for line in lines)
    return f"<{kind}>{entries}</{kind}>"
