"""The class report as one HTML file that opens offline, in light and dark, on paper and phone."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from html import escape
from importlib.resources import files

from gluteedu.classroom.report import items as report_items
from gluteedu.classroom.report import sections as report_sections
from gluteedu.classroom.report.class_report import ClassReport, report_on
from gluteedu.classroom.report.parts import Link, data_link, file_link, paragraph, section
from gluteedu.classroom.report.tables import sheets
from gluteedu.classroom.report.words import learners
from gluteedu.content.course.library import Library
from gluteedu.domain.analytics.item_analysis import LEAST_REST, Least
from gluteedu.records.store import Store

METHOD = (
    (
        "First tries",
        "Only the first answer of each learner to an item counts. Later tries, live votes and "
        "reviews do not.",
    ),
    (
        "Facility",
        "The mean score of the first tries. Its range is Wilson's for right or wrong, Student's t "
        "for part scores.",
    ),
    (
        "Discrimination",
        "The correlation of an item's score with the mean score on the other items of its lesson "
        f"that the learner answered, at least {LEAST_REST} of them. Its range is Fisher's.",
    ),
    (
        "Median time",
        "Half of the learners took less. Its range lies between two of the times themselves; it "
        "needs six.",
    ),
    (
        "Left out",
        "Learners who went through the quiz with that item in it, and gave it no answer.",
    ),
    (
        "Ranges",
        "All ranges are 95% intervals: where the true figure may lie, if this class were drawn "
        "from many such learners.",
    ),
)


def report_html(
    store: Store,
    library: Library,
    *,
    made: datetime,
    given_names: bool = True,
    least: Least | None = None,
    title: str = "The class report",
) -> str:
    """The page about everything in ``store``; for the arguments see ``report.report_on``.

    Raises StoreTrouble when the store cannot be read, ContentError for a course with faults.
    """
    return page(
        report_on(store, library, made=made, given_names=given_names, least=least, title=title)
    )


def page(report: ClassReport, link: Link = data_link) -> str:
    """The report as a whole HTML document without script.

    Args:
        link: gives each table's CSV file an address; the files stand inside the page if not given.
    """
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n"
        '<a class="r-skip" href="#main">Skip to the report</a>\n'
        f'<main id="main">\n{_head(report)}\n{_body(report, link)}\n</main>\n</body>\n</html>\n'
    )


def _body(report: ClassReport, link: Link) -> str:
    if not report.learners:
        return paragraph(
            "Nobody has answered an item in a lesson yet. Votes in class are not counted here, as "
            "they may follow a talk."
        )
    parts = [
        report_sections.progress(report, link),
        report_sections.objectives(report, link),
        report_sections.gain(report, link),
        report_sections.sureness(report, link),
        report_items.flagged(report),
        report_items.items(report, link),
        report_sections.gone(report, link),
        _method(),
        _files(report, link),
    ]
    return "\n".join(part for part in parts if part)


def _head(report: ClassReport) -> str:
    times = [one.at for one in report.tries]
    days = list(dict.fromkeys((_day(min(times)), _day(max(times))))) if times else []
    span = f"; first tries from {' to '.join(days)}" if days else ""
    figures = [("Learners", len(report.learners)), ("First tries", len(report.tries))]
    figures += [(f"Handed in: {title}", number) for title, number in report.tests.items()]
    shown = "".join(f"<div><dt>{escape(k)}</dt><dd>{v:,}</dd></div>" for k, v in figures)
    anchors = (
        ("progress", "Progress"), ("objectives", "Objectives"), ("gain", "Gain"),
        ("sure", "Sure, but wrong"), ("look", "Look at these"), ("items", "Item by item"),
        ("method", "How it is worked out"), ("files", "Files"),
    )  # fmt: skip
    contents = "".join(f'<li><a href="#{anchor}">{text}</a></li>' for anchor, text in anchors)
    intro = (
        f"Made on {_day(report.made)}, {report.made:%H:%M} UTC{span}. A figure from fewer than "
        f"{learners(report.least.learners)} is not shown. Learners who gave no name are called "
        '"Learner A1" and so on; another report may call them otherwise.'
    )
    nav = f'<nav class="r-contents" aria-label="Contents"><ul>{contents}</ul></nav>'
    return (
        f'<header>\n<h1>{escape(report.title)}</h1>\n{paragraph(intro)}\n'
        f'<dl class="r-figures">{shown}</dl>\n{nav if report.learners else ""}\n</header>'
    )  # fmt: skip


def _method() -> str:
    rows = "".join(f"<dt><strong>{k}</strong></dt><dd>{escape(v)}</dd>" for k, v in METHOD)
    return section("method", "How it is worked out", f"<dl>{rows}</dl>")


def _files(report: ClassReport, link: Link) -> str:
    rows = "".join(
        f"<li>{file_link(sheet, link)}<br>{escape(sheet.title)}</li>" for sheet in sheets(report)
    )
    return section("files", "All tables as files (CSV)", f'<ul class="r-files">{rows}</ul>')


def _day(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


@cache
def style() -> str:
    """Tokens and style, comments left out; dark follows the system, paper is always light."""
    package = files("gluteedu")
    tokens = package.joinpath("widgets", "shared", "static", "tokens.css").read_text("utf-8")
    own = package.joinpath("classroom", "report", "report.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/\s*", "", f"{tokens}\n{own}", flags=re.DOTALL)
    dark = re.search(r'\[data-jp-theme-light="false"\] \{(.*?)\}', text, re.DOTALL)
    if dark is None:
        raise ValueError("tokens.css has no block for dark")
    screen = f"@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark[1]}}}\n}}"
    return text.replace(dark[0], screen)
