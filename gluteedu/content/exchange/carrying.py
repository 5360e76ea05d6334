"""What travels as tags, since other programs have no field for it: objective, sources, version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import as_plain, loses_form, written
from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.portable import Form
from gluteedu.domain.items.types import ITEM_TYPES, item_type

CONFIDENCE = Note(EVERY, "confidence", "how sure the learner is cannot be asked there")
OPTION_IDS = Note(EVERY, "option ids", "are not carried; an import makes new ones from the texts")


@dataclass(frozen=True)
class Carried:
    """What the tags of a question say, with None or nothing where they are silent."""

    type: str | None = None
    version: int | None = None
    objective: str | None = None
    sources: tuple[str, ...] = ()
    misconception: int | None = None
    step: float | None = None
    others: tuple[str, ...] = ()


def tags(item: Item) -> list[str]:
    """The tags of ``item``, always in the same order."""
    found = [f"type:{item.type}", f"version:{item.version}", f"objective:{item.objective}"]
    if item.misconception is not None:
        found.append(f"misconception:{item.misconception}")
    if item.number is not None:
        found.append(f"step:{written(item.number.step)}")
    return found + [f"source:{source}" for source in item.sources]


def read_tags(found: Iterable[str]) -> Carried:
    """What tags say that :func:`tags` has written; any other tag is kept among ``others``."""
    values: dict[str, str] = {}
    sources, others = [], []
    for tag in found:
        name, colon, value = tag.partition(":")
        name, value = name.strip().casefold(), value.strip()
        if not colon or not value:
            others.append(tag)
        elif name == "source":
            sources.append(value)
        elif name in ("type", "version", "objective", "misconception", "step"):
            values[name] = value
        else:
            others.append(tag)
    kind = values.get("type", "")
    return Carried(
        type=kind if kind in ITEM_TYPES else None,
        version=_whole(values.get("version")),
        objective=values.get("objective"),
        sources=tuple(dict.fromkeys(sources)),
        misconception=_whole(values.get("misconception")),
        step=_number(values.get("step")),
        others=tuple(others),
    )


def quiz_notes(quizzes: Iterable[Quiz]) -> list[Note]:
    """What every export loses of a quiz as such."""
    return [
        Note(quiz.id, "mode", f"{quiz.mode}: one try; set this again in the other program")
        for quiz in quizzes
        if quiz.mode != "formative"
    ]


def form_of(item: Item, notes: list[Note]) -> Form:
    """The item as other programs can take it, with a note of what that costs."""
    form = item_type(item).form(item)
    if form.lost:
        notes.append(Note(item.id, item.type, form.lost))
    return form


def plain_notes(item: Item, texts: Iterable[str], which: str) -> list[Note]:
    """A note when one of ``texts``, which can only be plain words there, has a form to lose."""
    lost = [as_plain(text) for text in texts if loses_form(text)]
    return [Note(item.id, "formatting", f"{which} became plain words: {lost}")] if lost else []


def share(count: int) -> str:
    """100 / ``count`` in percent, with as many digits as Moodle compares (five)."""
    return written(round(100 / count, 5))


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None
