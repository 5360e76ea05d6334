"""The lessons in Voila as it comes, with its own template."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import PATIENCE, free_port, running

# Stock Voila loads two widget managers side by side. About one load in six the wrong one answers
# first, says this on the console and shows no widget of any notebook; a reload mends it.
UPSTREAM_RACE = "widget model not found"
LOADS = 5


def test_a_lesson_in_stock_voila(open_page: Callable, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "voila", "notebooks", "--no-browser", f"--port={port}"]
    with running(command, f"{url}voila/tree", tmp_path / "log.txt"):
        for _ in range(LOADS):
            raced = []
            watch = open_page("", url=f"{url}voila/render/03-muscle-injury.ipynb", ready=False)
            page = watch.page
            page.on("console", lambda m, r=raced: r.append(m) if UPSTREAM_RACE in m.text else None)
            raced += [error for error in watch.errors if UPSTREAM_RACE in error]
            for _ in range(PATIENCE // 100):
                if raced or page.locator(".gq input").count():
                    break
                page.wait_for_timeout(100)
            if not raced:
                break
        page.wait_for_selector(".js-plotly-plot svg", state="attached")
        assert page.locator(".gq").count() >= 4
        page.locator(".gq input[type=radio]").first.check()
