"""What the files of the safety gate and the likelihood model must look like."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator

from gluteedu.content.loading.fields import Id, Sources, Text
from gluteedu.content.loading.reading import Strict
from gluteedu.content.triage.causes import CauseId, one_for_each
from gluteedu.domain.triage.levels import Triage

Share = Annotated[float, Field(ge=0, le=1)]
Chance = Annotated[float, Field(gt=0, lt=1)]
RawRule = str | dict[str, Any]


class RuleEntry(Strict):
    """One way a red flag shows."""

    level: Triage
    when: RawRule
    points_to: list[CauseId] | None = None


class FlagRow(Strict):
    """One row of the safety sheet."""

    id: Id
    number: Annotated[int, Field(ge=1)]
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
    number: Annotated[int, Field(ge=1)]
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
    def _whole(self, info: ValidationInfo) -> Self:
        one_for_each(self.shares, info)
        if abs(sum(self.shares.values()) - 1) > 1e-9:
            raise ValueError(f"shares must sum to 1, not {sum(self.shares.values()):g}")
        return self


class LevelEntry(Strict):
    """One level of a clue with several."""

    id: Id
    name: Text
    p: dict[str, Chance]
    when: RawRule


def _sum_to_one(levels: list[LevelEntry]) -> None:
    for cause in levels[0].p if levels else ():
        total = sum(level.p.get(cause, 0) for level in levels)
        if abs(total - 1) > 1e-6:
            raise ValueError(f"the levels of {cause} must sum to 1, not {total:g}")


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
    def _one_kind(self, info: ValidationInfo) -> Self:
        if (self.p is None) == (self.levels is None):
            raise ValueError("give p (a yes-or-no clue) or levels (a clue with several), not both")
        if self.p is not None:
            one_for_each(self.p, info)
        for level in self.levels or []:
            one_for_each(level.p, info)
        _sum_to_one(self.levels or [])
        return self


class ModelFile(Strict):
    """``likelihoods.yaml`` as a whole; its entries are checked one by one."""

    status: Text
    sources: Sources
    causes: list[CauseEntry]
    combine: CombineEntry
    start_asks: Id | None = None
    starting_points: list[dict[str, Any]]
    features: list[dict[str, Any]]
