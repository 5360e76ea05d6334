"""The recorder keeps what the store cannot take, says so, and writes it when it can."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy

from gluteedu.records.quarantine import set_aside
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import Store, open_store
from tests.records.until import until
from tests.support.event_maker import event
from tests.support.postgres_server import PostgresServer


@pytest.fixture
def recorder_of() -> Iterator[Callable[..., Recorder]]:
    made: list[Recorder] = []

    def make(url: str, learner: str = "ada") -> Recorder:
        opened = partial(open_store, url, patience=0.2)
        made.append(Recorder(opened, learner, quarantine=partial(set_aside, url)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def kept(url: str) -> list[str]:
    store = open_store(url)
    try:
        return [one.event.id for one in store.events()]
    finally:
        store.close()


def test_what_is_recorded_is_kept_when_the_call_returns(
    url: str, recorder_of: Callable[..., Recorder]
) -> None:
    recorder = recorder_of(url)
    one, two = event(), event("hint", quiz="other")
    recorder.append(one, two)
    assert kept(url) == [one.id, two.id]
    assert (recorder.saving, recorder.pending, recorder.last_error) == ("on", (), None)
    assert recorder.events() == [one, two]
    assert recorder.events("other") == [two]


def test_what_another_session_did_is_seen(url: str, recorder_of: Callable[..., Recorder]) -> None:
    first, second, stranger = recorder_of(url), recorder_of(url), recorder_of(url, "bob")
    assert second.events("q") == []
    one = event()
    first.append(one)
    assert second.events("q") == [one]
    assert stranger.events() == []
    second.erase()
    assert first.events() == []
    assert kept(url) == []


def test_nothing_is_kept_without_a_store(recorder_of: Callable[..., Recorder]) -> None:
    recorder = recorder_of("none")
    recorder.append(event())
    assert recorder.saving == "off"
    assert recorder.pending == ()


def test_another_learner_of_the_same_machine(
    url: str, recorder_of: Callable[..., Recorder]
) -> None:
    recorder = recorder_of(url)
    told: list[str] = []
    recorder.on_change(lambda: told.append(recorder.learner))
    mine, session = event(), recorder.session
    recorder.append(mine)
    recorder.switch_learner("bob")
    assert told == ["bob"]
    assert recorder.events() == []
    assert recorder.session != session
    assert kept(url) == [mine.id]


def test_a_callback_does_not_keep_its_widget_alive(tmp_path: Path) -> None:
    class Widget:
        told = 0

        def changed(self) -> None:
            Widget.told += 1

    recorder = Recorder(lambda: open_store("none"), "ada")
    widget = Widget()
    recorder.on_change(widget.changed)
    recorder.notify()
    del widget
    gc.collect()
    recorder.notify()
    assert Widget.told == 1


def test_locked_by_another_program(tmp_path: Path, recorder_of: Callable[..., Recorder]) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    recorder = recorder_of(url)
    before = event()
    recorder.append(before)
    states: list[str] = []
    recorder.on_change(lambda: states.append(recorder.saving))
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        during = [event(minute=n) for n in range(1, 4)]
        for one in during:
            recorder.append(one)
        assert recorder.saving == "paused"
        assert list(recorder.pending) == during
        assert recorder.events("q") == [before, *during]
        assert str(tmp_path / "record.db") in str(recorder.last_error)
        assert "in use by another program" in str(recorder.last_error)
        other.execute("ROLLBACK")
    until(lambda: recorder.saving == "on", "saving goes on")
    assert states == ["paused", "on"]
    assert recorder.pending == ()
    assert kept(url) == [before.id, *(one.id for one in during)]


def test_a_store_that_cannot_be_opened_yet(
    tmp_path: Path, recorder_of: Callable[..., Recorder]
) -> None:
    """A lesson that begins while the store is away learns of the past when it is back."""
    folder = tmp_path / "folder"
    url = f"sqlite:///{folder / 'record.db'}"
    store = open_store(url)
    past = event()
    store.append([past])
    store.close()
    folder.rename(tmp_path / "away")
    folder.write_text("a file stands where the folder was")
    recorder = recorder_of(url)
    assert recorder.events() == []
    assert recorder.saving == "paused"
    now = event(minute=1)
    recorder.append(now)
    folder.unlink()
    (tmp_path / "away").rename(folder)
    until(lambda: recorder.saving == "on", "saving goes on")
    assert recorder.events("q") == [past, now]


def test_the_disk_is_full(tmp_path: Path, recorder_of: Callable[..., Recorder]) -> None:
    """SQLite's own limit of pages: the same answer that a disk without room gives."""
    url = f"sqlite:///{tmp_path / 'record.db'}"
    pages = 1

    def full(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    open_store(url).close()
    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "connect", full)
    try:
        recorder = recorder_of(url)
        events = []
        while recorder.saving == "on":  # to the end of the last page there is
            events.append(event(response=["x" * 900]))
            recorder.append(events[-1])
            assert len(events) < 50
        assert "disk is full" in str(recorder.last_error)
        assert recorder.pending == (events[-1],)
        assert recorder.events() == events
    finally:
        sqlalchemy.event.remove(sqlalchemy.pool.Pool, "connect", full)
    recorder.run(lambda store: store.close())  # the next connection finds room
    until(lambda: recorder.saving == "on", "saving goes on")
    assert sorted(kept(url)) == sorted(one.id for one in events)


def test_postgresql_stopped_and_started_in_the_middle_of_a_class(
    own_postgres: PostgresServer, recorder_of: Callable[..., Recorder]
) -> None:
    url = own_postgres.database()
    class_ = [recorder_of(url, f"learner {n}") for n in range(8)]
    rounds = 12
    down = threading.Barrier(len(class_) + 1)
    states: set[str] = set()

    def answer(recorder: Recorder) -> None:
        for minute in range(rounds):
            if minute in (4, 8):
                down.wait(60)
            recorder.append(event(learner=recorder.learner, minute=minute))
            states.add(recorder.saving)

    threads = [threading.Thread(target=answer, args=(one,)) for one in class_]
    for one in threads:
        one.start()
    down.wait(60)
    own_postgres.stop()
    down.wait(60)
    own_postgres.start()
    for one in threads:
        one.join(60)
    until(lambda: all(one.saving == "on" for one in class_), "saving goes on")
    assert states == {"on", "paused"}
    ids = kept(url)
    assert len(ids) == len(set(ids)) == rounds * len(class_)
    for one in class_:
        assert len(one.events("q")) == rounds


def test_closing_writes_what_waits(tmp_path: Path, recorder_of: Callable[..., Recorder]) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    recorder = recorder_of(url)
    recorder.events()
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        recorder.append(event())
        assert recorder.saving == "paused"
    recorder.close()
    assert len(kept(url)) == 1


def test_a_store_of_a_newer_gluteedu_is_not_written(
    tmp_path: Path, recorder_of: Callable[..., Recorder]
) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    open_store(url).close()
    with closing(sqlite3.connect(tmp_path / "record.db")) as other:
        other.execute("INSERT INTO schema_version VALUES (99, '2030-01-01 00:00:00.000000')")
        other.commit()
    recorder = recorder_of(url)
    recorder.append(event())
    assert recorder.saving == "paused"
    assert "newer gluteedu" in str(recorder.last_error)


def test_do_hands_over_the_store(url: str, recorder_of: Callable[..., Recorder]) -> None:
    recorder = recorder_of(url)

    def named(store: Store) -> str | None:
        store.set_name("ada", "Ada")
        return store.name("ada")

    assert recorder.run(named) == "Ada"
