"""What the files of the safety gate and the likelihood model must look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from gluteedu.content.loading.reading import Strict
from gluteedu.domain.triage.levels import Triage
from gluteedu.domain.triage.likelihood import CAUSES

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
CauseId = Literal[
    "exercise_soreness",
    "muscle_injury",
    "sciatic_nerve_pain",
    "pelvic_girdle_pain",
    "other_serious",
]
Share = Annotated[float, Field(ge=0, le=1)]
Chance = Annotated[float, Field(gt=0, lt=1)]
Sources = Annotated[list[Text], Field(min_length=1)]
RawRule = str | dict[str, Any]


class RuleEntry(Strict):
    """One way a red flag shows."""

    level: Triage
    when: RawRule
    points_to: list[CauseId] | None = None


class FlagRow(Strict):
    """One row of the safety sheet."""

    id: Id
    number: Annotated[int, Field(ge=1, le=21)]
    condition: Text
    question: Text
    points_to: list[CauseId]
    rules: Annotated[list[RuleEntry], Field(min_length=1)]
    action: dict[Triage, Text]
    sources: Sources

    @model_validator(mode="after")
    def _an_action_for_each_level(self) -> Self:
        used = {rule.level for rule in self.rules}
        if used != set(self.action):
            raise ValueError(f"action needs one text for each of {', '.join(sorted(used))}")
        return self


class LastRow(Strict):
    """The row for when no flag is raised."""

    id: Id
    number: Literal[22]
    condition: Text
    action: Text
    sources: Sources


class FlagFile(Strict):
    """``red_flags.yaml`` as a whole; its rows are checked one by one."""

    terms: dict[Id, RawRule]
    rows: list[dict[str, Any]]
    otherwise: LastRow


class CauseEntry(Strict):
    """How a cause is called."""

    id: CauseId
    letter: Annotated[str, Field(min_length=1, max_length=1)]
    name: Text
    note: Text


class CombineEntry(Strict):
    """How the clues add up."""

    temper: Chance
    further_in_group: Chance
    display_cap: Annotated[float, Field(gt=0.5, lt=1)]
    mixed_below: Chance
    fewest_clues: Annotated[int, Field(ge=1)]
    clash_at: Annotated[float, Field(gt=1)]
    see_someone_if_other_at_least: Chance
    flag_lead: Annotated[float, Field(ge=1)]


class StartEntry(Strict):
    """The shares of the causes before any clue."""

    id: Id
    name: Text
    shares: dict[str, Share]
    when: RawRule | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _five(self.shares)
        if abs(sum(self.shares.values()) - 1) > 1e-9:
            raise ValueError(f"shares must sum to 1, not {sum(self.shares.values()):g}")
        return self


class LevelEntry(Strict):
    """One level of a clue with several."""

    id: Id
    name: Text
    p: dict[str, Chance]
    when: RawRule


class FeatureEntry(Strict):
    """One clue."""

    id: Id
    question: Text
    group: Id
    reads: list[Id]
    p: dict[str, Chance] | None = None
    yes_when: RawRule | None = None
    no_when: RawRule | None = None
    levels: Annotated[list[LevelEntry], Field(min_length=2)] | None = None
    estimate: bool
    added: bool = False
    basis: Text
    mapping: Text | None = None
    sources: Sources

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.p is None) == (self.levels is None):
            raise ValueError("give p (a yes-or-no clue) or levels (a clue with several), not both")
        if self.p is not None:
            _five(self.p)
        for level in self.levels or []:
            _five(level.p)
        for cause in CAUSES if self.levels else ():
            total = sum(level.p[cause] for level in self.levels or [])
            if abs(total - 1) > 1e-6:
                raise ValueError(f"the levels of {cause} must sum to 1, not {total:g}")
        return self


class ModelFile(Strict):
    """``likelihoods.yaml`` as a whole; its entries are checked one by one."""

    status: Text
    sources: Sources
    causes: Annotated[list[CauseEntry], Field(min_length=5, max_length=5)]
    combine: CombineEntry
    starting_points: list[dict[str, Any]]
    features: list[dict[str, Any]]


def _five(p: Mapping[str, float]) -> None:
    if sorted(p) != sorted(CAUSES):
        raise ValueError(f"needs one number for each of {', '.join(CAUSES)}")
