"""How strongly each answer speaks for each cause, and how the answers add up.

Every number of the model is content (``data/likelihoods.yaml``), most are estimates made for
teaching. Within a group the strongest answer counts in full and each further one half; the sum
is tempered, added to the log of the starting point and normalised.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gluteedu.domain.triage.rules import Facts, Rule, RuleAnswer, evaluate

Picture = Literal["strong fit", "fits", "mixed"]
ByCause = Mapping[str, float]


@dataclass(frozen=True)
class Cause:
    """A cause as it is shown to a learner; ``letter`` is its code in the evidence sheet."""

    id: str
    letter: str
    name: str
    note: str


@dataclass(frozen=True)
class FeatureLevel:
    """One way a feature can be: how often it is so in each cause, and when it is met.

    ``when`` is None for a feature that no finding of the vocabulary answers.
    """

    id: str
    name: str
    p: ByCause
    when: Rule | None = None


@dataclass(frozen=True)
class Feature:
    """One clue of the model; its levels exclude each other and their shares sum to one.

    Attributes:
        id: never reused.
        question: the clue in plain words.
        group: clues that measure the same thing.
        reads: ids of the findings it is read from, the main one first.
        levels: at least two.
        estimate: whether its numbers are estimates made for teaching.
        basis: where the numbers come from.
    """

    id: str
    question: str
    group: str
    reads: tuple[str, ...]
    levels: tuple[FeatureLevel, ...]
    estimate: bool
    basis: str

    @property
    def yes_or_no(self) -> bool:
        """Whether it is a plain yes-or-no clue."""
        return self.levels[0].id == "yes"


@dataclass(frozen=True)
class StartingPoint:
    """The shares of the causes before any clue is known, for people to whom ``when`` applies."""

    id: str
    name: str
    shares: ByCause
    when: Rule | None


@dataclass(frozen=True)
class LikelihoodModel:
    """All clues, the starting points, and how they are put together.

    Attributes:
        causes: how the causes are called, in the order in which they are shown.
        features: the clues.
        starts: starting points; the first that applies is used, the last applies to all.
        temper: what the summed log-likelihood is multiplied by.
        further: what each further clue of a group counts.
        cap: the highest probability ever shown.
        mixed_below: the picture is mixed when the first cause is below this.
        fewest: the picture is mixed with fewer clues than this.
        clash: the picture is mixed when one clue is this many times likelier under another cause.
        other_at: someone should be seen when the share of the alarm cause reaches this.
        lead: how far the cause of a raised red flag leads the other causes.
    """

    causes: tuple[Cause, ...]
    features: tuple[Feature, ...]
    starts: tuple[StartingPoint, ...]
    temper: float
    further: float
    cap: float
    mixed_below: float
    fewest: int
    clash: float
    other_at: float
    lead: float

    @property
    def cause_ids(self) -> tuple[str, ...]:
        """Every cause, in order."""
        return tuple(cause.id for cause in self.causes)


Evidence = Mapping[str, frozenset[str]]
"""Feature id to the levels that are still possible."""


def read_evidence(model: LikelihoodModel, facts: Facts) -> dict[str, frozenset[str]]:
    """The levels that the answers leave possible, for each feature about which they say anything.

    A yes-or-no clue needs a clear yes or no. A clue with several levels may be known in part: pain
    that shoots, reach not known, leaves two of three levels.
    """
    found = {}
    for feature in model.features:
        outcomes = {lv.id: evaluate(lv.when, facts) for lv in feature.levels if lv.when is not None}
        possible = frozenset(id for id, a in outcomes.items() if a is not RuleAnswer.NO)
        sure = frozenset(id for id, a in outcomes.items() if a is RuleAnswer.YES)
        if feature.yes_or_no:
            if len(sure) == 1:
                found[feature.id] = sure
        elif 0 < len(possible) < len(feature.levels):
            found[feature.id] = possible
    return found


def starting_point(model: LikelihoodModel, facts: Facts) -> StartingPoint:
    """The first starting point that applies."""
    fits = (s for s in model.starts if s.when is None or evaluate(s.when, facts) is RuleAnswer.YES)
    return next(fits)


def pushes(
    model: LikelihoodModel, evidence: Evidence, causes: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Feature id to the tempered log-likelihood it adds for each of ``causes``."""
    in_play = tuple(causes)
    groups: dict[str, list[tuple[float, str, dict[str, float]]]] = {}
    for feature in model.features:
        if feature.id not in evidence:
            continue
        logs = _logs(feature, evidence[feature.id], in_play)
        strength = max(logs.values()) - min(logs.values())
        groups.setdefault(feature.group, []).append((strength, feature.id, logs))
    out = {}
    for members in groups.values():
        members.sort(key=lambda m: (-m[0], m[1]))
        for place, (_, feature_id, logs) in enumerate(members):
            factor = model.temper * (1.0 if place == 0 else model.further)
            out[feature_id] = {cause: factor * value for cause, value in logs.items()}
    return out


