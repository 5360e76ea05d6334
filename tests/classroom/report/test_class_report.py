"""The class report: its figures worked out again by pandas, its page read as a browser would."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from gluteedu.classroom.report.class_report import ClassReport, class_report, report_on
from gluteedu.classroom.report.page import SECTIONS, report_page, report_style
from gluteedu.classroom.report.parts import plot_row, report_table_html
from gluteedu.classroom.report.report_table import ReportTable, csv_text
from gluteedu.classroom.report.tables import REPORT_TABLES, report_tables
from gluteedu.content.course.library import Library
from gluteedu.domain.analytics.item_analysis import MinimumLearners
from gluteedu.domain.learning.event import Event
from gluteedu.records.store import Store, open_store
from tests.support.made_up_class import made_up_class, made_up_names

MADE = datetime(2030, 4, 1, 9, 30, tzinfo=UTC)
LEARNERS = 16


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(scope="module")
def events(library: Library) -> list[Event]:
    return made_up_class(library.bank, LEARNERS)


@pytest.fixture(scope="module")
def report(events: list[Event], library: Library) -> ClassReport:
    return class_report(events, library, made=MADE, names=made_up_names(LEARNERS))


@pytest.fixture(scope="module")
def html(report: ClassReport) -> str:
    return report_page(report)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(f"sqlite:///{tmp_path}/class.db")
    yield found
    found.close()


def frames(report: ClassReport) -> dict[str, pd.DataFrame]:
    return {
        one.id: pd.read_csv(io.StringIO(csv_text(one.columns, one.rows)))
        for one in report_tables(report)
    }


def test_the_item_table_follows_from_the_first_tries(report: ClassReport) -> None:
    table = frames(report)
    tries, items = table["first_tries"], table["items"]
    mean = tries.groupby(["Quiz", "Item", "Version"])["Score"].agg(["mean", "count"])
    middle = tries.groupby(["Quiz", "Item", "Version"])["Seconds"].median()
    shown = items.dropna(subset=["Facility"]).set_index(["Quiz", "Item", "Version"])
    assert len(shown) > 100
    for key, row in shown.iterrows():
        assert row["n"] == mean.loc[key, "count"]
        assert row["Facility"] == pytest.approx(mean.loc[key, "mean"], abs=6e-5)
        assert row["Median seconds"] == pytest.approx(middle.loc[key], abs=6e-5)
        assert row["Facility low"] <= row["Facility"] <= row["Facility high"]


def test_the_choices_follow_from_the_first_tries(report: ClassReport) -> None:
    table = frames(report)
    picked = report.items[_single(report)]
    tries = table["first_tries"]
    own = tries[tries["Item"] == picked.id]["Response"].map(json.loads)
    found = table["choices"].set_index(["Item", "Choice"])["Chosen by"]
    for option in picked.option_ids:
        assert found[picked.id, option] == sum(option in one for one in own)


def _single(report: ClassReport) -> str:
    return next(i.id for i in report.items.values() if i.type == "single")


def test_progress_follows_from_the_first_tries(report: ClassReport) -> None:
    table = frames(report)
    tries = table["first_tries"]
    quizzes = [quiz.id for quiz in report.bank.lessons[1].quizzes]
    own = tries[tries["Quiz"].isin(quizzes)].groupby("Learner")["Item"].nunique()
    shown = table["learners"].set_index("Learner").iloc[:, 1]
    assert len(shown) == LEARNERS
    for learner, done in shown.items():
        assert done == own.get(learner, 0)
    bands = table["lessons"].set_index("Lesson")[["Not begun", "Begun", "Half or more", "All"]]
    assert set(bands.sum(axis=1)) == {LEARNERS}


def test_pseudonyms_stand_everywhere_and_ids_nowhere(report: ClassReport, html: str) -> None:
    text = html + "".join(csv_text(one.columns, one.rows) for one in report_tables(report))
    assert "made-up-" not in text
    assert "Learner A1" in text
    assert "Ash (made up)" in text


def test_nothing_is_shown_of_too_few(library: Library, events: list[Event]) -> None:
    four = {f"made-up-{k:03}" for k in range(4)}
    few = class_report([e for e in events if e.learner in four], library, made=MADE)
    table = frames(few)
    assert table["items"]["n"].max() == 4
    for name in ("Facility", "Discrimination", "Median seconds", "Left out"):
        assert table["items"][name].isna().all()
    assert table["objectives"][["Lessons", "Final test"]].isna().all(axis=None)
    assert table["sure_but_wrong"][["Wrong", "Share"]].isna().all(axis=None)
    assert table["confidence"]["Right"].isna().all()
    assert table["choices"].empty
    assert table["gain"].empty
    assert few.flags == []
    text = report_page(few)
    assert "too few to show" in text
    assert "Gains are shown from 5 on" in text
    marks = "".join(re.findall(r'<svg class="r-marks".*?</svg>', text))
    assert "<line" in marks
    assert "<circle" not in marks
    more = class_report(
        [e for e in events if e.learner in four], library, made=MADE, minimum=MinimumLearners(4, 4)
    )
    assert frames(more)["items"]["Facility"].notna().any()


def test_a_class_of_one_gets_sentences_in_place_of_empty_plots(
    library: Library, events: list[Event]
) -> None:
    one = [event for event in events if event.learner == events[0].learner][:5]
    html = report_page(class_report(one, library, made=MADE))
    start = html.index('id="objectives"')
    section = html[start : html.index('id="gain"')]
    assert "Fewer than 5 learners have answered for any objective" in section
    assert "r-rows" not in section
    assert "Fewer than 5 learners have said how sure they were" in html
    day = f"{one[0].at.day} {one[0].at:%B %Y}"
    assert f"{day} to {day}" not in html


def test_an_empty_record_says_what_is_counted(library: Library) -> None:
    html = report_page(class_report([], library, made=MADE))
    assert "Nobody has answered an item in a lesson yet." in html
    assert "Votes in class are not counted here" in html


def test_earlier_versions_and_withdrawn_items_are_said_apart(
    library: Library, events: list[Event]
) -> None:
    one = next(e.item for e in events if e.quiz == "soreness_timing")
    old = [
        replace(e, id=f"old-{e.id}", version=99, learner=f"old-{e.learner}")
        for e in events
        if e.item == one
    ]
    away = [
        replace(e, id=f"away-{e.id}", item="was_withdrawn", response=["gone_option"])
        for e in events
        if e.item == one and e.try_number == 1
    ]
    usual = class_report(events, library, made=MADE)
    found = class_report([*events, *old, *away], library, made=MADE)
    table = frames(found)
    gone = table["earlier"].set_index(["Item", "Version"])["Why"]
    assert gone[one, 99] == "the item has a newer version"
    assert gone["was_withdrawn", 1] == "the item was withdrawn"
    text = report_page(found)
    assert "Earlier versions and withdrawn items" in text
    assert "Earlier versions and withdrawn items" not in report_page(usual)
    items = table["items"].set_index(["Item", "Version"])
    assert items.loc[(one, 99), "In the course"] == "no"
    now = next(x for x in found.analyses if x.item == one and x.current)
    before = next(x for x in usual.analyses if x.item == one and x.current)
    assert now.facility == before.facility


def test_what_a_learner_writes_stays_text(library: Library, events: list[Event]) -> None:
    rude = '=cmd|"/C calc"!A0 <script>alert(1)</script>'
    found = class_report(events, library, made=MADE, names={"made-up-001": rude})
    text = report_page(found)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    learners = next(one for one in report_tables(found) if one.id == "learners")
    cells = [
        line for line in csv_text(learners.columns, learners.rows).split("\r\n") if "cmd" in line
    ]
    assert cells
    assert all(line.startswith("\"'=cmd") for line in cells)


def test_what_an_author_writes_stays_text() -> None:
    row = plot_row("Is 5 <b> 6?", 'n < 5 "few"', "<svg></svg>", tags=["<i>"])
    assert "<b>" not in row
    assert "<i>" not in row
    assert "Is 5 &lt;b&gt; 6?" in row
    odd = ReportTable("odd", "A <u>", ("<th>",), (("<td>",), (None,), (0.5,)))
    assert "<u>" not in report_table_html(odd)
    assert "&lt;td&gt;" in report_table_html(odd)


class Reader(HTMLParser):
    """What stands in the page: opened and closed tags, headings, links, ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_nobody(html: str) -> None:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    ids = [a["id"] for _, a in reader.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for tag, attributes in reader.tags:
        assert tag not in ("script", "link", "iframe", "img", "object")
        assert not any(name.startswith("on") for name in attributes)
        assert "style" not in attributes, "the live page's policy would refuse it"
        link = attributes.get("href")
        if link is not None:
            assert link.startswith("data:text/csv") or link[1:] in ids
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_table_can_be_saved_from_the_page_alone(report: ClassReport, html: str) -> None:
    found = dict(re.findall(r'download="(\w+\.csv)" href="data:text/csv;[^,]*,([^"]+)"', html))
    assert set(found) == {f"{one.id}.csv" for one in report_tables(report)}
    for one in report_tables(report):
        content = base64.b64decode(found[f"{one.id}.csv"]).decode()
        assert content == csv_text(one.columns, one.rows)


def test_the_style_is_made_of_the_tokens_and_knows_dark_on_screens_only() -> None:
    assert "--g-page: #fbf8f3" in report_style()
    assert "@media screen and (prefers-color-scheme: dark)" in report_style()
    assert "data-jp-theme-light" not in report_style()
    own = (Path(__file__).parents[3] / "gluteedu/classroom/report/report.css").read_text()
    used = set(re.findall(r"var\((--g-[\w-]+)\)", own))
    assert used <= set(re.findall(r"(--g-[\w-]+):", report_style()))
    assert not re.findall(r"#[0-9a-f]{3,6}\b", own), "colours come from tokens.css"


def test_the_store_and_its_names_come_to_the_page(
    store: Store, library: Library, events: list[Event]
) -> None:
    assert "Nobody has answered an item in a lesson yet" in report_page(
        report_on(store, library, made=MADE)
    )
    store.append(events)
    store.set_name("made-up-002", "Kim Q.")
    named = report_page(report_on(store, library, made=MADE, title="Class 3b"))
    assert "<h1>Class 3b</h1>" in named
    assert "Kim Q.</th>" in named
    assert "1 April 2030, 09:30 UTC" in named
    assert "Kim Q." not in report_page(report_on(store, library, made=MADE, given_names=False))
    assert named == report_page(report_on(store, library, made=MADE, title="Class 3b"))


def test_every_table_has_an_id_of_its_own_and_every_section_can_be_reached(
    report: ClassReport, html: str
) -> None:
    ids = [table.id for table in report_tables(report)]
    assert len(set(ids)) == len(REPORT_TABLES) == len(ids)
    assert all(f'download="{name}.csv"' in html for name in ids)
    anchors = [section.anchor for section in SECTIONS if section.label]
    assert all(f'<section id="{one}"' in html and f'href="#{one}"' in html for one in anchors)
