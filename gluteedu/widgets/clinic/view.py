"""What may be seen of a case: nothing of a later stage, an answer or the lesson before its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gluteedu.content.text.markup import to_html, to_inline_html
from gluteedu.domain.triage.assessment import Assessment, Knowledge
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.triage.case_clinic import (
    Case,
    ClinicState,
    ClinicStep,
    Commitment,
    Presentation,
    Stage,
    path,
    verdict,
)
from gluteedu.widgets.shared.base import View


@dataclass(frozen=True)
class ClinicWords:
    """Names for ids: causes with their notes, levels of care, sources.

    Attributes:
        causes: cause id, name, note, and its shape as an SVG path.
        levels: level id, name; in rising urgency.
        citations: source id to a short citation.
    """

    causes: tuple[tuple[str, str, str, str], ...]
    levels: tuple[tuple[str, str], ...]
    citations: Mapping[str, str]


def clinic_words(
    knowledge: Knowledge, triage: CareGuide, citations: Mapping[str, str]
) -> ClinicWords:
    """The names that a clinic uses, from the parts of the course that hold them."""
    shapes = knowledge.causes.shapes
    rising = sorted(triage.levels, key=lambda level: level.urgency)
    return ClinicWords(
        tuple((c.id, c.name, c.note, shapes[c.id]) for c in knowledge.model.causes),
        tuple((level.id, level.name) for level in rising),
        dict(citations),
    )


def frame_view(
    cases: Iterable[Case], states: Mapping[str, ClinicState], words: ClinicWords
) -> View:
    """What every screen needs: the names, and the cases with how far each has come."""
    return {
        "causes": [
            {"id": c, "name": name, "note": note, "path": path}
            for c, name, note, path in words.causes
        ],
        "levels": [
            {"id": level, "name": name, "short": name.split(":")[0]} for level, name in words.levels
        ],
        "cases": [_card(n, case, states.get(case.id)) for n, case in enumerate(cases, start=1)],
    }


def _card(number: int, case: Case, state: ClinicState | None) -> View:
    done = 0 if state is None else len(state.commitments)
    return {
        "id": case.id,
        "number": number,
        "title": case.title,
        "total": len(case.stages),
        "committed": done,
        "done": done == len(case.stages),
    }


def case_view(state: ClinicState, knowledge: Knowledge, words: ClinicWords) -> View:
    """One case for one learner: the stages reached, and the end once it is over."""
    case = state.case
    reached = case.stages[: state.stage + 1]
    view: View = {
        "id": case.id,
        "title": case.title,
        "total": len(case.stages),
        "stages": [
            {"html": to_html(stage.text), "said": _said(said)}
            for stage, said in zip(reached, _padded(state), strict=False)
        ],
        "end": None,
    }
    if state.over:
        result = verdict(state)
        view["end"] = {
            **_ending(case, path(knowledge, state), words),
            "cause_right": result.cause_right,
            "level": result.level,
            "held_from": result.held_from,
            "sure_but_wrong": result.sure_but_wrong,
        }
    return view


def show_view(show: Presentation, knowledge: Knowledge, words: ClinicWords) -> View:
    """One slide of a case on a projector, with its answers once they are brought out."""
    case = show.case
    view: View = {
        "id": case.id,
        "title": case.title,
        "total": len(case.stages),
        "at": show.at,
        "slide": None,
        "end": None,
    }
    steps = path(knowledge, ClinicState(case), stages=min(show.at + 1, len(case.stages)))
    if show.ended:
        view["end"] = _ending(case, steps, words)
    else:
        stage = case.stages[show.at]
        opened = show.at in show.opened
        view["slide"] = {
            "html": to_html(stage.text),
            "answer": _step(steps[show.at]) if opened else None,
        }
    return view


def _padded(state: ClinicState) -> tuple[Commitment | None, ...]:
    return (*state.commitments, None)


def _said(said: Commitment | None) -> View | None:
    if said is None:
        return None
    return {"cause": said.cause, "triage": said.triage, "confidence": str(said.confidence)}


def _ending(case: Case, steps: Iterable[ClinicStep], words: ClinicWords) -> View:
    return {
        "steps": [_step(step) for step in steps],
        "causes": list(case.causes),
        "triage": list(case.triage),
        "lesson": to_inline_html(case.lesson),
        "teaching": to_html(case.teaching),
        "sources": [words.citations.get(s, s) for s in case.sources],
    }


def _step(step: ClinicStep) -> View:
    return {
        "number": step.number,
        "said": _said(step.commitment),
        "clinician": _clinician(step.stage),
        "model": model_words(step.model),
    }


def _clinician(stage: Stage) -> View:
    return {"cause": stage.cause, "triage": stage.triage, "html": to_inline_html(stage.knew)}


def model_words(model: Assessment) -> View:
    """What the model said, in the ids that a page names: its level, first cause and warnings.

    ``alone`` is the first cause without the safety gate, where that is another one.
    """
    first = model.causes[0][0]
    alone = max(model.model_alone, key=lambda cause: model.model_alone[cause])
    return {
        "cause": first,
        "picture": model.picture,
        "triage": str(model.triage),
        "flags": [r.flag.condition for r in model.red_flags if r.level == model.triage],
        "open": len(model.unanswered),
        "alone": alone if alone != first else None,
    }
