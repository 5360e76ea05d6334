"""The lessons in Voila as it comes, with its own template."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from conftest import free_port, running


def test_a_lesson_in_stock_voila(open_page: Callable, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "voila", "notebooks", "--no-browser", f"--port={port}"]
    with running(command, f"{url}voila/tree", tmp_path / "log.txt"):
        page = open_page("", url=f"{url}voila/render/03-muscle-injury.ipynb", ready=False).page
        page.wait_for_selector(".gq input", state="attached")
        page.wait_for_selector(".js-plotly-plot svg", state="attached")
        assert page.locator(".gq").count() >= 4
        page.locator(".gq input[type=radio]").first.check()
