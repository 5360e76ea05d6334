"""What Binder does with this repository: its environment, and where its link leads to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as NotThere

from tests.support.browser_parts import PATIENCE, a_chromium, free_port, running

pytestmark = [pytest.mark.browser, pytest.mark.process]

ROOT = Path(__file__).parents[2]
HOME = "voila/render/notebooks/index.ipynb"
# Voila's own page loads two widget managers; about one load in six the wrong one answers first.
LOADS = 5


def test_the_link_opens_the_course_home_in_voila(tmp_path: Path) -> None:
    # Binder makes environment.yml and starts Jupyter's server, with Voila in it, at the repository.
    assert (ROOT / "environment.yml").exists()
    assert not (ROOT / "binder").exists()
    assert not (ROOT / ".binder").exists(), "environment.yml would not be read any more"
    assert f"urlpath={HOME}".replace("/", "%2F") in (ROOT / "deploy" / "README.md").read_text()
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", f"--port={port}"]
    command += ["--allow-root", "--IdentityProvider.token=a-token", f"--ServerApp.root_dir={ROOT}"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path), "HOME": str(tmp_path)}
    log = tmp_path / "log.txt"
    with running(command, f"{url}login", log, env=environment), a_chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        for load in range(LOADS):
            page.goto(f"{url}{HOME}?token=a-token")
            page.wait_for_selector("h1")
            try:
                page.wait_for_selector(
                    "[data-lesson] .gc-facts", timeout=PATIENCE if load == LOADS - 1 else 20_000
                )
                break
            except NotThere:
                continue
        assert page.locator("[data-lesson]").count() >= 7
        page.locator("[data-lesson] a").first.click()
        lesson = "**/voila/render/notebooks/01-know-your-muscles.ipynb"
        page.wait_for_url(lesson, wait_until="commit")
        page.wait_for_selector("h1", state="attached")
        assert page.locator("h1").first.inner_text().startswith("Know your muscles")
