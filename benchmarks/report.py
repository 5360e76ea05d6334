"""Writes what a run found: results.md to read, results.json to reckon with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peer_rows import PEERS
from benchmarks.results import Results
from benchmarks.targets import FURTHER, ROWS, Row


def write(folder: Path, results: Results, run: Mapping[str, Any]) -> None:
    """``results.md`` and ``results.json`` in ``folder``."""
    (folder / "results.md").write_text(markdown(results, run), encoding="utf-8")
    judged = {
        row.id: {
            "ours": row.ours(results),
            "stock": row.stock(results),
            "judged": row.judged(results),
            "reached": row.keeps(row.reach, results),
            "went_for": row.keeps(row.go_for, results),
        }
        for row in [*ROWS, *FURTHER]
    }
    whole = {**run, **vars(results), "rows": judged}
    (folder / "results.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def markdown(results: Results, run: Mapping[str, Any]) -> str:
    """The whole report."""
    lesson = results.notes.get("fullest_lesson", {})
    parts = [
        "# Benchmarks",
        f"Measured {run['day']} at {run['revision']} by `make bench`, in one run on one machine; "
        "medians. What each row means, and where it favours whom, is told in README.md.",
        "![Each figure in parts of its limit](results.svg)",
        _table(ROWS, results, limits=True),
    ]
    if lesson:
        parts.append(
            f"The fullest lesson is {lesson['lesson']}: {lesson['widgets']} widgets, "
            f"{lesson['figures']} figures."
        )
    parts += ["## Beside it", _table(FURTHER, results, limits=False)]
    parts += ["## The same small lesson elsewhere", _peers(results)]
    if kernels := results.notes.get("kernels"):
        parts += ["## A kernel by itself (`kernels.py`)", f"```text\n{kernels}\n```"]
    parts += ["## The run", _run(results, run)]
    return "\n\n".join(parts) + "\n"


def figure(value: float | None, unit: str = "") -> str:
    """A number with three digits that count, and its unit."""
    if value is None:
        return "–"
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return f"{text} {unit}".strip()


def _table(rows: Sequence[Row], results: Results, *, limits: bool) -> str:
    head = ["what", "gluteedu", "stock Voila", "ratio"]
    head += ["to reach", "go for", "met"] if limits else []
    lines = [head, ["---"] * len(head)]
    for row in rows:
        cells = [row.what, figure(row.ours(results), row.unit)]
        cells += [figure(row.stock(results), row.unit), _ratio(row, results)]
        if limits:
            cells += [_limit(row, row.reach), _limit(row, row.go_for), _met(row, results)]
        lines.append(cells)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _ratio(row: Row, results: Results) -> str:
    ours, stock = row.ours(results), row.stock(results)
    if ours is None or stock is None:
        return "–"
    return f"{stock / ours:.3g} times faster" if row.kind == "faster" else f"{ours / stock:.2g}"


def _limit(row: Row, limit: float | None) -> str:
    if limit is None:
        return "–"
    if row.kind == "value":
        return figure(limit, row.unit)
    return f"{limit:g} times faster" if row.kind == "faster" else f"{limit:g} of stock"


def _met(row: Row, results: Results) -> str:
    if row.judged(results) is None:
        return "not measured"
    if row.keeps(row.go_for, results):
        return "**yes, and the better limit**"
    return "yes" if row.keeps(row.reach, results) else "no"


def _peers(results: Results) -> str:
    head = ["", "first text", "live", "live, second visit", "bytes", "bytes, second visit"]
    lines = [head, ["---"] * len(head)]
    for name, words in PEERS.items():
        first, second = f"peer_{name}_first_ms", f"peer_{name}_second_ms"
        times = [results.middle(first, "text"), results.middle(first, "live")]
        times.append(results.middle(second, "live"))
        sent = [results.middle(f"peer_{name}_bytes", mark) for mark in ("first", "second")]
        lines.append(
            [
                words,
                *(figure(None if t is None else t / 1000, "s") for t in times),
                *(figure(None if b is None else b / 1e6, "MB") for b in sent),
            ]
        )
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _run(results: Results, run: Mapping[str, Any]) -> str:
    machine, versions = run["machine"], run["versions"]
    lines = [
        f"- {machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB; "
        f"{machine['system']}; Python {machine['python']}; {machine['browser']}; "
        f"load {', '.join(map(str, machine['load_at_start']))} at the start",
        f"- how often: {', '.join(f'{name} {n}' for name, n in run['plan'].items())}",
        f"- {run['minutes']} minutes",
    ]
    for name, found in versions.items():
        lines.append(f"- {name}: " + ", ".join(f"{k} {v}" for k, v in found.items()))
    lines += [f"- {name}: {number}" for name, number in results.counts.items()]
    lines += [f"- **failed**, {name}: {why}" for name, why in results.failed.items()]
    return "\n".join(lines)
