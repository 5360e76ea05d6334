"""The class report as one HTML file that opens offline, in light and dark, on paper and phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from gluteedu.classroom.report.class_report import ClassReport
from gluteedu.classroom.report.item_sections import flagged_section, items_section
from gluteedu.classroom.report.parts import Link, ReportSection, data_link, file_link, paragraph
from gluteedu.classroom.report.sections import (
    confidence_section,
    gain_section,
    objectives_section,
    progress_section,
    retired_section,
)
from gluteedu.classroom.report.tables import report_tables
from gluteedu.classroom.report.words import learner_count
from gluteedu.domain.analytics.item_analysis import MIN_REST_ITEMS

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
        f"that the learner answered, at least {MIN_REST_ITEMS} of them. Its range is Fisher's.",
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


def method_section(_: ClassReport, __: Link) -> ReportSection:
    """How the figures are worked out."""
    rows = "".join(f"<dt><strong>{k}</strong></dt><dd>{escape(v)}</dd>" for k, v in METHOD)
    return ReportSection("How it is worked out", f"<dl>{rows}</dl>")


def files_section(report: ClassReport, link: Link) -> ReportSection:
    """All tables as files."""
    rows = "".join(
        f"<li>{file_link(table, link)}<br>{escape(table.title)}</li>"
        for table in report_tables(report)
    )
    return ReportSection("All tables as files (CSV)", f'<ul class="r-files">{rows}</ul>')


class PageSection(NamedTuple):
    """A section of the page: its id, its name in the contents ("" for none), what fills it."""

    anchor: str
    label: str
    fill: Callable[[ClassReport, Link], ReportSection | None]


SECTIONS = (
    PageSection("progress", "Progress", progress_section),
    PageSection("objectives", "Objectives", objectives_section),
    PageSection("gain", "Gain", gain_section),
    PageSection("sure", "Sure, but wrong", confidence_section),
    PageSection("look", "Look at these", flagged_section),
    PageSection("items", "Item by item", items_section),
    PageSection("earlier", "", retired_section),
    PageSection("method", "How it is worked out", method_section),
    PageSection("files", "Files", files_section),
)
"""All sections, in the order of the page."""


def report_page(report: ClassReport, link: Link = data_link) -> str:
    """The report as a whole HTML document without script.

    Args:
        report: what to show.
        link: gives each table's CSV file an address; the files stand inside the page if not given.
    """
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{report_style()}</style>\n"
        '</head>\n<body>\n<a class="r-skip" href="#main">Skip to the report</a>\n'
        f'<main id="main">\n{_head(report)}\n{_body(report, link)}\n</main>\n</body>\n</html>\n'
    )


def _body(report: ClassReport, link: Link) -> str:
    if not report.learners:
        return paragraph(
            "Nobody has answered an item in a lesson yet. Votes in class are not counted here, as "
            "they may follow a talk."
        )
    filled = ((section.anchor, section.fill(report, link)) for section in SECTIONS)
    return "\n".join(section.html(anchor) for anchor, section in filled if section)


def _head(report: ClassReport) -> str:
    times = [answer.at for answer in report.first_tries]
    days = list(dict.fromkeys((_day(min(times)), _day(max(times))))) if times else []
    span = f"; first tries from {' to '.join(days)}" if days else ""
    intro = (
        f"Made on {_day(report.made)}, {report.made:%H:%M} UTC{span}. A figure from fewer than "
        f"{learner_count(report.minimum.learners)} is not shown. Learners who gave no name are "
        'called "Learner A1" and so on; another report may call them otherwise.'
    )
    figures = [("Learners", len(report.learners)), ("First tries", len(report.first_tries))]
    figures += [(f"Handed in: {title}", number) for title, number in report.tests.items()]
    counts = "".join(f"<div><dt>{escape(k)}</dt><dd>{v:,}</dd></div>" for k, v in figures)
    return (
        f"<header>\n<h1>{escape(report.title)}</h1>\n{paragraph(intro)}\n"
        f'<dl class="r-figures">{counts}</dl>\n{_contents() if report.learners else ""}\n</header>'
    )


def _contents() -> str:
    links = "".join(
        f'<li><a href="#{section.anchor}">{section.label}</a></li>'
        for section in SECTIONS
        if section.label
    )
    return f'<nav class="r-contents" aria-label="Contents"><ul>{links}</ul></nav>'


def _day(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


@cache
def report_style() -> str:
    """Tokens and style, comments left out; dark follows the system, paper is always light."""
    package = files("gluteedu")
    tokens = package.joinpath("widgets", "shared", "static", "tokens.css").read_text("utf-8")
    rules = package.joinpath("classroom", "report", "report.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/\s*", "", f"{tokens}\n{rules}", flags=re.DOTALL)
    dark = re.search(r'\[data-jp-theme-light="false"\] \{(.*?)\}', text, re.DOTALL)
    if dark is None:
        raise ValueError("tokens.css has no block for dark")
    screen = f"@media screen and (prefers-color-scheme: dark) {{\n:root {{{dark[1]}}}\n}}"
    return text.replace(dark[0], screen)
