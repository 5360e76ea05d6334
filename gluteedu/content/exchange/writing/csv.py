"""Writes items as a table for a spreadsheet: one row for each item, a column for each option."""

from __future__ import annotations

import csv
import io

from gluteedu.content.exchange.notes import EVERY, Note
from gluteedu.content.exchange.wording import fit, written
from gluteedu.content.exchange.writing.edition import Edition
from gluteedu.domain.items.item import Item, Option, Quiz
from gluteedu.domain.items.types import item_type
from gluteedu.domain.spreadsheet import guarded_cell

_HEAD = ("lesson", "quiz", "mode", "id", "version", "type", "objective", "misconception", "stem")
_TAIL = ("key", "hint", "explanation", "sources")
_NUMBER = ("unit", "value", "tolerance", "min", "max", "step")


def write_csv(edition: Edition, notes: list[Note]) -> bytes:
    """The edition as CSV in UTF-8 with a mark at its start, so that spreadsheets read it right."""
    notes.append(Note(EVERY, "markup", "stands there as it is written: **bold**, $maths$"))
    rows = list(edition.asked())
    options = max((len(item.options) for _, _, item in rows), default=0)
    targets = max((len(item.targets) for _, _, item in rows), default=0)
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(_heads(options, targets))
    for chapter, quiz, item in rows:
        if item_type(item).on_body_map:
            change = "the body map is not in the table, its names are"
            notes.append(Note(item.id, item.type, change))
        cells = [chapter.lesson, *_row(quiz, item, options, targets)]
        safe = [guarded_cell(fit(cell)) for cell in cells]
        if safe != [fit(cell) for cell in cells]:
            change = "a text that a spreadsheet would take for a formula got a ' before it"
            notes.append(Note(item.id, "apostrophe", change))
        table.writerow(safe)
    return ("\ufeff" + stream.getvalue()).encode()


def _heads(options: int, targets: int) -> list[str]:
    heads = [*_HEAD, *_NUMBER]
    for place in range(1, options + 1):
        heads += [f"option_{place}_id", f"option_{place}", f"feedback_{place}"]
    heads += ["feedback_right", "feedback_low", "feedback_high"]
    for place in range(1, targets + 1):
        heads += [f"target_{place}_id", f"target_{place}"]
    return [*heads, *_TAIL]


def _row(quiz: Quiz, item: Item, options: int, targets: int) -> list[str]:
    believed = "" if item.misconception is None else str(item.misconception)
    cells = [quiz.id, quiz.mode, item.id, str(item.version), item.type, item.objective, believed]
    cells.append(item.stem)
    key = item.number
    if key is None:
        cells += [""] * len(_NUMBER)
        feedbacks = ["", "", ""]
    else:
        numbers = (key.value, key.tolerance, key.minimum, key.maximum, key.step)
        cells += [key.unit, *(written(number) for number in numbers)]
        feedbacks = [key.right, key.low, key.high]
    padding = (Option("", "", ""),) * (options - len(item.options))
    for option in (*item.options, *padding):
        cells += [option.id, option.text, option.feedback]
    cells += feedbacks
    for target in item.targets:
        cells += [target.id, target.text]
    cells += ["", ""] * (targets - len(item.targets))
    pairs = "; ".join(f"{left}={right}" for left, right in item.pairs)
    return [
        *cells,
        "; ".join(item.key) or pairs,
        item.hint,
        item.explanation,
        "; ".join(item.sources),
    ]
