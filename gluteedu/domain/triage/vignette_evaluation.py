"""How well the rules do on written cases: counts with 95% Wilson intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from gluteedu.domain.intervals import Interval, proportion
from gluteedu.domain.triage.assessment import Assessment, Knowledge, assess_findings
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.levels import Triage, urgency
from gluteedu.domain.triage.rules import Value

VignetteKind = Literal["clear", "hard", "misleading", "ambiguous"]


@dataclass(frozen=True)
class Vignette:
    """One written case.

    Attributes:
        id: never reused.
        kind: how plain it is.
        story: two or three sentences.
        findings: what is known.
        causes: every first cause that is accepted.
        triage: every level that is accepted.
        lesson: what it teaches.
        sources: ids of sources.
    """

    id: str
    kind: VignetteKind
    story: str
    findings: Mapping[str, Value]
    causes: tuple[str, ...]
    triage: tuple[Triage, ...]
    lesson: str
    sources: tuple[str, ...]

    @property
    def lowest(self) -> int:
        """Urgency of the lowest level accepted."""
        return min(urgency(level) for level in self.triage)

    @property
    def highest(self) -> int:
        """Urgency of the highest level accepted."""
        return max(urgency(level) for level in self.triage)


@dataclass(frozen=True)
class VignetteOutcome:
    """What the rules said about one case."""

    vignette: Vignette
    assessment: Assessment

    @property
    def level(self) -> int:
        """Urgency of the level given."""
        return urgency(self.assessment.triage)

    @property
    def too_low(self) -> bool:
        """Whether it was sent below the lowest level accepted."""
        return self.level < self.vignette.lowest

    @property
    def right_cause(self) -> bool:
        """Whether the first cause is one of those accepted."""
        return self.assessment.causes[0][0] in self.vignette.causes


@dataclass(frozen=True)
class EvaluationMeasure:
    """One line of the table: ``count`` of ``n``; ``ids`` are the cases that went wrong."""

    id: str
    name: str
    count: int
    n: int
    ids: tuple[str, ...]

    @property
    def share(self) -> float:
        """``count`` divided by ``n``; nan where there is no case."""
        return self.count / self.n if self.n else math.nan

    @property
    def interval(self) -> Interval:
        """The 95% Wilson interval of the share; 0 to 1 where there is no case."""
        found = proportion(self.count, self.n).interval if self.n else None
        return found or Interval(0.0, 1.0)


@dataclass(frozen=True)
class VignetteEvaluation:
    """Every line of the table, and the outcomes they were counted from."""

    measures: tuple[EvaluationMeasure, ...]
    outcomes: tuple[VignetteOutcome, ...]

    def __getitem__(self, id: str) -> EvaluationMeasure:
        return next(m for m in self.measures if m.id == id)


@dataclass(frozen=True)
class _Line:
    """One line of the table: the cases it is about, what it counts, and whether that is wanted."""

    id: str
    name: str
    among: Callable[[VignetteOutcome], bool]
    counted: Callable[[VignetteOutcome], bool]
    wanted: bool = True

    def measure(self, outcomes: Iterable[VignetteOutcome]) -> EvaluationMeasure:
        cases = [case for case in outcomes if self.among(case)]
        wrong = tuple(o.vignette.id for o in cases if self.counted(o) is not self.wanted)
        count = len(cases) - len(wrong) if self.wanted else len(wrong)
        return EvaluationMeasure(self.id, self.name, count, len(cases), wrong)


_EMERGENCY, _SAME_DAY = urgency("emergency"), urgency("same_day")
_LINES: Final = (
    _Line(
        "emergencies",
        "emergencies sent to emergency",
        among=lambda o: o.vignette.lowest == _EMERGENCY,
        counted=lambda o: o.level == _EMERGENCY,
    ),
    _Line(
        "urgent",
        "urgent cases sent to same day or above",
        among=lambda o: o.vignette.lowest >= _SAME_DAY,
        counted=lambda o: o.level >= _SAME_DAY,
    ),
    _Line(
        "too_low",
        "cases below their lowest accepted level",
        among=lambda o: True,
        counted=lambda o: o.too_low,
        wanted=False,
    ),
    _Line(
        "alarm",
        "non-urgent cases sent to same day or emergency",
        among=lambda o: o.vignette.highest < _SAME_DAY,
        counted=lambda o: o.level >= _SAME_DAY,
        wanted=False,
    ),
    _Line(
        "self_care",
        "self-care cases left as self-care",
        among=lambda o: o.vignette.highest == 0,
        counted=lambda o: o.level == 0,
    ),
    _Line(
        "clear_cause",
        "first cause right, clear cases",
        among=lambda o: o.vignette.kind == "clear",
        counted=lambda o: o.right_cause,
    ),
    _Line(
        "any_cause",
        "first cause right, all cases",
        among=lambda o: True,
        counted=lambda o: o.right_cause,
    ),
    _Line(
        "mixed",
        "ambiguous cases shown as mixed",
        among=lambda o: o.vignette.kind == "ambiguous",
        counted=lambda o: o.assessment.picture == "mixed",
    ),
)


def evaluate_vignettes(knowledge: Knowledge, vignettes: Iterable[Vignette]) -> VignetteEvaluation:
    """Runs every case and counts.

    An emergency accepts emergency alone; an urgent case accepts same day at the lowest; a
    non-urgent one accepts see a clinician at the highest; a self-care one accepts self-care alone.
    """
    outcomes = tuple(
        VignetteOutcome(v, assess_findings(knowledge, Findings(knowledge.vocabulary, v.findings)))
        for v in vignettes
    )
    return VignetteEvaluation(tuple(line.measure(outcomes) for line in _LINES), outcomes)
