"""The whole way from answers to an assessment: the gate first, then the likelihoods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from gluteedu.domain.triage.causes import Causes
from gluteedu.domain.triage.findings import Findings, Vocabulary
from gluteedu.domain.triage.levels import Triage, highest
from gluteedu.domain.triage.likelihood import (
    ByCause,
    LikelihoodModel,
    Picture,
    capped,
    led_by,
    picture,
    posterior,
    pushes,
    read_evidence,
    starting_point,
    unsettled,
)
from gluteedu.domain.triage.red_flags import GateResult, RaisedFlag, RedFlag, run_gate

_DECIMALS = 4


@dataclass(frozen=True)
class Knowledge:
    """Everything that an assessment rests on, as read from ``data/``.

    Attributes:
        vocabulary: every finding there is.
        flags: the rows of the safety sheet that can be raised.
        otherwise: the last row, for when none is raised; it has no rules.
        model: the likelihoods.
        causes: what each cause is for and how it looks; the same ids as in ``model``.
        start_asks: the finding without whose answer the last starting point is only assumed.
    """

    vocabulary: Vocabulary
    flags: tuple[RedFlag, ...]
    otherwise: RedFlag
    model: LikelihoodModel
    causes: Causes
    start_asks: str | None = None


@dataclass(frozen=True)
class Reason:
    """How far one answer pushes for (above 0) or against one cause, in tempered log units.

    A push is measured against the mean push of that answer over the causes in play.
    """

    finding: str
    cause: str
    weight: float


@dataclass(frozen=True)
class Assessment:
    """What the rules say about one set of answers. It teaches; it is no diagnosis.

    Attributes:
        triage: the level of care.
        red_flags: the rows raised, most urgent first.
        causes: cause and probability, likeliest first; they sum to one, none above the cap.
        picture: how well the first cause fits.
        reasons: largest push first.
        unanswered: safety questions still open.
        model_alone: what the likelihoods say without the gate, uncapped (for the lesson on why
            the gate comes first).
        start: id of the starting point used.
    """

    triage: Triage
    red_flags: tuple[RaisedFlag, ...]
    causes: tuple[tuple[str, float], ...]
    picture: Picture
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    model_alone: ByCause
    start: str

    def to_dict(self) -> dict[str, Any]:
        """The assessment as plain data, ready for JSON."""
        return {
            "triage": self.triage,
            "red_flags": [
                {
                    "id": raised.flag.id,
                    "condition": raised.flag.condition,
                    "action": raised.action,
                    "source": ", ".join(raised.flag.sources),
                    "level": raised.level,
                }
                for raised in self.red_flags
            ],
            "causes": [{"cause": c, "probability": p} for c, p in self.causes],
            "picture": self.picture,
            "reasons": [
                {"finding": r.finding, "cause": r.cause, "weight": r.weight} for r in self.reasons
            ],
            "unanswered": list(self.unanswered),
        }


def assess_findings(
    knowledge: Knowledge, findings: Findings, shares: ByCause | None = None
) -> Assessment:
    """The gate, then the likelihoods; likelihoods may raise the level to "see someone" but never
    lower it.

    Args:
        knowledge: vocabulary, red flags and model.
        findings: what is known.
        shares: a starting point to use instead of the one that fits (sums to one).
    """
    facts = findings.facts()
    gate = run_gate(knowledge.flags, findings)
    model = knowledge.model
    start = starting_point(model, facts)
    evidence = read_evidence(model, facts)
    begin = shares if shares is not None else start.shares
    alone = posterior(model, begin, evidence)
    pointed = _pointed(gate)
    led, shift = led_by(alone, pointed, model.lead)
    level = gate.level
    if alone[knowledge.causes.alarm] >= model.other_at:
        level = highest([level, "see_clinician"])
    reasons = _reasons(model, evidence, begin, findings)
    if shift:
        reasons = _with_gate(reasons, gate, pointed, shift, findings)
    return Assessment(
        triage=level,
        red_flags=gate.raised,
        causes=_ranked(capped(led, model.cap), model.cause_ids),
        picture=_picture(model, alone, led, evidence),
        reasons=_sorted(reasons, model.cause_ids),
        unanswered=gate.unanswered,
        model_alone=alone,
        start=start.id,
    )


def _picture(
    model: LikelihoodModel, alone: ByCause, led: ByCause, evidence: dict[str, frozenset[str]]
) -> Picture:
    """The picture of the likelihoods; where a red flag leads, only the shares count."""
    if dict(alone) == dict(led) and unsettled(model, alone, evidence):
        return "mixed"
    return picture(led, model)


def _pointing(gate: GateResult) -> list[RaisedFlag]:
    """The raised flags of the highest level, where they belong to a cause."""
    return [r for r in gate.raised if r.level == gate.level and r.points_to]


def _pointed(gate: GateResult) -> frozenset[str]:
    """The causes that all those flags share, or, where they share none, all of theirs."""
    named = [raised.points_to for raised in _pointing(gate)]
    if not named:
        return frozenset()
    return named[0].intersection(*named[1:]) or named[0].union(*named[1:])


def _reasons(
    model: LikelihoodModel, evidence: dict[str, frozenset[str]], shares: ByCause, findings: Findings
) -> dict[tuple[str, str], float]:
    in_play = [cause for cause in model.cause_ids if shares[cause] > 0]
    weights: dict[tuple[str, str], float] = defaultdict(float)
    reads = {feature.id: feature.reads for feature in model.features}
    for feature_id, push in pushes(model, evidence, in_play).items():
        source = next((id for id in reads[feature_id] if id in findings), None)
        if source is None:
            continue
        mean = sum(push.values()) / len(push)
        for cause, value in push.items():
            weights[source, cause] += value - mean
    return dict(weights)


def _with_gate(
    reasons: dict[tuple[str, str], float],
    gate: GateResult,
    pointed: frozenset[str],
    shift: float,
    findings: Findings,
) -> dict[tuple[str, str], float]:
    """The reasons with the push of the red flags shared among the answers that raised them.

    What only follows from an answer (a man is not pregnant) is no answer of its own.
    """
    out = dict(reasons)
    raised = {id for flag in _pointing(gate) for id in flag.grounds}
    grounds = sorted(raised & set(findings)) or sorted(raised)
    for id in grounds:
        for cause in sorted(pointed):
            out[id, cause] = out.get((id, cause), 0.0) + shift / len(grounds)
    return out


def _sorted(reasons: dict[tuple[str, str], float], causes: tuple[str, ...]) -> tuple[Reason, ...]:
    rows = [Reason(f, c, round(w, 3)) for (f, c), w in reasons.items() if abs(w) >= 0.0005]
    return tuple(sorted(rows, key=lambda r: (-abs(r.weight), r.finding, causes.index(r.cause))))


def _ranked(probabilities: ByCause, causes: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Likeliest first, rounded so that the rounded values still sum to one."""
    order = sorted(causes, key=lambda c: (-probabilities[c], causes.index(c)))
    unit = 10**_DECIMALS
    whole = {c: int(probabilities[c] * unit) for c in order}
    left = unit - sum(whole.values())
    by_rest = sorted(order, key=lambda c: (whole[c] - probabilities[c] * unit, order.index(c)))
    for cause in [c for c in by_rest if probabilities[c] > 0][:left]:
        whole[cause] += 1
    return tuple((c, whole[c] / unit) for c in order)
