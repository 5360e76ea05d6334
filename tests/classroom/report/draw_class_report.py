"""Draws docs/class_report.png, the picture in the README, of a class that is made up.

.venv/bin/python -m tests.classroom.report.draw_class_report
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from gluteedu.classroom.report.class_report import class_report
from gluteedu.classroom.report.page import report_page
from gluteedu.content.course.library import Library
from tests.support.made_up_class import made_up_class, made_up_names

PICTURE = Path(__file__).parents[3] / "docs" / "class_report.png"
WIDTH, HEIGHT = 900, 1150


def draw(picture: Path = PICTURE) -> None:
    """Write the top of the report on 24 made-up learners as a picture."""
    library = Library()
    report = class_report(
        made_up_class(library.bank),
        library,
        made=datetime(2030, 4, 1, 9, tzinfo=UTC),
        names=made_up_names(),
        title="A class that is made up",
    )
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    chromium = next(found for name in names if name and (found := shutil.which(name)))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(report_page(report), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        shown.goto(file.as_uri())
        shown.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    draw()
