"""A school on this machine: people log in, learn, vote and come back; each has only their own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import websocket
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from gluteedu.domain.learning.event import Event
from gluteedu.records.learner import hub_learner
from gluteedu.records.store import open_store
from tests.deploy.school import API_TOKEN, KEY, PASSWORD, TELLS_EVERY, School, cookies_of, school
from tests.support.browser_parts import PATIENCE, READY, a_chromium, open_lesson
from tests.support.one_quiz import ITEM, LESSON, QUIZ, WRONG


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school(tmp_path_factory.mktemp("school")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_chromium() as browser:
        yield browser


People = Callable[[str], BrowserContext]


@pytest.fixture(scope="module")
def people(hub: School, chromium: Browser) -> Iterator[People]:
    """The browser of somebody who has logged in; a learner's server is started by that."""
    known: dict[str, BrowserContext] = {}

    def person(name: str) -> BrowserContext:
        if name in known:
            return known[name]
        context = known[name] = chromium.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(hub.url)
        page.fill("#username_input", name)
        page.fill("#password_input", PASSWORD)
        page.click("#login_submit")
        page.wait_for_url(f"**/user/{name}/voila/render/index.ipynb")
        page.wait_for_selector(READY, state="attached")
        page.close()
        return context

    yield person
    for context in known.values():
        context.close()


def lesson(hub: School, context: BrowserContext, name: str) -> Page:
    return open_lesson(context, f"{hub.url}user/{name}/", LESSON)


def quiz(page: Page) -> Locator:
    return page.locator(".gq").filter(has=page.get_by_role("heading", name=QUIZ.title))


def answer(page: Page, option: str, verdict: str) -> None:
    quiz(page).locator(f"[data-option='{option}'] input").check()
    quiz(page).get_by_role("button", name="Check my answer").click()
    expect(quiz(page).locator(".g-verdict")).to_have_text(verdict)


def hint(page: Page) -> None:
    """Ask the page's kernel for something."""
    quiz(page).get_by_role("button", name="Next question").click()
    quiz(page).get_by_role("button", name="Give me a hint").click()
    quiz(page).locator(".gq-hint").wait_for()


def events(hub: School, name: str) -> list[Event]:
    with contextlib.closing(open_store(hub.store)) as store:
        return [e.event for e in store.events() if e.event.learner == hub_learner(name)]


