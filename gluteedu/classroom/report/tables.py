"""The tables of the class report: the same rows on the page and in the CSV files."""

from __future__ import annotations

import json

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.sheet import Cell, Sheet
from gluteedu.classroom.report.words import choice_text, stem
from gluteedu.domain.analytics.class_progress import LearnerProgress
from gluteedu.domain.analytics.intervals import Estimate


def sheets(report: ClassReport) -> list[Sheet]:
    """Every table there is, in the order of the page."""
    return [
        learner_sheet(report),
        lesson_sheet(report),
        objective_sheet(report),
        gain_sheet(report),
        confidence_sheet(report),
        sure_sheet(report),
        item_sheet(report),
        choice_sheet(report),
        gone_sheet(report),
        try_sheet(report),
    ]


def learner_sheet(report: ClassReport) -> Sheet:
    """How many items of each lesson each learner has answered."""
    lessons = report.lessons
    return Sheet(
        "learners",
        "Items answered, by learner and lesson",
        ("Learner", *(f"{x.id} (of {x.items})" for x in lessons), "Tests handed in", "Last seen"),
        tuple(
            (
                one.name,
                *(one.done.get(x.id, 0) for x in lessons),
                ", ".join(one.handed_in) or None,
                one.last.date().isoformat(),
            )
            for one in report.learners
        ),
    )


BANDS = ("Not begun", "Begun", "Half or more", "All")


def bands(report: ClassReport) -> list[tuple[int, int, int, int]]:
    """For each lesson: how many learners answered none, some, half or more, all of its items."""
    found = []
    for lesson in report.lessons:
        counts = [0, 0, 0, 0]
        for one in report.learners:
            counts[_band(one, lesson.id, lesson.items)] += 1
        found.append((counts[0], counts[1], counts[2], counts[3]))
    return found


def _band(one: LearnerProgress, lesson: str, items: int) -> int:
    done = one.done.get(lesson, 0)
    return 0 if done == 0 else 3 if done >= items else 2 if 2 * done >= items else 1


def lesson_sheet(report: ClassReport) -> Sheet:
    """How far the class is, lesson by lesson."""
    return Sheet(
        "lessons",
        "Learners by how much of a lesson they have answered",
        ("Lesson", "Title", "Items", *BANDS),
        tuple(
            (x.id, x.title, x.items, *counts)
            for x, counts in zip(report.lessons, bands(report), strict=True)
        ),
    )


def objective_sheet(report: ClassReport) -> Sheet:
    """First tries by objective."""
    return Sheet(
        "objectives",
        "Mean score of first tries, by objective",
        (
            *("Objective", "Text", "Lesson"),
            *_named("Lessons"),
            *_named("Final test"),
        ),
        tuple(
            (
                x.objective,
                report.objective_texts.get(x.objective, ""),
                x.lesson,
                *_four(x.practice),
                *_four(x.test),
            )
            for x in report.objectives
        ),
    )


def gain_sheet(report: ClassReport) -> Sheet:
    """From the pre-test to the final test."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.gains:
        ends = one.interval
        rows.append(
            (
                one.objective or "all",
                report.objective_texts.get(one.objective or "", "All objectives"),
                one.n,
                one.pre,
                one.post,
                one.gain,
                ends.low if ends else None,
                ends.high if ends else None,
            )
        )
    columns = ("Objective", "Text", "n", "Pre-test", "Final test", "Normalised gain", "Gain low",
               "Gain high")  # fmt: skip
    return Sheet("gain", "Gain from the pre-test to the final test", columns, tuple(rows))


def confidence_sheet(report: ClassReport) -> Sheet:
    """How often the class was right when it said how sure it was."""
    return Sheet(
        "confidence",
        "Right at the first try, by what was said",
        ("Said", "First tries", *_named("Right")),
        tuple((x.confidence, x.tries, *_four(x.right)) for x in report.said),
    )


def sure_sheet(report: ClassReport) -> Sheet:
    """Sure but wrong, item by item."""
    return Sheet(
        "sure_but_wrong",
        "Sure at the first try, but not right",
        ("Quiz", "Item", "Version", "Sure", "Wrong", *_named("Share")[:3]),
        tuple(
            (x.quiz, x.item, x.version, x.sure, x.wrong, *_four(x.share)[:3]) for x in report.sure
        ),
    )


def item_sheet(report: ClassReport) -> Sheet:
    """The item analysis, old versions included."""
    return Sheet(
        "items",
        "Item analysis of first tries",
        (
            *("Quiz", "Item", "Version", "In the course", "Question", "n"),
            *_named("Facility"),
            *_named("Discrimination"),
            *_named("Median seconds"),
            "Left out",
        ),
        tuple(
            (
                x.quiz,
                x.item,
                x.version,
                "yes" if x.current else "no",
                stem(report, x.item) if x.current else None,
                x.n,
                *_four(x.facility),
                *_four(x.discrimination),
                *_four(x.seconds),
                x.left_out,
            )
            for x in report.analyses
        ),
    )


def choice_sheet(report: ClassReport) -> Sheet:
    """What was chosen, option by option."""
    return Sheet(
        "choices",
        "What was chosen at the first try",
        ("Quiz", "Item", "Version", "Choice", "Text", "In the key", "Chosen by", *_named("Share")),
        tuple(
            (
                *(x.quiz, x.item, x.version, c.id, choice_text(report, x.item, x.version, c.id)),
                {True: "yes", False: "no", None: None}[c.right],
                c.count,
                *_four(c.taken),
            )
            for x in report.analyses
            for c in x.choices
        ),
    )


def gone_sheet(report: ClassReport) -> Sheet:
    """Answers to what the course no longer has in that form."""
    why = {"version": "the item has a newer version", "withdrawn": "the item was withdrawn"}
    return Sheet(
        "earlier",
        "First tries of earlier versions and withdrawn items",
        ("Quiz", "Item", "Version", "Why", "First tries"),
        tuple((x.quiz, x.item, x.version, why[x.why], x.answers) for x in report.gone),
    )


def try_sheet(report: ClassReport) -> Sheet:
    """Every first try, one row each."""
    return Sheet(
        "first_tries",
        "Every first try",
        (
            *("Learner", "Time (UTC)", "Quiz", "Item", "Version", "Mode", "Response", "Score"),
            *("Confidence", "Seconds"),
        ),
        tuple(
            (
                report.names[x.learner],
                f"{x.at:%Y-%m-%dT%H:%M:%SZ}",
                x.quiz,
                x.item,
                x.version,
                x.mode,
                json.dumps(x.response, ensure_ascii=False),
                x.score,
                x.confidence,
                x.seconds,
            )
            for x in report.tries
        ),
    )


def _named(name: str) -> tuple[str, str, str, str]:
    return name, f"{name} low", f"{name} high", f"{name} n"


def _four(one: Estimate | None) -> tuple[Cell, Cell, Cell, Cell]:
    """Value, low, high and n of a figure; empty cells where it is not shown."""
    if one is None:
        return None, None, None, None
    ends = one.interval
    return one.value, ends.low if ends else None, ends.high if ends else None, one.n
