"""What ``make quick`` chooses for a change: the tests that mirror it, and what imports it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.touched import changed_files, is_touched, touched


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ("gluteedu/widgets/quiz/widget.py", {"tests/widgets/quiz/"}),
        ("gluteedu/widgets/quiz/quiz.js", {"tests/widgets/quiz/"}),
        ("gluteedu/content/exchange/writing/csv.py", {"tests/content/exchange/"}),
        ("gluteedu/lesson.py", set()),
        ("tests/domain/items/test_grading.py", {"tests/domain/items/test_grading.py"}),
        ("tests/records/conftest.py", set()),
        ("data/cases.yaml", set()),
        ("README.md", set()),
    ],
)
def test_the_folder_of_a_change_names_its_tests(changed: str, places: set[str]) -> None:
    assert touched({changed}) == places


def test_a_test_is_known_by_its_folder() -> None:
    assert is_touched("tests/widgets/quiz/test_quiz.py::test_one[a]", {"tests/widgets/quiz/"})
    assert not is_touched("tests/widgets/quizzes/test_x.py::test_one", {"tests/widgets/quiz/"})


def test_what_was_committed_on_the_branch_changed_or_new_counts(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True)

    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(text)

    git("init", "-b", "main")
    for name in ("same", "committed", "edited"):
        write(name, "before")
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "branch")
    write("committed", "after")
    git("commit", "-am", "second")
    write("edited", "after")
    write("new", "")
    assert changed_files(tmp_path) == {"committed", "edited", "new"}


def test_without_git_nothing_is_known_to_have_changed(tmp_path: Path) -> None:
    assert changed_files(tmp_path) == set()
