"""nbval must see a flipped key, a changed number and a changed likelihood: each is made for real
in a copy of the course, and the run must go red."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.kernel


def flip_a_key(data: Path) -> None:
    path = data / "items" / "02-exercise-induced-pain.yaml"
    text = path.read_text()
    block = re.search(r"type: single.*?options:.*?key: \[\"?(\w+)\"?\]", text, re.DOTALL)
    assert block
    ids = re.findall(r"\{ ?id: \"?(\w+)|- id: \"?(\w+)", block.group())
    other = next(a or b for a, b in ids if (a or b) != block.group(1))
    start, end = block.span(1)
    path.write_text(text[:start] + other + text[end:])


def change_a_number(data: Path) -> None:
    path = data / "tables" / "soreness_after_marathon.csv"
    text = path.read_text()
    assert "5.2" in text
    path.write_text(text.replace("5.2", "5.3", 1))


def change_a_likelihood(data: Path) -> None:
    path = data / "likelihoods.yaml"
    text = path.read_text()
    changed = re.sub(r"(?<=[:\s\[])0\.92\b", "0.91", text, count=1)
    assert changed != text
    path.write_text(changed)


def nbval(course: Path, lesson: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(course)}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--nbval",
            f"notebooks/{lesson}",
        ],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("change", "lesson"),
    [
        (None, "02-exercise-induced-pain.ipynb"),
        (flip_a_key, "02-exercise-induced-pain.ipynb"),
        (change_a_number, "02-exercise-induced-pain.ipynb"),
        (change_a_likelihood, "06-find-the-cause.ipynb"),
    ],
    ids=["nothing", "a key", "a number", "a likelihood"],
)
def test_a_change_in_content_is_seen(
    change: Callable[[Path], None] | None, lesson: str, tmp_path: Path
) -> None:
    course = tmp_path / "course"
    course.mkdir()
    for name in ("gluteedu", "data", "notebooks", "pyproject.toml"):
        source = Path(name)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, course / name)
    if change:
        change(course / "data")
    result = nbval(course, lesson)
    red = re.search(r"\d+ failed", result.stdout) is not None
    assert red == (change is not None), result.stdout[-3000:]
    assert "error" not in result.stdout.splitlines()[-1]
