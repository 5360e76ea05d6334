from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import plotly.graph_objects as go
import pytest

from gluteedu.content.course.library import Library
from gluteedu.domain.evidence.table import spell
from gluteedu.figures.display import PLOTLY, CourseFigure, course_figure
from gluteedu.figures.words import figure_text

LIBRARY = Library()


def figure(figure_id: str) -> CourseFigure:
    return course_figure(figure_id, LIBRARY.figures, LIBRARY.tables, LIBRARY.sources)


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_it_shows_a_figure_a_drawing_and_words(figure_id: str) -> None:
    bundle = figure(figure_id)._repr_mimebundle_()
    assert set(bundle) == {PLOTLY, "image/svg+xml", "text/plain"}
    shown = bundle[PLOTLY]
    assert shown["config"] == {"responsive": True, "displayModeBar": False}
    assert json.loads(json.dumps(shown)) == shown
    assert len(json.dumps(shown)) < 20_000
    assert "uid" not in json.dumps(shown)
    assert bundle == figure(figure_id)._repr_mimebundle_()


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_the_text_holds_the_finding_the_numbers_and_the_source(figure_id: str) -> None:
    spec, text = LIBRARY.figures[figure_id], figure(figure_id).text()
    table = LIBRARY.tables[spec.table]
    assert text.startswith(spec.title)
    assert spec.see in text
    for source_id in spec.sources:
        assert LIBRARY.sources[source_id].short in text
    for row in table.rows:
        for column in table.columns:
            if column.name != "source":
                assert spell(row[column.name], column) in text
    assert text.splitlines()[-1].startswith("[content ")


def test_the_digest_follows_every_number() -> None:
    spec = LIBRARY.figures["clot_side"]
    table = LIBRARY.tables["clot_side"]
    before = figure_text(spec, table, ()).splitlines()[-1]
    changed = replace(table, rows=({**table.rows[0], "clots": 85}, *table.rows[1:]))
    assert figure_text(spec, changed, ()).splitlines()[-1] != before
    assert figure_text(replace(spec, alt="Other"), table, ()).splitlines()[-1] != before


@pytest.mark.parametrize("figure_id", LIBRARY.figures)
def test_the_caption_is_whole_and_its_table_is_named(figure_id: str) -> None:
    outline = Outline()
    outline.feed(figure(figure_id).html())
    assert outline.opened == []
    tags = [tag for tag, _ in outline.seen]
    assert tags.count("caption") == tags.count("details") == 1
    headings = [attributes for tag, attributes in outline.seen if tag == "th"]
    assert all(attributes.get("scope") in ("col", "row") for attributes in headings)
    for tag, attributes in outline.seen:
        if tag == "a":
            assert (attributes["href"] or "").startswith("https://")


def test_what_a_table_says_cannot_become_markup() -> None:
    table = LIBRARY.tables["clot_side"]
    evil = replace(table, title="<script>x</script>")
    shown = CourseFigure(go.Figure(), LIBRARY.figures["clot_side"], evil, ()).html()
    assert "<script" not in shown


def test_a_changed_figure_has_no_stale_drawing() -> None:
    mine = figure("soreness_by_day")
    assert mine.drawing() is not None
    mine.update_layout(title="Mine")
    assert "image/svg+xml" not in mine._repr_mimebundle_()
    assert mine._repr_mimebundle_()[PLOTLY]["layout"]["title"]["text"] == "Mine"


def test_a_figure_is_a_plotly_figure_to_play_with() -> None:
    mine = figure("layoff_by_grade")
    mine.add_scatter(x=[1, 2], y=[0, 1])
    with pytest.raises(ValueError, match="heigth"):
        mine.update_layout(heigth=100)
    copied = go.Figure(mine)
    assert len(copied.data) == len(mine.data)


def test_arrays_are_shown_as_plain_lists() -> None:
    import pandas

    data = pandas.DataFrame({"x": [1, 2, 3], "y": [0.5, 1.5, 2.5]})
    mine = CourseFigure(go.Figure([go.Scatter(x=data["x"], y=data["y"].to_numpy())]))
    trace = mine.plain()["data"][0]
    assert (trace["x"], trace["y"]) == ([1, 2, 3], [0.5, 1.5, 2.5])


def test_a_cell_shows_the_figure_and_then_its_caption(capsys: pytest.CaptureFixture[str]) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    with capture_output() as captured:
        figure("clot_side").show()
    first, second = (output.data for output in captured.outputs)
    assert PLOTLY in first
    assert set(second) == {"text/html", "text/plain"}
    InteractiveShell.clear_instance()


def test_showing_needs_none_of_plotlys_renderers() -> None:
    code = (
        "from gluteedu.content.course.library import Library\n"
        "from gluteedu.figures.display import course_figure\n"
        "c = Library()\n"
        "course_figure('clot_side', c.figures, c.tables, c.sources)._repr_mimebundle_()\n"
        "import sys\n"
        "print([m for m in sys.modules if 'renderers' in m or m in ('nbformat', 'pandas')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
