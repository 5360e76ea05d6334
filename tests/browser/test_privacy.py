"""What a learner says about their body is found nowhere: not in the record, the browser's
store, the address, the server's log, the notebook, nor a frame that another than the page gets."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import serving

RARE = "37"  # an answer the page does not show by itself


def typed(page, name: str) -> None:
    """Type the rare value into a number field of the lesson's symptom widget and wait for it."""
    page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))")
    field = page.locator(f"input[type=number][aria-label*='{name}']:visible").first
    field.fill(RARE)
    field.press("Tab")
    page.wait_for_timeout(1500)
    assert field.input_value() == RARE


@pytest.mark.parametrize(
    ("lesson", "name"),
    [
        ("06-find-the-cause", "How old are you"),
        ("04-pregnancy-and-sciatic-pain", "eeks"),
        ("02-exercise-induced-pain", "How many days ago"),  # the small explorer
    ],
)
def test_an_answer_is_kept_nowhere(
    lesson: str, name: str, open_page: Callable, tmp_path: Path
) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree("notebooks", folder)
    before = {p.name: p.read_bytes() for p in folder.glob("*.ipynb")}
    log = tmp_path / "log.txt"
    record = tmp_path / "record.db"
    with serving(log, "--notebooks", str(folder), "--store", f"sqlite:///{record}") as url:
        watch = open_page("", url=f"{url}voila/render/{lesson}.ipynb")
        page = watch.page
        typed(page, name)
        asked = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        cookies = json.dumps([c["value"] for c in page.context.cookies()])
        assert "?" not in page.url
        for place in (kept, cookies, page.url, *(u for u in asked if "?" in u and "v=" not in u)):
            assert not re.search(rf"\b{RARE}\b", place), place
        page.reload(wait_until="commit")
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))")
        field = page.locator(f"input[type=number][aria-label*='{name}']:visible").first
        assert field.input_value() != RARE
    assert {p.name: p.read_bytes() for p in folder.glob("*.ipynb")} == before
    with sqlite3.connect(record) as store:
        assert store.execute("SELECT * FROM events").fetchall() == []
    told = log.read_text().replace(url, "")
    assert not re.search(rf"\b{RARE}\b", told)
    assert "findings" not in told
