"""Text from people and files never acts: it is shown as text, or refused with a named fault.

There are two fences. What is shown is escaped: pages are opened with their content-security policy
put aside, and still nothing acts. And the policy would stop what got through.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gluteedu.content.text.markup import markup_faults, to_html, to_inline_html
from gluteedu.records.store import open_store
from tests.browser.conftest import until
from tests.browser.fault_stage import Stage
from tests.browser.hostile_course import (
    FOREIGN,
    HOSTILE,
    PAGE,
    PROSE,
    READABLE,
    SCRIPT,
    UNENDED,
    Canary,
    make_course,
)
from tests.browser.hostile_play import explore, guess, look_back, plan, play, solve_a_case
from tests.support.browser_parts import READY, a_learner, open_lesson
from tests.support.event_maker import event

NAMES = (  # a phone's name has at most 40 letters
    "<img src=/canary/n onerror=pwned=1>",
    '"><svg onload=pwned=2><b>Ann',
    "</script><script>pwned=3</script>",
    "\u202e<!-- {{ 613+72 }} ]]> Bo",
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    place = make_course(folder)
    home = folder / "home"
    home.mkdir()
    lessons = f"--notebooks={folder / 'notebooks'}"
    stage = Stage(home, "--class", "--host=127.0.0.1", lessons, **place)
    yield stage
    stage.close()


@pytest.fixture
def open_fence(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that heeds no content-security policy."""
    with a_learner(chromium, reduced_motion="reduce", bypass_csp=True) as context:
        yield context


