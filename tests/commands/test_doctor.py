"""``gluteedu doctor``: says what is well, and of what is not, what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from gluteedu.cli import app

pytestmark = pytest.mark.process


def told(
    monkeypatch: pytest.MonkeyPatch, home: Path, store: str
) -> tuple[int, dict[str, str], str]:
    monkeypatch.setenv("GLUTEEDU_HOME", str(home))
    monkeypatch.setenv("GLUTEEDU_STORE", store)
    result = CliRunner().invoke(app, ["doctor"])
    marks = {line[4:14].strip(): line[:3].strip() for line in result.output.splitlines()}
    return result.exit_code, marks, result.output


def test_all_is_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, marks, output = told(monkeypatch, tmp_path, f"sqlite:///{tmp_path}/r.db")
    looked_at = ("program", "packages", "folders", "content", "store", "template", "kernels")
    assert {marks[what] for what in looked_at} == {"ok"}, output
    assert "All is well." in output
    assert code == 0


def test_what_is_not_well_comes_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_folder = tmp_path / "a-file"
    no_folder.write_text("in the way")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 300)
    code, marks, output = told(monkeypatch, no_folder, f"sqlite:///{broken}")
    assert marks["folders"] == marks["store"] == "??"
    assert str(broken) in output
    assert output.count("→") >= 2
    assert "Traceback" not in output
    assert code == 0, "the course can still be served"
    assert broken.read_bytes().startswith(b"this is no database")
