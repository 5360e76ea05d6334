"""Opens pages in a real browser and says when they can be read and used."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.places import HERE, chromium

PATIENCE = 60_000  # milliseconds for a page to come alive; a bound, not a measure
_LOOK = 50  # milliseconds between looks at the marks, which the page itself keeps

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # Other hosts fail at once, for everybody: what a page waits for there is not counted.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# Stock Voila loads two widget managers side by side. In some loads the wrong one answers first,
# says this on the console and shows no widget; such a load is counted and made again.
UPSTREAM_RACE = "widget model not found"

Step = Mapping[str, str]
Goals = Mapping[str, Sequence[Step]]


loads: Counter[str] = Counter()
"""Page loads of this run: all of them, and those in which stock Voila's managers raced."""


class NotAliveError(RuntimeError):
    """A page did not reach its goals."""


class RacedError(NotAliveError):
    """Stock Voila's two widget managers got in each other's way."""


@dataclass(frozen=True)
class Way:
    """What counts as done on a page, step by step (see probe.js), by name.

    Attributes:
        goals: name of a mark to the steps that lead to it.
        deep: whether to look into shadow trees, too.
    """

    goals: Goals
    deep: bool = False

    def only(self, *names: str) -> Way:
        """The same with these goals only."""
        return Way({name: self.goals[name] for name in names}, self.deep)

    def script(self) -> str:
        """The probe, ready to run in a page."""
        return f"({_probe()})({json.dumps({'goals': self.goals, 'deep': self.deep})})"


@dataclass
class Visit:
    """One loaded page: its marks in milliseconds, and its tab where that was kept open."""

    marks: dict[str, float]
    page: Page | None = field(default=None, repr=False)

    @property
    def live(self) -> float:
        """Milliseconds until every goal was reached."""
        return max(self.marks.values())


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A headless Chromium that knows this machine only."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def visit(context: BrowserContext, url: str, way: Way, *, keep: bool = False) -> Visit:
    """Load ``url`` in a new tab until every goal is reached; ``keep`` leaves the tab open."""
    loads["page loads"] += 1
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(way.script())
    page.goto(url, wait_until="commit")
    left = PATIENCE
    while len(marks := page.evaluate("window.benchMarks ?? {}")) < len(way.goals):
        page.wait_for_timeout(_LOOK)
        left -= _LOOK
        raced = any(UPSTREAM_RACE in text for text in said)
        if raced or left <= 0:
            close(page)
            loads["page loads of stock Voila that raced and were made again"] += raced
            kind = RacedError if raced else NotAliveError
            raise kind(f"{url}: reached {sorted(marks)} of {sorted(way.goals)}")
    if not keep:
        close(page)
    return Visit(dict(marks), page=page if keep else None)


def visit_twice(browser: Browser, url: str, way: Way, attempts: int = 6) -> tuple[Visit, Visit]:
    """The first and the second visit of one profile. A raced load begins again as a new profile."""
    for _ in range(attempts):
        with fresh(browser) as context:
            try:
                return visit(context, url, way), visit(context, url, way)
            except RacedError:
                continue
    raise NotAliveError(f"{url}: stock Voila's widget managers raced {attempts} times in a row")


def close(page: Page) -> None:
    """Leave a page as a learner does, so that its kernel is told, then close the tab."""
    page.goto("about:blank")
    page.close()


@cache
def _probe() -> str:
    text = (HERE / "probe.js").read_text(encoding="utf-8")
    return text[text.index("(spec)") :].rstrip()


def described(visits: Sequence[Visit]) -> dict[str, Any]:
    """The marks of several visits, sample by sample, for results.json."""
    names = sorted({name for one in visits for name in one.marks})
    marks = {name: [round(one.marks[name], 1) for one in visits] for name in names}
    return {**marks, "live": [round(one.live, 1) for one in visits]}