@pytest.fixture
def person(chromium: Browser) -> Iterator[BrowserContext]:
    """An ordinary browser."""
    with a_learner(chromium, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def people() -> Iterator[ExitStack]:
    """Takes the browsers of more people, and closes them."""
    with ExitStack() as browsers:
        yield browsers


def opened(context: BrowserContext, stage: Stage, name: str = PAGE) -> Page:
    return open_lesson(context, stage.url, name)


def slots(page: Page) -> list[str]:
    """What each cell shows, as text; hidden parts too."""
    return page.locator(".g-slot").evaluate_all("slots => slots.map(slot => slot.textContent)")


def test_what_a_page_stores_is_text(stage: Stage, open_fence: BrowserContext) -> None:
    """The lesson before any kernel, as a reader without scripts has it too."""
    canary = Canary(open_fence)
    open_fence.route_web_socket("**/live/**", lambda _: None)  # a line that stays silent
    page = open_fence.new_page()
    page.goto(f"{stage.url}voila/render/{PAGE}.ipynb")
    canary.silent(page)
    assert HOSTILE in page.title()
    assert HOSTILE in page.locator("footer").inner_text()
    assert page.locator("nav a, nav small").filter(has_text=READABLE).count() >= 10
    silent = ("due_today", "progress", "completion", "my_record", "review", "before_and_after")
    said = slots(page)[1:]
    assert sum(READABLE not in one for one in said) <= len(silent), [one[:80] for one in said]
    assert page.locator("dd").filter(has_text=HOSTILE).count() > 20, "no term of the glossary"
    assert "{{ 613+72 }}" in said[-1], "what a cell prints"


def test_the_content_of_live_widgets_is_text(stage: Stage, open_fence: BrowserContext) -> None:
    canary = Canary(open_fence)
    page = opened(open_fence, stage)
    assert page.locator(".g-note").count() == 0, "a cell failed"
    canary.silent(page)
    for quiz in page.locator(".gq:not(.gr)").all():
        play(quiz)
        expect(quiz.locator(".gq-list-stem").first).to_contain_text(READABLE)
        canary.silent(page)
    page.get_by_role("button", name="Hand in my answers").click()
    expect(page.locator(".gq-aims").first).to_contain_text(READABLE)
    guess(page)
    explore(page)
    solve_a_case(page)
    plan(page)
    page.locator(".gb-name").first.click()
    page.get_by_role("button", name="Trace the nerve").click()
    expect(page.locator(".gb")).to_contain_text(READABLE)
    # The head of the page is full of markup, and so large that it would cover the figure.
    page.evaluate("document.querySelector('.g-top').style.position = 'static'")
    page.locator(".g-plot").first.hover()  # plotly comes, and draws text of its own markup
    page.locator(".g-plot .js-plotly-plot .main-svg").first.wait_for()
    canary.silent(page)
    page.reload(wait_until="commit")
    page.wait_for_selector(READY, state="attached")
    look_back(page)
    canary.silent(page)
    page.goto(f"{page.url}?present", wait_until="commit")
    page.wait_for_selector(".p-bar")
    until(page, "typeof gluteeduPresent === 'object'")
    canary.silent(page)


def test_voilas_own_page_shows_text_as_text(stage: Stage, open_fence: BrowserContext) -> None:
    """It allows inline scripts, so here nothing but the escaping stands between."""
    canary = Canary(open_fence)
    page = open_fence.new_page()
    page.goto(f"{stage.url}voila/render/{FOREIGN}.ipynb", wait_until="commit")
    page.wait_for_url("**whole=1")
    page.locator(".noUi-handle, .widget-slider").first.wait_for()
    expect(page.locator(".gq-stem").first).to_contain_text(READABLE)
    expect(page.locator(".gs-intro")).to_contain_text(READABLE)
    expect(page.locator("dd").first).to_contain_text(HOSTILE)
    assert HOSTILE in page.title()
    canary.silent(page)
    assert "ValueError" not in page.content()


def test_what_is_typed_is_no_markup(stage: Stage, open_fence: BrowserContext) -> None:
    """Into every field, also into one that a page made by hand lets take any text."""
    canary = Canary(open_fence)
    open_fence.add_init_script(
        f"""localStorage.setItem("gluteedu:number", {json.dumps(HOSTILE)});
        localStorage.setItem("gluteedu:place", "own");
        for (const name of ["progress", "visited"])
          localStorage.setItem(`gluteedu:${{name}}`, {json.dumps(json.dumps({HOSTILE: 1}))});"""
    )
    page = opened(open_fence, stage)
    fields = page.evaluate(
        """said => {
          const unlike = ["radio", "checkbox", "file", "range"].map((kind) => `[type=${kind}]`);
          const fields = [...document.querySelectorAll(`input:not(${unlike.join()})`)];
          for (const field of fields) {
            field.type = "text";
            field.value = said;
            for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind));
          }
          return fields.length;
        }""",
        HOSTILE,
    )
    assert fields > 20
    expect(page.locator(".gx-own input")).to_have_value(re.compile(r"^[\d +*#-]*$"))
    page.locator(".gx input[value=yes]").evaluate_all("all => all.forEach(el => el.click())")
    page.locator(".gx .g-care").first.wait_for()
    canary.silent(page)
    # A message that no page of ours sends: the kernel refuses it, and its words come back nowhere.
    heard = page.evaluate(
        """said => new Promise((done) => {
          const line = gluteeduLine.open();
          const heard = [];
          line.onmessage = ({ data }) => {
            heard.push(data);
            const { page } = JSON.parse(data);
            if (!page) return;
            for (const id of Object.keys(page.models))
              for (const act of ["submit", "weigh", "plan", "reveal", "read", "commit", said]) {
                const all = { item: said, response: said, cause: said, guess: { [said]: said } };
                const more = { findings: { [said]: said }, answers: { [said]: said } };
                const content = { act, n: said, ...all, ...more };
                line.send(JSON.stringify({ model: id, content }));
              }
            setTimeout(() => done(heard), 2000);
          };
        })""",
        "<img src=/canary/sent onerror=pwned=1>",
    )
    back = [told for told in heard if "/canary/sent" in told]
    assert all('"refused":' in told for told in back), "more than the name of an unknown act"
    canary.silent(page)


def test_a_record_with_markup_in_it(stage: Stage, open_fence: BrowserContext) -> None:
    canary = Canary(open_fence)
    page = opened(open_fence, stage)
    desk = page.locator(".gm")
    name = SCRIPT[:80]
    desk.get_by_label("A name to show").fill(name)
    desk.get_by_role("button", name="Keep this name").click()
    expect(desk.locator(".gm-result")).to_contain_text(f"Your name is kept: {name}.")
    whole = {
        "id": "a1", "session": "s", "at": "2026-03-01T09:30:00+00:00", "kind": "answer",
        "quiz": "first_days", "item": "x", "version": 1, "response": ["a"], "score": 0.0,
        "correct": False, "try_number": 1, "confidence": "sure", "mode": "formative",
    }  # fmt: skip

    def load(events: list[object], **more: object) -> str:
        record = {"gluteedu_record": 1, "events": events, **more}
        file = {"name": f"{NAMES[0].replace('/', '')}.json", "mimeType": "application/json"}
        desk.locator(".gm-result").evaluate("el => (el.textContent = '')")
        text = json.dumps(record).encode()
        page.locator(".gm input[type=file]").set_input_files({**file, "buffer": text})
        expect(desk.locator(".gm-result")).not_to_have_text("")
        canary.silent(page)
        return desk.locator(".gm-result").inner_text()

    known = set(whole)
    for field in known:
        said = load([{**whole, "id": f"of {field}", field: NAMES[0]}], name=NAMES[0])
        refused = re.search(rf"Nothing was loaded: event 1: {field}: ", said)
        assert refused or field in {"id", "session", "quiz", "item", "response"}, said
        assert refused or "1 step was added" in said, said
    said = load([{**whole, NAMES[0]: 1}])
    assert NAMES[0] in said, "a field of that name is not named"
    assert "\u202e" not in load([{**whole, "item": NAMES[3]}])
    said = load([], gluteedu_record=NAMES[0])
    assert "a form this course cannot read" in said
    page.reload(wait_until="commit")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".gm-sum")).to_contain_text("It holds")
    canary.silent(page)


