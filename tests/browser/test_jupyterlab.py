"""The same notebooks in JupyterLab and Notebook 7: readable before a run, alive after one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE, Watch, free_port, running

LESSON = "02-exercise-induced-pain.ipynb"


@pytest.fixture(params=["lab", "notebook"])
def workbench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of the lesson in the workbench; a copy, so that nothing here is saved over."""
    folder = tmp_path / "notebooks"
    shutil.copytree("notebooks", folder)
    port = free_port()
    base = f"http://127.0.0.1:{port}/"
    command = [
        sys.executable,
        "-m",
        "jupyterlab" if request.param == "lab" else "notebook",
        str(folder),
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=",
    ]
    with running(command, f"{base}api", tmp_path / "log.txt"):
        yield base + ("lab/tree/" if request.param == "lab" else "notebooks/") + LESSON


def test_readable_before_and_alive_after(workbench: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE)
    watch = Watch(context.new_page())
    page = watch.page
    page.goto(workbench)
    page.wait_for_selector(".jp-RenderedHTML .gluteedu")
    text = page.locator(".jp-Notebook").inner_text()
    assert "rror displaying widget" not in text
    assert "Loading widget" not in text
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_selector(
        ".jp-OutputArea .jupyter-widgets .gluteedu, .jp-OutputArea .gluteedu fieldset"
    )
    assert "rror displaying widget" not in page.locator(".jp-Notebook").inner_text()
    assert (
        page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        == 0
    )
    context.close()
