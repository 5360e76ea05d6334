from __future__ import annotations

from pathlib import Path

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.evidence.figures import load_figures
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.evidence.figure import FigureSpec

LIBRARY = Library()

ENTRY = """
- id: "small"
  title: "A finding in plain words"
  see: "What to see."
  alt: "What the picture shows."
  table: "clot_side"
  marks: "Each mark is one woman."
"""


def load(root: Path, text: str) -> tuple[dict[str, FigureSpec], list[str]]:
    (root / "figures.yaml").write_text(text)
    problems: list[Problem] = []
    figures = load_figures(root, problems, LIBRARY.tables, LIBRARY.sources)
    return figures, [str(p) for p in problems]


@pytest.mark.parametrize("spec", LIBRARY.figures.values(), ids=lambda s: s.id)
def test_the_words_are_short_and_plain(spec: FigureSpec) -> None:
    assert len(spec.title) <= 58
    assert len(spec.see.split()) <= 18
    assert not any("!" in text or "\N{EM DASH}" in text for text in (spec.title, spec.see))
    assert spec.sources


@pytest.mark.parametrize("spec", LIBRARY.figures.values(), ids=lambda s: s.id)
def test_a_figure_of_estimates_says_so(spec: FigureSpec) -> None:
    said = "estimate" in spec.marks.lower() and "estimate" in spec.alt.lower()
    assert said == ("course-estimate" in LIBRARY.tables[spec.table].sources)


def test_the_sources_are_those_of_the_table_unless_given(tmp_path: Path) -> None:
    figures, problems = load(tmp_path, ENTRY)
    assert problems == []
    assert figures["small"].sources == LIBRARY.tables["clot_side"].sources
    figures, problems = load(tmp_path, ENTRY + '  sources: ["rcog-37b"]\n')
    assert figures["small"].sources == ("rcog-37b",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY.replace("clot_side", "clots"), "figures.yaml: small: table: there is no table"),
        (ENTRY + '  sources: ["nobody"]\n', "figures.yaml: small: sources: there is no source"),
        (ENTRY + "  colour: red\n", "figures.yaml: small: colour: is not a known field here"),
        (ENTRY.replace("A finding", "A " + "long " * 20), "figures.yaml: small: title"),
        (ENTRY.replace('  see: "What to see."\n', ""), "figures.yaml: small: see: is missing"),
        (ENTRY + ENTRY, "figures.yaml: small: id: 'small' stands twice"),
        ("words", "figures.yaml: -: -: must be a list"),
    ],
)
def test_a_fault_is_named_by_file_id_and_field(tmp_path: Path, text: str, message: str) -> None:
    _, problems = load(tmp_path, text)
    assert any(problem.startswith(message) for problem in problems), problems
