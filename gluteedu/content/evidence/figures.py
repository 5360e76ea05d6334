"""Reads ``data/figures.yaml``: what each figure says in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from gluteedu.content.loading.entries import read_entries
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_yaml
from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table

FIGURES = "figures.yaml"


class _Figure(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    see: Text
    alt: Text
    table: Text
    marks: Text
    sources: list[Text] | None = None
    n: Text | None = None
    note: Text | None = None
    words: dict[str, Text] = Field(default_factory=dict)


def load_figures(
    root: Path,
    problems: list[Problem],
    tables: Mapping[str, Table],
    source_ids: Collection[str],
) -> dict[str, FigureSpec]:
    """The words of the figures by id, in file order.

    Args:
        root: the data folder.
        problems: receives what is wrong, by figure id and field.
        tables: the evidence tables by id; a figure must name one of them.
        source_ids: the ids in sources.yaml.
    """
    raw = read_yaml(root / FIGURES, FIGURES, problems)
    figures: dict[str, FigureSpec] = {}
    for model in read_entries(_Figure, raw, FIGURES, "", problems):
        if model.table not in tables:
            message = f"there is no table {model.table!r}; there are: {', '.join(tables)}"
            problems.append(Problem(FIGURES, model.id, "table", message))
            continue
        sources = model.sources or list(tables[model.table].sources)
        check_source_ids(FIGURES, model.id, "sources", sources, source_ids, problems)
        figures[model.id] = FigureSpec(
            id=model.id,
            title=model.title,
            see=model.see,
            alt=model.alt,
            table=model.table,
            marks=model.marks,
            sources=tuple(sources),
            n=model.n or "",
            note=model.note or "",
            words=model.words,
        )
    return figures
