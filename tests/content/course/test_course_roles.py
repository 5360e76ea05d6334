"""What course.yaml says of the whole course: page roles, parts, how many items there must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gluteedu.content.course.course import load_course
from gluteedu.content.course.roles import check_roles, check_safety_heading
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.course.lessons import Course
from gluteedu.domain.course.roles import PARTS


def loaded(folder: Path, change: Callable[[Any], Any]) -> tuple[Course, list[str]]:
    raw = yaml.safe_load((data_folder() / "course.yaml").read_text("utf-8"))
    change(raw)
    (folder / "course.yaml").write_text(yaml.safe_dump(raw), "utf-8")
    problems: list[Problem] = []
    course = load_course(folder, problems)
    check_roles(folder, problems)
    check_safety_heading(course.roles, notebooks_folder(), problems)
    return course, [str(problem) for problem in problems]


def test_the_courses_own_roles(tmp_path: Path) -> None:
    course, problems = loaded(tmp_path, lambda raw: None)
    assert problems == []
    assert course.roles.safety_address == "index.ipynb#Safety-first"
    assert course.parts == set(PARTS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.pop("roles"), "course.yaml: -: roles: is missing"),
        (lambda c: c["roles"].pop("safety"), "course.yaml: -: roles.safety: is missing"),
        (
            lambda c: c["roles"].update(safety="nowhere"),
            "course.yaml: -: roles.safety: there is no page 'nowhere'",
        ),
        (
            lambda c: c["roles"].update(safety="index#Safety-last"),
            "course.yaml: -: roles.safety: index.ipynb has no heading 'Safety last'",
        ),
        (
            lambda c: c["roles"].update(final_test="99-none"),
            "course.yaml: -: roles.final_test: there is no page '99-none'",
        ),
        (lambda c: c["roles"].update(bar="index"), "course.yaml: -: roles.bar: is not a known"),
        (lambda c: c["least_items"].update(bank=-1), "course.yaml: -: least_items.bank: "),
        (lambda c: c.update(parts=["pub"]), "course.yaml: -: parts.1: must be one of"),
    ],
)
def test_a_fault_is_told_by_its_field(tmp_path: Path, change: Any, message: str) -> None:
    _, problems = loaded(tmp_path, change)
    assert any(line.startswith(message) for line in problems), problems


def test_a_file_that_says_nothing_of_them_is_read(tmp_path: Path) -> None:
    course, _ = loaded(tmp_path, lambda c: [c.pop(n) for n in ("roles", "least_items", "parts")])
    assert (course.roles.home, course.roles.safety_address) == ("index", "index.ipynb")
    assert course.parts == set(PARTS)
