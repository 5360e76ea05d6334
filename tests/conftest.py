"""What all tests share: nobody's record is touched, and hypothesis judges results, never time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support import needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Tests of the record choose a store of their own; no other test, nor its server, keeps any.
os.environ["GLUTEEDU_STORE"] = "none"
for name in ("GLUTEEDU_LEARNER", "JUPYTERHUB_USER"):
    os.environ.pop(name, None)

settings.register_profile("course", deadline=None)
settings.load_profile("course")


def pytest_configure(config: pytest.Config) -> None:
    for name, what in needs.MARKS.items():
        config.addinivalue_line("markers", f"{name}: needs {what}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        needs.mark(item)


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
