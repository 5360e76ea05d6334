"""The section of the class report about items: plots lesson by lesson, what was chosen, flags."""

from __future__ import annotations

from html import escape

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.marks import CORRELATIONS, SHARES, Mark, axis, bar, row
from gluteedu.classroom.report.parts import (
    Link,
    file_link,
    folded,
    paragraph,
    plot,
    section,
)
from gluteedu.classroom.report.tables import choice_sheet, item_sheet
from gluteedu.classroom.report.words import (
    REASONS,
    choice_text,
    correlation_and_range,
    percent,
    percent_and_range,
    stem,
    time_and_range,
)
from gluteedu.domain.analytics.item_analysis import ItemAnalysis

MOST = 8
_AXES = (
    '<div class="r-two"><div><p class="r-head">Facility</p>'
    f'<div class="r-line">{axis(SHARES)}</div></div>'
    '<div><p class="r-head">Discrimination</p>'
    f'<div class="r-line">{axis(CORRELATIONS)}</div></div></div>'
)


def flagged(report: ClassReport) -> str:
    """The items to look at first, with the reason."""
    if not report.flags:
        text = "No item stands out so far."
        return section("look", "Items to look at first", paragraph(text))
    rows = "".join(
        f'<li><a href="#{_anchor(one.quiz, one.item)}">{escape(stem(report, one.item))}</a><br>'
        f"{escape(' '.join(REASONS[reason] for reason in one.reasons))}</li>"
        for one in report.flags[:MOST]
    )
    more = len(report.flags) - MOST
    rest = paragraph(f"{more} more bear a mark in the list of items.") if more > 0 else ""
    return section("look", "Items to look at first", f"<ul>{rows}</ul>", rest)


def items(report: ClassReport, link: Link) -> str:
    """Every item of today, lesson by lesson."""
    parts = [
        paragraph(
            "Facility is the mean score of first tries: 100% is easy, 0% is hard. Discrimination "
            "tells whether learners who do well on the other items of the lesson do well on this "
            f"one: below 0 is a warning. It needs {report.least.discrimination} learners."
        )
    ]
    reasons = {(one.quiz, one.item): one.reasons for one in report.flags}
    by_quiz: dict[str, list[ItemAnalysis]] = {}
    for one in report.analyses:
        if one.current:
            by_quiz.setdefault(one.quiz, []).append(one)
    titles = {lesson.id: lesson.title for lesson in report.lessons}
    for lesson in report.bank.lessons:
        asked = [one for quiz in lesson.quizzes for one in by_quiz.get(quiz.id, [])]
        answered = [one for one in asked if one.n]
        title = titles.get(lesson.lesson, lesson.lesson)
        parts.append(f"<h3>{escape(title)}</h3>")
        if not answered:
            parts.append(paragraph("Nobody has answered an item of this lesson yet."))
            continue
        see = "Facility and discrimination, item by item."
        if all(quiz.mode == "pretest" for quiz in lesson.quizzes):
            see += " The pre-test asks before anything was taught, so it is meant to be hard."
        rows = [_row(report, one, reasons.get((one.quiz, one.item), ())) for one in asked]
        parts.append(plot(see, rows, axes=_AXES))
    parts.append(folded(item_sheet(report), link, called="Show the table of all items"))
    parts.append(f"<p>{file_link(choice_sheet(report), link)}</p>")
    return section("items", "Item by item", *parts)


def _row(report: ClassReport, one: ItemAnalysis, reasons: tuple[str, ...]) -> str:
    tags = "".join(f' <span class="r-tag">{escape(_TAGS[reason])}</span>' for reason in reasons)
    left = "" if not one.left_out else f"; left out by {one.left_out}"
    words = (
        f"Facility {percent_and_range(one.facility)}. "
        f"Discrimination {correlation_and_range(one.discrimination)}. "
        f"Median time {time_and_range(one.seconds)}{left}."
        if one.facility
        else f"Answered by {one.n}: too few to show."
    )
    easy = [Mark(one.facility.value, one.facility.interval)] if one.facility else []
    telling = (
        [Mark(one.discrimination.value, one.discrimination.interval)] if one.discrimination else []
    )
    return (
        f'<li id="{_anchor(one.quiz, one.item)}"><p class="r-label">'
        f"{escape(stem(report, one.item))}{tags}</p>"
        f'<p class="r-value">{escape(words)} <span class="r-id">{escape(one.item)}, '
        f"version {one.version}</span></p>"
        f'<div class="r-two"><div class="r-line">{row(SHARES, easy)}</div>'
        f'<div class="r-line">{row(CORRELATIONS, telling)}</div></div>{_choices(report, one)}</li>'
    )


_TAGS = {
    "hard": "hard",
    "backwards": "look at the key",
    "tempting": "tempting wrong answer",
    "sure_but_wrong": "sure but wrong",
}


def _choices(report: ClassReport, one: ItemAnalysis) -> str:
    """What was chosen, with the key marked; a wrong pair that nobody made is not listed."""
    pairs = any(">" in choice.id for choice in one.choices)
    rows = "".join(
        f"<li>{_right(choice.right)}{escape(choice_text(report, one.item, one.version, choice.id))}"
        f' <span class="r-quiet">{choice.count} of {choice.taken.n}, '
        f"{percent(choice.taken.value)}</span>"
        f'<div class="r-line">{bar(SHARES, choice.taken.value, _kind(choice.right))}</div></li>'
        for choice in one.choices
        if choice.count or choice.right or not pairs
    )
    if not rows:
        return ""
    return (
        "<details><summary>What was chosen"
        f'<span class="r-hidden"> at {escape(one.item)}</span></summary>'
        f'<ul class="r-options">{rows}</ul></details>'
    )


def _right(right: bool | None) -> str:
    return '<span class="r-right">\N{CHECK MARK} key: </span>' if right else ""


def _kind(right: bool | None) -> str:
    return "r-bar-right" if right else "r-bar"


def _anchor(quiz: str, item: str) -> str:
    return f"item-{quiz}-{item}"
