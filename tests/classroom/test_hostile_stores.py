"""Records that are torn, foreign, locked or no record at all: one line, and not a byte changes.

``GLUTEEDU_FUZZ=deep`` tears far more of them than a test run has time for.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.course.library import Library
from gluteedu.records.migrations import LATEST
from gluteedu.records.store import StoreError, open_store
from tests.support.made_up_class import made_up_class
from tests.support.small_disk import make_read_only, small_disk

pytestmark = pytest.mark.process

TRIES = 600 if os.environ.get("GLUTEEDU_FUZZ") == "deep" else 25
READERS = [("report",), ("grades", "--format", "moodle"), ("xapi",)]
NEW_ROSTER = ("--new-roster", "roster.csv")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a record that is as it should be."""
    path = tmp_path_factory.mktemp("sound") / "record.db"
    store = open_store(f"sqlite:///{path}")
    store.append(made_up_class(Library().bank, 6))
    store.set_name(store.learners()[0], "Ash")
    store.close()
    return path.read_bytes()


def changed(sound: bytes, *statements: str) -> bytes:
    """The record after ``statements`` of SQL."""
    with closing(sqlite3.connect(":memory:")) as connection:
        # A file that says it has a log cannot be opened in memory.
        connection.deserialize(sound[:18] + b"\x01\x01" + sound[20:])
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