def test_names_on_phones_host_projector_and_report(
    stage: Stage, open_fence: BrowserContext, chromium: Browser, people: ExitStack
) -> None:
    canary = Canary(open_fence)
    key = re.search(r"instructor's key\s+(\S+)", stage.log.read_text())
    assert key
    host = open_fence.new_page()
    host.goto(f"{stage.url}class/key?to={quote('javascript:pwned=1//host')}")
    host.fill("#key", key[1])
    host.press("#key", "Enter")
    host.wait_for_url("**/class/host")
    host.get_by_label("Ask for names").check()
    screen = open_fence.new_page()
    screen.goto(f"{stage.url}class/host/screen")
    phones = []
    for name in NAMES:
        context = people.enter_context(a_learner(chromium, bypass_csp=True))
        phone = context.new_page()
        phones.append((phone, Canary(context)))
        phone.goto(f"{stage.url}class")
        phone.fill("#name input", name)
        phone.click("#name button")
        expect(phone.locator("#line")).to_contain_text("name is set")
    called = host.locator(".c-people li")
    for name in NAMES:  # without the sign that turns the rest of a line around
        expect(called.filter(has_text=name.replace("\u202e", ""))).to_have_count(1)
    assert not any("\u202e" in one for one in called.all_text_contents())
    # A question whose every word is hostile, seen by instructor, projector and phones.
    host.fill("#search", "lactic acid")
    host.locator(".c-ask:visible").first.click()
    for phone, _ in phones:
        phone.locator("label.opt input").first.check()
        phone.click("button.send")
        expect(phone.locator("#line")).to_contain_text("Your vote is in")
    for act in ("close", "show", "reveal"):
        screen.click(f'[data-act="{act}"]')
    pages = [host, screen, *(phone for phone, _ in phones)]
    for page in pages:
        expect(page.locator("body")).to_contain_text(READABLE)
    expect(screen.locator(".c-why")).to_contain_text(READABLE)
    for page, heard in ((host, canary), (screen, canary), *phones):
        heard.silent(page)

    _fill_the_record(stage)
    report = open_fence.new_page()
    report.goto(f"{stage.url}class/report")
    _no_name_acts(report, canary)
    notes = open_fence.new_page()
    notes.goto(f"{stage.url}class/notes/{PROSE}")
    expect(notes.locator(".n-part").first).to_contain_text(READABLE)
    canary.silent(notes)


def _fill_the_record(stage: Stage) -> None:
    """Six learners more, with names as long as the record takes."""
    store = open_store(stage.store)
    longest = (SCRIPT[:80], *(f"{name} of the record"[:80] for name in NAMES[:3]), "Ann", "Bo")
    for number, name in enumerate(longest):
        said = {"quiz": "first_days", "item": "day_one_kit", "learner": f"learner {number}"}
        store.append([event(**said), event(quiz=NAMES[0], item=NAMES[1], learner=said["learner"])])
        store.set_name(said["learner"], name)
    store.close()


def _no_name_acts(page: Page, canary: Canary) -> None:
    expect(page.locator("body")).to_contain_text(SCRIPT[:80])
    expect(page.locator("body")).to_contain_text(f"{NAMES[1]} of the record")
    assert page.locator("script, img, svg[onload], a[href^=javascript]").count() == 0
    canary.silent(page)