def status(url: str, cookies: str = "", mode: str = "navigate") -> int:
    """The status of one request that follows no redirect."""

    class Stays(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    asked = urllib.request.Request(url, headers={"Cookie": cookies, "Sec-Fetch-Mode": mode})
    try:
        with urllib.request.build_opener(Stays).open(asked, timeout=60) as answered:
            return int(answered.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_two_learners_and_an_instructor(hub: School, people: People) -> None:
    ada, ben, grace = people("ada"), people("ben"), people("grace")
    answer(lesson(hub, ada, "ada"), ITEM.key[0], "Correct")
    answer(lesson(hub, ben, "ben"), WRONG, "Not yet")

    host = grace.new_page()
    host.goto(f"{hub.url}services/class/class/host")
    host.fill("#key", KEY)
    host.press("#key", "Enter")
    host.wait_for_url("**/services/class/class/host")
    phones = [one.new_page() for one in (ada, ben)]
    for phone in phones:
        phone.goto(f"{hub.url}services/class/")
        expect(phone.locator("#line")).to_contain_text("You are in")
    screen = grace.new_page()
    screen.goto(f"{hub.url}services/class/class/host/screen")
    expect(screen.locator("[data-count]")).to_contain_text("2 phones are here")
    host.fill("#search", "lactic acid")
    host.locator(".c-ask:visible", has_text="A coach blames lactic acid").click()
    for phone, option in zip(phones, ("flat run raised it", "A"), strict=True):
        phone.locator("fieldset:not(.row) label.opt", has_text=option).first.click()
        phone.click("button.send")
        expect(phone.locator("#line")).to_contain_text("Your vote is in")
    expect(screen.locator("[data-count]")).to_have_text("2 of 2 have answered")
    screen.click('[data-act="close"]')
    screen.click('[data-act="show"]')
    expect(screen.locator(".c-bar").first).to_be_visible()
    screen.click('[data-act="reveal"]')
    expect(phones[0].locator("#line")).to_have_text("You were right.")

    deadline = time.monotonic() + PATIENCE / 1000
    while not all([e.mode for e in events(hub, n)][-1:] == ["live"] for n in ("ada", "ben")):
        assert time.monotonic() < deadline, "a vote is not in its learner's record"
        time.sleep(0.2)
    report = grace.new_page()
    report.goto(f"{hub.url}services/class/class/report")
    expect(report.locator("body")).to_contain_text(re.compile(r"Learners\s*2\s*First tries\s*2"))


def test_a_lesson_that_is_presented_asks_the_school_s_class(hub: School, people: People) -> None:
    grace = people("grace")  # who has given the key before
    shown = grace.new_page()
    shown.goto(f"{hub.url}user/grace/voila/render/{LESSON}.ipynb?present", wait_until="commit")
    shown.wait_for_selector(f"{READY} .p-bar")
    expect(shown.get_by_role("button", name="Class", exact=True)).to_be_visible()
    votes = shown.locator(".p-votes:visible button")
    while not votes.count():
        shown.keyboard.press("PageDown")
        shown.wait_for_timeout(50)
    votes.first.click()
    screen = shown.frame_locator(".p-screen iframe")
    expect(screen.locator("[data-count]")).to_contain_text("answered")
    screen.locator('[data-act="close"]').click()
    screen.locator('[data-act="end_question"]').click()

    other = people("ben").new_page()  # and who has not is asked for it
    other.goto(f"{hub.url}user/ben/voila/render/{LESSON}.ipynb?present", wait_until="commit")
    expect(other.get_by_role("button", name="Class: your key")).to_be_visible()
    other.close()


def test_a_killed_server_comes_back_with_nothing_lost(hub: School, people: People) -> None:
    ada = people("ada")
    page = lesson(hub, ada, "ada")
    before = events(hub, "ada")
    server = hub.server_of("ada")
    os.kill(server.pid, signal.SIGKILL)
    # Who waits before the page is told that a new one helps.
    expect(page.get_by_role("button", name="Load this page again")).to_be_visible()
    again = ada.new_page()
    deadline = time.monotonic() + PATIENCE / 1000
    while (answered := again.goto(page.url)) and answered.status == 503:
        assert time.monotonic() < deadline, "the hub does not miss the server"
        again.wait_for_timeout(1000)
    again.wait_for_selector(READY, state="attached")  # by itself, over the hub's page
    assert hub.server_of("ada").pid != server.pid
    assert events(hub, "ada")[: len(before)] == before
    expect(page.locator(".g-status")).to_contain_text("is ready")  # the page that stayed open, too
    for one in (again, page):
        quiz(one).locator(".gq-dot").first.click()
        expect(quiz(one).locator(f"[data-option='{ITEM.key[0]}'] input")).to_be_checked()


def test_nobody_comes_in_without_the_login_of_the_owner(hub: School, people: People) -> None:
    ada, ben = people("ada"), people("ben")
    of_ada = f"{hub.url}user/ada/"
    theirs = cookies_of(ada, of_ada)
    pages = ["", f"voila/render/{LESSON}.ipynb", "voila/render/nothing.ipynb", "nothing"]
    others = ["metrics", "healthz", "assets/x.js", "voila/static/tokens.css", "api/kernels/x"]
    for path in (*pages, *others):
        assert status(of_ada + path) == 302, path
        assert status(of_ada + path, mode="cors") == 403, path
    assert status(f"{of_ada}healthz", theirs) == status(f"{of_ada}metrics", theirs) == 200
    for path in ("", "class", "class/report", "class/host", "class/key", "class/static/class.css"):
        assert status(f"{hub.url}services/class/{path}") == 302, path

    page = ben.new_page()
    answered = page.goto(f"{of_ada}voila/render/{LESSON}.ipynb")
    assert answered is not None
    assert answered.status == 403
    assert not page.locator(".gq").count()
    # A token that the hub knows, but not of the owner.
    looker = urllib.request.Request(
        f"{of_ada}healthz", headers={"Authorization": f"token {API_TOKEN}"}
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(looker, timeout=60)
    for cookies in ("", cookies_of(ben, f"{hub.url}user/ben/")):
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            websocket.create_connection(live(hub, "ada"), cookie=cookies, timeout=60)


def test_no_line_of_a_learners_server_runs_code(
    hub: School, people: People, tmp_path: Path
) -> None:
    ada = people("ada")
    page = lesson(hub, ada, "ada")
    cookies = cookies_of(ada, f"{hub.url}user/ada/")
    for path in ("api", "api/kernels", "api/sessions", "api/contents", "api/terminals", "lab"):
        assert status(f"{hub.url}user/ada/{path}", cookies) == 404, path

    ran = tmp_path / "it-ran"
    tmp_path.chmod(0o777)
    code = f"open({str(ran)!r}, 'w').close()"
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "x", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}}
    header |= {"username": "ada", "date": "2026-01-01T00:00:00Z"}
    execute = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    line = websocket.create_connection(live(hub, "ada"), cookie=cookies, timeout=PATIENCE / 1000)
    line.send(json.dumps({"page": "0123456789abcdef"}))
    while "page" not in (first := json.loads(line.recv())):
        pass
    for model in first["page"]["models"]:
        line.send(json.dumps({"model": model, "content": execute}))
        line.send(json.dumps({"model": model, "content": {"code": code, "act": code}}))
    for said in (execute, {**execute, "channel": "shell"}, {"code": code}, {"ping": 7}):
        line.send(json.dumps(said))
    while json.loads(line.recv()) != {"pong": 7}:
        pass
    line.close()

    # Jupyter's own kind of line, to the very kernels that run: refused, or deaf to this.
    kernels = kernel_ids(hub.server_of("ada"))
    assert kernels
    for kernel in kernels:
        place = f"{hub.url}user/ada/api/kernels/{kernel}/channels".replace("http", "ws", 1)
        with contextlib.suppress(websocket.WebSocketException, ConnectionError):
            line = websocket.create_connection(place, cookie=cookies, timeout=10)
            line.send(json.dumps({**execute, "channel": "shell", "buffers": []}))
            line.recv()
    hint(page)  # what its kernel was sent before, it would have run before
    assert not ran.exists()


def test_the_hub_learns_of_a_person_and_not_of_an_idle_page(hub: School, people: People) -> None:
    ben = people("ben")
    page = lesson(hub, ben, "ben")
    cookies = cookies_of(ben, f"{hub.url}user/ben/")
    line = websocket.create_connection(live(hub, "ben"), cookie=cookies, timeout=PATIENCE / 1000)
    line.send(json.dumps({"page": "fedcba9876543210"}))
    while "page" not in json.loads(line.recv()):
        pass
    page.wait_for_timeout(3_000 * TELLS_EVERY)  # the page has come, and the hub knows it
    before = last_activity(hub, "ben")
    for _ in range(3 * TELLS_EVERY):
        line.send('{"ping": 1}')
        page.wait_for_timeout(1000)
    assert last_activity(hub, "ben") == before
    hint(page)
    deadline = time.monotonic() + PATIENCE / 1000
    while last_activity(hub, "ben") == before:
        assert time.monotonic() < deadline, "the hub is not told"
        page.wait_for_timeout(500)
    line.close()


def live(hub: School, name: str) -> str:
    return f"{hub.url}user/{name}/live/{LESSON}.ipynb".replace("http", "ws", 1)


def last_activity(hub: School, name: str) -> str:
    return str(hub.asked(f"users/{name}")["servers"][""]["last_activity"])


def kernel_ids(server: psutil.Process) -> set[str]:
    """The ids of its kernels, by the names of their sockets."""
    found: set[str] = set()
    for process in server.children(recursive=True):
        for one in process.net_connections(kind="unix"):
            found |= set(re.findall(r"kernel-([0-9a-f-]{36})", str(one.laddr)))
    return found
