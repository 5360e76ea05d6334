"""Before a server starts: the store is settled for its kernels, or one line says what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gluteedu.records.opening import settle_store
from gluteedu.records.store import StoreError, open_store
from tests.support.event_maker import event


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLUTEEDU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GLUTEEDU_STORE", "")


def test_what_is_chosen_is_what_the_kernels_are_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert settle_store(url) is None
    assert os.environ["GLUTEEDU_STORE"] == url
    assert (tmp_path / "record.db").stat().st_size > 0
    assert settle_store("none") is None
    assert os.environ["GLUTEEDU_STORE"] == "none"


def test_the_default_is_in_the_users_own_folder(tmp_path: Path) -> None:
    assert settle_store(None) is None
    assert os.environ["GLUTEEDU_STORE"] == f"sqlite:///{tmp_path}/home/record.db"


def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(b"no database at all " * 100)
    told = settle_store(f"sqlite:///{path}")
    assert told is not None
    assert str(path) in told
    assert len(list(tmp_path.glob("record-damaged-*.db"))) == 1
    store = open_store(f"sqlite:///{path}")
    store.append([event()])
    store.close()


def test_a_home_that_cannot_be_written_does_not_end_the_course(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file stands where the folder should be")
    told = settle_store(None)
    assert told is not None
    assert told.startswith("Nothing is saved for now: the record ")


def test_a_chosen_store_that_cannot_be_used_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file stands where the folder should be")
    with pytest.raises(StoreError, match="cannot be"):
        settle_store(f"sqlite:///{tmp_path}/home/record.db")
    monkeypatch.setenv("GLUTEEDU_STORE", f"sqlite:///{tmp_path}/home/record.db")
    with pytest.raises(StoreError, match="cannot be"):
        settle_store(None)
