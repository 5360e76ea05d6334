from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.course.library import Library
from gluteedu.content.loading.digest import digest
from gluteedu.figures import drawing
from gluteedu.figures.compat import plotly_script
from gluteedu.figures.display import DRAWN, CourseFigure, course_figure
from gluteedu.figures.drawing import CannotDrawError, chromium, draw_all
from gluteedu.figures.svg import SVG, tidy
from gluteedu.figures.theme import TOKENS

LIBRARY = Library()
FIGURES = {
    figure_id: course_figure(figure_id, LIBRARY.figures, LIBRARY.tables, LIBRARY.sources)
    for figure_id in LIBRARY.figures
}


def test_nothing_is_drawn_that_is_no_figure() -> None:
    assert {path.stem for path in DRAWN.iterdir()} == set(FIGURES)


@pytest.mark.parametrize(("figure_id", "figure"), FIGURES.items(), ids=list(FIGURES))
def test_the_drawing_is_of_the_figure_as_it_is_now(figure_id: str, figure: CourseFigure) -> None:
    root = ElementTree.fromstring((DRAWN / f"{figure_id}.svg").read_text())
    assert root.get("data-digest") == digest(figure.plain()), "run `make figures`"


@pytest.mark.parametrize("figure_id", FIGURES)
def test_the_drawing_is_small_named_and_follows_the_theme(figure_id: str) -> None:
    text = (DRAWN / f"{figure_id}.svg").read_text()
    assert len(text) < 40_000
    root = ElementTree.fromstring(text)
    assert root.tag == f"{{{SVG}}}svg"
    assert root.get("role") == "img"
    spec = LIBRARY.figures[figure_id]
    names = {e.get("id"): e.text for e in root if e.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc")}
    labels = (root.get("aria-labelledby") or "").split()
    assert [names[label] for label in labels] == [spec.title, spec.alt]
    assert all(name.startswith(figure_id) for name in re.findall(r'\bid="([^"]+)"', text))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(re.findall(r'\bid="([^"]+)"', text))
    assert "<script" not in text
    assert "style=" not in text
    for element in root.iter():
        assert float(element.get("font-size", "15")) >= 14
        for paint in ("fill", "stroke"):
            value = element.get(paint, "none")
            match = re.fullmatch(r"var\(--g-([\w-]+), (#[0-9a-f]{6})\)", value)
            assert value == "none" or (match and TOKENS[match[1]] == match[2]), value


def test_tidying_keeps_what_is_seen_and_drops_the_rest() -> None:
    raw = (
        f'<svg xmlns="{SVG}" width="760" height="100"><g class="a"/>'
        '<defs><clipPath id="clipab12"><rect width="3" height="4"/></clipPath>'
        '<clipPath id="clipcd34"><rect width="3" height="4"/></clipPath></defs>'
        '<g clip-path="url(#clipab12)"><path d="M1.23456,2L3,4" '
        'style="fill: none; stroke: rgb(34, 48, 58); stroke-opacity: 1; stroke-width: 2px;"/></g>'
        '<rect width="9" height="9" style="fill: rgb(0, 0, 0); fill-opacity: 0;"/></svg>'
    )
    out = tidy(raw, figure_id="f", title="T & t", alt="A", digest="d1")
    assert 'd="M1.23,2L3,4"' in out
    assert 'stroke="var(--g-ink, #22303a)"' in out
    assert 'clip-path="url(#f-1)"' in out
    assert 'id="f-1"' in out
    assert "T &amp; t" in out
    assert "clip" not in out.replace("clip-path", "").replace("clipPath", "")
    assert out.count("<rect") == 1
    assert out.count("clipPath id") == 1


def test_without_a_browser_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotDrawError, match="apt-get install chromium"):
        chromium()


@pytest.mark.browser
def test_drawing_twice_gives_the_same_file_and_clears_old_ones(tmp_path: Path) -> None:
    some = {name: FIGURES[name] for name in ("soreness_by_day", "clot_side")}
    (tmp_path / "gone.svg").write_text("<svg/>")
    paths = draw_all(some, tmp_path)
    first = [path.read_bytes() for path in paths]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert [path.read_bytes() for path in draw_all(some, tmp_path)] == first


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    shown = browser.new_page(viewport={"width": 900, "height": 900})
    shown.add_script_tag(path=str(plotly_script()))
    return shown


BOXES = """async ([figure, width]) => {
  document.body.innerHTML = `<div id="f" style="width: ${width}px"></div>`;
  await Plotly.newPlot("f", figure.data, figure.layout, { displayModeBar: false });
  const home = document.getElementById("f").getBoundingClientRect();
  return [...document.querySelectorAll("#f text")]
    .map((t) => [t.textContent, t.getBoundingClientRect()])
    .filter(([words, box]) => words.trim() && box.width)
    .map(([words, b]) => [words, b.left - home.left, b.top - home.top,
                          b.right - home.left, b.bottom - home.top]);
}"""


@pytest.mark.parametrize("width", [760, 350])
@pytest.mark.parametrize("figure_id", FIGURES)
def test_no_label_is_cut_off_or_stands_on_another(page: Page, figure_id: str, width: int) -> None:
    plain = FIGURES[figure_id].plain()
    boxes: list[Any] = page.evaluate(BOXES, [plain, width])
    assert len(boxes) > 3
    for words, left, top, right, bottom in boxes:
        assert 0 <= left <= right <= width, words
        assert 0 <= top <= bottom <= plain["layout"]["height"], words
    for place, (words, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[:place]:
            wide = min(right, right2) - max(left, left2)
            high = min(bottom, bottom2) - max(top, top2)
            assert wide <= 1 or high <= 4, (words, other)


def test_playwright_is_imported_only_to_draw() -> None:
    assert "playwright" not in vars(drawing)
