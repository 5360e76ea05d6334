"""environment.yml, pyproject.toml and the lock files say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from gluteedu.authoring.environment import environment, pinned

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text()
CONSTRAINTS = (ROOT / "constraints.txt").read_text()


def names(entries: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~;\[]", e, maxsplit=1)[0].lower() for e in entries}


def test_environment_is_the_one_the_lock_makes() -> None:
    text = (ROOT / "environment.yml").read_text()
    assert text == environment(PYPROJECT, CONSTRAINTS), "run `make lock`"
    pip = next(d for d in yaml.safe_load(text)["dependencies"] if isinstance(d, dict))["pip"]
    assert names([e for e in pip if not e.startswith("-e")]) == names(
        tomllib.loads(PYPROJECT)["project"]["dependencies"]
    )


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    assert names(project["dependencies"]) <= set(pinned(CONSTRAINTS))
    tests = pinned((ROOT / "constraints-test.txt").read_text())
    assert names(project["optional-dependencies"]["test"]) <= set(tests)
    course = pinned(CONSTRAINTS)
    assert {n: tests[n] for n in course} == course, "the two lock files disagree"


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    for name in ("constraints.txt", "constraints-test.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        for block in re.split(r"\n(?=[A-Za-z0-9])", text):
            assert "--hash=sha256:" in block, block.splitlines()[0]
