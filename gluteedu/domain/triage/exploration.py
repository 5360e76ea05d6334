"""One step of the explorer: answers in, what may be shown out; an urgent answer stops it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gluteedu.domain.triage.assessment import Assessment, Knowledge, assess_findings
from gluteedu.domain.triage.explorer_text import Story
from gluteedu.domain.triage.findings import Findings, FindingsError
from gluteedu.domain.triage.levels import URGENT, Triage, highest, urgency
from gluteedu.domain.triage.likelihood import ByCause, StartingPoint, starting_point
from gluteedu.domain.triage.red_flags import RaisedFlag, run_gate
from gluteedu.domain.triage.rules import Facts

MIN_SHARE = 0.01
MAX_SHARE = 0.95


@dataclass(frozen=True)
class ChosenStart:
    """A start of the learner's own choice, to see what the same clues say then.

    Attributes:
        id: a starting point of the model, in place of the one that the answers give.
        share: of the cause that a learner may adjust, 0.01 to 0.95; the others keep their
            proportions.
    """

    id: str | None = None
    share: float | None = None


@dataclass(frozen=True)
class ExplorationStep:
    """What one set of answers gives.

    Attributes:
        triage: the level of care. It never depends on a start of the learner's own.
        flags: the red flags raised, most urgent first.
        clashes: pairs of answers that cannot both be right; nothing is weighed while there are any.
        open: what is not answered and could still ring an alarm.
        settled: what need not be asked, as another answer tells it.
        assessment: the bars and their reasons; None when urgent, and while answers clash.
        alone: for an urgent story only: what the clues alone would have said.
        start: the starting point in use.
        assumed: whether it is in use because what it hangs on is not answered.
        shares: the causes before any clue.
    """

    triage: Triage
    flags: tuple[RaisedFlag, ...]
    clashes: tuple[tuple[str, str], ...]
    open: tuple[str, ...]
    settled: tuple[str, ...]
    assessment: Assessment | None
    alone: ByCause | None
    start: StartingPoint
    assumed: bool
    shares: ByCause

    @property
    def urgent(self) -> bool:
        """Whether help comes before any weighing."""
        return self.triage in URGENT


def explore(
    knowledge: Knowledge,
    given: Mapping[str, Any],
    own: ChosenStart = ChosenStart(),
    stories: Iterable[Story] = (),
) -> ExplorationStep:
    """Weigh one set of answers.

    Answers that clash are not weighed, but every consistent part of them goes through the safety
    gate, and the most urgent outcome counts: a slip elsewhere must not silence an alarm.

    Args:
        knowledge: vocabulary, red flags and likelihoods.
        given: finding id to value.
        own: a start of the learner's own.
        stories: worked examples, of which ``alone`` may be shown.

    Raises:
        FindingsError: an unknown id, or a value of the wrong type or out of range.
        ValueError: an unknown starting point, or a share out of range.
    """
    parts, clashes = _consistent(knowledge, given)
    gated = [(part, run_gate(knowledge.flags, part)) for part in parts]
    findings, gate = max(gated, key=lambda one: urgency(one[1].level))
    facts = findings.facts()
    start = starting_point(knowledge.model, facts)
    chosen, shares = _chosen_start(knowledge, start, own)
    level, assessment, alone = gate.level, None, None
    if not clashes:
        first = assess_findings(knowledge, findings)
        level = highest([level, first.triage])
        if level in URGENT:
            told = any(dict(story.findings) == dict(given) for story in stories)
            alone = first.model_alone if told else None
        else:
            same = shares == dict(start.shares)
            assessment = first if same else assess_findings(knowledge, findings, shares)
    return ExplorationStep(
        triage=level,
        flags=gate.raised,
        clashes=clashes,
        open=gate.unanswered,
        settled=tuple(id for id in knowledge.vocabulary if id in facts and id not in given),
        assessment=assessment,
        alone=alone,
        start=chosen,
        assumed=own.id is None and _is_assumed(knowledge, start, facts),
        shares=shares,
    )


def _consistent(
    knowledge: Knowledge, given: Mapping[str, Any]
) -> tuple[list[Findings], tuple[tuple[str, str], ...]]:
    """The answers, or the parts of them without one of each clashing pair; and those pairs."""
    try:
        return [Findings(knowledge.vocabulary, given)], ()
    except FindingsError as error:
        if not error.clashes:
            raise
        return list(_parts(knowledge, given, error.clashes[0])), error.clashes


def _parts(
    knowledge: Knowledge, given: Mapping[str, Any], pair: tuple[str, str]
) -> Iterator[Findings]:
    for id in pair:
        rest = {key: value for key, value in given.items() if key != id}
        yield from _consistent(knowledge, rest)[0]


def _start_named(knowledge: Knowledge, start_id: str) -> StartingPoint:
    named = {start.id: start for start in knowledge.model.starts}
    if start_id not in named:
        raise ValueError(f"start must be one of {', '.join(named)}")
    return named[start_id]


def _is_assumed(knowledge: Knowledge, start: StartingPoint, facts: Facts) -> bool:
    """Whether the last start was taken only because what it hangs on was not answered."""
    asks = knowledge.start_asks
    return start is knowledge.model.starts[-1] and asks is not None and asks not in facts


def _chosen_start(
    knowledge: Knowledge, start: StartingPoint, own: ChosenStart
) -> tuple[StartingPoint, dict[str, float]]:
    if own.id is not None:
        start = _start_named(knowledge, own.id)
    shares = dict(start.shares)
    if own.share is None:
        return start, shares
    if not MIN_SHARE <= own.share <= MAX_SHARE:
        raise ValueError(f"the share must be from {MIN_SHARE} to {MAX_SHARE}")
    adjustable = knowledge.causes.adjustable
    rest = math.fsum(p for cause, p in shares.items() if cause != adjustable)
    scale = (1 - own.share) / rest
    scaled = {cause: p * scale for cause, p in shares.items()}
    return start, {**scaled, adjustable: own.share}
