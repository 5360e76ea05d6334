"""The slider widget: inputs to move, panels that answer at once, and safety before everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.markup import to_html
from gluteedu.domain.evidence.curve import CurvePoint, at, curve_points
from gluteedu.domain.sliders.definition import Bars, Curve, SliderAnswer, SliderLesson, Timeline
from gluteedu.domain.sliders.reading import ReadingOutcome, mark_spans, read_answers, settle
from gluteedu.widgets.shared.base import CourseWidget
from gluteedu.widgets.slider.view import input_view, picture_view, slider_html, slider_text

_LONGEST = 80


class SliderWidget(CourseWidget):
    """One slider.

    The browser sends ``read`` with ``answers`` (input id to number or option id) and ``n``, and
    gets back the outcome with the same ``n``. Answers are never kept here, nor in a trait.

    Args:
        slider: the lesson to show.
        rows: the rows of its picture's table, or None.
        citations: source id to a short citation.
        triage: triage id to ``{"name": ..., "act_html": ...}``.
    """

    def __init__(
        self,
        slider: SliderLesson,
        rows: Sequence[Mapping[str, Any]] | None = None,
        citations: Mapping[str, str] | None = None,
        triage: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._slider = slider
        self._citations = dict(citations or {})
        self._triage = {level: dict(words) for level, words in (triage or {}).items()}
        picture = slider.picture
        self._curve: tuple[CurvePoint, ...] = ()
        if isinstance(picture, Curve) and rows is not None:
            self._curve = curve_points(rows, picture.x, picture.y, picture.sd)
        super().__init__(view=self._view())

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Answer one ``read``. ValueError for another act, an unknown input or a bad value."""
        if act != "read":
            raise ValueError(f"there is no act {act[:_LONGEST]!r}")
        answers = _answers(message.get("answers"))
        number = message.get("n")
        if not isinstance(number, int):
            raise ValueError("n must be a whole number")
        self.send({"act": "read", "n": number, **self._reply(answers)})

    def text(self) -> str:
        """Title, inputs with their values, and the readings at the start."""
        key = digest(self._slider, [[p.x, p.y, p.sd] for p in self._curve])
        return f"{slider_text(self._slider, self._interface['slider'])}\n\n[content {key}]"

    def html(self) -> str:
        """The same to read on a page."""
        return slider_html(self._slider, self._interface["slider"])

    def _reply(self, answers: Mapping[str, SliderAnswer]) -> dict[str, Any]:
        outcome = read_answers(self._slider, answers)
        return {
            "asked": list(outcome.asked),
            "unanswered": list(outcome.unanswered),
            "stopped": outcome.stopped,
            "care": self._care(outcome),
            "panels": [
                {
                    "id": panel.id,
                    "mark": reading.mark,
                    "html": to_html(reading.text),
                    "sources": self._cite(reading.sources),
                }
                for panel, reading in outcome.panels
            ],
            "picture": self._picture(outcome, answers),
        }

    def _care(self, outcome: ReadingOutcome) -> dict[str, Any] | None:
        if outcome.triage is None:
            return None
        top = [w for w in outcome.warnings if w.triage == outcome.triage]
        words = self._triage.get(outcome.triage, {})
        return {
            "level": outcome.triage,
            "head": words.get("name", outcome.triage.replace("_", " ").capitalize()),
            "html": "".join(f"<li>{to_html(w.text)}</li>" for w in top),
            "act": words.get("act_html", ""),
            "sources": self._cite([s for w in top for s in w.sources]),
        }

    def _picture(
        self, outcome: ReadingOutcome, answers: Mapping[str, SliderAnswer]
    ) -> dict[str, Any] | None:
        picture = self._slider.picture
        if outcome.stopped or picture is None:
            return None
        if isinstance(picture, Bars):
            if outcome.bars is None:
                return None
            return {"values": dict(outcome.bars.values), "here": list(outcome.bars.here)}
        if outcome.point is None:
            return None
        if isinstance(picture, Curve):
            if not self._curve:
                return None
            beyond = outcome.point > self._curve[-1].x
            return {"x": outcome.point, "y": at(self._curve, outcome.point), "beyond": beyond}
        return {"x": outcome.point, "lanes": self._lanes(picture, answers)}

    def _lanes(
        self, picture: Timeline, answers: Mapping[str, SliderAnswer]
    ) -> list[list[dict[str, Any]]]:
        settled = settle(self._slider, answers)
        return [
            [
                {"low": span.low / picture.per, "high": span.high / picture.per, "mark": span.mark}
                for span in mark_spans(self._slider, settled, picture.input, panel)
            ]
            for panel in picture.panels
        ]

    def _view(self) -> dict[str, Any]:
        slider = self._slider
        return {
            "slider": slider.id,
            "title": slider.title,
            "intro": to_html(slider.intro),
            "inputs": [input_view(i) for i in slider.inputs],
            "panels": [{"id": p.id, "title": p.title} for p in slider.panels],
            "picture": picture_view(slider, self._curve, self._cite),
            "start": self._reply({}),
        }

    def _cite(self, sources: Sequence[str]) -> list[str]:
        return [self._citations.get(s, s) for s in dict.fromkeys(sources)]


def _answers(raw: Any) -> dict[str, SliderAnswer]:
    """The answers of a message, with what is null left out. ValueError for any other shape."""
    if not isinstance(raw, dict) or len(raw) > _LONGEST:
        raise ValueError("answers must map inputs to values")
    given = {key: value for key, value in raw.items() if value is not None}
    for key, value in given.items():
        if not isinstance(key, str) or not isinstance(value, (int, float, str)):
            raise ValueError("an answer is a number or the id of an option")
    return given
