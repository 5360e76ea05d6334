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
    choice_text,
    correlation_and_range,
    percent,
    percent_and_range,
    stem,
    time_and_range,
)
from gluteedu.domain.analytics.item_analysis import Choice, ItemAnalysis
from gluteedu.domain.items.item import LessonItems
from gluteedu.domain.words import Words

MAX_FLAGGED = 8


def flagged_section(report: ClassReport, _: Link) -> ReportSection:
    """The items to look at first, with the reason."""
    say, title = report.words.say, report.words.say("flagged_title")
    if not report.flags:
        return ReportSection(title, paragraph(say("none_flagged")))
    rows = "".join(
        f'<li><a href="#{_anchor(flag.quiz, flag.item)}">{escape(stem(report, flag.item))}</a><br>'
        f"{escape(' '.join(say(f'reason_{reason}') for reason in flag.reasons))}</li>"
        for flag in report.flags[:MAX_FLAGGED]
    )
    more = len(report.flags) - MAX_FLAGGED
    rest = paragraph(say("more_flagged", n=more)) if more > 0 else ""
    return ReportSection(title, f"<ul>{rows}</ul>", rest)


def items_section(report: ClassReport, link: Link) -> ReportSection:
    """Every item of today, lesson by lesson."""
    by_quiz: dict[str, list[ItemAnalysis]] = defaultdict(list)
    for analysis in report.analyses:
        if analysis.current:
            by_quiz[analysis.quiz].append(analysis)
    words = report.words
    return ReportSection(
        words.say("items_title"),
        paragraph(words.say("items_about", least=report.minimum.discrimination)),
        *(_lesson(report, lesson, by_quiz) for lesson in report.bank.lessons),
        folded_table(item_table(report), link, words, words.say("show_items")),
        f"<p>{file_link(choice_table(report), link, words)}</p>",
    )


def _title(report: ClassReport, lesson_id: str) -> str:
    titles = {shape.id: shape.title for shape in report.lessons}
    return titles.get(lesson_id, lesson_id)


def _lesson(
    report: ClassReport, lesson: LessonItems, by_quiz: dict[str, list[ItemAnalysis]]
) -> str:
    words = report.words
    heading = f"<h3>{escape(_title(report, lesson.lesson))}</h3>\n"
    analyses = [analysis for quiz in lesson.quizzes for analysis in by_quiz[quiz.id]]
    if not any(analysis.n for analysis in analyses):
        return heading + paragraph(words.say("nobody_in_lesson"))
    caption = words.say("items_caption")
    if all(quiz.mode == "pretest" for quiz in lesson.quizzes):
        caption += f" {words.say('pretest_is_hard')}"
    return heading + plot(caption, [_item(report, each) for each in analyses], axes=_axes(words))


def _axes(words: Words) -> str:
    return (
        f'<div class="r-two"><div><p class="r-head">{words.html("name_facility")}</p>'
        f'<div class="r-line">{axis(SHARES)}</div></div>'
        f'<div><p class="r-head">{words.html("name_discrimination")}</p>'
        f'<div class="r-line">{axis(CORRELATIONS)}</div></div></div>'
    )


def _item(report: ClassReport, analysis: ItemAnalysis) -> str:
    reasons = report.flag_reasons(analysis.quiz, analysis.item)
    say = report.words.html
    tags = "".join(f' <span class="r-tag">{say(f"tag_{reason}")}</span>' for reason in reasons)
    version = say("version", item=escape(analysis.item), version=analysis.version)
    facility = mark_row(SHARES, estimate_marks(analysis.facility))
    discrimination = mark_row(CORRELATIONS, estimate_marks(analysis.discrimination))
    return (
        f'<li id="{_anchor(analysis.quiz, analysis.item)}"><p class="r-label">'
        f"{escape(stem(report, analysis.item))}{tags}</p>"
        f'<p class="r-value">{escape(_figures(report.words, analysis))} '
        f'<span class="r-id">{version}</span></p>'
        f'<div class="r-two"><div class="r-line">{facility}</div>'
        f'<div class="r-line">{discrimination}</div></div>{_choices(report, analysis)}</li>'
    )


def _figures(words: Words, analysis: ItemAnalysis) -> str:
    """The figures of an item in words."""
    if analysis.facility is None:
        return words.say("answered_by", n=analysis.n)
    return words.say(
        "item_figures_left_out" if analysis.left_out else "item_figures",
        facility=percent_and_range(words, analysis.facility),
        discrimination=correlation_and_range(words, analysis.discrimination),
        time=time_and_range(words, analysis.seconds),
        n=analysis.left_out,
    )


def _choices(report: ClassReport, analysis: ItemAnalysis) -> str:
    """What was chosen, with the key marked; a wrong pair that nobody made is not listed."""
    pairs = any(">" in choice.id for choice in analysis.choices)
    rows = "".join(
        f"<li>{_key_mark(report.words, choice.right)}"
        f"{escape(choice_text(report, analysis.item, analysis.version, choice.id))}"
        f' <span class="r-quiet">{_chosen_by(report.words, choice)}</span>'
        f'<div class="r-line">{_bar(choice)}</div></li>'
        for choice in analysis.choices
        if choice.count or choice.right or not pairs
    )
    if not rows:
        return ""
    say = report.words.html
    return (
        f"<details><summary>{say('what_was_chosen')}"
        f'<span class="r-hidden">{say("at_item", item=escape(analysis.item))}</span></summary>'
        f'<ul class="r-options">{rows}</ul></details>'
    )


def _chosen_by(words: Words, choice: Choice) -> str:
    share = percent(choice.taken.value)
    return words.html("chosen_by", n=choice.count, of=choice.taken.n, share=share)


def _key_mark(words: Words, right: bool | None) -> str:
    return f'<span class="r-right">{words.html("key_mark")}</span>' if right else ""


def _bar(choice: Choice) -> str:
    return bar(SHARES, choice.taken.value, "r-bar-right" if choice.right else "r-bar")


def _anchor(quiz: str, item: str) -> str:
    return f"item-{quiz}-{item}"
