"""``gluteedu export``, ``import`` and ``new``: files whole or not at all, errors of one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.loading.safe_writing import CannotWriteError, write_whole
from tests.content.exchange.outside_banks import ATTACKS, GIFT

LESSON = "02-exercise-induced-pain"


def gluteedu(*arguments: str | Path):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_export_writes_a_file_and_reports_the_summary_first(tmp_path):
    result = gluteedu("export", "--format", "gift", "--lesson", LESSON)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"Written: {LESSON}.gift.txt\n"
    assert result.stderr.startswith("GIFT: 15 items of 4 quizzes.\nEvery item: confidence: ")
    assert result.stderr.index("  hint: 15 items") < result.stderr.index("Item by item:")
    assert "soreness_peak: hint: GIFT has none; unit and range: " in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [f"{LESSON}.gift.txt"]


def test_the_report_goes_into_a_file(tmp_path):
    result = gluteedu(
        *("export", "--format", "csv", "--lesson", LESSON, "--out", "a.csv", "--report", "a.txt")
    )
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "a.txt").read_text().startswith("CSV: 15 items of 4 quizzes.")
    assert result.stderr.endswith("Item by item: a.txt\n")


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--format", "gift", "--lesson", LESSON, "--out", "mine.txt"),
        ("import", "bank.gift", "--out", "mine.txt"),
    ],
    ids=["export", "import"],
)
def test_nothing_is_written_over_without_force(tmp_path, command):
    (tmp_path / "bank.gift").write_text(GIFT)
    mine = tmp_path / "mine.txt"
    mine.write_text("my own work")
    result = gluteedu(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "mine.txt is there already; --force writes over it\n"
    assert mine.read_text() == "my own work"
    assert gluteedu(*command, "--force").exit_code == 0
    assert mine.read_text() != "my own work"


def test_import_writes_items_and_names_what_is_left(tmp_path):
    (tmp_path / "plants.gift.txt").write_text(GIFT)
    result = gluteedu("import", "plants.gift.txt", "--lesson", LESSON)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "Written: plants.yaml\n"
    assert result.stderr.startswith("plants.gift.txt: 14 of 19 questions became items.\n")
    made = yaml.safe_load((tmp_path / "plants.yaml").read_text())
    assert made["lesson"] == LESSON
    assert made["items"][0]["objective"].startswith("FILL IN: one of soreness-timing, ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "--format", "gift", "--lesson", "99"), "--lesson: there is no lesson '99'"),
        (("export", "--format", "csv", "--out", "no/where.csv"), "no/where.csv cannot be written"),
        (("export", "--format", "csv", "--data", "/nowhere"), "--data: there is no folder"),
        (("import", "none.gift"), "none.gift: there is no such file"),
        (("import", "bank.gift", "--lesson", "99"), "--lesson: there is no lesson '99'; there are"),
        (("import", "bomb.xml"), "bomb.xml: holds a document type or entities of its own"),
        (("new", "item", "--lesson", LESSON, "--id", "A b"), "--id: 'A b' must be small letters"),
        (("new", "item", "--lesson", "99", "--id", "a"), "--lesson: '99' has no quiz"),
        (("new", "item", "--lesson", LESSON, "--id", "a"), "--quiz: name one; there are: soreness"),
        (
            ("new", "item", "--lesson", LESSON, "--id", "a", "--quiz", "x"),
            "--quiz: 'x' is not a quiz of this lesson; there are: soreness_timing",
        ),
        (
            ("new", "item", "--lesson", LESSON, "--id", "soreness_peak"),
            "--id: 'soreness_peak' is there already; an id is never used twice",
        ),
        (
            ("new", "item", "--lesson", LESSON, "--id", "a", "--type", "essay"),
            "--type: 'essay' is not one of single, multiple, number, ordering, matching, hotspot",
        ),
        (("new", "lesson", "Nine"), "'Nine' must be small letters, digits and -"),
        (("new", "lesson", LESSON), f"there is a lesson '{LESSON}' already"),
        (("check", "--notebooks", "/nowhere"), "--notebooks: there is no folder /nowhere"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
def test_what_goes_wrong_is_told_in_one_line(tmp_path, arguments, told):
    (tmp_path / "bank.gift").write_text(GIFT)
    (tmp_path / "bomb.xml").write_text(ATTACKS["billion laughs"][0])
    before = sorted(tmp_path.iterdir())
    result = gluteedu(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(told)
    assert result.stderr.count("\n") == 1
    assert isinstance(result.exception, SystemExit)
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_package_is_told_with_how_to_get_it(tmp_path):
    """With a Python that has no genanki and no text2qti: they are shut out before the start."""
    code = f"""
import sys
sys.modules["genanki"] = sys.modules["text2qti"] = None
from gluteedu.cli import app
for form in ("qti", "anki"):
    try:
        app(["export", "--format", form, "--lesson", "{LESSON}"])
    except SystemExit as end:
        print(end.code)
"""
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.split() == ["1", "1"]
    lines = run.stderr.splitlines()
    for form, line in zip(("qti", "anki"), lines, strict=True):
        assert line.startswith(f"--format {form} needs the package ")
        assert line.endswith('install it with: pip install "gluteedu[export]"')
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_not_there(tmp_path):
    """A folder in its place, a device, and a link to a file that is there."""
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(CannotWriteError, match="folder is a folder; name a file"):
        write_whole(target, b"x", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    link = tmp_path / "link"
    link.symlink_to("/dev/full")
    with pytest.raises(CannotWriteError, match="link is a pipe or a device; name an ordinary file"):
        write_whole(link, b"whole", force=True)
    assert Path("/dev/full").is_char_device()
    link.unlink()
    (tmp_path / "there").write_bytes(b"before")
    link.symlink_to("there")
    write_whole(link, b"whole", force=True)
    assert link.is_symlink()
    assert (tmp_path / "there").read_bytes() == b"whole"


def test_a_written_file_has_the_rights_of_any_other(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