def _logs(feature: Feature, possible: frozenset[str], causes: tuple[str, ...]) -> dict[str, float]:
    levels = [level for level in feature.levels if level.id in possible]
    return {cause: math.log(sum(level.p[cause] for level in levels)) for cause in causes}


def posterior(model: LikelihoodModel, shares: ByCause, evidence: Evidence) -> dict[str, float]:
    """Probability of each cause given a starting point and the evidence; they sum to one.

    Section 6.3 of the evidence sheet, steps 2 to 4. A cause with a share of 0 stays at 0.
    """
    in_play = [cause for cause in model.cause_ids if shares[cause] > 0]
    added = pushes(model, evidence, in_play)
    scores = {
        cause: math.log(shares[cause]) + math.fsum(push[cause] for push in added.values())
        for cause in in_play
    }
    top = max(scores.values())
    raw = {cause: math.exp(score - top) for cause, score in scores.items()}
    total = math.fsum(raw.values())
    return {cause: raw.get(cause, 0.0) / total for cause in model.cause_ids}


def led_by(
    probabilities: ByCause, causes: frozenset[str], lead: float
) -> tuple[dict[str, float], float]:
    """``probabilities`` with the best of ``causes`` at least ``lead`` times the best of the rest.

    A raised red flag names the causes it belongs to. The model was built for the ordinary ones and
    calls a clot a strain (story K), so the flag's own cause is put first. Also returned: the log of
    what those causes were multiplied by, 0 where they led already.
    """
    inside = max(map(probabilities.__getitem__, causes), default=0.0)
    outside = max((p for c, p in probabilities.items() if c not in causes), default=0.0)
    if inside == 0.0 or inside >= lead * outside:
        return dict(probabilities), 0.0
    factor = lead * outside / inside
    raw = {c: p * factor if c in causes else p for c, p in probabilities.items()}
    total = math.fsum(raw.values())
    return {c: p / total for c, p in raw.items()}, math.log(factor)


def capped(probabilities: ByCause, cap: float) -> dict[str, float]:
    """What may be shown: nothing above ``cap``, the rest of one shared out in proportion."""
    top = max(probabilities, key=lambda c: probabilities[c])
    if probabilities[top] <= cap:
        return dict(probabilities)
    rest = math.fsum(p for c, p in probabilities.items() if c != top)
    if rest == 0.0:
        return dict(probabilities)
    return {c: cap if c == top else p * (1 - cap) / rest for c, p in probabilities.items()}


def picture(probabilities: ByCause, model: LikelihoodModel) -> Picture:
    """How well the first cause fits, in words."""
    top = max(probabilities.values())
    if top < model.mixed_below:
        return "mixed"
    return "strong fit" if top >= model.cap else "fits"


def unsettled(model: LikelihoodModel, probabilities: ByCause, evidence: Evidence) -> bool:
    """Whether the picture is mixed whatever the first cause's share.

    That is so with too few clues, and where one clue speaks clearly for another cause.
    """
    if len(evidence) < model.fewest:
        return True
    in_play = tuple(cause for cause in model.cause_ids if probabilities[cause] > 0)
    top = max(in_play, key=lambda cause: probabilities[cause])
    for feature in model.features:
        if feature.id in evidence:
            logs = _logs(feature, evidence[feature.id], in_play)
            if max(logs.values()) - logs[top] >= math.log(model.clash):
                return True
    return False
