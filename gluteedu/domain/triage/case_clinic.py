"""The case clinic: staged cases, and the learner's way through one as pure steps.

A case is told in stages. At each the learner commits to a cause, a level of care and a confidence;
only then comes the next stage. At the end the path is laid beside the clinician's and the model's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.triage.assessment import Assessment, Knowledge, assess_findings
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.levels import LEVELS, Triage, urgency
from gluteedu.domain.triage.rules import Value

Fit = Literal["right", "too_low", "too_high"]


@dataclass(frozen=True)
class Stage:
    """One step of a case.

    Attributes:
        text: what is learned now.
        findings: findings that are new.
        changes: findings told before that are different now, as time has gone on.
        knew: what the clinician thinks at this stage, in words.
        cause: the clinician's first cause.
        triage: the clinician's level of care.
    """

    text: str
    findings: Mapping[str, Value]
    changes: Mapping[str, Value]
    knew: str
    cause: str
    triage: Triage


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        id: never reused.
        title: neutral; it does not give the answer away.
        lesson: the one thing the case teaches, named at the end.
        stages: at least two.
        causes: every cause that counts as right at the end, the best first.
        triage: every level that counts as right at the end, the best first.
        teaching: what is said at the end.
        sources: ids of sources.
    """

    id: str
    title: str
    lesson: str
    stages: tuple[Stage, ...]
    causes: tuple[str, ...]
    triage: tuple[Triage, ...]
    teaching: str
    sources: tuple[str, ...]

    def known(self, stage: int) -> dict[str, Value]:
        """Every finding known at ``stage`` (counted from 0), as it stands by then."""
        known: dict[str, Value] = {}
        for one in self.stages[: stage + 1]:
            known |= one.findings
            known |= one.changes
        return known

    def level_fit(self, level: Triage) -> Fit:
        """Whether ``level`` lies below, above or within what is accepted at the end."""
        accepted = [urgency(t) for t in self.triage]
        if urgency(level) < min(accepted):
            return "too_low"
        return "too_high" if urgency(level) > max(accepted) else "right"


@dataclass(frozen=True)
class Commitment:
    """What the learner said at one stage."""

    cause: str
    triage: Triage
    confidence: Confidence


@dataclass(frozen=True)
class ClinicState:
    """Where a learner stands in one case: what was said at each stage that is over."""

    case: Case
    commitments: tuple[Commitment, ...] = ()

    @property
    def over(self) -> bool:
        """Whether every stage has its commitment."""
        return len(self.commitments) == len(self.case.stages)

    @property
    def stage(self) -> int:
        """The last stage that may be seen, from 0."""
        return min(len(self.commitments), len(self.case.stages) - 1)


def commit(
    state: ClinicState, cause: str, triage: str, confidence: str, causes: Collection[str]
) -> ClinicState:
    """The state after one more commitment.

    Args:
        state: a case that is not over.
        cause: one of ``causes``.
        triage: an id of ``LEVELS``.
        confidence: an id of ``Confidence``.
        causes: every cause of the course.

    Raises:
        ValueError: the case is over, or an id is not known; the message lists what is allowed.
    """
    if state.over:
        raise ValueError(f"{state.case.id}: the case is over")
    if cause not in causes:
        raise ValueError(f"cause must be one of {', '.join(causes)}")
    level = next((known for known in LEVELS if known == triage), None)
    if level is None:
        raise ValueError(f"triage must be one of {', '.join(LEVELS)}")
    if confidence not in tuple(Confidence):
        raise ValueError(f"confidence must be one of {', '.join(Confidence)}")
    said = Commitment(cause, level, Confidence(confidence))
    return replace(state, commitments=(*state.commitments, said))


def model_view(knowledge: Knowledge, case: Case, stage: int) -> Assessment:
    """What the model says of all that is known at ``stage``, from 0.

    Raises:
        FindingsError: the case has findings that are not of the vocabulary, or contradict.
    """
    return assess_findings(knowledge, Findings(knowledge.vocabulary, case.known(stage)))


@dataclass(frozen=True)
class ClinicStep:
    """One stage of a path: the learner's commitment beside the clinician and the model.

    ``commitment`` is None where nobody committed (a case shown by an instructor).
    """

    number: int
    stage: Stage
    commitment: Commitment | None
    model: Assessment


def path(
    knowledge: Knowledge, state: ClinicState, stages: int | None = None
) -> tuple[ClinicStep, ...]:
    """The steps of a case, the learner's beside the clinician's and the model's.

    Args:
        knowledge: what the model rests on.
        state: the case and what was said.
        stages: how many stages to lay out; those that have a commitment if None.
    """
    count = len(state.commitments) if stages is None else stages
    said = dict(enumerate(state.commitments))
    return tuple(
        ClinicStep(n + 1, state.case.stages[n], said.get(n), model_view(knowledge, state.case, n))
        for n in range(count)
    )


@dataclass(frozen=True)
class CaseVerdict:
    """How the last commitment of a case fits.

    Attributes:
        cause_right: the cause is one of those accepted.
        level: how the level fits.
        held_from: the first stage, from 1, from which on the level was right to the end; None
            where it is not right at the end.
        sure_but_wrong: the cause or the level is off, and the learner was sure.
    """

    cause_right: bool
    level: Fit
    held_from: int | None
    sure_but_wrong: bool


def verdict(state: ClinicState) -> CaseVerdict:
    """How the last commitment fits; ValueError while the case is not over."""
    if not state.over:
        raise ValueError(f"{state.case.id}: the case is not over")
    case, last = state.case, state.commitments[-1]
    cause_right = last.cause in case.causes
    level = case.level_fit(last.triage)
    held = len(state.commitments)
    for said in reversed(state.commitments):
        if case.level_fit(said.triage) != "right":
            break
        held -= 1
    off = not cause_right or level != "right"
    return CaseVerdict(
        cause_right=cause_right,
        level=level,
        held_from=held + 1 if level == "right" else None,
        sure_but_wrong=off and last.confidence is Confidence.SURE,
    )


@dataclass(frozen=True)
class Presentation:
    """A case on a projector: one slide for each stage, and one for the end.

    Attributes:
        case: what is shown.
        at: the slide on show, from 0; ``len(case.stages)`` is the end.
        opened: stages whose answers were brought out.
    """

    case: Case
    at: int = 0
    opened: frozenset[int] = frozenset()

    @property
    def ended(self) -> bool:
        """Whether the slide on show is the end."""
        return self.at == len(self.case.stages)


def turn(show: Presentation, by: int) -> Presentation:
    """One slide on (1) or back (-1); the first and the last slide hold."""
    if by not in (-1, 1):
        raise ValueError("by must be 1 or -1")
    return replace(show, at=min(len(show.case.stages), max(0, show.at + by)))


def bring_out(show: Presentation) -> Presentation:
    """The same slide with its answers; the end needs none."""
    if show.ended:
        raise ValueError("the end has no answers to bring out")
    return replace(show, opened=show.opened | {show.at})
