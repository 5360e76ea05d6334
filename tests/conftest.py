"""What all tests share: nobody's record is touched, and hypothesis judges results, never time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support import needs
from tests.support.touched import changed_files, is_touched, touched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Tests of the record choose a store of their own; no other test, nor its server, keeps any.
os.environ["GLUTEEDU_STORE"] = "none"
for name in ("GLUTEEDU_LEARNER", "JUPYTERHUB_USER"):
    os.environ.pop(name, None)

# Another course, with another setting: tests/test_knee_course.py runs its notebooks.
collect_ignore = ["knee_course"]

settings.register_profile("course", deadline=None)
settings.load_profile("course")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick",
        action="store_true",
        help="only tests that need Python alone, and those that a change touches",
    )


def pytest_configure(config: pytest.Config) -> None:
    for name, what in needs.MARKS.items():
        config.addinivalue_line("markers", f"{name}: needs {what}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        needs.mark(item)
    if config.option.quick:
        places = touched(changed_files())
        chosen = [one for one in items if not needs.needed(one) or is_touched(one.nodeid, places)]
        config.hook.pytest_deselected(items=[one for one in items if one not in set(chosen)])
        items[:] = chosen
    items[:] = needs.in_turn(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    needs.running(item)
    try:
        return (yield)
    finally:
        needs.running(None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one module."""
    from tests.support.browser_parts import a_chromium

    with a_chromium() as found:
        yield found
