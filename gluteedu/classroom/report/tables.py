"""The tables of the class report: the same rows on the page and in the CSV files.

A new table is one function here and one line in ``REPORT_TABLES``.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.report_table import ReportCell, ReportTable
from gluteedu.classroom.report.words import choice_text, stem
from gluteedu.domain.analytics.class_progress import LearnerProgress
from gluteedu.domain.intervals import Estimate


def learner_table(report: ClassReport) -> ReportTable:
    """How many items of each lesson each learner has answered."""
    lessons = report.lessons
    return ReportTable(
        "learners",
        "Items answered, by learner and lesson",
        ("Learner", *(f"{x.id} (of {x.items})" for x in lessons), "Tests handed in", "Last seen"),
        tuple(
            (
                learner.name,
                *(learner.done.get(lesson.id, 0) for lesson in lessons),
                ", ".join(learner.handed_in) or None,
                learner.last.date().isoformat(),
            )
            for learner in report.learners
        ),
    )


BANDS = ("Not begun", "Begun", "Half or more", "All")


def bands(report: ClassReport) -> list[tuple[int, int, int, int]]:
    """For each lesson: how many learners answered none, some, half or more, all of its items."""
    found = []
    for lesson in report.lessons:
        counts = [0, 0, 0, 0]
        for learner in report.learners:
            counts[_band(learner, lesson.id, lesson.items)] += 1
        found.append((counts[0], counts[1], counts[2], counts[3]))
    return found


def _band(learner: LearnerProgress, lesson: str, items: int) -> int:
    done = learner.done.get(lesson, 0)
    return 0 if done == 0 else 3 if done >= items else 2 if 2 * done >= items else 1


def lesson_table(report: ClassReport) -> ReportTable:
    """How far the class is, lesson by lesson."""
    return ReportTable(
        "lessons",
        "Learners by how much of a lesson they have answered",
        ("Lesson", "Title", "Items", *BANDS),
        tuple(
            (lesson.id, lesson.title, lesson.items, *counts)
            for lesson, counts in zip(report.lessons, bands(report), strict=True)
        ),
    )


def objective_table(report: ClassReport) -> ReportTable:
    """First tries by objective."""
    return ReportTable(
        "objectives",
        "Mean score of first tries, by objective",
        ("Objective", "Text", "Lesson", *_columns("Lessons"), *_columns("Final test")),
        tuple(
            (
                *(row.objective, report.objective_texts.get(row.objective, ""), row.lesson),
                *_cells(row.practice),
                *_cells(row.test),
            )
            for row in report.objectives
        ),
    )


def gain_table(report: ClassReport) -> ReportTable:
    """From the pre-test to the final test."""
    return ReportTable(
        "gain",
        "Gain from the pre-test to the final test",
        (
            *("Objective", "Text", "n", "Pre-test", "Final test"),
            *("Normalised gain", "Gain low", "Gain high"),
        ),
        tuple(
            (
                gain.objective or "all",
                report.objective_texts.get(gain.objective or "", "All objectives"),
                *(gain.n, gain.pre, gain.post, gain.gain),
                *((gain.interval.low, gain.interval.high) if gain.interval else (None, None)),
            )
            for gain in report.gains
        ),
    )


def confidence_table(report: ClassReport) -> ReportTable:
    """How often the class was right when it said how sure it was."""
    return ReportTable(
        "confidence",
        "Right at the first try, by what was said",
        ("Said", "First tries", *_columns("Right")),
        tuple((row.confidence, row.tries, *_cells(row.right)) for row in report.confidence),
    )


def sure_but_wrong_table(report: ClassReport) -> ReportTable:
    """Sure but wrong, item by item."""
    return ReportTable(
        "sure_but_wrong",
        "Sure at the first try, but not right",
        ("Quiz", "Item", "Version", "Sure", "Wrong", *_columns("Share")[:3]),
        tuple(
            (row.quiz, row.item, row.version, row.sure, row.wrong, *_cells(row.share)[:3])
            for row in report.sure_but_wrong
        ),
    )


def item_table(report: ClassReport) -> ReportTable:
    """The item analysis, old versions included."""
    return ReportTable(
        "items",
        "Item analysis of first tries",
        (
            *("Quiz", "Item", "Version", "In the course", "Question", "n"),
            *_columns("Facility"),
            *_columns("Discrimination"),
            *_columns("Median seconds"),
            "Left out",
        ),
        tuple(
            (
                *(row.quiz, row.item, row.version, "yes" if row.current else "no"),
                *(stem(report, row.item) if row.current else None, row.n),
                *_cells(row.facility),
                *_cells(row.discrimination),
                *_cells(row.seconds),
                row.left_out,
            )
            for row in report.analyses
        ),
    )


def choice_table(report: ClassReport) -> ReportTable:
    """What was chosen, option by option."""
    in_key = {True: "yes", False: "no", None: None}
    return ReportTable(
        "choices",
        "What was chosen at the first try",
        (
            *("Quiz", "Item", "Version", "Choice", "Text", "In the key", "Chosen by"),
            *_columns("Share"),
        ),
        tuple(
            (
                *(row.quiz, row.item, row.version, choice.id),
                choice_text(report, row.item, row.version, choice.id),
                *(in_key[choice.right], choice.count),
                *_cells(choice.taken),
            )
            for row in report.analyses
            for choice in row.choices
        ),
    )


def retired_table(report: ClassReport) -> ReportTable:
    """Answers to what the course no longer has in that form."""
    why = {"version": "the item has a newer version", "withdrawn": "the item was withdrawn"}
    return ReportTable(
        "earlier",
        "First tries of earlier versions and withdrawn items",
        ("Quiz", "Item", "Version", "Why", "First tries"),
        tuple(
            (row.quiz, row.item, row.version, why[row.why], row.answers) for row in report.retired
        ),
    )


def first_try_table(report: ClassReport) -> ReportTable:
    """Every first try, one row each."""
    return ReportTable(
        "first_tries",
        "Every first try",
        (
            *("Learner", "Time (UTC)", "Quiz", "Item", "Version", "Mode", "Response", "Score"),
            *("Confidence", "Seconds"),
        ),
        tuple(
            (
                *(report.learner_names[answer.learner], f"{answer.at:%Y-%m-%dT%H:%M:%SZ}"),
                *(answer.quiz, answer.item, answer.version, answer.mode),
                json.dumps(answer.response, ensure_ascii=False),
                *(answer.score, answer.confidence, answer.seconds),
            )
            for answer in report.first_tries
        ),
    )


REPORT_TABLES: tuple[Callable[[ClassReport], ReportTable], ...] = (
    learner_table,
    lesson_table,
    objective_table,
    gain_table,
    confidence_table,
    sure_but_wrong_table,
    item_table,
    choice_table,
    retired_table,
    first_try_table,
)
"""All tables, in the order of the page; each of them becomes a CSV file."""


def report_tables(report: ClassReport) -> list[ReportTable]:
    """All tables of ``REPORT_TABLES``, filled in."""
    return [fill(report) for fill in REPORT_TABLES]


def _columns(name: str) -> tuple[str, str, str, str]:
    """The names of the four columns that an estimate fills."""
    return name, f"{name} low", f"{name} high", f"{name} n"


def _cells(estimate: Estimate | None) -> tuple[ReportCell, ReportCell, ReportCell, ReportCell]:
    """Value, low, high and n of an estimate; empty cells where it is not shown."""
    if estimate is None:
        return None, None, None, None
    ends = estimate.interval
    low, high = (ends.low, ends.high) if ends else (None, None)
    return estimate.value, low, high, estimate.n