def test_the_report_as_a_file(stage: Stage, open_fence: BrowserContext, tmp_path: Path) -> None:
    """No server and no header of one: the file stands for itself."""
    _fill_the_record(stage)
    out = tmp_path / "report.html"
    write = [sys.executable, "-m", "gluteedu", "report", "--store", stage.store, "--out", out]
    place = {"PYTHONPATH": str(stage.log.parent.parent)}
    subprocess.run(
        [*write, "--title", HOSTILE], env={**os.environ, **place}, cwd=tmp_path, check=True
    )
    canary = Canary(open_fence)
    page = open_fence.new_page()
    page.goto(out.as_uri())
    assert page.title() == HOSTILE
    expect(page.locator("h1")).to_have_text(HOSTILE)
    _no_name_acts(page, canary)


def test_addresses_are_not_read_as_markup(stage: Stage, open_fence: BrowserContext) -> None:
    canary = Canary(open_fence)
    page = open_fence.new_page()
    said = quote(f"{SCRIPT}{{{{ 613+72 }}}}")
    raw = "<img src=/canary/url onerror=pwned=1>"
    lesson = f"voila/render/{PAGE}.ipynb"
    for address in (
        f"{lesson}?x={said}&present={said}&whole={said}#{raw}",
        f"{lesson}?{raw}#javascript:pwned=2",
        f"voila/render/{said}.ipynb",
        f"voila/render/{raw}",
        f"{said}?{raw}",
        f"voila/static/{said}",
        f"class/key?to={said}",
        f"class/key?to={quote('//127.0.0.1:1/x')}",
        f"class/notes/{said}",
        f"class/report/{said}.csv",
        f"class/host/questions?lesson={said}",
        f"class?{said}#{raw}",
        f"healthz?{said}",
    ):
        page.goto(f"{stage.url}{address}", wait_until="load")
        canary.silent(page)
        shown = page.evaluate("document.body ? document.body.innerText : ''")
        assert "685" not in shown, address


def test_the_policy_is_a_second_fence(stage: Stage, person: BrowserContext) -> None:
    """What would get through the first is stopped: each page says no to script inside it."""
    page = person.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    for address in (f"voila/render/{PAGE}.ipynb", "class", "class/key", "nowhere", "healthz"):
        page.goto(f"{stage.url}{address}", wait_until="load")
        refused.clear()
        page.evaluate(
            """() => {
              const box = document.createElement("div");
              box.innerHTML = '<img src="data:," onerror="pwned=1"><svg onload="pwned=2"></svg>' +
                '<a href="javascript:pwned=3" id="lead">go</a>';
              document.body.append(box);
              const script = document.createElement("script");
              script.textContent = "pwned=4";
              document.body.append(script);
              document.getElementById("lead").click();
            }"""
        )
        page.wait_for_timeout(300)
        assert page.evaluate("typeof pwned") == "undefined", address
        assert len(refused) >= 3, (address, refused)


def test_prose_with_script_in_it(stage: Stage, person: BrowserContext) -> None:
    """Who writes a lesson may write markup; a script in it, or a link to one, does nothing."""
    refused: list[str] = []
    page = person.new_page()
    page.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    page.on("dialog", lambda dialog: refused.clear())
    page.goto(f"{stage.url}voila/render/{PROSE}.ipynb", wait_until="commit")
    page.wait_for_selector(READY, state="attached")
    leads = page.locator('a[href*="javascript:"], a[href^="data:"], a[href*="harmful"]')
    assert leads.count() >= 2
    leads.evaluate_all("links => links.forEach(link => link.click())")
    page.wait_for_timeout(300)
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.url.endswith(f"{PROSE}.ipynb")
    assert len(refused) >= 3, refused
    assert "{{ 613+72 }}" in page.locator(".g-prose").first.inner_text()


def test_markup_of_content_on_its_own(stage: Stage, open_fence: BrowserContext) -> None:
    """The one place that makes HTML of content, in an empty page; and the check that refuses it."""
    canary = Canary(open_fence)
    page = open_fence.new_page()
    page.goto(f"{stage.url}healthz")
    strings = (HOSTILE, UNENDED, *NAMES, *HOSTILE.split(" "), f"- {SCRIPT}\n- b")
    for make in (to_html, to_inline_html, lambda text: to_html(text, latex=True)):
        page.evaluate(
            "all => (document.body.innerHTML = all.join('<hr>'))", [make(one) for one in strings]
        )
        page.wait_for_timeout(200)
        canary.silent(page)
        assert page.locator("img, script, svg, a, b").count() == 0
        assert READABLE in page.locator("body").inner_text()
    faults = markup_faults(HOSTILE)
    assert any("links and HTML are not used here" in one for one in faults)
