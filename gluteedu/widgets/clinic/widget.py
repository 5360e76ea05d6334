"""The case clinic: choose a case, commit at each stage, then see the path beside the others'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.markup import to_html, to_text
from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.triage.case_clinic import (
    Case,
    ClinicState,
    Presentation,
    bring_out,
    commit,
    turn,
)
from gluteedu.widgets.clinic.view import (
    case_view,
    clinic_words,
    frame_view,
    show_view,
)
from gluteedu.widgets.shared.base import CourseWidget

_LONGEST_ID = 80


class CaseClinic(CourseWidget):
    """All cases for one learner, or for a class with a projector.

    The browser sends ``open`` (case), ``commit`` (case, stage from 0, cause, triage, confidence),
    ``again`` (case), ``cases`` (back to the list), ``present`` (case), ``turn`` (by: 1 or -1),
    ``bring_out`` and ``leave``. Each act is answered by a new ``view``; its ``rev`` counts them.
    What was said is kept here for as long as the page runs, and nowhere else.

    Args:
        cases: at least one.
        knowledge: what the model rests on.
        triage: the levels of care.
        citations: source id to a short citation.
    """

    def __init__(
        self,
        cases: Iterable[Case],
        knowledge: Knowledge,
        triage: CareGuide,
        citations: Mapping[str, str] | None = None,
    ) -> None:
        self._cases = {case.id: case for case in cases}
        self._knowledge = knowledge
        self._words = clinic_words(knowledge, triage, citations or {})
        self._states: dict[str, ClinicState] = {}
        self._open: str | None = None
        self._show: Presentation | None = None
        self._rev = 0
        super().__init__(view=self._view())

    def state(self, case_id: str) -> ClinicState:
        """Where the learner stands in one case. KeyError for a case there is not."""
        return self._states.get(case_id, ClinicState(self._cases[case_id]))

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """One act. ValueError for an unknown act, case or id, or one that is out of turn."""
        if act == "open":
            self._open, self._show = self._case(message).id, None
        elif act == "commit":
            self._commit(message)
        elif act == "again":
            case = self._case(message)
            self._states.pop(case.id, None)
            self._open, self._show = case.id, None
        elif act == "cases":
            self._open, self._show = None, None
        elif act == "present":
            case = self._case(message)
            self._open, self._show = case.id, Presentation(case)
        elif act == "turn":
            by = message.get("by")
            if isinstance(by, bool) or not isinstance(by, int):
                raise ValueError("by must be 1 or -1")
            self._show = turn(self._shown(), by)
        elif act == "bring_out":
            self._show = bring_out(self._shown())
        elif act == "leave":
            self._shown()
            self._show = None
        else:
            raise ValueError(f"there is no act {act[:_LONGEST_ID]!r}")
        self._rev += 1
        self.view = self._view()

    def text(self) -> str:
        """Titles and the first stage of each case; the digest covers the answers, too."""
        say = self._interface["clinic"].say
        lines = [say("text_title", n=len(self._cases)), say("intro")]
        for number, case in enumerate(self._cases.values(), start=1):
            lines.append(f"\n{number}. {case.title}")
            lines.append(f"   {to_text(case.stages[0].text)}")
        return "\n".join([*lines, "", f"[content {self._digest()}]"])

    def html(self) -> str:
        """The same as a list to read, where no widget can run."""
        say = self._interface["clinic"].html
        parts = "".join(
            f"<li><p><strong>{escape(case.title)}</strong></p>{to_html(case.stages[0].text)}</li>"
            for case in self._cases.values()
        )
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p><p>{say("intro")}</p>'
            f"<ol>{parts}</ol>"
            f'<p class="g-small">{say("run_to_work")}</p></section>'
        )

    def _commit(self, message: dict[str, Any]) -> None:
        case = self._case(message)
        state = self.state(case.id)
        stage = message.get("stage")
        if isinstance(stage, bool) or stage != len(state.commitments):
            raise ValueError("this stage is over, or not reached")
        said = [message.get(name) for name in ("cause", "triage", "confidence")]
        if not all(isinstance(one, str) for one in said):
            raise ValueError("cause, triage and confidence are ids")
        cause, level, confidence = map(str, said)
        self._states[case.id] = commit(state, cause, level, confidence, self._knowledge.causes.ids)
        self._open, self._show = case.id, None

    def _case(self, message: dict[str, Any]) -> Case:
        case_id = message.get("case")
        if not isinstance(case_id, str) or case_id not in self._cases:
            raise ValueError(f"case must be one of {', '.join(self._cases)}")
        return self._cases[case_id]

    def _shown(self) -> Presentation:
        if self._show is None:
            raise ValueError("no case is on show")
        return self._show

    def _view(self) -> dict[str, Any]:
        frame = frame_view(self._cases.values(), self._states, self._words)
        open_case = show = None
        if self._show is not None:
            show = show_view(self._show, self._knowledge, self._words)
        elif self._open is not None:
            open_case = case_view(self.state(self._open), self._knowledge, self._words)
        intro = self._interface["clinic"].say("intro")
        return {**frame, "intro": intro, "case": open_case, "show": show, "rev": self._rev}

    def _digest(self) -> str:
        knowledge = self._knowledge
        return digest(
            list(self._cases.values()),
            list(knowledge.vocabulary.values()),
            list(knowledge.flags),
            knowledge.model,
        )
