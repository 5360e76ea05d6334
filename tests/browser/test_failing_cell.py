"""A cell that fails says so calmly; the rest of the lesson works, and no traceback is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat

from tests.browser.conftest import serving


def test_a_cell_that_raises(open_page: Callable, tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree("notebooks", folder)
    path = folder / "02-exercise-induced-pain.ipynb"
    lesson = nbformat.read(path, 4)
    at = next(i for i, c in enumerate(lesson.cells) if "objectives(" in c.source)
    lesson.cells.insert(
        at, nbformat.v4.new_code_cell("secret_name = 1; undefined_word(secret_name)")
    )
    nbformat.write(lesson, path)
    with serving(tmp_path / "log.txt", "--notebooks", str(folder)) as url:
        page = open_page("", url=f"{url}voila/render/{path.name}").page
        notes = page.locator(".g-note").all_inner_texts()
        assert len(notes) == 1
        assert "The rest of the lesson works" in notes[0]
        html = page.content()
        for leaked in ("undefined_word", "NameError", "Traceback", "secret_name"):
            assert leaked not in html
        assert page.locator(".g-live .gluteedu button").count() > 0
