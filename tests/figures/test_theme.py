from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gluteedu
from gluteedu.content.course.library import Library
from gluteedu.figures.display import CourseFigure, course_figure
from gluteedu.figures.theme import CAUSE_IDS, SHAPES, TOKENS, faint, wrap
from gluteedu.widgets.shared.cause_style import cause_style
from gluteedu.widgets.shared.constants import CONSTANTS

PACKAGE = Path(gluteedu.__file__).parent
LIBRARY = Library()
SMALLEST = 14


def figure(figure_id: str) -> CourseFigure:
    return course_figure(figure_id, LIBRARY.figures, LIBRARY.tables, LIBRARY.sources)


def walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from walk(part, (*path, name))
    elif isinstance(value, list):
        for part in value:
            yield from walk(part, path)
    else:
        yield path, value


def light_tokens() -> dict[str, str]:
    css = (PACKAGE / "widgets" / "shared" / "static" / "tokens.css").read_text()
    roots = re.findall(r":root \{(.*?)\}", css + cause_style(LIBRARY.causes), re.DOTALL)
    return dict(re.findall(r"--g-([\w-]+):\s*(#[0-9a-f]{6})\s*;", "".join(roots)))


def test_the_colours_are_those_of_the_style_sheet() -> None:
    tokens = light_tokens()
    assert {name: tokens.get(name) for name in TOKENS} == TOKENS


def test_the_served_page_swaps_each_colour_for_dark_mode() -> None:
    # Those of the causes it takes from the style sheet.
    fixed = {name: value for name, value in TOKENS.items() if name not in CAUSE_IDS}
    assert fixed == CONSTANTS["FIGURE_COLOURS"]
    style = cause_style(LIBRARY.causes)
    assert f"--g-causes: {' '.join(CAUSE_IDS)};" in style
    for cause in LIBRARY.causes.styles:
        assert f"--g-light-{cause.id}: {cause.light};" in style


def test_each_cause_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == set(CAUSE_IDS)
    assert len(set(SHAPES.values())) == len(CAUSE_IDS)


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_every_colour_is_one_that_dark_mode_swaps(figure_id: str) -> None:
    known = {*TOKENS.values(), *(faint(c, 1)[5:-4] for c in TOKENS.values())}
    for path, value in walk(figure(figure_id).plain()):
        if isinstance(value, str):
            for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", value):
                assert colour in known, (path, value)
            for rgb in re.findall(r"rgba\((\d+, \d+, \d+), [\d.]+\)", value):
                assert rgb in known, (path, value)


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_no_letter_is_smaller_than_fourteen_pixels(figure_id: str) -> None:
    for path, value in walk(figure(figure_id).plain()):
        if path[-1] == "size" and "font" in path[-2]:
            assert value >= SMALLEST, path
        if isinstance(value, str):
            assert all(int(n) >= SMALLEST for n in re.findall(r"font-size:\s*(\d+)", value))


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_labels_stand_in_the_figure_not_in_a_legend(figure_id: str) -> None:
    layout = figure(figure_id).plain()["layout"]
    assert layout["template"]["layout"]["showlegend"] is False
    assert "showlegend" not in layout


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_the_head_says_the_finding_and_who_was_counted(figure_id: str) -> None:
    spec = LIBRARY.figures[figure_id]
    layout = figure(figure_id).plain()["layout"]
    assert layout["title"]["text"].replace("<br>", " ") == f"<b>{spec.title}</b>"
    under = next(a["text"] for a in layout["annotations"] if a.get("name") == "subtitle")
    assert under.replace("<br>", " ").startswith(spec.n or LIBRARY.tables[spec.table].n)


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_a_figure_takes_the_width_there_is_on_opaque_paper(figure_id: str) -> None:
    layout = figure(figure_id).plain()["layout"]
    template = layout["template"]["layout"]
    assert "width" not in layout
    assert template["autosize"] is True
    assert layout["height"] > 200
    assert template["paper_bgcolor"] == template["plot_bgcolor"] == TOKENS["paper"]


@pytest.mark.parametrize("width", [9, 20, 31])
def test_wrapping_keeps_the_words_and_the_width(width: int) -> None:
    text = "Soreness is worst the day after, and nearly gone by day 4"
    lines = wrap(text, width).split("<br>")
    assert " ".join(lines) == text
    assert max(map(len, lines)) <= width
