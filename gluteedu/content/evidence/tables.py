"""Reads the evidence tables: ``data/tables.yaml`` for what they mean, ``data/tables/*.csv``."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from gluteedu.content.loading.entries import read_entries
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_csv, read_yaml
from gluteedu.domain.evidence.table import Column, Table, TableCell

if TYPE_CHECKING:
    import pandas

TABLES = "tables.yaml"
TABLES_FOLDER = "tables"

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class _Column(Strict):
    label: Text
    unit: Text | None = None
    blank: Text | None = None


class _Table(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    columns: Annotated[
        dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], _Column], Field(min_length=1)
    ]
    n: Text
    sources: Annotated[list[Text], Field(min_length=1)]
    note: Text


def load_tables(
    root: Path, problems: list[Problem], source_ids: Collection[str]
) -> dict[str, Table]:
    """The tables by id, in file order.

    Args:
        root: the data folder.
        problems: receives what is wrong, by file, table id and field.
        source_ids: the ids in sources.yaml.
    """
    raw = read_yaml(root / TABLES, TABLES, problems)
    tables: dict[str, Table] = {}
    for model in read_entries(_Table, raw, TABLES, "", problems):
        check_source_ids(TABLES, model.id, "sources", model.sources, source_ids, problems)
        columns = tuple(Column(name, c.label, c.unit, c.blank) for name, c in model.columns.items())
        rows = _rows(root, model.id, columns, model.sources, problems)
        tables[model.id] = Table(
            model.id, model.title, columns, model.n, tuple(model.sources), model.note, rows
        )
    if isinstance(raw, list):
        _strays(root, {str(e.get("id")) for e in raw if isinstance(e, dict)}, problems)
    return tables


def frame(table: Table) -> pandas.DataFrame:
    """The table as a data frame of its own: columns as in the CSV, empty numbers as NaN."""
    import pandas

    return pandas.DataFrame(list(table.rows), columns=[c.name for c in table.columns])


def _columns_agree(
    found: list[str], wanted: list[str], file: str, table_id: str, problems: list[Problem]
) -> bool:
    for name in wanted:
        if name not in found:
            problems.append(Problem(file, table_id, name, "this column is missing"))
    for name in found:
        if name not in wanted:
            message = f"this column is not described in {TABLES}; it describes {', '.join(wanted)}"
            problems.append(Problem(file, table_id, name, message))
    return set(found) == set(wanted)


def _rows(
    root: Path,
    table_id: str,
    columns: tuple[Column, ...],
    sources: list[str],
    problems: list[Problem],
) -> tuple[dict[str, TableCell], ...]:
    file = f"{TABLES_FOLDER}/{table_id}.csv"
    written = read_csv(root / TABLES_FOLDER / f"{table_id}.csv", file, problems)
    if not written:
        return ()
    if not _columns_agree(list(written[0]), [c.name for c in columns], file, table_id, problems):
        return ()
    rows = []
    for line, row in enumerate(written, start=2):
        cells: dict[str, TableCell] = {}
        for column in columns:
            value = row[column.name].strip()
            cells[column.name] = _cell(value, column, file, table_id, line, problems)
            if column.name == "source" and value not in sources:
                message = f"line {line}: {value!r} is not among the sources of this table"
                problems.append(Problem(file, table_id, "source", message))
        rows.append(cells)
    return tuple(rows)


def _cell(
    value: str, column: Column, file: str, table_id: str, line: int, problems: list[Problem]
) -> TableCell:
    if not value:
        if column.blank is None:
            message = f"line {line}: is empty; fill it, or say in {TABLES} what 'blank' means"
            problems.append(Problem(file, table_id, column.name, message))
        return None
    if column.unit is None:
        return value
    if not _NUMBER.fullmatch(value):
        message = f"line {line}: {value!r} is not a number (like 12 or -0.5)"
        problems.append(Problem(file, table_id, column.name, message))
        return None
    return float(value) if "." in value else int(value)


def _strays(root: Path, described: Collection[str], problems: list[Problem]) -> None:
    folder = root / TABLES_FOLDER
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.stem not in described:
            message = f"no table of this name is described in {TABLES}"
            problems.append(Problem(f"{TABLES_FOLDER}/{path.name}", path.stem, "-", message))
