"""The stored lessons: clean, short of plumbing, readable without a kernel, the same at each run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from gluteedu.authoring.rerun import clean, run

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))
LESSONS = [p for p in NOTEBOOKS if re.match(r"0[1-6]", p.name)]


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, 4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_stored_clean(path: Path) -> None:
    text = path.read_text()
    notebook = read(path)
    nbformat.validate(notebook)
    assert nbformat.writes(clean(nbformat.reads(text, 4))) + "\n" == text
    assert "widget-view+json" not in text
    assert not re.search(r"(/home/|/tmp/|/root/|/work/|/Users/|[A-Z]:\\\\)", text)
    assert not re.search(r"object at 0x[0-9a-f]+", text)
    assert path.stat().st_size < 1_500_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_plumbing(path: Path) -> None:
    cells = [c for c in read(path).cells if c.cell_type == "code"]
    lines = [c.source.count("\n") + 1 for c in cells]
    assert max(lines) <= 5
    assert sum(n == 1 for n in lines) >= 0.8 * len(lines)
    for cell in cells:
        assert cell.execution_count, "never run"
        assert cell.outputs or cell.source.startswith("from "), cell.source
        assert not re.search(r"\b(def|class|for|while)\b|[!%]pip|\bopen\(", cell.source)
        for output in cell.outputs:
            assert output.output_type in ("display_data", "execute_result"), output.output_type


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_output_can_be_read_without_a_kernel(path: Path) -> None:
    for cell in read(path).cells:
        for output in cell.get("outputs", []):
            data = output.data
            assert data.get("text/plain", "").strip()
            assert "text/html" in data or "image/svg+xml" in data or len(data) == 1


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_a_lesson_has_its_parts(path: Path) -> None:
    code = "\n".join(c.source for c in read(path).cells if c.cell_type == "code")
    prose = "\n".join(c.source for c in read(path).cells if c.cell_type == "markdown")
    assert "objectives(" in code
    assert "sources(" in code
    assert code.count("quiz(") >= 2
    assert "](index.ipynb" in prose, "the way to the safety check"
    assert "diagnos" in prose
    if path.name[:2] in ("02", "03", "04", "05"):
        assert "predict(" in code
        assert "slider(" in code
        assert code.count("figure(") >= 2
        after = code[code.index("predict(") :].splitlines()[1:4]
        assert any(line.startswith("figure(") for line in after), "ask, then tell"


def test_every_quiz_slider_and_prediction_is_used() -> None:
    code = "\n".join(c.source for p in NOTEBOOKS for c in read(p).cells if c.cell_type == "code")
    for folder, call in (("sliders", "slider"), ("predictions", "predict")):
        for path in Path("data", folder).glob("*.yaml"):
            assert f'{call}("{path.stem}")' in code, path
    for path in Path("data/items").glob("*.yaml"):
        for entry in yaml.safe_load(path.read_text())["quizzes"]:
            assert f'quiz("{entry["id"]}")' in code, entry["id"]


def test_links_between_lessons_lead_somewhere() -> None:
    for path in NOTEBOOKS:
        for cell in read(path).cells:
            if cell.cell_type != "markdown":
                continue
            for target in re.findall(r"\]\(([^)#\s]+)", cell.source):
                if "://" not in target:
                    assert (path.parent / target).is_file(), f"{path.name}: {target}"


@pytest.mark.kernel
@pytest.mark.parametrize("name", ["02-exercise-induced-pain.ipynb"])
def test_two_runs_are_the_same_to_the_letter(name: str) -> None:
    path = Path("notebooks", name)
    assert json.loads(nbformat.writes(run(path))) == json.loads(path.read_text())
