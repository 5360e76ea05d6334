"""The sections of the class report about people and objectives: progress, sureness, gain."""

from __future__ import annotations

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.marks import SHARES, Mark, row, sample, stacked, swatch
from gluteedu.classroom.report.parts import (
    Link,
    folded,
    one_axis,
    paragraph,
    plot,
    plot_row,
    section,
)
from gluteedu.classroom.report.tables import (
    BANDS,
    bands,
    confidence_sheet,
    gain_sheet,
    gone_sheet,
    learner_sheet,
    lesson_sheet,
    objective_sheet,
    sure_sheet,
)
from gluteedu.classroom.report.words import (
    SAID,
    learners,
    of,
    percent,
    percent_and_range,
    signed,
    stem,
)
from gluteedu.domain.analytics.gain import Gain

MOST_SURE = 12


def progress(report: ClassReport, link: Link) -> str:
    """Who has got how far."""
    rows = [
        plot_row(
            f"{lesson.title}",
            ", ".join(f"{n} {word.lower()}" for n, word in zip(counts, BANDS, strict=True) if n),
            stacked(counts),
        )
        for lesson, counts in zip(report.lessons, bands(report), strict=True)
    ]
    return section(
        "progress",
        "How far the class has got",
        paragraph("An item counts as soon as a learner has answered it once, right or wrong."),
        plot(
            "Learners by how much of each lesson they have answered.",
            rows,
            legend=[(swatch(place), word) for place, word in enumerate(BANDS)],
        ),
        folded(learner_sheet(report), link, called="Show the table of learners"),
        folded(lesson_sheet(report), link, called="Show the table of lessons"),
    )


def objectives(report: ClassReport, link: Link) -> str:
    """First tries by objective, in the lessons and in the final test."""
    rows = []
    for one in report.objectives:
        marks = []
        if one.practice:
            marks.append(Mark(one.practice.value, one.practice.interval))
        if one.test:
            marks.append(Mark(one.test.value, one.test.interval, "diamond"))
        value = "too few to show"
        if marks:
            value = (
                f"lessons {percent_and_range(one.practice)}; "
                f"final test {percent_and_range(one.test)}"
            )
        rows.append(
            plot_row(report.objective_texts.get(one.objective, one.objective), value,
                     row(SHARES, marks))
        )  # fmt: skip
    return section(
        "objectives",
        "What the class can do, by objective",
        plot(
            "Mean score of first tries, one mean for each learner. The line shows where the true "
            "mean may lie.",
            rows,
            legend=[(sample("dot"), "in the lessons"), (sample("diamond"), "in the final test")],
            axes=one_axis(SHARES),
        )
        if any(one.practice or one.test for one in report.objectives)
        else _too_few(report, "answered for any objective"),
        folded(objective_sheet(report), link),
    )


def _too_few(report: ClassReport, what: str) -> str:
    """One sentence in place of a plot with nothing in it."""
    few = learners(report.least.learners)
    return paragraph(f"Fewer than {few} have {what}, so nothing is drawn yet.")


def gain(report: ClassReport, link: Link) -> str:
    """From the pre-test to the final test."""
    title = "What was gained from the pre-test to the final test"
    if not report.has_pretest:
        return section("gain", title, paragraph("This course has no pre-test."))
    if not report.gains:
        few = (
            f"{learners(report.both_tests)} handed in both tests. "
            f"Gains are shown from {report.least.learners} on."
        )
        return section("gain", title, paragraph(few))
    rows = [
        plot_row(
            report.objective_texts.get(one.objective or "", "All objectives"),
            _gain_words(one),
            row(SHARES, [Mark(one.pre, shape="ring"), Mark(one.post)], join=True),
        )
        for one in report.gains
    ]
    return section(
        "gain",
        title,
        paragraph(
            "The normalised gain is the share of what was still missing before that is there "
            "after: 0 is no change, 1 is everything."
        ),
        plot(
            f"Mean scores of the {learners(report.gains[0].n)} who handed in both tests.",
            rows,
            legend=[(sample("ring"), "pre-test"), (sample("dot"), "final test")],
            axes=one_axis(SHARES),
        ),
        folded(gain_sheet(report), link),
    )


def _gain_words(one: Gain) -> str:
    words = f"{percent(one.pre)} to {percent(one.post)}"
    if one.gain is None:
        return f"{words}; nothing was left to gain, {of(one.n)}"
    ends = one.interval
    span = f" ({signed(ends.low)} to {signed(ends.high)})" if ends else ""
    return f"{words}; normalised gain {signed(one.gain)}{span}, {of(one.n)}"


def sureness(report: ClassReport, link: Link) -> str:
    """How well being sure goes with being right, and where it does not."""
    said = [
        plot_row(
            SAID[one.confidence],
            f"right {percent_and_range(one.right)}; {one.tries} first tries",
            row(SHARES, [Mark(one.right.value, one.right.interval)] if one.right else []),
        )
        for one in report.said
    ]
    shown = [one for one in report.sure if one.share and one.wrong][:MOST_SURE]
    wrong = [
        plot_row(
            stem(report, one.item),
            f"{one.wrong} of {one.sure} who were sure: {percent_and_range(one.share)}",
            row(SHARES, [Mark(one.share.value, one.share.interval)] if one.share else []),
        )
        for one in shown
    ]
    return section(
        "sure",
        "Sure, but wrong",
        plot(
            "How often the class was right, by what it said; the pre-test is left out. A class "
            "that knows what it knows is right most often when it is sure.",
            said,
            axes=one_axis(SHARES),
        )
        if any(one.right for one in report.said)
        else _too_few(report, "said how sure they were"),
        folded(confidence_sheet(report), link),
        "<h3>The items the class was most wrongly sure of</h3>",
        plot(
            "Of the learners who said they were sure, the share who were not right.",
            wrong,
            axes=one_axis(SHARES),
        )
        if wrong
        else paragraph(
            f"No item yet that {report.least.learners} learners or more were sure of and some "
            "had wrong."
        ),
        folded(sure_sheet(report), link),
    )


def gone(report: ClassReport, link: Link) -> str:
    """What was answered and is no longer in the course in that form."""
    sheet = gone_sheet(report)
    if not sheet.rows:
        return ""
    return section(
        "earlier",
        "Earlier versions and withdrawn items",
        paragraph(
            "These answers were given before an item was changed or taken out. They stand under "
            "their own version in the item table. An earlier version still counts for its "
            "objective; a withdrawn item does not."
        ),
        folded(sheet, link),
    )
