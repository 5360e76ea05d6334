"""The body map widget: its readable forms, and its keys, pointer and steps in a real browser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from gluteedu.content.evidence.body_map import drawing, load_body_map
from gluteedu.content.loading.paths import data_folder
from gluteedu.domain.evidence.body_map import BodyMap
from gluteedu.widgets.body_map.widget import BodyMapWidget, picture_url
from tests.widgets.shared.static_page import faults, shown


def the_map() -> BodyMap:
    return load_body_map(data_folder(), [])


def widget(**more) -> BodyMapWidget:
    return BodyMapWidget(the_map(), drawing(), **more)


def status(page: Page, words: str) -> None:
    page.wait_for_function(
        "(w) => document.querySelector('[role=status]').textContent.includes(w)", arg=words
    )


def chosen(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "svg [data-region][aria-pressed=true]", "(all) => all.map((g) => g.dataset.region)"
    )


def test_text_names_every_region_and_ends_in_a_digest() -> None:
    text = widget(highlight="pelvic_girdle_pain").text()
    for region in the_map().regions:
        assert f"- {region.name}: {region.also}" in text
    assert text.count("(marked)") == 2
    assert text.splitlines()[-1].startswith("[content ")
    assert text == widget(highlight="pelvic_girdle_pain").text()


def test_any_change_of_words_or_drawing_changes_the_digest() -> None:
    last = widget().text().splitlines()[-1]
    first, *others = the_map().regions
    reworded = replace(the_map(), regions=(replace(first, hurts="Else."), *others))
    assert BodyMapWidget(reworded, drawing()).text().splitlines()[-1] != last
    redrawn = BodyMapWidget(the_map(), drawing().replace("M316", "M317"))
    assert redrawn.text().splitlines()[-1] != last


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pictures: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.pictures.append(dict(attrs))
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_has_the_drawing_as_a_picture_and_every_text() -> None:
    html = widget().html()
    outline = Outline()
    outline.feed(html)
    assert outline.open == []
    (picture,) = outline.pictures
    assert picture["alt"] == the_map().alt
    ET.fromstring(unquote(picture["src"].removeprefix("data:image/svg+xml,")))
    words = unescape(html)
    for region in the_map().regions:
        assert region.name in words
        assert region.hurts in words
    assert the_map().caution in words


def test_the_picture_keeps_what_the_drawing_shows() -> None:
    again = ET.fromstring(unquote(picture_url(drawing()).removeprefix("data:image/svg+xml,")))
    assert [n.attrib for n in again.iter()] == [n.attrib for n in ET.fromstring(drawing()).iter()]


def test_unknown_highlight_and_any_message_are_refused() -> None:
    with pytest.raises(ValueError, match="no region or cause elbow"):
        widget(highlight="elbow")
    with pytest.raises(ValueError, match="takes no messages"):
        widget().handle("choose", {"act": "choose"})


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_for_axe_to_find(browser: Browser, dark: bool, width: int) -> None:
    with shown(browser, widget(), dark=dark, width=width) as page:
        assert faults(page) == []
        page.get_by_role("button", name="Sit bone", exact=True).click()
        assert faults(page) == []
        page.get_by_role("button", name="Trace the nerve").click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_region_can_be_hit_where_its_label_points(browser: Browser) -> None:
    with shown(browser, widget(), width=390) as page:
        page.emulate_media(reduced_motion="reduce")
        box = page.locator("svg.gbm").bounding_box()
        assert box["width"] >= 320
        for region in tuple(the_map().names):
            group = page.locator(f"svg [data-region={region}]")
            size = group.bounding_box()
            assert min(size["width"], size["height"]) >= 24
            x, y = (int(n) for n in group.get_attribute("data-at").split())
            scale = box["width"] / 400
            page.locator("svg.gbm").click(position={"x": x * scale, "y": y * scale})
            assert chosen(page) == [region]


def test_the_whole_map_by_keyboard(browser: Browser) -> None:
    with shown(browser, widget()) as page:
        page.keyboard.press("Tab")
        seen = []
        for _ in tuple(the_map().names):
            seen.append(page.evaluate("document.activeElement.dataset.region"))
            page.keyboard.press("ArrowRight")
        assert tuple(seen) == tuple(the_map().names)
        assert page.evaluate("document.activeElement.dataset.region") == next(iter(the_map().names))
        page.keyboard.press("ArrowUp")
        assert page.locator(".gb-label").inner_text() == "Low back"
        page.keyboard.press("Home")
        page.keyboard.press("End")
        page.keyboard.press(" ")
        assert chosen(page) == ["low_back"]
        status(page, "Low back.")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Trace the nerve"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert chosen(page) == ["gluteus_maximus"]
        assert page.locator("h4").inner_text() == "Gluteus maximus"


def test_the_nerve_is_traced_step_by_step(browser: Browser) -> None:
    with shown(browser, widget(), reduced_motion="reduce") as page:
        page.get_by_role("button", name="Trace the nerve").press("Enter")
        for number, step in enumerate(the_map().nerve, start=1):
            status(page, step.text)
            assert (
                page.locator(".gb-also").inner_text() == f"Step {number} of {len(the_map().nerve)}"
            )
            assert page.locator("[aria-current=step]").inner_text() == step.text
            assert page.locator(f".gb-trace .gb-{step.part}").count() > 0
            drawn = page.locator(".gb-now").first
            assert drawn.evaluate("(p) => getComputedStyle(p).animationName") == "none"
            if number == 3:
                page.get_by_role("button", name="Back", exact=True).click()
                assert page.locator(".gb-trace .gb-sit_bone").count() == 0
                page.get_by_role("button", name="Next step").click()
                page.get_by_role("button", name="Next step").focus()
            page.keyboard.press("Enter")
        assert chosen(page) == ["sciatic_nerve"]
        assert page.evaluate("document.activeElement.textContent") == "Trace the nerve"
        assert page.evaluate("window.sent") == []


def test_two_maps_on_a_page_do_not_share_ids(browser: Browser) -> None:
    with shown(browser, widget(highlight="muscle_injury")) as page:
        assert page.locator("svg .gb-on[data-region]").count() == 4
        assert "Biceps femoris" in page.locator(".gb-panel").inner_text()
        ids = page.eval_on_selector_all("svg [id]", "(all) => all.map((one) => one.id)")
        assert ids
        assert not any(one.startswith("gbm-") for one in ids)
