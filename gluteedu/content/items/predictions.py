"""Reads ``data/predictions/*.yaml``: what learners guess or draw before they see the data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gluteedu.content.loading.fields import Id, Sources, Text
from gluteedu.content.loading.known_ids import unknown_sources
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.content.sliders.checks import table_faults
from gluteedu.content.text.markup import markup_faults
from gluteedu.content.text.readability import check_reading
from gluteedu.domain.items.prediction import (
    CURVE_WORDS,
    SHARE_WORDS,
    CurvePrediction,
    Feedback,
    Prediction,
    Row,
    SharesPrediction,
)

PREDICTIONS_FOLDER = "predictions"


class _Feedback(Strict):
    when: Text
    text: Text


class _Common(Strict):
    id: Id
    title: Text
    prompt: Text
    reading: Text
    feedback: Annotated[list[_Feedback], Field(min_length=1)]
    sources: Sources
    note: str = ""


class _Curve(_Common):
    kind: Literal["curve"]
    table: Text
    x: Text
    y: Text
    sd: str = ""
    x_label: Text
    x_word: str = ""
    y_label: Text
    y_max: Annotated[float, Field(gt=0)]
    step: Annotated[float, Field(gt=0)] = 0.1
    given: list[float] = Field(default_factory=list)


class _Row(Strict):
    id: Id
    label: Text
    value: float
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> _Row:
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high belong together")
        if (
            self.low is not None
            and self.high is not None
            and not self.low <= self.value <= self.high
        ):
            raise ValueError("value must lie from low to high")
        return self


class _Shares(_Common):
    kind: Literal["shares"]
    unit: Text
    rows: Annotated[list[_Row], Field(min_length=2)]
    total: float | None = None
    top: Annotated[float, Field(gt=0)]
    step: Annotated[float, Field(gt=0)] = 1.0
    start: Annotated[float, Field(ge=0)]
    spread: str = ""

    @model_validator(mode="after")
    def _rows_fit(self) -> _Shares:
        if len({r.id for r in self.rows}) < len(self.rows):
            raise ValueError("two rows have the same id")
        if not self.spread and any(r.low is not None for r in self.rows):
            raise ValueError("spread must say what low and high are")
        return self

    @model_validator(mode="after")
    def _values_fit(self) -> _Shares:
        if self.start > self.top:
            raise ValueError("start must not be above top")
        if any(not 0 <= r.value <= self.top for r in self.rows):
            raise ValueError(f"the value of each row must lie from 0 to top ({self.top:g})")
        if self.total is not None and abs(sum(r.value for r in self.rows) - self.total) > 2:
            raise ValueError(f"the values must sum to total ({self.total:g})")
        return self


def load_predictions(
    root: Path,
    problems: list[Problem],
    sources: Collection[str] | None = None,
    tables: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Prediction]:
    """Every prediction of ``root/predictions`` that could be read, by id.

    Args:
        root: the data folder.
        problems: receives what is wrong.
        sources: ids of sources.yaml; None is not checked against.
        tables: table id to its column names; None is not checked against.
    """
    found: dict[str, Prediction] = {}
    for path in sorted((root / PREDICTIONS_FOLDER).glob("*.yaml")):
        name = f"{PREDICTIONS_FOLDER}/{path.name}"
        raw = read_yaml(path, name, problems)
        if raw is None:
            continue
        entry = _entry(raw, name, path.stem, problems)
        if entry is None:
            continue
        wrong = _faults(entry, path.stem, sources, tables)
        problems.extend(Problem(name, path.stem, field, message) for field, message in wrong)
        if not wrong:
            found[entry.id] = _prediction(entry)
    return found


def check_prediction_reading(prediction: Prediction, problems: list[Problem]) -> None:
    """Add a Problem for each text of ``prediction`` that is too hard to read."""
    name = f"{PREDICTIONS_FOLDER}/{prediction.id}.yaml"
    for field in ("prompt", "reading", "note"):
        check_reading(name, prediction.id, field, getattr(prediction, field), problems)
    feedback = " ".join(f.text for f in prediction.feedback)
    check_reading(name, prediction.id, "feedback", feedback, problems)


def _entry(raw: Any, name: str, stem: str, problems: list[Problem]) -> _Curve | _Shares | None:
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if kind == "curve":
        return build(_Curve, raw, name, stem, problems)
    if kind == "shares":
        return build(_Shares, raw, name, stem, problems)
    problems.append(Problem(name, stem, "kind", f"must be 'curve' or 'shares', not {kind!r}"))
    return None


def _faults(
    entry: _Curve | _Shares,
    stem: str,
    sources: Collection[str] | None,
    tables: Mapping[str, Collection[str]] | None,
) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    if entry.id != stem:
        faults.append(("id", f"must be {stem!r}, as the file is called, not {entry.id!r}"))
    faults += _feedback_faults(entry)
    if isinstance(entry, _Curve) and tables is not None:
        faults += table_faults("-", entry.table, (entry.x, entry.y, entry.sd), tables)
    faults += [("sources", message) for message in unknown_sources(entry.sources, sources)]
    texts = [("prompt", entry.prompt), ("reading", entry.reading)]
    texts += [(f"feedback.{n}", f.text) for n, f in enumerate(entry.feedback, start=1)]
    faults += [(field, fault) for field, text in texts for fault in markup_faults(text)]
    return faults


def _feedback_faults(entry: _Curve | _Shares) -> Iterator[tuple[str, str]]:
    words = CURVE_WORDS if isinstance(entry, _Curve) else SHARE_WORDS
    for number, feedback in enumerate(entry.feedback, start=1):
        if feedback.when not in words:
            message = f"must be one of {', '.join(words)}, not {feedback.when!r}"
            yield f"feedback.{number}.when", message
    answered = {f.when for f in entry.feedback}
    fixed_sum = isinstance(entry, _Shares) and entry.total is not None
    always = ("close", "mixed") if fixed_sum else ("close", "too_high", "too_low", "mixed")
    if missing := [w for w in always if w not in answered]:
        yield "feedback", f"says nothing for: {', '.join(missing)}"


def _prediction(entry: _Curve | _Shares) -> Prediction:
    fields = entry.model_dump(exclude={"kind"})
    fields["feedback"] = tuple(Feedback(f.when, f.text) for f in entry.feedback)
    fields["sources"] = tuple(entry.sources)
    if isinstance(entry, _Curve):
        fields["given"] = tuple(entry.given)
        return CurvePrediction(**fields)
    fields["rows"] = tuple(Row(**r.model_dump()) for r in entry.rows)
    return SharesPrediction(**fields)
