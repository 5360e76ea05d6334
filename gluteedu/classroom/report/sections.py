"""The sections of the class report about people and objectives: progress, gain, confidence."""

from __future__ import annotations

from collections.abc import Sequence

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
    band_names,
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
    learner_count,
    percent,
    percent_and_range,
    sample_size,
    signed_and_range,
    stem,
)
from gluteedu.domain.analytics.class_progress import ObjectiveProgress
from gluteedu.domain.analytics.gain import Gain

MAX_SURE_BUT_WRONG = 12


def progress_section(report: ClassReport, link: Link) -> ReportSection:
    """Who has got how far."""
    say, names = report.words.say, band_names(report.words)
    rows = [
        plot_row(lesson.title, _in_bands(report, counts), stacked(counts))
        for lesson, counts in zip(report.lessons, bands(report), strict=True)
    ]
    return ReportSection(
        say("progress_title"),
        paragraph(say("progress_counts")),
        plot(
            say("progress_caption"),
            rows,
            legend=[(swatch(place), name) for place, name in enumerate(names)],
        ),
        folded_table(learner_table(report), link, report.words, say("show_learners")),
        folded_table(lesson_table(report), link, report.words, say("show_lessons")),
    )


def _in_bands(report: ClassReport, counts: Sequence[int]) -> str:
    say = report.words.say
    return ", ".join(
        say(f"how_many_{band}", n=n) for n, band in zip(counts, BANDS, strict=True) if n
    )


def objectives_section(report: ClassReport, link: Link) -> ReportSection:
    """First tries by objective, in the lessons and in the final test."""
    say = report.words.say
    if any(row.practice or row.test for row in report.objectives):
        shown = plot(
            say("objectives_caption"),
            [_objective_row(report, row) for row in report.objectives],
            legend=[(sample("dot"), say("in_lessons")), (sample("diamond"), say("in_final_test"))],
            axes=one_axis(SHARES),
        )
    else:
        shown = paragraph(say("too_few_for_objectives", learners=_least(report)))
    table = folded_table(objective_table(report), link, report.words)
    return ReportSection(say("objectives_title"), shown, table)


def _objective_row(report: ClassReport, row: ObjectiveProgress) -> str:
    marks = estimate_marks(row.practice) + estimate_marks(row.test, "diamond")
    words = report.words
    value = words.say("too_few")
    if marks:
        value = words.say(
            "lessons_and_test",
            lessons=percent_and_range(words, row.practice),
            test=percent_and_range(words, row.test),
        )
    text = report.objective_texts.get(row.objective, row.objective)
    return plot_row(text, value, mark_row(SHARES, marks))


def gain_section(report: ClassReport, link: Link) -> ReportSection:
    """From the pre-test to the final test."""
    words = report.words
    say, title = words.say, words.say("gain_title")
    if not report.has_pretest:
        return ReportSection(title, paragraph(say("no_pretest")))
    if not report.gains:
        both = learner_count(words, report.both_tests)
        too_few = say("too_few_for_gain", learners=both, least=report.minimum.learners)
        return ReportSection(title, paragraph(too_few))
    return ReportSection(
        title,
        paragraph(say("normalised_gain")),
        plot(
            say("gain_caption", learners=learner_count(words, report.gains[0].n)),
            [_gain_row(report, gain) for gain in report.gains],
            legend=[(sample("ring"), say("pretest")), (sample("dot"), say("final_test"))],
            axes=one_axis(SHARES),
        ),
        folded_table(gain_table(report), link, words),
    )


def _gain_row(report: ClassReport, gain: Gain) -> str:
    words = report.words
    scores = {"before": percent(gain.pre), "after": percent(gain.post), "of": sample_size(gain.n)}
    if gain.gain is None:
        value = words.say("nothing_to_gain", **scores)
    else:
        value = words.say(
            "gained", gain=signed_and_range(words, gain.gain, gain.interval), **scores
        )
    marks = [Mark(gain.pre, shape="ring"), Mark(gain.post)]
    text = report.objective_texts.get(gain.objective or "", words.say("all_objectives"))
    return plot_row(text, value, mark_row(SHARES, marks, join=True))


def confidence_section(report: ClassReport, link: Link) -> ReportSection:
    """How well being sure goes with being right, and where it does not."""
    words = report.words
    return ReportSection(
        words.say("sure_title"),
        _confidence_plot(report),
        folded_table(confidence_table(report), link, words),
        f"<h3>{words.html('wrongly_sure_title')}</h3>",
        _sure_but_wrong_plot(report),
        folded_table(sure_but_wrong_table(report), link, words),
    )


def _confidence_plot(report: ClassReport) -> str:
    words = report.words
    if not any(row.right for row in report.confidence):
        return paragraph(words.say("too_few_for_confidence", learners=_least(report)))
    rows = [
        plot_row(
            report.shared_words.say(f"confidence_{row.confidence}"),
            words.say("right_when_said", share=percent_and_range(words, row.right), n=row.tries),
            mark_row(SHARES, estimate_marks(row.right)),
        )
        for row in report.confidence
    ]
    return plot(words.say("confidence_caption"), rows, axes=one_axis(SHARES))


def _sure_but_wrong_plot(report: ClassReport) -> str:
    worst = [row for row in report.sure_but_wrong if row.share and row.wrong][:MAX_SURE_BUT_WRONG]
    words = report.words
    if not worst:
        return paragraph(words.say("no_item_wrongly_sure", least=report.minimum.learners))
    rows = [
        plot_row(
            stem(report, row.item),
            words.say(
                "wrong_of_sure",
                wrong=row.wrong,
                sure=row.sure,
                share=percent_and_range(words, row.share),
            ),
            mark_row(SHARES, estimate_marks(row.share)),
        )
        for row in worst
    ]
    return plot(words.say("wrongly_sure_caption"), rows, axes=one_axis(SHARES))


def retired_section(report: ClassReport, link: Link) -> ReportSection | None:
    """What was answered and is no longer in the course in that form; None without any."""
    if not report.retired:
        return None
    return ReportSection(
        report.words.say("retired_title"),
        paragraph(report.words.say("retired_about")),
        folded_table(retired_table(report), link, report.words),
    )


def _least(report: ClassReport) -> str:
    """From how many learners on a figure is shown."""
    return learner_count(report.words, report.minimum.learners)
