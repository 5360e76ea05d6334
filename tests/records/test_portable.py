"""A record leaves one machine and arrives on another as it was, or is refused with one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from gluteedu.domain.learning.event import Event, EventError
from gluteedu.domain.learning.learner_record import ImportResult, RecordFileError
from gluteedu.records.portable import (
    MAX_RECORD_BYTES,
    import_record,
    record_csv,
    record_json,
)
from gluteedu.records.store import Store
from tests.support.event_maker import START, event

LATER = START + timedelta(days=30)
SOME = [
    event(response={"a": "x", "b": "y"}, score=0.5, correct=False, minute=1.25),
    event(response=48.5, confidence=None, seconds=None, minute=2),
    event("hint", minute=3),
    event("save", response=["ä"], mode="summative", minute=4),
    event("hand_in", item=None, minute=5),
    event("review", quiz=None, item="term:doms", rating=2, minute=6),
]


def test_there_and_back(store: Store) -> None:
    store.append(SOME)
    store.set_name("ada", "Ada")
    text = record_json([one.event for one in store.events("ada")], store.name("ada"))
    assert "ada" not in json.loads(text)["events"][0].values()
    loaded = import_record(store, "bob", text, LATER)
    assert loaded == ImportResult(new=6, known=0)
    mine = [one.event for one in store.events("bob")]
    assert [vars(one) | {"learner": "ada"} for one in mine] == [vars(one) for one in SOME]
    assert store.name("bob") == "Ada"


def test_loading_twice_adds_nothing(store: Store) -> None:
    store.append(SOME[:2])
    store.set_name("ada", "Me")
    text = record_json(SOME, "Ada")
    assert import_record(store, "ada", text, LATER) == ImportResult(new=4, known=2)
    assert import_record(store, "ada", text, LATER) == ImportResult(new=0, known=6)
    assert len(store.events()) == 6
    assert store.name("ada") == "Me"


def test_home_and_school_and_home_again(store: Store, opened: Callable[..., Store]) -> None:
    """Records that go to and fro grow together, whatever the learner is called where."""
    at_home, at_school = SOME[:3], [event(learner="hub-7", minute=9)]
    store.append(at_home)
    import_record(store, "hub-7", record_json(at_home), LATER)
    store.append(at_school)
    back = record_json([one.event for one in store.events("hub-7")])
    assert import_record(store, "ada", back, LATER) == ImportResult(new=1, known=3)
    assert [e.event.id for e in store.events("ada")] == [e.id for e in [*at_home, *at_school]]


def row(**changes: Any) -> dict[str, Any]:
    good = {"id": "1", "session": "s", "at": "2026-03-01T09:00:00+00:00", "kind": "hint"}
    found = {**good, "quiz": "q", "item": "i", **changes}
    return {key: value for key, value in found.items() if value is not ...}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "guess"}, "event 2: kind: must be one of answer, hint"),
        ({"kind": ...}, "event 2: kind: is missing"),
        ({"id": ...}, "event 2: id: is missing"),
        ({"id": 7}, "event 2: id: must be a text"),
        ({"at": ...}, "event 2: at: is missing"),
        ({"at": 17}, "event 2: at: must be a time such as 2026-03-01T09:30:00+00:00"),
        ({"at": "yesterday"}, "event 2: at: must be a time such as"),
        ({"at": "2026-03-01T09:00:00"}, "event 2: at: must be a time with its time zone"),
        ({"at": "2027-03-01T09:00:00+00:00"}, "event 2: at: is in the future"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "event 2: at: must be a time from the year"),
        ({"score": 2}, "event 2: score: must be a number from 0 to 1"),
        ({"score": True}, "event 2: score: must be a number"),
        ({"correct": "yes"}, "event 2: correct: must be true, false or null"),
        ({"rating": 9}, "event 2: rating: must be a whole number from 1 to 4"),
        ({"version": 1.5}, "event 2: version: must be a whole number"),
        ({"response": [[[[[["deep"]]]]]]}, "event 2: response: must be made of ids"),
        ({"response": ["x" * 30_000]}, "event 2: response: must be at most"),
        ({"item": ...}, "event 2: item: a hint needs the id of its item"),
        ({"colour": "red"}, "event 2: 'colour': there is no such field"),
        ({"learner": "bob"}, "event 2: 'learner': there is no such field"),
    ],
)
def test_a_wrong_event_is_named_and_nothing_is_loaded(
    changes: dict[str, Any], complaint: str, opened: Callable[..., Store], tmp_path: Any
) -> None:
    store = opened(f"sqlite:///{tmp_path / 'record.db'}")
    text = json.dumps({"gluteedu_record": 1, "events": [row(id="0"), row(**changes)]})
    with pytest.raises(RecordFileError) as fault:
        import_record(store, "ada", text, LATER)
    assert str(fault.value).startswith(complaint)
    assert "\n" not in str(fault.value)
    assert store.events() == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is no JSON"),
        ("{", "the file is no JSON"),
        ("[" * 100_000, "the file is no JSON"),
        ("1" * 5000, "the file is no JSON"),
        ('{"gluteedu_record": NaN}', "the file is no JSON"),
        ('{"gluteedu_record": 1, "events": [{"score": Infinity}]}', "the file is no JSON"),
        ("[]", "the file is no record of this course"),
        ('{"cells": []}', "the file is no record of this course"),
        ('{"gluteedu_record": 2, "events": []}', "a form this course cannot read"),
        ('{"gluteedu_record": true, "events": []}', "a form this course cannot read"),
        ('{"gluteedu_record": 1}', "no list of events"),
        ('{"gluteedu_record": 1, "events": {}}', "no list of events"),
        ('{"gluteedu_record": 1, "events": [5]}', "event 1: must be a list of fields"),
        (" " * (MAX_RECORD_BYTES + 1), "longer than 8 MB"),
    ],
)
def test_what_is_no_record(
    text: str, complaint: str, opened: Callable[..., Store], tmp_path: Any
) -> None:
    with pytest.raises(RecordFileError, match=complaint):
        import_record(opened(f"sqlite:///{tmp_path / 'record.db'}"), "ada", text, LATER)


def test_the_table_has_a_row_for_each_event() -> None:
    rows = list(csv.DictReader(io.StringIO(record_csv(SOME))))
    assert len(rows) == len(SOME)
    assert rows[0]["response"] == '{"a": "x", "b": "y"}'
    assert (rows[1]["response"], rows[1]["seconds"], rows[1]["correct"]) == ("48.5", "", "True")
    assert rows[5]["rating"] == "2"
    assert "learner" not in rows[0]


def test_no_cell_of_the_table_is_a_formula() -> None:
    table = record_csv([event(item="=1+1", session="@cmd", response=-5)])
    (found,) = csv.DictReader(io.StringIO(table))
    assert (found["item"], found["session"], found["response"]) == ("'=1+1", "'@cmd", "-5")


def test_what_is_exported_can_always_be_loaded(store: Store) -> None:
    odd: list[Event] = []
    for response in (None, [], {}, "", 0, 1e300, ["\\", '"', "\u2028"], {"a": [1]}):
        try:
            odd.append(event(response=response, minute=len(odd)))
        except EventError:
            continue
    assert import_record(store, "ada", record_json(odd), LATER).new == len(odd) == 8
    assert [one.event for one in store.events("ada")] == odd
