"""What a test needs beyond Python, as marks: who bears which, and a stop where one is missing.

A mark comes by itself, from the fixtures that a test uses. A test that starts such a part without
a fixture says so with ``pytestmark``. Each part asks ``need`` as it starts, so none is forgotten.
"""

from __future__ import annotations

import pytest

MARKS = {
    "browser": "a real Chromium or Firefox",
    "kernel": "kernels, or a served course with kernels",
    "postgres": "a PostgreSQL server",
    "hub": "JupyterHub and its proxy",
    "exhaustive": "some time: it tries very many cases",
    "process": "many or long processes: commands, builds, disks of their own",
}
"""Each mark, and what a test that bears it needs."""

_FIXTURES = {
    "browser": {"browser", "chromium", "driver"},
    "kernel": {"course_url", "jupyter", "server", "stage", "own_stage", "hub", "workbench"},
    "postgres": {"own_postgres", "shared_postgres", "hub"},
    "hub": {"hub"},
}
_FOLDERS = {"tests/browser/": ("browser", "kernel")}
_LONGEST = ("hub", "process", "browser", "kernel", "postgres", "exhaustive")
_running: pytest.Item | None = None


def mark(item: pytest.Item) -> None:
    """Give a test the marks of its folder and of the fixtures that it uses, directly or not."""
    for folder, names in _FOLDERS.items():
        if item.nodeid.startswith(folder):
            for name in names:
                item.add_marker(name)
    uses = set(getattr(item, "fixturenames", ()))
    for name, fixtures in _FIXTURES.items():
        if uses & fixtures:
            item.add_marker(name)


def needed(item: pytest.Item) -> set[str]:
    """The marks of a test that say what it needs."""
    return {one.name for one in item.iter_markers()} & MARKS.keys()


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, the files first that take long: then no worker has to wait at the end."""
    turns: dict[str, int] = {}
    for item in items:
        file = item.nodeid.split("::")[0]
        marks = needed(item)
        turn = next((n for n, name in enumerate(_LONGEST) if name in marks), len(_LONGEST))
        turns[file] = min(turn, turns.get(file, turn))
    return sorted(items, key=lambda item: turns[item.nodeid.split("::")[0]])


def running(item: pytest.Item | None) -> None:
    """Say which test runs from here on."""
    global _running
    _running = item


def need(name: str) -> None:
    """Said by a part as it starts: the test that runs must bear the mark ``name``.

    Raises:
        pytest.fail.Exception: it does not, so it would run where there is no such part.
    """
    if _running is not None and name not in needed(_running):
        pytest.fail(f"{_running.nodeid} needs {MARKS[name]}: mark it with pytest.mark.{name}")
