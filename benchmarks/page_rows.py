"""What one learner meets in a browser: time to text, time to live, bytes, and a drag."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks import equals, lessons, servers, ways
from benchmarks.browser import RacedError, Way, described, fresh, running_browser, visit_twice
from benchmarks.dragging import Drag, Handle, drag
from benchmarks.results import Plan, Results
from benchmarks.sizes import sizes

_COURSE_HANDLE = Handle(".gs-inputs input[type=range]", ".gs-bar", ".gs-bars")
_STOCK_HANDLE = Handle(".noUi-base", ".bench-bars .progress-bar", ".bench-bars")


def measure(plan: Plan, results: Results) -> None:
    """All rows of this group, stock Voila and the course turn by turn."""
    full = lessons.fullest()
    small, swing = lessons.small()
    ours, empty = f"voila/render/{full.path.name}", "voila/render/empty.ipynb"
    live_way, text_way = ways.course_lesson(full), ways.read_only()
    results.note(
        "fullest_lesson",
        {"lesson": full.path.stem, "widgets": full.widgets, "figures": full.figures},
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gluteedu-bench-")))
        equals.empty_notebook(folder / "empty.ipynb")
        equals.equal_notebook(full, folder / "equal.ipynb")
        equals.small_notebook(small, swing, folder / "small.ipynb")
        course = stack.enter_context(servers.course())
        stock = stack.enter_context(servers.stock_voila(folder))
        browser = stack.enter_context(running_browser())
        with results.part("pages"):
            visit_twice(browser, course.url + ours, live_way)  # both servers have served once
            visit_twice(browser, stock.url + empty, text_way)
            seen: dict[str, Any] = {"course": [], "stock": []}
            for _ in results.repeat(plan.visits, 120):
                seen["course"].append(visit_twice(browser, course.url + ours, live_way))
                seen["stock"].append(visit_twice(browser, stock.url + empty, text_way))
            for name, pairs in seen.items():
                first, second = [a for a, _ in pairs], [b for _, b in pairs]
                results.add(f"first_{name}_ms", described(first))
                results.add(f"second_{name}_ms", described(second))
        with results.part("equal lesson in stock Voila"):
            pairs = [
                visit_twice(browser, f"{stock.url}voila/render/equal.ipynb", ways.plain_widgets())
                for _ in results.repeat(plan.visits_equal, 60)
            ]
            results.add("first_equal_ms", described([a for a, _ in pairs]))
            results.add("second_equal_ms", described([b for _, b in pairs]))
        with results.part("bytes"):
            settled = Way({"text": ways.TEXT, "ready": [{"see": ways.READY}]})
            results.add("bytes_course", sizes(browser, course, ours, settled).as_dict())
            results.add("bytes_stock", sizes(browser, stock, empty, text_way).as_dict())
            whole = ways.plain_widgets()
            equal = "voila/render/equal.ipynb"
            results.add("bytes_equal", sizes(browser, stock, equal, whole).as_dict())
        with results.part("drag"):
            page = f"{course.url}voila/render/{small.path.name}"
            way = Way({"ready": [{"see": ways.READY}]})
            found = [
                _dragged(browser, page, way, _COURSE_HANDLE, swing)
                for _ in results.repeat(plan.drags, 40)
            ]
            _add_drags(results, "course", found)
            page = f"{stock.url}voila/render/small.ipynb"
            way = ways.plain_widgets().only("moved")
            found = [
                _dragged(browser, page, way, _STOCK_HANDLE, swing)
                for _ in results.repeat(plan.drags, 40)
            ]
            _add_drags(results, "stock", found)


def _dragged(
    browser: Browser, url: str, way: Way, handle: Handle, swing: lessons.Swing, attempts: int = 6
) -> Drag:
    for _ in range(attempts):
        with fresh(browser) as context:
            try:
                return drag(context, url, way, handle, swing)
            except RacedError:
                continue
    raise RacedError(f"{url}: raced {attempts} times in a row")


def _add_drags(results: Results, name: str, found: list[Drag]) -> None:
    results.add(
        f"drag_{name}_ms",
        {
            "answered": [round(one.answered, 1) for one in found],
            "at_rest": [round(one.at_rest, 1) for one in found],
        },
    )
