"""The same small lesson by the course, by plain stock Voila, by jupyterquiz in it, by marimo."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import equals, lessons, servers, ways
from benchmarks.browser import Way, described, running_browser, visit_twice
from benchmarks.marimo_app import marimo_app
from benchmarks.results import Plan, Results
from benchmarks.servers import Server
from benchmarks.sizes import sizes

PEERS = {
    "course": "gluteedu",
    "plain": "stock Voila, ipywidgets",
    "jupyterquiz": "stock Voila, jupyterquiz",
    "marimo": "marimo",
}


def measure(plan: Plan, results: Results) -> None:
    """First text, live, second visit and bytes for each."""
    small, swing = lessons.small()
    results.note("small_lesson", {"from": small.path.stem, "slider": swing.slider.id})
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gluteedu-bench-")))
        for name in ("ours", "stock"):
            (folder / name).mkdir()
        equals.small_course(small, swing, folder / "ours" / "small.ipynb")
        equals.small_notebook(small, swing, folder / "stock" / "small.ipynb")
        equals.jupyterquiz_notebook(small, swing, folder / "stock" / "quiz.ipynb")
        app = marimo_app(small, swing, folder / "app.py")
        browser = stack.enter_context(running_browser())
        with results.part("small lesson: course"), servers.course(folder / "ours") as server:
            way, page = ways.small_course(swing), "voila/render/small.ipynb"
            _one(browser, server, "course", page, way, plan, results)
        with servers.stock_voila(folder / "stock") as server:
            for name, page, way in (
                ("plain", "voila/render/small.ipynb", ways.plain_widgets()),
                ("jupyterquiz", "voila/render/quiz.ipynb", ways.jupyterquiz()),
            ):
                with results.part(f"small lesson: {name}"):
                    _one(browser, server, name, page, way, plan, results)
        with results.part("small lesson: marimo"), servers.marimo(app) as server:
            _one(browser, server, "marimo", "", ways.marimo(), plan, results)


def _one(
    browser: Browser,
    server: Server,
    name: str,
    page: str,
    way: Way,
    plan: Plan,
    results: Results,
) -> None:
    visit_twice(browser, server.url + page, way)  # it has served once
    pairs = [
        visit_twice(browser, server.url + page, way) for _ in results.repeat(plan.visits_peers, 30)
    ]
    for order, visits in (("first", [a for a, _ in pairs]), ("second", [b for _, b in pairs])):
        results.add(f"peer_{name}_{order}_ms", described(visits))
    results.add(f"peer_{name}_bytes", sizes(browser, server, page, way).as_dict())
