"""The sections of the class report about items: flagged items, then plots lesson by lesson."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.marks import (
    CORRELATIONS,
    SHARES,
    axis,
    bar,
    estimate_marks,
    mark_row,
)
from gluteedu.classroom.report.parts import (
    Link,
    ReportSection,
    file_link,
    folded_table,
    paragraph,
    plot,
)
from gluteedu.classroom.report.tables import choice_table, item_table
from gluteedu.classroom.report.words import (
    FLAG_REASONS,
    FLAG_TAGS,
    choice_text,
    correlation_and_range,
    percent,
    percent_and_range,
    stem,
    time_and_range,
)
from gluteedu.domain.analytics.item_analysis import Choice, ItemAnalysis
from gluteedu.domain.items.item import LessonItems

MAX_FLAGGED = 8
_AXES = (
    '<div class="r-two"><div><p class="r-head">Facility</p>'
    f'<div class="r-line">{axis(SHARES)}</div></div>'
    '<div><p class="r-head">Discrimination</p>'
    f'<div class="r-line">{axis(CORRELATIONS)}</div></div></div>'
)


def flagged_section(report: ClassReport, _: Link) -> ReportSection:
    """The items to look at first, with the reason."""
    title = "Items to look at first"
    if not report.flags:
        return ReportSection(title, paragraph("No item stands out so far."))
    rows = "".join(
        f'<li><a href="#{_anchor(flag.quiz, flag.item)}">{escape(stem(report, flag.item))}</a><br>'
        f"{escape(' '.join(FLAG_REASONS[reason] for reason in flag.reasons))}</li>"
        for flag in report.flags[:MAX_FLAGGED]
    )
    more = len(report.flags) - MAX_FLAGGED
    rest = paragraph(f"{more} more bear a mark in the list of items.") if more > 0 else ""
    return ReportSection(title, f"<ul>{rows}</ul>", rest)


def items_section(report: ClassReport, link: Link) -> ReportSection:
    """Every item of today, lesson by lesson."""
    by_quiz: dict[str, list[ItemAnalysis]] = defaultdict(list)
    for analysis in report.analyses:
        if analysis.current:
            by_quiz[analysis.quiz].append(analysis)
    return ReportSection(
        "Item by item",
        paragraph(
            "Facility is the mean score of first tries: 100% is easy, 0% is hard. Discrimination "
            "tells whether learners who do well on the other items of the lesson do well on this "
            f"one: below 0 is a warning. It needs {report.minimum.discrimination} learners."
        ),
        *(_lesson(report, lesson, by_quiz) for lesson in report.bank.lessons),
        folded_table(item_table(report), link, summary="Show the table of all items"),
        f"<p>{file_link(choice_table(report), link)}</p>",
    )


def _lesson(
    report: ClassReport, lesson: LessonItems, by_quiz: dict[str, list[ItemAnalysis]]
) -> str:
    titles = {shape.id: shape.title for shape in report.lessons}
    heading = f"<h3>{escape(titles.get(lesson.lesson, lesson.lesson))}</h3>\n"
    analyses = [analysis for quiz in lesson.quizzes for analysis in by_quiz[quiz.id]]
    if not any(analysis.n for analysis in analyses):
        return heading + paragraph("Nobody has answered an item of this lesson yet.")
    caption = "Facility and discrimination, item by item."
    if all(quiz.mode == "pretest" for quiz in lesson.quizzes):
        caption += " The pre-test asks before anything was taught, so it is meant to be hard."
    return heading + plot(caption, [_item(report, each) for each in analyses], axes=_AXES)


def _item(report: ClassReport, analysis: ItemAnalysis) -> str:
    reasons = report.flag_reasons(analysis.quiz, analysis.item)
    tags = "".join(f' <span class="r-tag">{escape(FLAG_TAGS[reason])}</span>' for reason in reasons)
    facility = mark_row(SHARES, estimate_marks(analysis.facility))
    discrimination = mark_row(CORRELATIONS, estimate_marks(analysis.discrimination))
    return (
        f'<li id="{_anchor(analysis.quiz, analysis.item)}"><p class="r-label">'
        f"{escape(stem(report, analysis.item))}{tags}</p>"
        f'<p class="r-value">{escape(_figures(analysis))} '
        f'<span class="r-id">{escape(analysis.item)}, version {analysis.version}</span></p>'
        f'<div class="r-two"><div class="r-line">{facility}</div>'
        f'<div class="r-line">{discrimination}</div></div>{_choices(report, analysis)}</li>'
    )


def _figures(analysis: ItemAnalysis) -> str:
    """The figures of an item in words."""
    if analysis.facility is None:
        return f"Answered by {analysis.n}: too few to show."
    left_out = f"; left out by {analysis.left_out}" if analysis.left_out else ""
    return (
        f"Facility {percent_and_range(analysis.facility)}. "
        f"Discrimination {correlation_and_range(analysis.discrimination)}. "
        f"Median time {time_and_range(analysis.seconds)}{left_out}."
    )


def _choices(report: ClassReport, analysis: ItemAnalysis) -> str:
    """What was chosen, with the key marked; a wrong pair that nobody made is not listed."""
    pairs = any(">" in choice.id for choice in analysis.choices)
    rows = "".join(
        f"<li>{_key_mark(choice.right)}"
        f"{escape(choice_text(report, analysis.item, analysis.version, choice.id))}"
        f' <span class="r-quiet">{choice.count} of {choice.taken.n}, '
        f"{percent(choice.taken.value)}</span>"
        f'<div class="r-line">{_bar(choice)}</div></li>'
        for choice in analysis.choices
        if choice.count or choice.right or not pairs
    )
    if not rows:
        return ""
    return (
        "<details><summary>What was chosen"
        f'<span class="r-hidden"> at {escape(analysis.item)}</span></summary>'
        f'<ul class="r-options">{rows}</ul></details>'
    )


def _key_mark(right: bool | None) -> str:
    return '<span class="r-right">\N{CHECK MARK} key: </span>' if right else ""


def _bar(choice: Choice) -> str:
    return bar(SHARES, choice.taken.value, "r-bar-right" if choice.right else "r-bar")


def _anchor(quiz: str, item: str) -> str:
    return f"item-{quiz}-{item}"
