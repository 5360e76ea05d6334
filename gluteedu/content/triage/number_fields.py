"""How a number is asked for: where its field starts, how far it goes, what one of it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict
from gluteedu.domain.triage.explorer_text import NumberField
from gluteedu.domain.triage.findings import Finding


class NumberFieldEntry(Strict):
    """The field for one number."""

    start: float
    top: float
    one: Annotated[str, Field(min_length=1)]

    def to_field(self) -> NumberField:
        """The domain's field."""
        return NumberField(self.start, self.top, self.one)


def check_number_fields(
    file: str,
    numbers: Mapping[str, NumberFieldEntry],
    vocabulary: Mapping[str, Finding],
    problems: list[Problem],
) -> None:
    """Add a Problem for each field that goes beyond what its finding may be."""
    for id, number in numbers.items():
        found = vocabulary.get(id)
        if found is None or found.kind != "number":
            continue
        if not found.low <= number.start <= number.top <= found.high:
            message = f"needs {found.low:g} <= start <= top <= {found.high:g}"
            problems.append(Problem(file, "-", f"numbers.{id}", message))
