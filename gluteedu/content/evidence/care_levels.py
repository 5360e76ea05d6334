"""Reads ``data/triage.yaml``: the levels of care and the telephone numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from gluteedu.content.loading.entries import read_entries, read_mapping
from gluteedu.content.loading.fields import Text, Texts
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, read_yaml
from gluteedu.domain.triage.care_levels import CareGuide, CareLevel, PhoneNumbers, SignGroup
from gluteedu.domain.triage.levels import LEVELS

TRIAGE = "triage.yaml"


class _Group(Strict):
    title: Text
    signs: Texts
    sources: Texts


class _Level(Strict):
    id: Literal["self_care", "see_clinician", "same_day", "emergency"]
    name: Text
    act: Text
    when: Annotated[list[_Group], Field(min_length=1)]


class _Numbers(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    place: Text
    emergency: Text
    advice: Text


def load_care_levels(root: Path, problems: list[Problem]) -> CareGuide:
    """The levels of care, most urgent first, and the numbers. A level left out is a Problem."""
    raw = read_mapping(
        read_yaml(root / TRIAGE, TRIAGE, problems), TRIAGE, ("numbers", "levels"), problems
    )
    if raw is None:
        return CareGuide((), ())
    levels = []
    for m in read_entries(_Level, raw["levels"], TRIAGE, "levels", problems):
        groups = tuple(SignGroup(g.title, tuple(g.signs), tuple(g.sources)) for g in m.when)
        levels.append(CareLevel(m.id, m.name, m.act, groups))
    problems += _missing_levels(raw["levels"])
    numbers = tuple(
        PhoneNumbers(m.id, m.place, m.emergency, m.advice)
        for m in read_entries(_Numbers, raw["numbers"], TRIAGE, "numbers", problems)
    )
    return CareGuide(tuple(sorted(levels, key=lambda level: -level.urgency)), numbers)


def _missing_levels(written: Any) -> list[Problem]:
    entries = written if isinstance(written, list) else []
    named = {entry.get("id") for entry in entries if isinstance(entry, dict)}
    missing = [level_id for level_id in LEVELS if level_id not in named]
    return [Problem(TRIAGE, level_id, "levels", "this level is missing") for level_id in missing]
