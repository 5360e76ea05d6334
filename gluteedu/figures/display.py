"""What ``figure("id")`` gives: a plotly figure that shows itself with words, numbers and source."""

from __future__ import annotations

import re
from array import array
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.words import course_words
from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.reference import Source
from gluteedu.domain.evidence.table import Table
from gluteedu.figures.compat import figure_json
from gluteedu.figures.gallery import draw
from gluteedu.figures.theme import CONFIG
from gluteedu.figures.words import caption_html, figure_text, what_to_see

DRAWN = Path(__file__).resolve().parent / "drawn"
"""Where the figures drawn beforehand are, one ``<id>.svg`` each."""

PLOTLY = "application/vnd.plotly.v1+json"

_ARRAYS = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}


class CourseFigure(go.Figure):  # type: ignore[misc]
    """A figure of the course: change it like any plotly figure.

    It shows itself without plotly's renderers: once as the figure (for JupyterLab, Notebook and
    Voila), with a drawing made beforehand (where no script runs) as long as it is unchanged, and
    its words; then a caption with the numbers as a table.
    """

    def __init__(
        self,
        figure: Any = None,
        spec: FigureSpec | None = None,
        table: Table | None = None,
        sources: tuple[Source, ...] = (),
    ) -> None:
        super().__init__(figure)
        self._spec = spec
        self._table = table
        self._sources = sources

    @property
    def spec(self) -> FigureSpec | None:
        """The words of the figure."""
        return self._spec

    def plain(self) -> dict[str, Any]:
        """The figure as plain JSON values: lists for arrays, nothing random."""
        return {part: _plain(value) for part, value in figure_json(self).items()}

    def drawing(self) -> str | None:
        """The SVG drawn beforehand, or None where the figure is no longer what was drawn."""
        if self._spec is None:
            return None
        return drawn(self._spec.id, digest(self.plain()))

    def text(self) -> str:
        """The figure in plain text, the same at every run, ending in a digest of its content."""
        if self._spec is None or self._table is None:
            return course_words()["figures"].say("plain_figure")
        return figure_text(self._spec, self._table, self._sources)

    def html(self) -> str:
        """The caption: what to see, who was counted, the source, the numbers as a table."""
        if self._spec is None or self._table is None:
            return ""
        return caption_html(self._spec, self._table, self._sources)

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {PLOTLY: {**self.plain(), "config": dict(CONFIG)}}
        if (picture := self.drawing()) is not None:
            bundle["image/svg+xml"] = picture
        return {**bundle, "text/plain": self.text()}

    def _repr_html_(self) -> str:
        return (self.drawing() or "") + self.html()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)  # type: ignore[no-untyped-call]
        if self._spec is not None:
            caption = {"text/html": self.html(), "text/plain": what_to_see(self._spec)}
            display(caption, raw=True)  # type: ignore[no-untyped-call]

    def show(self, *args: Any, **kwargs: Any) -> Any:
        """As in a cell's last line; with arguments, as plotly's own ``show``."""
        if args or kwargs:
            return super().show(*args, **kwargs)
        return self._ipython_display_()


def course_figure(
    figure_id: str,
    specs: Mapping[str, FigureSpec],
    tables: Mapping[str, Table],
    sources: Mapping[str, Source],
) -> CourseFigure:
    """The figure ``figure_id``, drawn anew; KeyError names the figures that there are."""
    if figure_id not in specs:
        raise KeyError(f"no figure {figure_id!r}; there are: {', '.join(specs)}")
    spec = specs[figure_id]
    cited = tuple(sources[source_id] for source_id in spec.sources)
    return CourseFigure(draw(figure_id, spec, tables), spec, tables[spec.table], cited)


def drawn(figure_id: str, figure_digest: str) -> str | None:
    """The SVG of a figure whose plain JSON has this digest; None where there is none."""
    path = DRAWN / f"{figure_id}.svg"
    if not path.is_file():
        return None
    picture = path.read_text(encoding="utf-8")
    match = re.search(r'data-digest="([0-9a-f]+)"', picture)
    return picture if match and match[1] == figure_digest else None


def _plain(value: Any) -> Any:
    """Lists for the packed arrays that plotly makes of numpy arrays; the rest as it is."""
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if not isinstance(value, dict):
        return value
    if "bdata" in value and "shape" not in value and value.get("dtype") in _ARRAYS:
        return array(_ARRAYS[value["dtype"]], b64decode(value["bdata"])).tolist()
    return {name: _plain(v) for name, v in value.items()}
