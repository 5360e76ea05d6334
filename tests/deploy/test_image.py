"""The image's recipe: its files are there, its versions are pinned, and what it builds is whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gluteedu.authoring.environment import pinned

ROOT = Path(__file__).parents[2]
LINES = (
    (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
)
INSTRUCTIONS = [line.split(maxsplit=1) for line in LINES if line and not line.startswith("#")]


def said(name: str) -> list[str]:
    return [rest for instruction, rest in INSTRUCTIONS if instruction == name]


def copied() -> list[tuple[str, str]]:
    """What comes from the repository, and where it goes to in the folder of the build."""
    found = []
    for words in (line.split() for line in said("COPY") if not line.startswith("--from")):
        *sources, target = words
        found += [
            (one, f"{target}{Path(one).name}" if target == "./" else target) for one in sources
        ]
    return found


def test_it_is_a_plain_image_of_a_plain_user() -> None:
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS build)?", line) for line in said("FROM"))
    assert said("USER") == ["1000"]
    assert said("CMD")[0].startswith('["gluteedu", "serve"')


def test_versions_are_those_of_the_lock_files_and_every_file_has_its_hash() -> None:
    text = (ROOT / "deploy" / "constraints.txt").read_text(encoding="utf-8")
    assert "--require-hashes -r constraints.txt" in " ".join(said("RUN"))
    assert not re.search(r"https?:", text)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in one for one in entries)
    image = pinned(text)
    assert {"jupyterhub", "psycopg", "psycopg-binary"} <= image.keys()
    course = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    assert course.items() <= image.items()
    tested = pinned((ROOT / "constraints-test.txt").read_text(encoding="utf-8"))
    assert image.items() <= tested.items()


@pytest.mark.process
def test_what_it_copies_makes_the_whole_course(tmp_path: Path) -> None:
    admitted = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for source, target in copied():
        assert f"!{source}\n" in admitted, source
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / target, ignore=unwanted)
        else:
            shutil.copy(ROOT / source, tmp_path / target)
    install = next(line for line in said("RUN") if line.endswith("--no-build-isolation ."))
    assert "--no-deps" in install
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-index", "--no-deps"]
    subprocess.run(
        [*command, "--no-build-isolation", "-w", str(tmp_path / "made"), "."],
        cwd=tmp_path,
        check=True,
        timeout=300,
    )
    (wheel,) = (tmp_path / "made").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("notebooks", "data"):
        for path in (ROOT / folder).rglob("*.[iyc]*"):
            if path.is_file() and ".ipynb_checkpoints" not in path.parts:
                assert f"gluteedu/bundled/{path.relative_to(ROOT).as_posix()}" in names
