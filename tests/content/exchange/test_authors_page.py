"""A teacher who follows docs/authors.md word by word gets what it promises.

The commands, what they print, and the texts to write are taken from the file itself: its fenced
blocks of ``console`` (commands after ``$``, then what they say) and ``yaml`` (what to write).
"""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.course.outline import read_outline
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from tests.content.exchange.fill_blanks import fill_items, fill_text

pytestmark = pytest.mark.usefixtures("same_text_read_once")

PAGE = Path(__file__).parents[3] / "docs" / "authors.md"
FENCED = re.compile(r"^( *)```(console|yaml)\n(.*?)^\1```$", re.S | re.M)
TOOL = ".venv/bin/gluteedu"
TAKES_NOTEBOOKS = (["check"], ["new", "lesson"])


def section(title: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(f"## {title}\n")
    return text[start : text.index("\n## ", start + 1)]


def blocks(title: str) -> list[tuple[str, str]]:
    """Kind and text of each fenced block of a section, without its indent."""
    return [(kind, textwrap.dedent(body)) for _, kind, body in FENCED.findall(section(title))]


class Teacher:
    """Types commands in a checkout: here a copy of the course, so that nothing else is touched."""

    def __init__(self, folder: Path):
        self.data = folder / "data"
        self.notebooks = folder / "notebooks"
        shutil.copytree(data_folder(), self.data)
        shutil.copytree(notebooks_folder(), self.notebooks)

    def types(self, command: str) -> str:
        """What the command says, on both channels together."""
        tool, *arguments = shlex.split(command)
        assert tool in (TOOL, "gluteedu"), command
        arguments += ["--data", str(self.data)]
        if any(arguments[: len(start)] == start for start in TAKES_NOTEBOOKS):
            arguments += ["--notebooks", str(self.notebooks)]
        result = CliRunner().invoke(app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.stdout + result.stderr

    def follows(self, console: str) -> str:
        """Type every command of a block, and see that it says what stands below it."""
        said = ""
        for part in console.split("$ ")[1:]:
            command, *promised = part.strip().splitlines()
            said = self.types(command)
            for line in promised:
                assert line in said, f"{command}\npromised: {line}\nsaid: {said}"
        return said


@pytest.fixture
def teacher(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Teacher(tmp_path)


def test_an_item(teacher):
    kinds = blocks("Adding an item, without knowing Python")
    assert [kind for kind, _ in kinds] == ["console", "console", "yaml", "console"]
    (_, start), (_, ask), (_, written), (_, again) = kinds
    before = sum(map(len, read_outline(teacher.data).items.values()))
    teacher.follows(start)
    teacher.follows(ask)
    own = re.search(r"- id: (\S+)", written)[1]
    path = teacher.data / "items" / "02-exercise-induced-pain.yaml"
    text = path.read_text()
    place = text.index(f"  - id: {own}\n")
    path.write_text(text[:place] + textwrap.indent(textwrap.dedent(written), "  "))
    after = teacher.follows(again)
    assert f" {before + 1} items, " in after
    assert own in text[: text.index("\nitems:")]


def test_a_case(teacher):
    kinds = blocks("Adding a case")
    assert [kind for kind, _ in kinds] == ["yaml", "console"]
    (_, written), (_, check) = kinds
    path = teacher.data / "cases.yaml"
    whole = path.read_text().rstrip("\n")
    before = len(yaml.safe_load(whole)["cases"])
    path.write_text(f"{whole}\n\n{textwrap.indent(textwrap.dedent(written), '  ')}")
    assert f" {before + 1} cases, " in teacher.follows(check)


def test_a_lesson(teacher):
    kinds = blocks("Adding a lesson")
    assert [kind for kind, _ in kinds] == ["console", "console", "console"]
    (_, start), (_, left), (_, done) = kinds
    shown = teacher.follows(start)
    own = re.search(r"new lesson (\S+)", start)[1]
    entry = re.search(rf"^  - id: {own}\n(?:    .*\n)+", shown, re.M)[0]
    course = teacher.data / "course.yaml"
    text = course.read_text()
    place = text.index("  - id: 07-check-your-knowledge\n")
    course.write_text(text[:place] + entry + text[place:])
    tests = dict(re.findall(r"^(gluteedu new item .*?) +\(objective: (\S+)\)$", shown, re.M))
    assert len(tests) == 2
    for command in tests:
        assert "is at the end of" in teacher.types(command)
    teacher.follows(left)
    asked = {re.search(r"--id (\S+)", line)[1]: one for line, one in tests.items()}
    topic = [f"hip_bursa_{number}" for number in range(1, 9)]
    objectives = list(tests.values())
    fill_items(teacher.data / "items" / "07-check-your-knowledge.yaml", asked)
    fill_items(
        teacher.data / "items" / f"{own}.yaml",
        {item: objectives[place % 2] for place, item in enumerate(topic)},
    )
    fill_text(course)
    fill_text(teacher.notebooks / f"{own}.ipynb")
    teacher.follows(done)


def test_the_bank_in_other_programs(teacher, tmp_path):
    [(_, commands)] = blocks("The bank in other programs")
    teacher.follows(commands)
    for name in ("bank.xml", "soreness.txt", "soreness.yaml"):
        assert (tmp_path / name).stat().st_size > 1000
