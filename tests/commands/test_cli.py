"""The command: what goes wrong is said in one clear sentence, and the exit code is not zero."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]


def gluteedu(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gluteedu", *arguments],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_check_finds_nothing_in_the_course_and_counts_it() -> None:
    result = gluteedu("check")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("No faults: 9 lessons, ")


def test_check_names_every_fault_at_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    items = data / "items" / "02-exercise-induced-pain.yaml"
    items.write_text(items.read_text().replace("sources: [byrnes-1985,", "sources: [nobody,"))
    (data / "glossary.yaml").write_text("- id: [")
    (data / "triage.yaml").unlink()
    result = gluteedu("check", "--data", str(data))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert any(line.startswith("glossary.yaml: -: line 2: is not valid YAML") for line in lines)
    assert any("soreness_peak: sources: there is no source 'nobody'" in line for line in lines)
    assert any(line == "triage.yaml: -: -: the file is missing" for line in lines)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "--data", "/nowhere"), "--data: there is no folder /nowhere"),
        (("serve", "--notebooks", "/nowhere"), "--notebooks: there are no lessons"),
        (("serve", "--port", "70000"), "less than or equal to 65535"),
        (("serve", "--host", "no.such.host.invalid"), "is not an address of this machine"),
        (("serve", "--store", "record.db"), "--store: this is no address; allowed are sqlite:///"),
        (("serve", "--store", "mysql://me:pw@host/x"), "--store: mysql is not known; allowed are"),
        (
            ("serve", "--store", "sqlite:////proc/none/record.db"),
            "the record /proc/none/record.db cannot be",
        ),
        (
            ("serve", "--store", "postgresql://me:pw@127.0.0.1:1/x"),
            "the record postgresql+psycopg://me:***@127.0.0.1:1/x cannot be reached",
        ),
        (("dance",), "No such command 'dance'"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_wrong_word_is_told(arguments: tuple[str, ...], told: str) -> None:
    result = gluteedu(*arguments)
    assert result.returncode != 0
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.stderr


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = gluteedu("serve", "--no-browser", "--port", str(port))
    assert result.returncode == 1
    assert f"--port: {port} on 127.0.0.1 cannot be used" in result.stderr


def test_a_failing_lesson_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(book, path)
    before = path.read_bytes()
    result = gluteedu("notebooks", "--notebooks", str(tmp_path))
    assert result.returncode == 1
    assert "lesson.ipynb: ZeroDivisionError" in result.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
