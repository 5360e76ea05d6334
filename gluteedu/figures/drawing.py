"""Draws the figures beforehand, as SVG, with plotly's own script in a Chromium without a window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gluteedu.content.course.library import Library
from gluteedu.content.loading.digest import digest
from gluteedu.content.loading.safe_writing import write_whole
from gluteedu.figures.compat import plotly_script
from gluteedu.figures.display import DRAWN, CourseFigure, course_figure
from gluteedu.figures.svg import tidy

WIDTH = 760
"""Pixels: the measure of a lesson's text."""

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_TO_SVG = """([figure, width]) => Plotly.toImage(
    { data: figure.data, layout: figure.layout },
    { format: "svg", width, height: figure.layout.height, imageDataOnly: true })"""


class CannotDrawError(Exception):
    """What is missing on this machine to draw figures, and how to get it."""


def draw_all(figures: Mapping[str, CourseFigure], folder: Path) -> list[Path]:
    """Draw each figure into ``folder/<id>.svg``; drawings of figures that are gone are removed.

    Returns:
        The files written, in the order of ``figures``.

    Raises:
        CannotDrawError: Playwright or Chromium is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures = pictures_of(figures)
    for path in folder.glob("*.svg"):
        if path.stem not in pictures:
            path.unlink()
    written = []
    for figure_id, picture in pictures.items():
        path = folder / f"{figure_id}.svg"
        write_whole(path, picture.encode(), force=True)
        written.append(path)
    return written


def draw_course(library: Library) -> list[Path]:
    """Draw every figure of the course to where the package keeps its drawings."""
    figures = {
        figure_id: course_figure(figure_id, library.figures, library.tables, library.sources)
        for figure_id in library.figures
    }
    return draw_all(figures, DRAWN)


def pictures_of(figures: Mapping[str, CourseFigure]) -> dict[str, str]:
    """The SVG of each figure, by its id. Raises CannotDrawError as ``draw_all`` does."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        message = "drawing figures needs Playwright: pip install 'gluteedu[test]'"
        raise CannotDrawError(message) from error
    pictures = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            page = browser.new_page(viewport={"width": WIDTH, "height": 900})
            page.add_script_tag(path=str(plotly_script()))
            for figure_id, figure in figures.items():
                plain: dict[str, Any] = figure.plain()
                raw = page.evaluate(_TO_SVG, [plain, WIDTH])
                spec = figure.spec
                pictures[figure_id] = tidy(
                    raw,
                    figure_id=figure_id,
                    title=spec.title if spec else "",
                    alt=spec.alt if spec else "",
                    digest=digest(plain),
                )
        finally:
            browser.close()
    return pictures


def chromium() -> str:
    """The browser to draw with: ``CHROMIUM``, or the first found. CannotDrawError if none is."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        message = (
            "drawing figures needs Chromium: install it (Debian: apt-get install chromium), "
            "or give its path in the environment variable CHROMIUM"
        )
        raise CannotDrawError(message)
    return found
