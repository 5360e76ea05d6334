"""The findings, the safety gate and the likelihood model, read from ``data/`` and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from gluteedu.content.loading.entries import check_once, read_entries, read_rule
from gluteedu.content.loading.known_ids import check_source_ids
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.loading.reading import read_file
from gluteedu.content.triage.causes import read_causes
from gluteedu.content.triage.red_flags import read_flags
from gluteedu.content.triage.schemas import FeatureEntry, ModelFile, StartEntry
from gluteedu.content.triage.vocabulary import read_vocabulary
from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.causes import Causes
from gluteedu.domain.triage.findings import Vocabulary
from gluteedu.domain.triage.likelihood import (
    ByCause,
    Cause,
    Feature,
    FeatureLevel,
    LikelihoodModel,
    StartingPoint,
)
from gluteedu.domain.triage.rules import Rule

LIKELIHOODS = "likelihoods.yaml"


@lru_cache(maxsize=4)
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Everything an assessment rests on; ContentError with every problem where there is one."""
    problems: list[Problem] = []
    knowledge = read_knowledge(folder or data_folder(), problems)
    if knowledge is None:
        raise ContentError(problems)
    return knowledge


def read_knowledge(
    folder: Path, problems: list[Problem], sources: Collection[str] | None = None
) -> Knowledge | None:
    """The same, adding to ``problems`` instead of raising.

    Args:
        folder: the data folder.
        problems: receives everything that is wrong.
        sources: the source ids there are; without it, sources are not looked up.
    """
    before = len(problems)
    vocabulary = read_vocabulary(folder, problems)
    flags, otherwise = read_flags(folder, vocabulary, problems, sources)
    causes = read_causes(folder, problems)
    model, asks = _read_model(folder, vocabulary, causes, problems, sources)
    if len(problems) > before or otherwise is None or model is None or causes is None:
        return None
    return Knowledge(vocabulary, flags, otherwise, model, causes, asks)


def _read_model(
    folder: Path,
    vocabulary: Vocabulary,
    causes: Causes | None,
    problems: list[Problem],
    sources: Collection[str] | None,
) -> tuple[LikelihoodModel | None, str | None]:
    """The likelihoods, and the finding that the last starting point hangs on."""
    file = read_file(ModelFile, folder, LIKELIHOODS, problems)
    if file is None:
        return None, None
    _check_model(file, vocabulary, causes, problems)
    known = {"causes": None if causes is None else causes.ids}
    entries = read_entries(FeatureEntry, file.features, LIKELIHOODS, "features", problems, known)
    begin = read_entries(
        StartEntry, file.starting_points, LIKELIHOODS, "starting_points", problems, known
    )
    ids = [e.id for e in entries] + [s.id for s in begin]
    check_once([(id, "id", id) for id in ids], LIKELIHOODS, problems)
    for e in entries:
        check_source_ids(LIKELIHOODS, e.id, "sources", e.sources, sources, problems)

    def rule(written: Any, id: str, field: str) -> Rule | None:
        if written is None:
            return None
        return read_rule(written, vocabulary, {}, LIKELIHOODS, id, field, problems)

    starts = [StartingPoint(s.id, s.name, s.shares, rule(s.when, s.id, "when")) for s in begin]
    _check_starts(begin, problems)
    features = tuple(_feature(entry, vocabulary, rule, problems) for entry in entries)
    how = file.combine
    model = LikelihoodModel(
        causes=tuple(Cause(c.id, c.letter, c.name, c.note) for c in file.causes),
        features=features,
        starts=tuple(starts),
        temper=how.temper,
        further=how.further_in_group,
        cap=how.display_cap,
        mixed_below=how.mixed_below,
        fewest=how.fewest_clues,
        clash=how.clash_at,
        other_at=how.see_someone_if_other_at_least,
        lead=how.flag_lead,
    )
    return model, file.start_asks


def _check_model(
    file: ModelFile, vocabulary: Vocabulary, causes: Causes | None, problems: list[Problem]
) -> None:
    if causes is not None and tuple(cause.id for cause in file.causes) != causes.ids:
        message = f"must list {', '.join(causes.ids)} in this order"
        problems.append(Problem(LIKELIHOODS, "-", "causes", message))
    if file.start_asks is not None and file.start_asks not in vocabulary:
        message = f"{file.start_asks!r} is not a finding"
        problems.append(Problem(LIKELIHOODS, "-", "start_asks", message))


def _check_starts(begin: Sequence[StartEntry], problems: list[Problem]) -> None:
    if [s.when is None for s in begin] != [False] * (len(begin) - 1) + [True]:
        message = "the last one, and only that, has no when"
        problems.append(Problem(LIKELIHOODS, "-", "starting_points", message))


def _feature(
    entry: FeatureEntry,
    vocabulary: Vocabulary,
    rule: Callable[[Any, str, str], Rule | None],
    problems: list[Problem],
) -> Feature:
    for id in entry.reads:
        if id not in vocabulary:
            problems.append(Problem(LIKELIHOODS, entry.id, "reads", f"{id!r} is not a finding"))
    levels: tuple[FeatureLevel, ...]
    if entry.p is not None:
        present: ByCause = entry.p
        absent: ByCause = {cause: 1 - p for cause, p in entry.p.items()}
        levels = (
            FeatureLevel("yes", "yes", present, rule(entry.yes_when, entry.id, "yes_when")),
            FeatureLevel("no", "no", absent, rule(entry.no_when, entry.id, "no_when")),
        )
    else:
        levels = tuple(
            FeatureLevel(lv.id, lv.name, lv.p, rule(lv.when, entry.id, f"levels.{lv.id}.when"))
            for lv in entry.levels or ()
        )
    return Feature(
        id=entry.id,
        question=entry.question,
        group=entry.group,
        reads=tuple(entry.reads),
        levels=levels,
        estimate=entry.estimate,
        basis=entry.basis,
    )
