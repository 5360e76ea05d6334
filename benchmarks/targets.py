"""The rows of issue 5: what each compares, what it is to reach, and what to go for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from benchmarks.results import Results

Kind = Literal["share", "faster", "value"]
Take = Callable[[Results], float | None]


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        unit: of both figures, as printed after them.
        kind: share: ours in parts of stock's; faster: stock's in parts of ours; value: ours alone.
        reach: the limit that is to be kept (share, value: at most; faster: at least).
        go_for: the better limit, or None.
    """

    id: str
    what: str
    unit: str
    kind: Kind
    ours: Take
    stock: Take
    reach: float | None = None
    go_for: float | None = None

    def judged(self, results: Results) -> float | None:
        """The figure that the limits are about, or None where something was not measured."""
        ours, stock = self.ours(results), self.stock(results)
        if self.kind == "value":
            return ours
        if ours is None or stock is None:
            return None
        return ours / stock if self.kind == "share" else stock / ours

    def keeps(self, limit: float | None, results: Results) -> bool | None:
        """Whether a limit is kept; None where there is none, or nothing was measured."""
        found = self.judged(results)
        if found is None or limit is None:
            return None
        return found >= limit if self.kind == "faster" else found <= limit


def _middle(name: str, mark: str, factor: float = 1.0) -> Take:
    def take(results: Results) -> float | None:
        found = results.middle(name, mark)
        return None if found is None else found * factor

    return take


def _both(name: str, marks: tuple[str, ...], factor: float) -> Take:
    def take(results: Results) -> float | None:
        found = [results.middle(name, mark) for mark in marks]
        return None if None in found else sum(x for x in found if x is not None) * factor

    return take


def _none(_: Results) -> float | None:
    return None


ROWS = [
    Row(
        "text",
        "first readable text of the fullest lesson; stock: an empty page's heading",
        "s",
        "share",
        _middle("first_course_ms", "text", 1e-3),
        _middle("first_stock_ms", "text", 1e-3),
        0.3,
        0.1,
    ),
    Row(
        "live",
        "the same lesson fully live (a quiz has answered, a slider has moved its picture)",
        "s",
        "share",
        _middle("first_course_ms", "live", 1e-3),
        _middle("first_stock_ms", "text", 1e-3),
        1.0,
        0.6,
    ),
    Row(
        "again",
        "the same on a second visit, with a warm browser cache",
        "s",
        "share",
        _middle("second_course_ms", "live", 1e-3),
        _middle("second_stock_ms", "text", 1e-3),
        0.6,
        0.3,
    ),
    Row(
        "bytes",
        "bytes of a first visit, figures as drawn; stock: an empty page",
        "MB",
        "value",
        _middle("bytes_course", "first", 1e-6),
        _middle("bytes_stock", "first", 1e-6),
        2.5,
        1.0,
    ),
    Row(
        "bytes_interactive",
        "bytes of a first visit, every figure made interactive; stock: the equal lesson",
        "MB",
        "value",
        _both("bytes_course", ("first", "interactive"), 1e-6),
        _middle("bytes_equal", "first", 1e-6),
        2.5,
        1.0,
    ),
    Row(
        "bytes_again",
        "bytes of a second visit; stock: an empty page",
        "kB",
        "value",
        _middle("bytes_course", "second", 1e-3),
        _middle("bytes_stock", "second", 1e-3),
        60.0,
        25.0,
    ),
    Row(
        "burst",
        "30 learners open the lesson within one second: the last page complete; stock: HTML only",
        "s",
        "faster",
        _middle("burst_course_s", "last"),
        _middle("burst_stock_s", "last"),
        5.0,
        15.0,
    ),
    Row(
        "memory",
        "memory for each further learner with a live lesson (PSS, up to 40 learners)",
        "MB",
        "value",
        _middle("memory_course_mb", "slope"),
        _middle("memory_stock_mb", "slope"),
        40.0,
        20.0,
    ),
    Row(
        "answers",
        "answer to feedback, 30 learners answering in the same 5 seconds, 95th percentile",
        "ms",
        "value",
        lambda results: results.high("answers_course_ms", "wait"),
        _none,
        250.0,
        100.0,
    ),
    Row(
        "drag",
        "a slider drag of 60 moves: bars at rest after the last move",
        "ms",
        "value",
        _middle("drag_course_ms", "at_rest"),
        _middle("drag_stock_ms", "at_rest"),
        150.0,
        50.0,
    ),
    Row(
        "import",
        "`import gluteedu.lesson` in a fresh interpreter with warm files",
        "ms",
        "value",
        _middle("import_bare_ms", "import"),
        _none,
        100.0,
    ),
]

FURTHER = [
    Row(
        "live_equal",
        "the fullest lesson fully live; stock: an equal lesson fully live",
        "s",
        "share",
        _middle("first_course_ms", "live", 1e-3),
        _middle("first_equal_ms", "live", 1e-3),
    ),
    Row(
        "again_equal",
        "the same on a second visit",
        "s",
        "share",
        _middle("second_course_ms", "live", 1e-3),
        _middle("second_equal_ms", "live", 1e-3),
    ),
    Row(
        "wait",
        "30 learners: the longest wait of one of them",
        "s",
        "faster",
        _middle("burst_course_s", "longest_wait"),
        _middle("burst_stock_s", "longest_wait"),
    ),
    Row(
        "drag_answered",
        "a slider drag of 60 moves: Python's answer in the page after the last move",
        "ms",
        "share",
        _middle("drag_course_ms", "answered"),
        _middle("drag_stock_ms", "answered"),
    ),
    Row(
        "import_kernel",
        "`import gluteedu.lesson` where a kernel has imported ipywidgets and pandas",
        "ms",
        "value",
        _middle("import_kernel_ms", "import"),
        _none,
    ),
]
