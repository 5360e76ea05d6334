"""How much the first cause hangs on the exact numbers: every likelihood jittered, many times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.likelihood import (
    ByCause,
    Evidence,
    Feature,
    FeatureLevel,
    LikelihoodModel,
    posterior,
    read_evidence,
    starting_point,
)

SPREAD = 0.5
"""Standard deviation of the jitter on the logit scale, as in section 6.4 of the evidence sheet."""


@dataclass(frozen=True)
class Sensitivity:
    """How steady one case is.

    Attributes:
        case: its id.
        first: the first cause with the numbers as they stand.
        share: its probability then.
        stays: the share of draws in which it stays first.
        low: the 5th percentile of its probability over the draws.
        high: the 95th percentile.
    """

    case: str
    first: str
    share: float
    stays: float
    low: float
    high: float


def jittered(model: LikelihoodModel, rng: Random, spread: float = SPREAD) -> LikelihoodModel:
    """``model`` with each likelihood moved by a normal step on the logit scale.

    The levels of a clue are moved one by one and then scaled to sum to one again; for a yes-or-no
    clue only the share of yes is moved.
    """
    return replace(
        model, features=tuple(_jitter(f, model.cause_ids, rng, spread) for f in model.features)
    )


def _jitter(feature: Feature, causes: tuple[str, ...], rng: Random, spread: float) -> Feature:
    if feature.yes_or_no:
        yes, no = feature.levels
        moved = {cause: _step(yes.p[cause], rng, spread) for cause in causes}
        absent = {cause: 1 - p for cause, p in moved.items()}
        return replace(feature, levels=(replace(yes, p=moved), replace(no, p=absent)))
    steps = {c: [_step(lv.p[c], rng, spread) for lv in feature.levels] for c in causes}
    totals = {cause: sum(values) for cause, values in steps.items()}
    levels: list[FeatureLevel] = []
    for place, level in enumerate(feature.levels):
        p = {cause: steps[cause][place] / totals[cause] for cause in causes}
        levels.append(replace(level, p=p))
    return replace(feature, levels=tuple(levels))


def _step(p: float, rng: Random, spread: float) -> float:
    return 1 / (1 + math.exp(-(math.log(p / (1 - p)) + rng.gauss(0, spread))))


def sensitivity(
    model: LikelihoodModel, cases: Mapping[str, Findings], draws: int, rng: Random
) -> tuple[Sensitivity, ...]:
    """How steady each case is over ``draws`` jittered models.

    The likelihoods alone are looked at: the safety gate does not depend on them.

    Args:
        model: the likelihoods.
        cases: findings by id.
        draws: how many jittered models; each is used for every case.
        rng: the random generator.
    """
    read = {
        id: (starting_point(model, found.facts()).shares, read_evidence(model, found.facts()))
        for id, found in cases.items()
    }
    return steadiness(model, read, draws, rng)


def steadiness(
    model: LikelihoodModel, cases: Mapping[str, tuple[ByCause, Evidence]], draws: int, rng: Random
) -> tuple[Sensitivity, ...]:
    """The same for cases given as starting shares and evidence."""
    stands = {id: posterior(model, *case) for id, case in cases.items()}
    first = {id: max(model.cause_ids, key=lambda c, p=p: p[c]) for id, p in stands.items()}  # type: ignore[misc]
    stays = dict.fromkeys(cases, 0)
    shares: dict[str, list[float]] = {id: [] for id in cases}
    for _ in range(draws):
        moved = jittered(model, rng)
        for id, case in cases.items():
            now = posterior(moved, *case)
            stays[id] += now[first[id]] == max(now.values())
            shares[id].append(now[first[id]])
    return tuple(
        Sensitivity(
            case=id,
            first=first[id],
            share=stands[id][first[id]],
            stays=stays[id] / draws,
            low=_percentile(shares[id], 0.05),
            high=_percentile(shares[id], 0.95),
        )
        for id in cases
    )


def _percentile(values: Iterable[float], at: float) -> float:
    ordered = sorted(values)
    place = at * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
