"""What a class does to a server: thirty open a lesson at once, forty are live, thirty answer."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks import equals, lessons, servers
from benchmarks.crowd import Learner, answering, burst, open_course, open_stock
from benchmarks.memory import proportional, slope
from benchmarks.results import Plan, Results

CLASS = 30
_ENDED = 6.0  # seconds after which the kernels of pages that said goodbye have ended
_SETTLED = 1.0  # seconds before memory is read
_SEED = 5


def measure(plan: Plan, results: Results) -> None:
    """All rows of this group. Each server gets all its learners before the next one starts."""
    full = lessons.fullest()
    with results.part("crowd of the course"), servers.course() as server:
        asyncio.run(_course(server, full.path.name, plan, results))
    with (
        results.part("crowd of stock Voila"),
        tempfile.TemporaryDirectory(prefix="gluteedu-bench-") as folder,
    ):
        equals.equal_notebook(full, Path(folder) / "equal.ipynb")
        for _ in results.repeat(plan.bursts_stock, 80):
            with servers.stock_voila(Path(folder)) as server:
                asyncio.run(_stock(server, full.widgets, results))


async def _course(server: servers.Server, name: str, plan: Plan, results: Results) -> None:
    def open_one() -> asyncio.Future[Learner]:
        return asyncio.ensure_future(open_course(server.url, name))

    await _leave([await open_one()])
    for _ in results.repeat(plan.bursts, 60):
        began = time.perf_counter()
        learners = await burst(open_one, CLASS)
        _add_burst(results, "course", began, learners)
        await _leave(learners)
    learners, points = [], []
    for number in (5, 12, 20, 30, 40):
        learners += await burst(open_one, number - len(learners))
        await asyncio.sleep(_SETTLED)
        points.append((number, proportional(server)))
    results.add("memory_course_mb", {"points": points, "slope": [slope(points)]})
    waits = await answering(learners[:CLASS], plan.rounds, 5.0, _SEED)
    results.add("answers_course_ms", {"wait": [round(1000 * wait, 2) for wait in waits]})
    await _leave(learners)


async def _stock(server: servers.Server, widgets: int, results: Results) -> None:
    def open_one() -> asyncio.Future[Learner]:
        return asyncio.ensure_future(open_stock(server.url, "equal.ipynb", widgets))

    await open_one()
    await asyncio.sleep(_SETTLED)
    before = proportional(server)
    began = time.perf_counter()
    learners = await burst(open_one, CLASS)
    _add_burst(results, "stock", began, learners)
    short = sum(learner.missing > 0 for learner in learners)
    results.count("pages of stock Voila that came without all their widgets, in bursts", short)
    await asyncio.sleep(_SETTLED)
    points = [(1, before), (1 + CLASS, proportional(server))]
    results.add("memory_stock_mb", {"points": points, "slope": [slope(points)]})


def _add_burst(results: Results, name: str, began: float, learners: list[Learner]) -> None:
    last = max(learner.complete for learner in learners) - began
    waits = sorted(round(learner.waited, 3) for learner in learners)
    results.add(f"burst_{name}_s", {"last": [round(last, 3)], "longest_wait": [waits[-1]]})
    results.add(f"burst_{name}_s", {"middle_wait": [waits[len(waits) // 2]]})


async def _leave(learners: list[Learner]) -> None:
    await asyncio.gather(*(learner.leave() for learner in learners))
    await asyncio.sleep(_ENDED)
