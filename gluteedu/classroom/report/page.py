"""The class report as one HTML file that opens offline, in light and dark, on paper and phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
from gluteedu.domain.words import Words

METHOD = ("first_tries", "facility", "discrimination", "median_time", "left_out", "ranges")
"""What is worked out, as ids of words; ``method_ID`` says how."""


def method_section(report: ClassReport, _: Link) -> ReportSection:
    """How the figures are worked out."""
    say = report.words.html
    rows = "".join(
        f"<dt><strong>{say(f'name_{figure}')}</strong></dt>"
        f"<dd>{say(f'method_{figure}', least=MIN_REST_ITEMS)}</dd>"
        for figure in METHOD
    )
    return ReportSection(report.words.say("how_worked_out"), f"<dl>{rows}</dl>")


def files_section(report: ClassReport, link: Link) -> ReportSection:
    """All tables as files."""
    rows = "".join(
        f"<li>{file_link(table, link, report.words)}<br>{escape(table.title)}</li>"
        for table in report_tables(report)
    )
    return ReportSection(report.words.say("all_tables"), f'<ul class="r-files">{rows}</ul>')


class PageSection(NamedTuple):
    """A section of the page: its id, the id of its name in the contents or "", what fills it."""

    anchor: str
    label: str
    fill: Callable[[ClassReport, Link], ReportSection | None]


SECTIONS = (
    PageSection("progress", "contents_progress", progress_section),
    PageSection("objectives", "contents_objectives", objectives_section),
    PageSection("gain", "contents_gain", gain_section),
    PageSection("sure", "contents_sure", confidence_section),
    PageSection("look", "contents_look", flagged_section),
    PageSection("items", "contents_items", items_section),
    PageSection("earlier", "", retired_section),
    PageSection("method", "contents_method", method_section),
    PageSection("files", "contents_files", files_section),
)
"""All sections, in the order of the page."""


def report_page(report: ClassReport, link: Link = data_link) -> str:
    """The report as a whole HTML document without script.

    Args:
        report: what to show.
        link: gives each table's CSV file an address; the files stand inside the page if not given.
    """
    say = report.words.html
    return (
        f'<!doctype html>\n<html lang="{say("language")}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{report_style()}</style>\n"
        f'</head>\n<body>\n<a class="r-skip" href="#main">{say("skip")}</a>\n'
        f'<main id="main">\n{_head(report)}\n{_body(report, link)}\n</main>\n</body>\n</html>\n'
    )


def _body(report: ClassReport, link: Link) -> str:
    if not report.learners:
        return paragraph(report.words.say("nobody_yet"))
    filled = ((section.anchor, section.fill(report, link)) for section in SECTIONS)
    return "\n".join(section.html(anchor) for anchor, section in filled if section)


def _head(report: ClassReport) -> str:
    times = [answer.at for answer in report.first_tries]
    intro = " ".join([_when_made(report, times), *_how_shown(report)])
    say = report.words.say
    figures = [
        (say("number_of_learners"), len(report.learners)),
        (say("name_first_tries"), len(report.first_tries)),
    ]
    figures += [(say("handed_in", test=test), number) for test, number in report.tests.items()]
    counts = "".join(f"<div><dt>{escape(k)}</dt><dd>{v:,}</dd></div>" for k, v in figures)
    contents = _contents(report.words) if report.learners else ""
    return (
        f"<header>\n<h1>{escape(report.title)}</h1>\n{paragraph(intro)}\n"
        f'<dl class="r-figures">{counts}</dl>\n{contents}\n</header>'
    )


def _when_made(report: ClassReport, times: Sequence[datetime]) -> str:
    words = report.words
    made = {"day": _day(words, report.made), "time": f"{report.made:%H:%M}"}
    if not times:
        return words.say("made_on", **made)
    first, last = (_day(words, end) for end in (min(times), max(times)))
    if first == last:
        return words.say("made_on_one_day", first=first, **made)
    return words.say("made_on_days", first=first, last=last, **made)


def _how_shown(report: ClassReport) -> tuple[str, str]:
    words = report.words
    few = learner_count(words, report.minimum.learners)
    return words.say("from_how_many", learners=few), words.say("no_names")


def _contents(words: Words) -> str:
    links = "".join(
        f'<li><a href="#{section.anchor}">{words.html(section.label)}</a></li>'
        for section in SECTIONS
        if section.label
    )
    contents = words.html("contents")
    return f'<nav class="r-contents" aria-label="{contents}"><ul>{links}</ul></nav>'


def _day(words: Words, when: datetime) -> str:
    month = words.say(f"month_{when.month}")
    return words.say("date", day=when.day, month=month, year=when.year)


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
