"""The predict widget: the learner draws or guesses first, and only then the data are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.markup import to_html, to_text
from gluteedu.domain.evidence.curve import CurvePoint, curve_points
from gluteedu.domain.items.prediction import (
    Comparison,
    CurvePrediction,
    Prediction,
    SharesPrediction,
    compare_curve,
    compare_shares,
    feedback_for,
)
from gluteedu.widgets.shared.base import CourseWidget

_LONGEST = 80


class PredictWidget(CourseWidget):
    """One prediction.

    The browser sends ``reveal`` with ``guess``: for a curve a list of ``[x, y]``, for shares a
    mapping of row id to number. The truth comes back as a message; it is in no trait and in
    neither readable form.

    Args:
        prediction: what is asked.
        rows: the rows of the table that holds a curve's truth; not used for shares.
        citations: source id to a short citation.
    """

    def __init__(
        self,
        prediction: Prediction,
        rows: Sequence[Mapping[str, Any]] | None = None,
        citations: Mapping[str, str] | None = None,
    ) -> None:
        self._prediction = prediction
        self._citations = dict(citations or {})
        self._truth: tuple[CurvePoint, ...] = ()
        if isinstance(prediction, CurvePrediction):
            self._truth = curve_points(rows or (), prediction.x, prediction.y, prediction.sd)
        super().__init__(view=self._view())

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Answer one ``reveal``. ValueError for another act, or a guess that is not complete."""
        if act != "reveal":
            raise ValueError(f"there is no act {act[:_LONGEST]!r}")
        self.send({"act": "reveal", **self._reveal(message.get("guess"))})

    def text(self) -> str:
        """Title, prompt and what to guess; the digest changes with the truth, too."""
        asked = "; ".join(self._asked())
        key = digest(self._prediction, [[p.x, p.y, p.sd] for p in self._truth])
        prediction = self._prediction
        title = self._interface["predict"].say("text_title", title=prediction.title)
        return f"{title}\n{to_text(prediction.prompt)}\n{self._how()} {asked}.\n\n[content {key}]"

    def html(self) -> str:
        """Prompt and instructions, without the data."""
        asked = "".join(f"<li>{escape(a)}</li>" for a in self._asked())
        run = self._interface["predict"].html("run_to_guess")
        return (
            f'<section class="g-card"><p class="g-title">{escape(self._prediction.title)}</p>'
            f"{to_html(self._prediction.prompt)}<p>{escape(self._how())}</p><ul>{asked}</ul>"
            f'<p class="g-small">{run}</p></section>'
        )

    def _reveal(self, guess: Any) -> dict[str, Any]:
        prediction = self._prediction
        if isinstance(prediction, CurvePrediction):
            drawn = _pairs(guess)
            result = compare_curve(drawn, self._truth, prediction.y_max, prediction.given)
            truth: list[dict[str, Any]] = [{"x": p.x, "y": p.y, "sd": p.sd} for p in self._truth]
        else:
            result = compare_shares(_numbers(guess), prediction)
            truth = [
                {"id": r.id, "value": r.value, "low": r.low, "high": r.high}
                for r in prediction.rows
            ]
        return {
            "truth": truth,
            "said": self._said(result),
            "feedback": [to_html(t) for t in feedback_for(prediction.feedback, result.words)],
            "reading": to_html(prediction.reading),
            "note": prediction.note,
            "spread": prediction.spread if isinstance(prediction, SharesPrediction) else "",
            "sources": [self._citations.get(s, s) for s in prediction.sources],
        }

    def _said(self, result: Comparison) -> str:
        prediction = self._prediction
        unit = prediction.unit if isinstance(prediction, SharesPrediction) else ""
        words = self._interface["predict"]
        unit = {"%": words.say("points"), "of 100": ""}.get(unit, unit)
        off = f"{result.gap:.1f}".removesuffix(".0")
        said = words.say("off_by", off=f"{off} {unit}".rstrip())
        if result.within is not None:
            said += " " + words.say("inside_the_spread", within=result.within, of=result.count)
        return said

    def _view(self) -> dict[str, Any]:
        prediction = self._prediction
        view: dict[str, Any] = {
            "prediction": prediction.id,
            "title": prediction.title,
            "prompt": to_html(prediction.prompt),
        }
        if isinstance(prediction, CurvePrediction):
            return view | {
                "kind": "curve",
                "x_label": prediction.x_label,
                "x_word": prediction.x_word or prediction.x_label,
                "y_label": prediction.y_label,
                "y_max": prediction.y_max,
                "step": prediction.step,
                "xs": [p.x for p in self._truth],
                "given": [{"x": p.x, "y": p.y} for p in self._truth if p.x in prediction.given],
            }
        return view | {
            "kind": "shares",
            "unit": prediction.unit,
            "rows": [{"id": r.id, "label": r.label} for r in prediction.rows],
            "total": prediction.total,
            "top": prediction.top,
            "step": prediction.step,
            "start": prediction.start,
        }

    def _how(self) -> str:
        say, prediction = self._interface["predict"].say, self._prediction
        if isinstance(prediction, CurvePrediction):
            return say("draw_the_curve", what=prediction.y_label.lower())
        if prediction.total is None:
            return say("guess_each", unit=prediction.unit)
        return say("guess_each_of_total", unit=prediction.unit, total=f"{prediction.total:g}")

    def _asked(self) -> list[str]:
        prediction = self._prediction
        if isinstance(prediction, SharesPrediction):
            return [r.label for r in prediction.rows]
        word = prediction.x_word or prediction.x_label
        say = self._interface["predict"].say
        return [
            say("point_given", x=f"{word} {p.x:g}", y=f"{p.y:g}")
            if p.x in prediction.given
            else f"{word} {p.x:g}"
            for p in self._truth
        ]


def _pairs(raw: Any) -> dict[float, float]:
    """A drawn curve from a message. ValueError unless it is a list of pairs of numbers."""
    if not isinstance(raw, list) or len(raw) > _LONGEST:
        raise ValueError("a drawn curve is a list of [x, y]")
    if any(not isinstance(p, list) or len(p) != 2 for p in raw):
        raise ValueError("a drawn curve is a list of [x, y]")
    drawn = {_number(x): _number(y) for x, y in raw}
    if len(drawn) < len(raw):
        raise ValueError("an x stands twice")
    return drawn


def _numbers(raw: Any) -> dict[str, float]:
    """Guessed numbers from a message. ValueError unless it maps ids to numbers."""
    if not isinstance(raw, dict) or len(raw) > _LONGEST:
        raise ValueError("a guess maps rows to numbers")
    return {str(row): _number(value) for row, value in raw.items()}


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise ValueError("a guess is a number")
    return float(raw)
