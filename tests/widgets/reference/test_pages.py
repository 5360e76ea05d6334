"""The static pages: safe, deterministic, headed from h3, readable without style."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gluteedu.content.course.course import load_course
from gluteedu.content.evidence.care_levels import load_care_levels
from gluteedu.content.evidence.reference import load_claims, load_glossary, load_sources
from gluteedu.content.loading.paths import data_folder
from gluteedu.domain.course.lessons import Lesson, Objective
from gluteedu.domain.evidence.reference import CLAIM_VERDICTS, Claim, GlossaryTerm, Source
from gluteedu.domain.triage.care_levels import CareLevel, PhoneNumbers, SignGroup
from gluteedu.domain.triage.levels import LEVELS
from gluteedu.widgets.reference.course_pages import (
    Page,
    claims_page,
    glossary_page,
    objectives_page,
    safety_page,
    sources_page,
)
from gluteedu.widgets.shared.care import CARE_SHAPES, care_card
from gluteedu.widgets.shared.constants import SCRIPT

ROOT = data_folder()
SOURCES = load_sources(ROOT, [])
TERMS = load_glossary(ROOT, [])
CLAIMS = load_claims(ROOT, [])
TRIAGE = load_care_levels(ROOT, [])
LESSONS = {lesson.id: lesson for lesson in load_course(ROOT, []).lessons}

PAGES: dict[str, Page] = {
    "safety": safety_page(TRIAGE.levels, TRIAGE.numbers, SOURCES),
    "objectives": objectives_page(LESSONS["03-muscle-injury"]),
    "no objectives": objectives_page(LESSONS["index"]),
    "claims": claims_page(CLAIMS, SOURCES, LESSONS),
    "sources": sources_page(SOURCES),
    "lesson sources": sources_page(SOURCES, ["wu-2004", "byrnes-1985", "wu-2004"]),
    "glossary": glossary_page(TERMS.values(), LESSONS),
}


class Outline(HTMLParser):
    """Collects tags and visible words, and fails on markup that is not closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"a stray </{tag}>"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_formed_and_carries_its_digest(name: str) -> None:
    page = PAGES[name]
    outline = Outline(page.html)
    assert re.fullmatch(r"\[content [0-9a-f]{12}\]", page.text.splitlines()[-1])
    assert not outline.all("script", "style", "iframe", "img", "h1", "h2", "h5")
    assert not [a for _, a in outline.tags if any(key.startswith("on") for key in a)]
    ids = [a["id"] for _, a in outline.tags if "id" in a]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time_from_h3(name: str) -> None:
    levels = [
        int(tag[1]) for tag, _ in Outline(PAGES[name].html).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert all(below <= above + 1 for above, below in zip([2, *levels], levels, strict=False))


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_a_caption_and_scoped_heads(name: str) -> None:
    outline = Outline(PAGES[name].html)
    assert len(outline.all("caption")) == len(outline.all("table"))
    assert all(a.get("scope") in ("col", "row") for a in outline.all("th"))


@pytest.mark.parametrize("name", PAGES)
def test_links_are_secure_dial_a_number_or_stay_in_the_course(name: str) -> None:
    for a in Outline(PAGES[name].html).all("a"):
        href = a["href"] or ""
        if href.startswith("https://"):
            assert (a.get("rel"), a.get("target")) == ("noopener", "_blank")
        else:
            assert re.fullmatch(r"tel:\d+|[0-9a-z-]+\.ipynb", href), href


def test_a_notebook_gets_both_forms() -> None:
    page = PAGES["objectives"]
    bundle = page._repr_mimebundle_(include=None, exclude=None)
    assert bundle["text/plain"] == page.text
    assert bundle["text/html"] == f'<div class="gluteedu">{page.html}</div>'


def test_the_cards_stand_most_urgent_first_with_shape_and_words() -> None:
    page = safety_page(sorted(TRIAGE.levels, key=lambda level: level.urgency), TRIAGE.numbers)
    assert page.html == safety_page(TRIAGE.levels, TRIAGE.numbers).html
    assert re.findall(r"g-care g-care-(\w+)", page.html) == list(reversed(LEVELS))
    for level in TRIAGE.levels:
        assert level.name in page.html
        assert CARE_SHAPES[level.id] in page.html
        assert level.name.upper() in page.text
        for group in level.when:
            assert group.title in page.text
            for sign in group.signs:
                assert sign in page.text
                assert sign in Outline(page.html).words


def test_the_number_to_call_can_be_dialled_and_set() -> None:
    everywhere, us = PAGES["safety"], safety_page(TRIAGE.levels, TRIAGE.numbers, place="us")
    assert [a["href"] for a in Outline(everywhere.html).all("a")][:3] == [
        "tel:999",
        "tel:911",
        "tel:112",
    ]
    assert 'Call <a href="tel:911">911</a>.' in us.html
    assert "999" not in us.html + us.text
    assert "{" not in everywhere.html + everywhere.text
    with pytest.raises(ValueError, match="there are"):
        safety_page(TRIAGE.levels, TRIAGE.numbers, place="mars")


def test_the_card_is_the_twin_of_the_one_in_javascript() -> None:
    script = SCRIPT.read_text("utf-8")
    table = script.split("const CARE_SHAPES = {")[1].split("};")[0]
    assert dict(re.findall(r'"(\w+)": "([^"]+)"', table)) == CARE_SHAPES
    with pytest.raises(KeyError):
        care_card("today", "Head", "")
    assert '<p class="g-care-head">' in care_card("same_day", "Head", "")


def test_claims_are_grouped_with_the_unsafe_ones_first_and_none_is_lost() -> None:
    outline = Outline(PAGES["claims"].html)
    text = PAGES["claims"].text
    heads = re.findall(r"<h3>(.*?)</h3>", PAGES["claims"].html)
    assert heads[0] == "Unsafe as written"
    for claim in CLAIMS:
        assert claim.problem in outline.words
        assert claim.our_version in outline.words
        assert claim.our_version in text
    assert len(re.findall(r'role="rowheader"', PAGES["claims"].html)) == 28
    order = [int(n) for n in re.findall(r"^(\d\d)\. The article", text, re.M)]
    gravest = [CLAIM_VERDICTS.index(CLAIMS[n - 1].gravest) for n in order]
    assert gravest == sorted(gravest)
    assert PAGES["claims"].html.count("It says nothing here.") == 3


def test_a_claim_with_an_unknown_source_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        claims_page([replace(CLAIMS[0], sources=("nowhere",))], SOURCES)


def test_every_source_is_listed_once_and_can_be_linked_to() -> None:
    ids = [a["id"] for a in Outline(PAGES["sources"].html).all("tr") if "id" in a]
    assert sorted(i or "" for i in ids) == sorted(f"source-{i}" for i in SOURCES)
    words = Outline(PAGES["sources"].html).words
    assert all(s.note in words and s.title in words for s in SOURCES.values())


def test_the_sources_of_a_lesson_are_sorted_and_each_named_once() -> None:
    page = PAGES["lesson sources"]
    assert page.html.count("<li>") == 2
    assert page.text.index("Byrnes") < page.text.index("Wu WH")
    assert page.text == sources_page(SOURCES, ("byrnes-1985", "wu-2004")).text
    with pytest.raises(KeyError, match="nowhere"):
        sources_page(SOURCES, ["nowhere"])


def test_the_glossary_runs_from_a_to_z() -> None:
    names = re.findall(r"<dt[^>]*><strong>(.*?)</strong>", PAGES["glossary"].html)
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(TERMS)
    assert "Paracetamol (acetaminophen):" in PAGES["glossary"].text


def test_objectives_and_minutes_are_shown() -> None:
    lesson = LESSONS["03-muscle-injury"]
    words = Outline(PAGES["objectives"].html).words
    assert all(o.text in words for o in lesson.objectives)
    assert "About 25 minutes." in words
    assert Outline(PAGES["no objectives"].html).words == "About 5 minutes."


def test_any_change_of_content_changes_the_digest() -> None:
    def last(page: Page) -> str:
        return page.text.splitlines()[-1]

    level = TRIAGE.levels[0]
    other = (replace(level, act=level.act + " Now."), *TRIAGE.levels[1:])
    assert last(safety_page(other, TRIAGE.numbers)) != last(
        safety_page(TRIAGE.levels, TRIAGE.numbers)
    )
    claims = (replace(CLAIMS[0], lesson="index"), *CLAIMS[1:])
    assert last(claims_page(claims, SOURCES)) != last(claims_page(CLAIMS, SOURCES))
    noted = {**SOURCES, "wu-2004": replace(SOURCES["wu-2004"], note="Small.")}
    assert last(sources_page(noted)) != last(sources_page(SOURCES))
    assert last(sources_page(noted, ["wu-2004"])) != last(sources_page(SOURCES, ["wu-2004"]))
    assert last(claims_page(CLAIMS, noted)) != last(claims_page(CLAIMS, SOURCES))
    lesson = LESSONS["02-exercise-induced-pain"]
    assert last(objectives_page(replace(lesson, minutes=1))) != last(objectives_page(lesson))


EVIL = '<script>alert("x")</script>&\' onload="y"'


def test_nothing_written_in_content_becomes_markup() -> None:
    source = Source("s", EVIL, 2000, EVIL, EVIL, "trial", EVIL, url='https://a.b/"><i>x')
    claim = Claim("claim_01", EVIL, ("unsafe",), EVIL, EVIL, "a-b", ("s",))
    lesson = Lesson("a-b", EVIL, 5, (Objective("o", EVIL),))
    level = CareLevel("emergency", EVIL, EVIL + " {emergency_number}. {advice_number}", ())
    level = replace(level, when=(SignGroup(EVIL, (EVIL,), ("s",)),))
    numbers = [PhoneNumbers("x", EVIL, EVIL, EVIL)]
    pages = [
        safety_page([level], numbers, {"s": source}),
        claims_page([claim], {"s": source}, {"a-b": lesson}),
        sources_page({"s": source}),
        sources_page({"s": source}, ["s"]),
        glossary_page([GlossaryTerm("t", EVIL, EVIL, "a-b", (EVIL,))], {"a-b": lesson}),
        objectives_page(lesson),
    ]
    for page in pages:
        outline = Outline(page.html)
        assert not outline.all("script", "i")
        assert not [a for _, a in outline.tags if "onload" in a]
        assert EVIL in outline.words
