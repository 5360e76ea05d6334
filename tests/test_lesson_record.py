"""A lesson opens the record when it is first needed, and not at all where none is to be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ANSWER = """
import sys
from gluteedu.lesson import course_map, my_record, quiz
one = quiz("muscles_deep")
item = next(iter(one._items.values()))
one.handle("hint", {"act": "hint", "item": item.id})
print(one.view["saving"], "hint" in one.view["items"][0], my_record().view, sep="|")
print(course_map().view["progress"], "sqlalchemy" in sys.modules, sep="|")
"""


def run(code: str, store: str, home: Path) -> list[str]:
    env = {**os.environ, "GLUTEEDU_STORE": store, "XDG_DATA_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    return done.stdout.splitlines()


def test_a_lesson_keeps_its_record_from_one_kernel_to_the_next(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'record.db'}"
    view = "{'kept': True, 'known_by': 'machine'}"
    assert run(ANSWER, store, tmp_path)[0] == f"on|True|{view}"
    again = "from gluteedu.lesson import quiz; print(quiz('muscles_deep').view['items'][0]['hint'])"
    assert run(again, store, tmp_path)[0].startswith("<p>")
    progress = run(ANSWER, store, tmp_path)[1]
    assert progress.startswith("{'01-know-your-muscles': {'muscles_deep': {'done': 0, 'total': ")


def test_no_record_needs_no_database(tmp_path: Path) -> None:
    said = run(ANSWER, "none", tmp_path)
    assert said == ["off|True|{'kept': False, 'known_by': None}", "None|False"]
    assert list(tmp_path.iterdir()) == []


def test_the_record_of_this_user_by_default(tmp_path: Path) -> None:
    code = "import os; del os.environ['GLUTEEDU_STORE']" + ANSWER
    assert run(code, "", tmp_path)[0].startswith("on|True|")
    assert (tmp_path / "gluteedu" / "record.db").stat().st_size > 0


def test_a_lesson_goes_on_where_the_store_is_wrong(tmp_path: Path) -> None:
    assert run(ANSWER, "mysql://nobody/nowhere", tmp_path)[0].startswith("paused|True|")
