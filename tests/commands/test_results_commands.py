"""``gluteedu report``, ``grades`` and ``xapi``, as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.course.library import Library
from gluteedu.records.store import open_store
from tests.support.made_up_class import made_up_class, made_up_names

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('record')}/class.db"
    store = open_store(url)
    store.append(made_up_class(Library().bank, 8))
    for learner, name in made_up_names(8).items():
        store.set_name(learner, name)
    store.close()
    return url


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GLUTEEDU_STORE", raising=False)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_report_writes_a_page_and_its_tables(run: Run, record: str, tmp_path: Path) -> None:
    done = run("report", "--store", record, "--out", "class.html", "--csv", "tables")
    assert done.exit_code == 0, done.output
    assert "8 learners" in done.output
    assert "<h1>The class report</h1>" in Path("class.html").read_text()
    assert len(list(Path("tables").glob("*.csv"))) == 10
    assert "Ash (made up)" in Path("tables/learners.csv").read_text()
    again = run("report", "--store", record, "--out", "class.html")
    assert again.exit_code == 1
    assert "class.html is there already" in again.stderr
    hidden = run("report", "--store", record, "--out", "class.html", "--no-names", "--force",
                 "--least", "9")  # fmt: skip
    assert hidden.exit_code == 0
    text = Path("class.html").read_text()
    assert "Ash (made up)" not in text
    assert "A figure from fewer than 9 learners is not shown" in text


def test_the_store_may_come_from_the_environment(
    run: Run, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLUTEEDU_STORE", record)
    assert run("report").exit_code == 0
    assert Path("report.html").is_file()


@pytest.mark.parametrize("command", [("report",), ("grades", "--format", "moodle"), ("xapi",)])
@pytest.mark.parametrize(
    ("store", "message"),
    [
        ("sqlite:////nowhere/at/all.db", "there is no record at /nowhere/at/all.db"),
        ("class.db", "--store: this is no address"),
        ("none", "--store: nothing is kept there"),
    ],
)
def test_a_wrong_store_is_one_line_and_makes_nothing(
    run: Run, tmp_path: Path, command: tuple[str, ...], store: str, message: str
) -> None:
    done = run(*command, "--store", store)
    assert done.exit_code == 1
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_grades_begin_with_a_roster_and_say_who_is_left_out(run: Run, record: str) -> None:
    missing = run("grades", "--format", "moodle", "--store", record)
    assert missing.exit_code == 1
    assert "--new-roster begins one" in missing.stderr
    assert (
        run("grades", "--format", "moodle", "--store", record, "--new-roster", "r.csv").exit_code
        == 0
    )
    lines = Path("r.csv").read_text().splitlines()
    assert lines[:2] == [
        "learner,name given,Username,ID number,Email address",
        "made-up-000,Ash (made up),,,",
    ]
    again = run("grades", "--format", "moodle", "--store", record, "--new-roster", "r.csv")
    assert again.exit_code == 1, "a roster that somebody has begun to fill in is not lost"
    empty = run("grades", "--format", "moodle", "--store", record, "--roster", "r.csv")
    assert empty.exit_code == 1
    assert "nothing was written" in empty.stderr
    filled = [line + f"a{k}@example.org" for k, line in enumerate(lines[1:4])]
    Path("r.csv").write_text("\n".join([lines[0], *filled, "ghost,,,,g@example.org"]))
    done = run("grades", "--format", "moodle", "--store", record, "--roster", "r.csv", "--practice")
    assert done.exit_code == 0, done.output
    assert "r.csv, line 5: nobody in the record is called 'ghost'" in done.stderr
    assert "made-up-007: not in the roster" in done.stderr
    head, *rows = Path("grades.csv").read_text().splitlines()
    assert head.startswith("Email address,The final test,Practice: 01-know-your-muscles")
    assert len(rows) == 3


def test_xapi_writes_one_file_and_says_what_is_left_out(run: Run, record: str) -> None:
    done = run("xapi", "--store", record, "--home", "https://school.example/pain")
    assert done.exit_code == 0, done.output
    found = json.loads(Path("statements.json").read_text())
    assert f"{len(found)} statements" in done.output
    assert found[0]["object"]["id"].startswith("https://school.example/pain/xapi/")
    assert "made up" not in Path("statements.json").read_text()
    named = run("xapi", "--store", record, "--names", "--force")
    assert named.exit_code == 0
    assert "Ash (made up)" in Path("statements.json").read_text()
    wrong = run("xapi", "--store", record, "--home", "ftp://x")
    assert (wrong.exit_code, "--home" in wrong.stderr) == (1, True)
