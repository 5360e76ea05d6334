"""Every test says by marks what it needs beyond Python, so that a part of them can be chosen."""

from __future__ import annotations

import pytest

from tests.support import needs


def test_whoever_uses_a_browser_or_a_database_bears_its_mark(
    request: pytest.FixtureRequest,
) -> None:
    for item in request.session.items:
        uses = set(getattr(item, "fixturenames", ()))  # the cells of a notebook have none
        if uses & {"browser", "chromium", "driver", "open_page"}:
            assert "browser" in needs.needed(item), item.nodeid
        if uses & {"shared_postgres", "own_postgres", "hub"}:
            assert "postgres" in needs.needed(item), item.nodeid


@pytest.mark.parametrize("name", needs.MARKS)
def test_a_part_does_not_start_in_a_test_without_its_mark(name: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"mark it with pytest.mark.{name}"):
        needs.need(name)


@pytest.mark.kernel
def test_a_part_starts_in_a_test_that_bears_its_mark() -> None:
    needs.need("kernel")
