"""Every figure of the course by its id: which function draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from gluteedu.domain.evidence.figure import FigureSpec
from gluteedu.domain.evidence.table import Table
from gluteedu.figures import injury, pregnancy, reasoning, relief, sciatica, soreness

Drawing = Callable[[FigureSpec, Table], go.Figure]

DRAWINGS: dict[str, Drawing] = {
    drawing.__name__: drawing
    for drawing in (
        soreness.soreness_by_day,
        soreness.soreness_left,
        soreness.repeated_bout,
        soreness.ck_after_exercise,
        relief.relief_forest,
        relief.stretching_tiny,
        injury.layoff_by_grade,
        injury.sprint_or_stretch,
        injury.return_lengthening,
        injury.early_rehab,
        injury.reinjury_risk,
        injury.prevention_nordic,
        injury.symptoms_by_grade,
        pregnancy.pregnancy_frequency,
        pregnancy.pregnancy_kinds,
        pregnancy.exercise_in_pregnancy,
        pregnancy.clot_side,
        sciatica.disc_findings,
        sciatica.slr_tests,
        sciatica.sciatica_outlook,
        reasoning.symptom_checkers,
        reasoning.priors_by_stage,
        reasoning.clue_strength,
        reasoning.story_steadiness,
    )
}


def draw(figure_id: str, spec: FigureSpec, tables: Mapping[str, Table]) -> go.Figure:
    """The figure ``figure_id``, drawn anew.

    Raises:
        KeyError: no function draws this figure, or its table is not among ``tables``.
    """
    if figure_id not in DRAWINGS:
        raise KeyError(f"no figure {figure_id!r}; there are: {', '.join(DRAWINGS)}")
    return DRAWINGS[figure_id](spec, tables[spec.table])
