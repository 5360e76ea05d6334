from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.evidence.tables import frame, load_tables
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.evidence.table import Column, Table, number, spell

LIBRARY = Library()

COLUMNS = 'columns: { day: { label: "Day", unit: "days" }, who: { label: "Who" } }'
ENTRY = f"""
- id: "small"
  title: "A small table"
  {COLUMNS}
  n: "3 people"
  sources: ["takayama-2017"]
  note: "A note."
"""


def load(root: Path, entry: str, csv: str | None) -> tuple[dict[str, Table], list[str]]:
    (root / "tables").mkdir(exist_ok=True)
    (root / "tables.yaml").write_text(entry)
    if csv is not None:
        (root / "tables" / "small.csv").write_text(csv)
    problems: list[Problem] = []
    tables = load_tables(root, problems, {"takayama-2017", "byrnes-1985"})
    return tables, [str(p) for p in problems]


def test_the_course_tables_have_no_fault() -> None:
    assert len(LIBRARY.tables) >= 18


@pytest.mark.parametrize("table", LIBRARY.tables.values(), ids=lambda t: t.id)
def test_a_frame_holds_the_cells_of_the_file(table: Table) -> None:
    data = frame(table)
    assert list(data.columns) == [column.name for column in table.columns]
    assert len(data) == len(table.rows) > 0
    for place, row in enumerate(table.rows):
        for column in table.columns:
            cell = data.iloc[place][column.name]
            if row[column.name] is None:
                assert math.isnan(cell)
            else:
                assert cell == row[column.name]
    for column in table.columns:
        if column.unit is not None:
            assert data[column.name].dtype.kind in "if", column.name


@pytest.mark.parametrize("table", LIBRARY.tables.values(), ids=lambda t: t.id)
def test_a_range_holds_its_middle(table: Table) -> None:
    names = {column.name for column in table.columns}
    middle = names & {"effect", "risk_ratio", "median_weeks", "right", "days"}
    if not ({"low", "high"} <= names and middle):
        return
    for row in table.rows:
        if row["low"] is not None:
            assert number(row, "low") <= number(row, middle.copy().pop()) <= number(row, "high")


def test_estimates_are_labelled_and_only_they() -> None:
    estimated = {
        table.id for table in LIBRARY.tables.values() if "course-estimate" in table.sources
    }
    assert estimated == {"priors_by_stage", "clue_strength", "story_steadiness"}
    for table_id in estimated:
        assert "estimate" in LIBRARY.tables[table_id].note


def test_nothing_names_the_ends_of_the_soreness_score() -> None:
    table = LIBRARY.tables["soreness_after_marathon"]
    words = " ".join([table.title, table.note, *(c.heading for c in table.columns)])
    assert "10" not in words


def test_a_frame_is_the_learners_own() -> None:
    table = LIBRARY.tables["layoff_by_grade"]
    data = frame(table)
    data.loc[0, "mean_days"] = 99
    assert frame(table).loc[0, "mean_days"] == 8


def test_a_good_table_is_read() -> None:
    column = Column("day", "Day", "days")
    assert column.heading == "Day (days)"
    assert Column("x", "Days out", "days").heading == "Days out"
    assert spell(-0.5, column) == "\N{MINUS SIGN}0.5"
    assert spell(None, Column("x", "X", "days", "not seen")) == "not seen"


@pytest.mark.parametrize(
    ("entry", "csv", "message"),
    [
        (ENTRY, None, "tables/small.csv: -: -: the file is missing"),
        (ENTRY, "day,who\n", "tables/small.csv: -: -: has no rows below its header"),
        (ENTRY, "day\n1\n", "tables/small.csv: small: who: this column is missing"),
        (
            ENTRY,
            "day,who,age\n1,a,3\n",
            "tables/small.csv: small: age: this column is not described in tables.yaml; "
            "it describes day, who",
        ),
        (
            ENTRY,
            "day,who\n1,a\ntwo,b\n",
            "tables/small.csv: small: day: line 3: 'two' is not a number (like 12 or -0.5)",
        ),
        (ENTRY, "day,who\nnan,a\n", "tables/small.csv: small: day: line 2: 'nan' is not a number"),
        (ENTRY, "day,who\n,a\n", "tables/small.csv: small: day: line 2: is empty; fill it"),
        (ENTRY, "day,who\n1\n", "tables/small.csv: -: line 2: must have 2 cells"),
        (
            ENTRY.replace("takayama", "takyama"),
            "day,who\n1,a\n",
            "tables.yaml: small: sources: there is no source 'takyama-2017'",
        ),
        (ENTRY.replace('  note: "A note."\n', ""), "day,who\n1,a\n", "tables.yaml: small: note"),
        (ENTRY + ENTRY, "day,who\n1,a\n", "tables.yaml: small: id: 'small' stands twice"),
        (
            ENTRY.replace("who: { l", "source: { l"),
            "day,source\n1,byrnes-1985\n",
            "tables/small.csv: small: source: line 2: 'byrnes-1985' is not among the sources",
        ),
        ('small: "x"', "day,who\n1,a\n", "tables.yaml: -: -: must be a list"),
    ],
)
def test_a_fault_is_named_by_file_id_and_field(
    tmp_path: Path, entry: str, csv: str | None, message: str
) -> None:
    _, problems = load(tmp_path, entry, csv)
    assert any(problem.startswith(message) for problem in problems), problems


def test_a_file_that_nothing_describes_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "stray.csv").write_text("a\n1\n")
    _, problems = load(tmp_path, ENTRY, "day,who\n1,a\n")
    assert problems == [
        "tables/stray.csv: stray: -: no table of this name is described in tables.yaml"
    ]


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    shutil.copytree(data_folder() / "tables", tmp_path / "tables")
    shutil.copy(data_folder() / "tables.yaml", tmp_path / "tables.yaml")
    for name, old, new in (("clot_side", "84", "many"), ("prevention", "0.49", "")):
        path = tmp_path / "tables" / f"{name}.csv"
        path.write_text(path.read_text().replace(old, new))
    problems: list[Problem] = []
    load_tables(tmp_path, problems, LIBRARY.sources)
    assert sorted((p.id, p.field) for p in problems) == [
        ("clot_side", "clots"),
        ("prevention", "risk_ratio"),
    ]