def pages(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def run(folder: Path, *words: str) -> Any:
    """The command, with the record in ``folder`` and what it writes in ``folder/out``."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    here = Path.cwd()
    os.chdir(out)
    try:
        return CliRunner().invoke(app, [*words, "--store", f"sqlite:///{folder / 'record.db'}"])
    finally:
        os.chdir(here)


def refused(folder: Path, *words: str) -> str:
    """What the command says as it ends with an error, having changed and written nothing."""
    before = pages(folder)
    done = run(folder, *words)
    assert isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code == 1, done.output
    assert done.stderr.count("\n") == 1, done.stderr
    assert pages(folder) == before
    assert list((folder / "out").iterdir()) == []
    return str(done.stderr)


OTHERS_TABLES = "CREATE TABLE recipes (name TEXT)"
WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "holds no record of this course"),
    "words": (lambda _: b"not a database at all\n" * 100, "is damaged"),
    "cut in the first page": (lambda sound: sound[:1000], "is damaged"),
    "cut in the middle": (lambda sound: sound[: len(sound) // 2], "is damaged"),
    "zeros": (lambda sound: sound[:4096] + bytes(len(sound) - 4096), "is damaged"),
    "a row that is gone from its page": (lambda sound: with_a_row_gone(sound), "is damaged"),
    "another program's": (
        lambda _: changed_new(OTHERS_TABLES),
        "holds no record of this course",
    ),
    "no events": (lambda sound: changed(sound, "DROP TABLE events"), "no such table: events"),
    "other columns": (
        lambda sound: changed(sound, "ALTER TABLE events RENAME COLUMN quiz TO test"),
        "no such column: events.quiz",
    ),
    "a newer one": (
        lambda sound: changed(sound, "UPDATE schema_version SET version = version + 100"),
        "was made by a newer gluteedu",
    ),
    "a version in words": (
        lambda sound: changed(
            sound,
            "DROP TABLE schema_version",
            "CREATE TABLE schema_version (version, at)",
            "INSERT INTO schema_version VALUES ('two', 'today')",
        ),
        "the version of its tables is no number",
    ),
    **{
        f"{column} is {value}": (
            lambda sound, column=column, value=value: changed(
                sound,
                f"UPDATE events SET {column} = {value} WHERE number = 7",
            ),
            "is damaged",
        )
        for column, value in [
            ("response", "'{'"),
            ("response", "x'00ff'"),
            ("response", f"'{'[' * 9000}'"),
            ("at", "'yesterday'"),
            ("at", "7"),
            ("kind", "'dance'"),
            ("kind", "x'ff'"),
            ("score", "'many'"),
            ("score", "9e999"),
            ("version", "-1"),
            ("version", "9223372036854775807"),
            ("version", "'two'"),
            ("learner", "''"),
            ("session", "CAST(x'ff' AS TEXT)"),
            ("seconds", "-5"),
        ]
    },
}


def with_a_row_gone(sound: bytes) -> bytes:
    """SQLite reads this without a word: a page with rows says that it holds one less."""
    page = int.from_bytes(sound[16:18], "big")
    leaf = 13
    most = max(
        (place for place in range(page, len(sound), page) if sound[place] == leaf),
        key=lambda place: int.from_bytes(sound[place + 3 : place + 5], "big"),
    )
    number = int.from_bytes(sound[most + 3 : most + 5], "big")
    return sound[: most + 3] + (number - 1).to_bytes(2, "big") + sound[most + 5 :]


def changed_new(statement: str) -> bytes:
    """A database that holds nothing but what ``statement`` makes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(statement)
        connection.commit()
        return connection.serialize()


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_store_is_one_line_and_stays_as_it_was(
    what: str, sound: bytes, tmp_path: Path
) -> None:
    make, said = WRONG[what]
    (tmp_path / "record.db").write_bytes(make(sound))
    for words in READERS:
        told = refused(tmp_path, *words)
        assert said in told
        assert str(tmp_path / "record.db") in told
    refused(tmp_path, "grades", "--format", "canvas", *NEW_ROSTER)


def test_a_folder_and_a_pipe_are_no_record(tmp_path: Path) -> None:
    (tmp_path / "record.db").mkdir()
    assert "is no ordinary file; name another" in refused(tmp_path, "report")
    (tmp_path / "record.db").rmdir()
    os.mkfifo(tmp_path / "record.db")
    assert "is no ordinary file; name another" in CliRunner().invoke(
        app, ["report", "--store", f"sqlite:///{tmp_path / 'record.db'}"]
    ).stderr  # fmt: skip


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    seed=st.integers(0, 10**9),
    times=st.sampled_from([1, 3, 40, 2000]),
    words=st.sampled_from(READERS),
)
def test_bytes_that_fell_over_are_found_or_do_no_harm(
    sound: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    times: int,
    words: tuple[str, ...],
) -> None:
    folder = tmp_path_factory.mktemp("torn")
    chance, torn = random.Random(seed), bytearray(sound)
    for _ in range(times):
        torn[chance.randrange(len(torn))] = chance.randrange(256)
    (folder / "record.db").write_bytes(torn)
    before = pages(folder)
    done = run(folder, *words)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code in (0, 1)
    assert pages(folder) == before
    if done.exit_code and words[0] != "grades":
        assert done.stderr.count("\n") == 1, done.stderr
        assert list((folder / "out").iterdir()) == []


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path, *statements: str) -> Iterator[subprocess.Popen[str]]:
    """Another process has the store open, and did ``statements`` in it."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
    finally:
        other.kill()
        other.communicate(timeout=90)


def test_a_locked_store_is_told_in_seconds(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(sound)
    holding = ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "DELETE FROM learners")
    with held(tmp_path / "record.db", *holding):
        assert "is in use by another program" in run(tmp_path, "report").stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_log_that_was_left_is_read_and_left_again(sound: bytes, tmp_path: Path) -> None:
    """A server that was killed leaves its last answers in the log beside the file."""
    (tmp_path / "record.db").write_bytes(sound)
    with held(tmp_path / "record.db", "UPDATE learners SET name = 'Beech'"):
        pass
    before = pages(tmp_path)
    assert before["record.db-wal"]
    assert run(tmp_path, "report").exit_code == 0
    assert "Beech" in (tmp_path / "out" / "report.html").read_text()
    after = pages(tmp_path)
    assert (after["record.db"], after["record.db-wal"]) == (sound, before["record.db-wal"])


def test_a_sound_store_stays_as_it_was_and_nothing_is_left_beside_it(
    sound: bytes, tmp_path: Path
) -> None:
    (tmp_path / "record.db").write_bytes(sound)
    for words in READERS[::2]:
        assert run(tmp_path, *words).exit_code == 0
    assert pages(tmp_path) == {"record.db": sound}


@pytest.mark.parametrize("left", ["", "-wal"])
def test_a_store_on_a_disk_that_can_only_be_read_is_read(
    sound: bytes, tmp_path: Path, left: str
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        (disk / "record.db").write_bytes(sound)
        (disk / f"record.db{left}").touch()
        (disk / "out").mkdir()
        make_read_only(disk)
        done = run(disk, "report", "--out", str(tmp_path / "report.html"))
        assert done.exit_code == 0, done.output
        assert "this disk can only be read" in refused(disk, "report")
        assert "Ash" in (tmp_path / "report.html").read_text()


def test_an_older_record_is_brought_up_to_date(sound: bytes, tmp_path: Path) -> None:
    older = changed(sound, "DROP TABLE learners", "DELETE FROM schema_version WHERE version > 1")
    (tmp_path / "record.db").write_bytes(older)
    assert run(tmp_path, "report").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchone() == (LATEST,)


def test_nothing_is_written_through_a_store_that_is_read(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(sound)
    store = open_store(f"sqlite:///{tmp_path / 'record.db'}", read_only=True)
    with pytest.raises(StoreError, match="cannot be opened or written"):
        store.erase(store.learners()[0])
    store.close()
    assert pages(tmp_path) == {"record.db": sound}


def test_another_program_s_database_is_never_built_into(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    path.write_bytes(changed_new(OTHERS_TABLES))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="holds the tables of another program \\(recipes\\)"):
        open_store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("recipes",)]
    assert len(path.read_bytes()) == len(before)
