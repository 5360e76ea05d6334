"""Killed processes, many writers, damaged files: no acknowledged answer is lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from gluteedu.records.quarantine import set_aside
from gluteedu.records.recorder import Recorder
from gluteedu.records.store import Store, StoreError, open_store
from tests.support.event_maker import event

ROOT = Path(__file__).parents[2]
LEARNERS = 20


def test_killed_while_twenty_learners_answer(url: str, opened: Callable[..., Store]) -> None:
    answers = 60
    command = [sys.executable, "-m", "tests.records.answering", url, str(LEARNERS)]
    class_ = subprocess.Popen(
        command, stdout=subprocess.PIPE, start_new_session=True, text=True, cwd=ROOT
    )
    assert class_.stdout is not None
    lines: list[str] = []
    try:
        while len(lines) < answers or len({line.split()[0] for line in lines}) < LEARNERS:
            lines.append(class_.stdout.readline())
    finally:
        os.killpg(class_.pid, signal.SIGKILL)
    lines += class_.stdout.readlines()
    class_.wait(60)
    class_.stdout.close()
    acknowledged = [line.split()[1] for line in lines]
    assert len(acknowledged) == len(set(acknowledged)) >= answers
    kept = [one.event.id for one in opened(url).events()]
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    # What was written but not yet acknowledged: at most one answer of each learner.
    assert len(kept) - len(acknowledged) <= LEARNERS
    opened(url).append([event()])


@pytest.mark.process
def test_fifty_writers_at_once(url: str, opened: Callable[..., Store]) -> None:
    writers, answers = 50, 5
    reader = opened(url)

    def write(number: int) -> list[str]:
        store = open_store(url, patience=60)
        mine = [event(learner=f"learner-{number}", minute=n) for n in range(answers)]
        for one in mine:
            store.append([one])
        store.append(mine)  # as after an answer of the server that never came
        store.close()
        return [one.id for one in mine]

    with ThreadPoolExecutor(writers) as pool:
        futures = [pool.submit(write, number) for number in range(writers)]
        seen: list[int] = []
        while not all(one.done() for one in futures):
            # Whoever reads on from the last number never misses one that comes later.
            new = reader.events(after=seen[-1] if seen else 0)
            seen += [one.number for one in new]
        written = [one for future in futures for one in future.result()]
    seen += [one.number for one in reader.events(after=seen[-1] if seen else 0)]
    kept = reader.events()
    assert sorted(one.event.id for one in kept) == sorted(written)
    assert seen == [one.number for one in kept]


def damaged(path: Path, how: str) -> bytes:
    """Overwrite bytes of the file as a failing disk would; returns what stands there then."""
    data = bytearray(path.read_bytes())
    if how == "head":
        data[:64] = b"\xa5" * 64
    elif how == "pages":
        data[4096:] = os.urandom(len(data) - 4096)
    elif how == "short":
        del data[len(data) // 2 :]
    path.write_bytes(data)
    return bytes(data)


def filled(path: Path) -> list[str]:
    store = open_store(f"sqlite:///{path}")
    some = [event(minute=n) for n in range(200)]
    store.append(some)
    store.close()
    return [one.id for one in some]


@pytest.mark.parametrize("how", ["head", "pages", "short"])
def test_a_damaged_file_is_named_and_set_aside(tmp_path: Path, how: str) -> None:
    path = tmp_path / "record.db"
    filled(path)
    before = damaged(path, how)
    url = f"sqlite:///{path}"
    with pytest.raises(StoreError, match="damaged") as trouble:
        open_store(url).events()
    assert str(path) in str(trouble.value)
    assert trouble.value.kind == "corrupt"
    assert "\n" not in str(trouble.value)

    recorder = Recorder(partial(open_store, url), "ada", quarantine=partial(set_aside, url))
    assert recorder.events() == []
    now = event()
    recorder.append(now)
    assert recorder.saving == "on"
    assert "a new one has begun" in str(recorder.last_error)
    (aside,) = tmp_path.glob("record-damaged-*.db")
    assert aside.name in str(recorder.last_error)
    assert aside.read_bytes() == before
    recorder.close()
    assert [one.event for one in open_store(url).events()] == [now]


def test_kernels_that_are_open_go_on_in_the_new_file(tmp_path: Path) -> None:
    """What an open lesson shows is not lost with the file: what it knows goes into the new one."""
    path = tmp_path / "record.db"
    url = f"sqlite:///{path}"
    one, other = (
        Recorder(partial(open_store, url), name, quarantine=partial(set_aside, url))
        for name in ("ada", "bob")
    )
    first, second = event(), event(learner="bob")
    one.append(first)
    other.append(second)
    one.run(lambda store: store.close())
    damaged(path, "head")
    path.with_name("record.db-wal").unlink(missing_ok=True)

    late = event(minute=1)
    one.append(late)
    assert one.saving == "on"
    assert one.events() == [first, late]
    after = event(learner="bob", minute=1)
    other.append(after)
    assert other.saving == "on"
    assert other.events() == [second, after]
    assert len(list(tmp_path.glob("record-damaged-*.db"))) == 1
    store = open_store(url)
    assert {e.event.id for e in store.events()} == {e.id for e in (first, late, second, after)}
    for opened in (one, other, store):
        opened.close()


def test_many_find_the_damage_and_one_sets_the_file_aside(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    filled(path)
    damaged(path, "head")
    url = f"sqlite:///{path}"
    with ThreadPoolExecutor(10) as pool:
        said = list(pool.map(lambda _: set_aside(url), range(10)))
    assert sum(one is not None for one in said) == 1
    assert len(list(tmp_path.glob("record-damaged-*.db"))) == 1


def test_a_sound_file_is_never_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    ids = filled(path)
    assert set_aside(f"sqlite:///{path}") is None
    assert set_aside(f"sqlite:///{tmp_path / 'nothing.db'}") is None
    assert set_aside("none") is None
    store = open_store(f"sqlite:///{path}")
    assert [one.event.id for one in store.events()] == ids
    store.close()


def test_two_damaged_files_of_one_moment_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    for content in (b"first " * 100, b"second " * 100):
        path.write_bytes(content)
        assert set_aside(f"sqlite:///{path}", event().at) is not None
    assert len(list(tmp_path.glob("record-damaged-*.db"))) == 2
