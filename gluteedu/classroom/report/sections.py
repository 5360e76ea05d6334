"""The sections of the class report about people and objectives: progress, gain, confidence."""

from __future__ import annotations

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.marks import (
    SHARES,
    Mark,
    estimate_marks,
    mark_row,
    sample,
    stacked,
    swatch,
)
from gluteedu.classroom.report.parts import (
    Link,
    ReportSection,
    folded_table,
    one_axis,
    paragraph,
    plot,
    plot_row,
)
from gluteedu.classroom.report.tables import (
    BANDS,
    bands,
    confidence_table,
    gain_table,
    learner_table,
    lesson_table,
    objective_table,
    retired_table,
    sure_but_wrong_table,
)
from gluteedu.classroom.report.words import (
    CONFIDENCE_WORDS,
    learner_count,
    percent,
    percent_and_range,
    sample_size,
    signed,
    stem,
)
from gluteedu.domain.analytics.class_progress import ObjectiveProgress
from gluteedu.domain.analytics.gain import Gain

MAX_SURE_BUT_WRONG = 12


def progress_section(report: ClassReport, link: Link) -> ReportSection:
    """Who has got how far."""
    rows = [
        plot_row(
            lesson.title,
            ", ".join(f"{n} {band.lower()}" for n, band in zip(counts, BANDS, strict=True) if n),
            stacked(counts),
        )
        for lesson, counts in zip(report.lessons, bands(report), strict=True)
    ]
    return ReportSection(
        "How far the class has got",
        paragraph("An item counts as soon as a learner has answered it once, right or wrong."),
        plot(
            "Learners by how much of each lesson they have answered.",
            rows,
            legend=[(swatch(place), band) for place, band in enumerate(BANDS)],
        ),
        folded_table(learner_table(report), link, summary="Show the table of learners"),
        folded_table(lesson_table(report), link, summary="Show the table of lessons"),
    )


def objectives_section(report: ClassReport, link: Link) -> ReportSection:
    """First tries by objective, in the lessons and in the final test."""
    if any(row.practice or row.test for row in report.objectives):
        shown = plot(
            "Mean score of first tries, one mean for each learner. The line shows where the true "
            "mean may lie.",
            [_objective_row(report, row) for row in report.objectives],
            legend=[(sample("dot"), "in the lessons"), (sample("diamond"), "in the final test")],
            axes=one_axis(SHARES),
        )
    else:
        shown = _too_few(report, "answered for any objective")
    return ReportSection(
        "What the class can do, by objective", shown, folded_table(objective_table(report), link)
    )


def _objective_row(report: ClassReport, row: ObjectiveProgress) -> str:
    marks = estimate_marks(row.practice) + estimate_marks(row.test, "diamond")
    value = "too few to show"
    if marks:
        value = (
            f"lessons {percent_and_range(row.practice)}; final test {percent_and_range(row.test)}"
        )
    text = report.objective_texts.get(row.objective, row.objective)
    return plot_row(text, value, mark_row(SHARES, marks))


def gain_section(report: ClassReport, link: Link) -> ReportSection:
    """From the pre-test to the final test."""
    title = "What was gained from the pre-test to the final test"
    if not report.has_pretest:
        return ReportSection(title, paragraph("This course has no pre-test."))
    if not report.gains:
        too_few = (
            f"{learner_count(report.both_tests)} handed in both tests. "
            f"Gains are shown from {report.minimum.learners} on."
        )
        return ReportSection(title, paragraph(too_few))
    return ReportSection(
        title,
        paragraph(
            "The normalised gain is the share of what was still missing before that is there "
            "after: 0 is no change, 1 is everything."
        ),
        plot(
            f"Mean scores of the {learner_count(report.gains[0].n)} who handed in both tests.",
            [_gain_row(report, gain) for gain in report.gains],
            legend=[(sample("ring"), "pre-test"), (sample("dot"), "final test")],
            axes=one_axis(SHARES),
        ),
        folded_table(gain_table(report), link),
    )


def _gain_row(report: ClassReport, gain: Gain) -> str:
    words = f"{percent(gain.pre)} to {percent(gain.post)}"
    if gain.gain is None:
        words += f"; nothing was left to gain, {sample_size(gain.n)}"
    else:
        ends = gain.interval
        span = f" ({signed(ends.low)} to {signed(ends.high)})" if ends else ""
        words += f"; normalised gain {signed(gain.gain)}{span}, {sample_size(gain.n)}"
    marks = [Mark(gain.pre, shape="ring"), Mark(gain.post)]
    text = report.objective_texts.get(gain.objective or "", "All objectives")
    return plot_row(text, words, mark_row(SHARES, marks, join=True))


def confidence_section(report: ClassReport, link: Link) -> ReportSection:
    """How well being sure goes with being right, and where it does not."""
    return ReportSection(
        "Sure, but wrong",
        _confidence_plot(report),
        folded_table(confidence_table(report), link),
        "<h3>The items the class was most wrongly sure of</h3>",
        _sure_but_wrong_plot(report),
        folded_table(sure_but_wrong_table(report), link),
    )


def _confidence_plot(report: ClassReport) -> str:
    if not any(row.right for row in report.confidence):
        return _too_few(report, "said how sure they were")
    rows = [
        plot_row(
            CONFIDENCE_WORDS[row.confidence],
            f"right {percent_and_range(row.right)}; {row.tries} first tries",
            mark_row(SHARES, estimate_marks(row.right)),
        )
        for row in report.confidence
    ]
    return plot(
        "How often the class was right, by what it said; the pre-test is left out. A class "
        "that knows what it knows is right most often when it is sure.",
        rows,
        axes=one_axis(SHARES),
    )


def _sure_but_wrong_plot(report: ClassReport) -> str:
    worst = [row for row in report.sure_but_wrong if row.share and row.wrong][:MAX_SURE_BUT_WRONG]
    if not worst:
        return paragraph(
            f"No item yet that {report.minimum.learners} learners or more were sure of and some "
            "had wrong."
        )
    rows = [
        plot_row(
            stem(report, row.item),
            f"{row.wrong} of {row.sure} who were sure: {percent_and_range(row.share)}",
            mark_row(SHARES, estimate_marks(row.share)),
        )
        for row in worst
    ]
    return plot(
        "Of the learners who said they were sure, the share who were not right.",
        rows,
        axes=one_axis(SHARES),
    )


def retired_section(report: ClassReport, link: Link) -> ReportSection | None:
    """What was answered and is no longer in the course in that form; None without any."""
    if not report.retired:
        return None
    return ReportSection(
        "Earlier versions and withdrawn items",
        paragraph(
            "These answers were given before an item was changed or taken out. They stand under "
            "their own version in the item table. An earlier version still counts for its "
            "objective; a withdrawn item does not."
        ),
        folded_table(retired_table(report), link),
    )


def _too_few(report: ClassReport, what: str) -> str:
    """One sentence in place of an empty plot."""
    few = learner_count(report.minimum.learners)
    return paragraph(f"Fewer than {few} have {what}, so nothing is drawn yet.")
