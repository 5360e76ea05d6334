"""The course's own bank, read once for the tests of what goes out and comes back."""

from __future__ import annotations

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.exchange.writing.edition import Edition, edition


@pytest.fixture(scope="session")
def course_library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def whole(course_library: Library) -> Edition:
    return edition(course_library)
