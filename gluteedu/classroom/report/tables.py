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
from gluteedu.domain.words import Words


def learner_table(report: ClassReport) -> ReportTable:
    """How many items of each lesson each learner has answered."""
    lessons = report.lessons
    return ReportTable(
        "learners",
        report.words.say("table_learners"),
        (
            *_heads(report, "learner"),
            *(report.words.say("lesson_of", lesson=x.id, n=x.items) for x in lessons),
            *_heads(report, "tests_handed_in", "last_seen"),
        ),
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


BANDS = ("none", "some", "half", "all")
"""How much of a lesson a learner has answered; ``band_ID`` among the words."""


def band_names(words: Words) -> list[str]:
    """The names of ``BANDS``."""
    return [words.say(f"band_{band}") for band in BANDS]


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
        report.words.say("table_lessons"),
        (*_heads(report, "lesson", "title", "items"), *band_names(report.words)),
        tuple(
            (lesson.id, lesson.title, lesson.items, *counts)
            for lesson, counts in zip(report.lessons, bands(report), strict=True)
        ),
    )


def objective_table(report: ClassReport) -> ReportTable:
    """First tries by objective."""
    return ReportTable(
        "objectives",
        report.words.say("table_objectives"),
        (
            *_heads(report, "objective", "text", "lesson"),
            *_columns(report, "lessons"),
            *_columns(report, "final_test"),
        ),
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
        report.words.say("table_gain"),
        (
            *_heads(report, "objective", "text", "n", "pretest", "final_test"),
            *_heads(report, "normalised_gain", "gain_low", "gain_high"),
        ),
        tuple(
            (
                gain.objective or "all",
                report.objective_texts.get(
                    gain.objective or "", report.words.say("all_objectives")
                ),
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
        report.words.say("table_confidence"),
        (*_heads(report, "said", "first_tries"), *_columns(report, "right")),
        tuple((row.confidence, row.tries, *_cells(row.right)) for row in report.confidence),
    )


def sure_but_wrong_table(report: ClassReport) -> ReportTable:
    """Sure but wrong, item by item."""
    return ReportTable(
        "sure_but_wrong",
        report.words.say("table_sure_but_wrong"),
        (
            *_heads(report, "quiz", "item", "version", "sure", "wrong"),
            *_columns(report, "share")[:3],
        ),
        tuple(
            (row.quiz, row.item, row.version, row.sure, row.wrong, *_cells(row.share)[:3])
            for row in report.sure_but_wrong
        ),
    )


def item_table(report: ClassReport) -> ReportTable:
    """The item analysis, old versions included."""
    return ReportTable(
        "items",
        report.words.say("table_items"),
        (
            *_heads(report, "quiz", "item", "version", "in_course", "question", "n"),
            *_columns(report, "facility"),
            *_columns(report, "discrimination"),
            *_columns(report, "median_seconds"),
            *_heads(report, "left_out"),
        ),
        tuple(
            (
                *(
                    row.quiz,
                    row.item,
                    row.version,
                    report.words.say("cell_yes" if row.current else "cell_no"),
                ),
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
    say = report.words.say
    in_key = {True: say("cell_yes"), False: say("cell_no"), None: None}
    return ReportTable(
        "choices",
        report.words.say("table_choices"),
        (
            *_heads(report, "quiz", "item", "version", "choice", "text", "in_key", "chosen_by"),
            *_columns(report, "share"),
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
    return ReportTable(
        "earlier",
        report.words.say("table_earlier"),
        _heads(report, "quiz", "item", "version", "why", "first_tries"),
        tuple(
            (row.quiz, row.item, row.version, report.words.say(f"why_{row.why}"), row.answers)
            for row in report.retired
        ),
    )


def first_try_table(report: ClassReport) -> ReportTable:
    """Every first try, one row each."""
    return ReportTable(
        "first_tries",
        report.words.say("table_first_tries"),
        (
            *_heads(report, "learner", "time", "quiz", "item", "version", "mode", "response"),
            *_heads(report, "score", "confidence", "seconds"),
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


def _heads(report: ClassReport, *columns: str) -> tuple[str, ...]:
    """The names of columns; ``column_ID`` among the words."""
    return tuple(report.words.say(f"column_{column}") for column in columns)


def _columns(report: ClassReport, column: str) -> tuple[str, str, str, str]:
    """The names of the four columns that an estimate fills."""
    say, (name,) = report.words.say, _heads(report, column)
    return (
        name,
        say("column_low", column=name),
        say("column_high", column=name),
        say("column_sample", column=name),
    )


def _cells(estimate: Estimate | None) -> tuple[ReportCell, ReportCell, ReportCell, ReportCell]:
    """Value, low, high and n of an estimate; empty cells where it is not shown."""
    if estimate is None:
        return None, None, None, None
    ends = estimate.interval
    low, high = (ends.low, ends.high) if ends else (None, None)
    return estimate.value, low, high, estimate.n
