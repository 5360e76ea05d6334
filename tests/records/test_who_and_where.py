"""Who the learner is and where the record stands: by the setting, the hub, or the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from gluteedu.records import learner
from gluteedu.records import store_address as place
from gluteedu.records.store import StoreError

HEX = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GLUTEEDU_HOME", "GLUTEEDU_LEARNER", "GLUTEEDU_STORE", "JUPYTERHUB_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", "grace")


def test_the_server_says_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    monkeypatch.setenv("GLUTEEDU_LEARNER", HEX)
    assert (learner.learner_id(), learner.known_by()) == (HEX, "server")
    with pytest.raises(StoreError, match="the server says"):
        learner.begin_anew()


def test_a_user_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ada@school.example")
    one = learner.learner_id()
    assert learner.known_by() == "hub"
    assert "ada" not in one
    assert one == learner.learner_id()
    monkeypatch.setenv("GLUTEEDU_LEARNER", one)  # what the hub's server tells its kernels
    assert (learner.learner_id(), learner.known_by()) == (one, "hub")
    monkeypatch.delenv("GLUTEEDU_LEARNER")
    monkeypatch.setenv("JUPYTERHUB_USER", "bob@school.example")
    assert learner.learner_id() != one


def test_a_user_of_the_machine_and_whoever_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    one = learner.learner_id()
    assert learner.known_by() == "machine"
    assert "grace" not in one
    assert one == learner.learner_id()
    monkeypatch.setenv("JUPYTERHUB_USER", "grace")
    assert learner.learner_id() != one
    monkeypatch.delenv("JUPYTERHUB_USER")
    fresh = learner.begin_anew()
    assert learner.learner_id() == fresh != one
    assert learner.begin_anew() != fresh


@pytest.mark.parametrize("said", ["", " ", "two\nlines", "x" * 121])
def test_an_unusable_setting_is_passed_by(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    expected = learner.learner_id()
    monkeypatch.setenv("GLUTEEDU_LEARNER", said)
    assert learner.learner_id() == expected


def test_a_file_of_rubbish_is_passed_by(tmp_path: Path) -> None:
    expected = learner.learner_id()
    folder = tmp_path / "data" / "gluteedu"
    folder.mkdir(parents=True)
    for rubbish in (b"", b"\xff\xfe", b"x" * 1000, b"a\x00b"):
        (folder / "learner").write_bytes(rubbish)
        assert learner.learner_id() == expected


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        learner.begin_anew()


def test_the_store_of_this_user_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.store_url() == f"sqlite:///{tmp_path}/data/gluteedu/record.db"
    monkeypatch.setenv("GLUTEEDU_HOME", str(tmp_path / "own"))
    assert place.store_url() == f"sqlite:///{tmp_path}/own/record.db"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("none", "none"),
        ("sqlite:////srv/record.db", "sqlite:////srv/record.db"),
        ("postgresql://me:pw@host:5433/school", "postgresql+psycopg://me:pw@host:5433/school"),
        ("postgresql+psycopg://host/school", "postgresql+psycopg://host/school"),
    ],
)
def test_addresses(monkeypatch: pytest.MonkeyPatch, said: str, meant: str) -> None:
    monkeypatch.setenv("GLUTEEDU_STORE", f" {said} ")
    assert place.store_url() == meant
    assert place.checked_url(meant) == meant


def test_a_path_means_the_same_from_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert place.checked_url("sqlite:///record.db") == f"sqlite:///{tmp_path}/record.db"
    monkeypatch.setenv("HOME", "/home/grace")
    assert place.checked_url("sqlite:///~/record.db") == "sqlite:////home/grace/record.db"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("record.db", "this is no address"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite://host/file.db", "needs a file"),
        ("postgresql://host", "needs a database's name"),
        ("mysql://me:secret@host/school", "mysql is not known"),
        ("postgresql://me:secret@host:port/school", "this is no address"),
        ("none ", "this is no address"),
    ],
)
def test_what_is_no_address(said: str, complaint: str) -> None:
    with pytest.raises(StoreError, match=complaint) as trouble:
        place.checked_url(said, "--store")
    assert str(trouble.value).startswith("--store: ")
    assert "secret" not in str(trouble.value)
    assert trouble.value.kind == "setting"


def test_no_password_is_shown() -> None:
    assert place.display_address("postgresql+psycopg://me:secret@host/x") == (
        "postgresql+psycopg://me:***@host/x"
    )
    assert place.display_address("sqlite:////srv/record.db") == "/srv/record.db"
