"""The written cases of ``data/vignettes/``, and the table of how the rules do on them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from gluteedu.content.loading.entries import read_entries
from gluteedu.content.loading.fields import Id, Sources, Text
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.content.triage.causes import CauseId, cause_context
from gluteedu.content.triage.vocabulary import read_vocabulary
from gluteedu.domain.triage.findings import Findings, FindingsError, Vocabulary
from gluteedu.domain.triage.levels import Triage
from gluteedu.domain.triage.vignette_evaluation import Vignette, VignetteEvaluation

VIGNETTES_FOLDER = "vignettes"


class _Case(Strict):
    id: Id
    kind: Literal["clear", "hard", "misleading", "ambiguous"]
    story: Text
    findings: dict[str, bool | int | float | str]
    causes: Annotated[list[CauseId], Field(min_length=1)]
    triage: Annotated[list[Triage], Field(min_length=1)]
    lesson: Text
    sources: Sources


class _File(Strict):
    vignettes: list[dict[str, Any]]


@lru_cache(maxsize=4)
def load_vignettes(folder: Path | None = None) -> tuple[Vignette, ...]:
    """Every written case, by file and place; ContentError with every problem where there is one."""
    problems: list[Problem] = []
    root = folder or data_folder()
    vignettes = read_vignettes(root, problems, read_vocabulary(root, problems))
    if problems:
        raise ContentError(problems)
    return vignettes


def read_vignettes(
    folder: Path,
    problems: list[Problem],
    vocabulary: Vocabulary,
    sources: Collection[str] | None = None,
) -> tuple[Vignette, ...]:
    """The same, adding to ``problems`` instead of raising.

    Args:
        folder: the data folder.
        problems: receives everything that is wrong.
        vocabulary: every finding there is; an empty one is not checked against.
        sources: the source ids there are; without it, sources are not looked up.
    """
    found: list[Vignette] = []
    seen: set[str] = set()
    causes = cause_context(folder)
    for path in sorted((folder / VIGNETTES_FOLDER).glob("*.yaml")):
        name = f"{VIGNETTES_FOLDER}/{path.name}"
        file = read_file(_File, folder, name, problems)
        if file is None:
            continue
        for case in read_entries(_Case, file.vignettes, name, "vignettes", problems, causes):
            found.append(_vignette(case))
            if case.id in seen:
                problems.append(Problem(name, case.id, "id", f"{case.id!r} stands twice"))
            seen.add(case.id)
            check_source_ids(name, case.id, "sources", case.sources, sources, problems)
            _check_findings(case, vocabulary, name, problems)
    return tuple(found)


def _check_findings(
    case: _Case, vocabulary: Vocabulary, name: str, problems: list[Problem]
) -> None:
    if not vocabulary:
        return
    try:
        Findings(vocabulary, case.findings)
    except FindingsError as error:
        problems += [Problem(name, case.id, "findings", fault) for fault in error.faults]


def _vignette(case: _Case) -> Vignette:
    return Vignette(
        id=case.id,
        kind=case.kind,
        story=case.story,
        findings=case.findings,
        causes=tuple(case.causes),
        triage=tuple(case.triage),
        lesson=case.lesson,
        sources=tuple(case.sources),
    )


def evaluation_table(measurement: VignetteEvaluation) -> str:
    """The measurement as a text table: count, n, share, 95% interval, and what went wrong."""
    width = max(len(m.name) for m in measurement.measures)
    lines = [f"{'':{width}}  count    n   share  95% interval"]
    for m in measurement.measures:
        low, high = m.interval.low, m.interval.high
        share = f"{m.share:6.1%}" if m.n else "     -"
        lines.append(
            f"{m.name:{width}}  {m.count:5} {m.n:4}  {share}  {low:.1%} to {high:.1%}".rstrip()
        )
    wrong = [f"{m.name}: {', '.join(m.ids)}" for m in measurement.measures if m.ids]
    return "\n".join([*lines, *(["", "Look at:", *wrong] if wrong else [])])
