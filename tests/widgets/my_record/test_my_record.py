"""The desk for one's own record: numbers, copies, and two ways to be rid of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gluteedu.records import learner
from gluteedu.records.record_service import RecordService
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import open_store
from gluteedu.widgets.my_record.widget import MyRecord
from tests.support.event_maker import event


class Overheard(MyRecord):
    """Notes what goes to the browser in messages."""

    said: dict[str, Any]

    def send(self, content: Any, buffers: Any = None) -> None:
        self.said = json.loads(json.dumps(content))


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    url = f"sqlite:///{tmp_path / 'record.db'}"
    recorder = Recorder(partial(open_store, url, patience=0.2), learner.learner_id())
    yield recorder
    recorder.close()


def mine(recorder: Recorder, kind: str = "answer", **more: Any) -> None:
    recorder.append(event(kind, learner=recorder.learner, **more))


def act(widget: Overheard, which: str, **more: Any) -> dict[str, Any]:
    widget.handle(which, {"act": which, **more})
    return widget.said


def test_numbers_and_name_travel_in_messages_only(record: Recorder) -> None:
    widget = Overheard(RecordService(record))
    assert act(widget, "refresh") == {
        "about": {
            "name": None,
            "saving": "on",
            "events": 0,
            "answers": 0,
            "quizzes": 0,
            "reviews": 0,
            "since": None,
        }
    }
    mine(record)
    mine(record, quiz="other", minute=1)
    mine(record, "hint", quiz="third", minute=2)
    mine(record, "review", quiz=None, item="term:doms", rating=3, minute=3)
    said = act(widget, "name", name="  Ada   Lovelace ")
    assert said["did"] == "name"
    assert said["about"] == {
        "name": "Ada Lovelace",
        "saving": "on",
        "events": 4,
        "answers": 2,
        "quizzes": 3,
        "reviews": 1,
        "since": "2026-03-01",
    }
    assert widget.view == {"kept": True, "known_by": "machine"}
    assert "Ada" not in widget.text() + widget.html() + json.dumps(widget.get_state())
    assert act(widget, "name", name=" ")["about"]["name"] is None


def test_a_copy_goes_and_comes_back(record: Recorder) -> None:
    widget = Overheard(RecordService(record))
    mine(record)
    copy = act(widget, "download", form="json")["file"]
    assert (copy["name"], copy["type"]) == ("gluteedu-record.json", "application/json")
    table = act(widget, "download", form="csv")["file"]
    assert table["text"].startswith("id,session,at,kind,quiz,item")
    assert act(widget, "load", text=copy["text"])["loaded"] == {"new": 0, "known": 1}
    assert act(widget, "erase")["about"]["events"] == 0
    told: list[int] = []
    record.on_change(lambda: told.append(1))
    said = act(widget, "load", text=copy["text"])
    assert said["loaded"] == {"new": 1, "known": 0}
    assert (said["about"]["answers"], told) == (1, [1])
    assert act(widget, "load", text="{}")["fault"] == "the file is no record of this course"
    broken = copy["text"].replace('"answer"', '"guess"')
    assert act(widget, "load", text=broken)["fault"].startswith("event 1: kind: must be one of")


def test_whoever_comes_next_begins_anew_and_nothing_is_lost(record: Recorder) -> None:
    widget = Overheard(RecordService(record))
    before = record.learner
    mine(record)
    said = act(widget, "begin_anew")
    assert (said["did"], said["about"]["events"]) == ("begin_anew", 0)
    assert record.learner != before
    assert learner.learner_id() == record.learner
    assert len(record.run(lambda store: store.events(before))) == 1
    mine(record)
    act(widget, "erase")
    assert len(record.run(lambda store: store.events())) == 1


def test_the_server_alone_makes_its_learners(
    record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLUTEEDU_LEARNER", "x" * 32)
    widget = Overheard(RecordService(record))
    assert widget.view["known_by"] == "server"
    with pytest.raises(ValueError, match="the acts are"):
        widget.handle("begin_anew", {"act": "begin_anew"})


@pytest.mark.parametrize(
    "message",
    [
        {"act": "fly"},
        {"act": "download"},
        {"act": "download", "form": "exe"},
        {"act": "download", "form": ["json"]},
        {"act": "load"},
        {"act": "load", "text": 5},
        {"act": "name"},
        {"act": "name", "name": "x" * 81},
        {"act": "name", "name": "a\0b"},
    ],
)
def test_a_malformed_message_is_refused(record: Recorder, message: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        MyRecord(RecordService(record)).handle(message["act"], message)


def test_while_the_store_is_away_nothing_is_changed(record: Recorder, tmp_path: Path) -> None:
    widget = Overheard(RecordService(record))
    mine(record)
    text = act(widget, "download", form="json")["file"]["text"].replace('"id": "', '"id": "other-')
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert act(widget, "erase")["away"] == "erase"
        assert act(widget, "name", name="Ada")["away"] == "name"
        assert act(widget, "load", text=text)["away"] == "load"
        mine(record, "hint", minute=1)
        said = act(widget, "download", form="json")
        assert len(json.loads(said["file"]["text"])["events"]) == 2
        assert (said["about"]["saving"], said["about"]["events"]) == ("paused", 2)
        other.execute("ROLLBACK")
    assert act(widget, "erase")["about"]["events"] == 0


def test_without_a_record() -> None:
    widget = MyRecord()
    assert widget.view == {"kept": False, "known_by": None}
    assert widget.text().splitlines()[-1].startswith("[content ")
    with pytest.raises(ValueError, match="no record is kept here"):
        widget.handle("refresh", {"act": "refresh"})


def test_a_record_that_is_off_is_said_once_it_is_known() -> None:
    widget = Overheard(RecordService(Recorder(lambda: open_store("none"), "ada")))
    act(widget, "refresh")
    assert widget.view == {"kept": False, "known_by": None}
