"""A record as a file that travels: out as JSON and CSV, in again with every field checked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from gluteedu.domain.learning.event import Event, EventError, now
from gluteedu.domain.learning.learner_record import (
    MAX_NAME_LENGTH,
    MAX_RECORD_BYTES,
    ImportResult,
    RecordFileError,
)
from gluteedu.domain.spreadsheet import guarded_cell
from gluteedu.records.store import Store

FORMAT = 1
"""The longest file that is read, in bytes: more than a hundred answers a day for a year."""

# The learner's id stays behind: it belongs to one machine or one browser.
_FIELDS = tuple(one.name for one in fields(Event) if one.name != "learner")
_NEEDED = ("id", "session", "at", "kind")
_AHEAD = timedelta(days=1)  # clocks of two machines may differ


def record_json(events: Iterable[Event], name: str | None = None) -> str:
    """Events of one learner as the text of a JSON file, one event on a line."""
    lines = ",\n".join(json.dumps(_as_dict(one), ensure_ascii=False) for one in events)
    shown = json.dumps(name, ensure_ascii=False)
    return f'{{"gluteedu_record": {FORMAT}, "name": {shown}, "events": [\n{lines}\n]}}\n'


def record_csv(events: Iterable[Event]) -> str:
    """Events of one learner as the text of a CSV file, for a spreadsheet."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_FIELDS)
    for event in events:
        row = _as_dict(event)
        row["response"] = "" if event.response is None else json.dumps(event.response)
        values = (row.get(name) for name in _FIELDS)
        table.writerow([guarded_cell(v) if isinstance(v, str) else v for v in values])
    return out.getvalue()


def import_record(
    store: Store, learner: str, text: str, today: datetime | None = None
) -> ImportResult:
    """Add a downloaded record to a learner's own; what is there already is not added again.

    Args:
        store: where to add it.
        learner: who loads it, and whose it then is.
        text: the JSON text of a download.
        today: what counts as now.

    Raises:
        RecordFileError: it is no record, or one event is wrong; then nothing is added.
        StoreError: the store cannot be written.
    """
    events, name = read_record(text, learner, today or now())
    there = {one.event.id for one in store.events(learner)}
    fresh = {one.id: one for one in events if one.id not in there}
    store.append(fresh.values())
    if name is not None and store.name(learner) is None:
        store.set_name(learner, name)
    return ImportResult(len(fresh), len({one.id for one in events}) - len(fresh))


def read_record(text: str, learner: str, today: datetime) -> tuple[list[Event], str | None]:
    """The events of a downloaded record, given to ``learner``, and the name in it."""
    if len(text.encode("utf-8", "replace")) > MAX_RECORD_BYTES:
        raise RecordFileError(
            f"the file is longer than {MAX_RECORD_BYTES // 1_000_000} MB: it is no record"
        )
    raw = _record_file(text)
    events = [_read(row, n, learner, today) for n, row in enumerate(raw["events"], start=1)]
    name = raw.get("name")
    usable = isinstance(name, str) and name.isprintable() and 1 <= len(name) <= MAX_NAME_LENGTH
    return events, name if usable else None


def _record_file(text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RecordFileError("the file is no JSON, so it is no record of this course") from None
    if not isinstance(raw, dict) or "gluteedu_record" not in raw:
        raise RecordFileError("the file is no record of this course")
    if raw["gluteedu_record"] != FORMAT or isinstance(raw["gluteedu_record"], bool):
        raise RecordFileError(f"the record has a form this course cannot read (it reads {FORMAT})")
    if not isinstance(raw.get("events"), list):
        raise RecordFileError("the record has no list of events")
    return raw


def _read(row: Any, number: int, learner: str, today: datetime) -> Event:
    if not isinstance(row, dict):
        raise RecordFileError(f"event {number}: must be a list of fields with their values")
    for field in row:
        if field not in _FIELDS:
            raise RecordFileError(f"event {number}: {str(field)[:40]!r}: there is no such field")
    for field in _NEEDED:
        if field not in row:
            raise RecordFileError(f"event {number}: {field}: is missing")
    try:
        at = datetime.fromisoformat(row["at"])
    except (TypeError, ValueError):
        raise RecordFileError(f"event {number}: at: must be a time such as {_EXAMPLE}") from None
    try:
        event = Event(learner=learner, **{**row, "at": at})
    except EventError as fault:
        raise RecordFileError(f"event {number}: {fault}") from None
    if event.at > today + _AHEAD:
        raise RecordFileError(f"event {number}: at: is in the future")
    return event


_EXAMPLE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC).isoformat()


def _as_dict(event: Event) -> dict[str, Any]:
    """The fields that say something, as plain JSON values."""
    row = {name: getattr(event, name) for name in _FIELDS}
    row["at"] = event.at.isoformat()
    return {name: value for name, value in row.items() if value is not None}


def _no_constant(name: str) -> None:
    raise ValueError(name)
