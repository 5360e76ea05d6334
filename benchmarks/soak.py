"""A long class: learners open lessons, answer, slide, and leave without goodbye, again and again.

``python -m benchmarks.soak --learners 100 --minutes 15`` ends with exit code 1 if an error came up,
an acknowledged answer is not in the record, a kernel is left, or the server itself keeps growing.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.crowd import Learner, open_course, questions, sliders
from benchmarks.memory import proportional, proportional_of
from benchmarks.servers import Server, course

LESSONS = [
    "01-know-your-muscles.ipynb",
    "02-exercise-induced-pain.ipynb",
    "03-muscle-injury.ipynb",
    "04-pregnancy-and-sciatic-pain.ipynb",
    "05-relief.ipynb",
]
_KEPT_AFTER = 60.0  # seconds in which the kernels of closed pages must end
_ANSWERS = (2, 6)  # how many answers a learner gives on a page
_THINKING = (1.0, 8.0)  # seconds before each
_MOVES = 40  # of a slider, 60 a second
_GROWTH = 1.2  # by what the server itself may grow from the middle to the end, kernels not counted


@dataclass
class Tally:
    """What happened, summed over all learners."""

    pages: int = 0
    answers: int = 0
    errors: list[str] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    slid: list[float] = field(default_factory=list)
    itself: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


async def one_learner(server: Server, until: float, chance: random.Random, tally: Tally) -> None:
    """Open lessons and answer until the time is up; every other page is left without goodbye."""
    await asyncio.sleep(chance.uniform(0, min(30.0, (until - time.monotonic()) / 4)))
    while time.monotonic() < until:
        learner: Learner | None = None
        try:
            learner = await asyncio.wait_for(open_course(server.url, chance.choice(LESSONS)), 120)
            tally.pages += 1
            tally.opened.append(learner.waited)
            asked = questions(learner)
            for question in asked[: chance.randint(*_ANSWERS)]:
                await asyncio.sleep(chance.uniform(*_THINKING))
                wait = await asyncio.wait_for(learner.answer(*question), 60)
                tally.answered.append(wait)
                tally.answers += 1
            for moved in sliders(learner, _MOVES, chance)[:1]:
                tally.slid.append(await asyncio.wait_for(learner.slide(*moved), 60))
        except Exception as error:  # each is counted; the soak goes on
            tally.errors.append(f"{type(error).__name__}: {error}")
        if learner and learner.socket:
            with contextlib.suppress(Exception):
                if chance.random() < 0.5:
                    await learner.leave()
                else:
                    learner.socket.transport.abort()


async def class_day(server: Server, learners: int, seconds: float, seed: int) -> Tally:
    """All learners for ``seconds``; memory is read at the start, in the middle and at the end."""
    tally = Tally()
    until = time.monotonic() + seconds
    jobs = [
        asyncio.create_task(one_learner(server, until, random.Random(seed + i), tally))
        for i in range(learners)
    ]
    for share in (0.35, 0.65, 1.0):
        await asyncio.sleep(max(0.0, until - seconds * (1 - share) - time.monotonic()))
        tally.megabytes.append(proportional(server))
        tally.itself.append(proportional_of(server.process))
    await asyncio.gather(*jobs)
    return tally


def kernels_left(server: Server) -> int:
    """How many kernels are there once the pages have been gone for a while."""
    until = time.monotonic() + _KEPT_AFTER
    while time.monotonic() < until:
        left = sum(process.name() == "kernel" for process in server.tree())
        if not left:
            return 0
        time.sleep(1)
    return left


def kept(store: Path) -> int:
    """How many answers are in the record."""
    with contextlib.closing(sqlite3.connect(store)) as record:
        (number,) = record.execute("select count(*) from events where kind = 'answer'").fetchone()
    return int(number)


def main() -> None:
    """Run the soak and say what it saw."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--learners", type=int, default=100)
    said.add_argument("--minutes", type=float, default=15.0)
    said.add_argument("--seed", type=int, default=1)
    wish = said.parse_args()
    with tempfile.TemporaryDirectory(prefix="gluteedu-soak-") as folder:
        store = Path(folder) / "record.db"
        with course(file=store) as server:
            tally = asyncio.run(class_day(server, wish.learners, wish.minutes * 60, wish.seed))
            left = kernels_left(server)
            after = proportional(server)
            lost = tally.answers - kept(store)
    print(f"{wish.learners} learners, {wish.minutes:g} minutes, {tally.pages} pages opened")
    print(f"errors: {len(tally.errors)}", *sorted(set(tally.errors))[:5], sep="\n  ")
    print(f"answers given: {tally.answers}, lost: {lost}")
    for name, waits in (
        ("page live", tally.opened),
        ("answer to feedback", tally.answered),
        ("last slider move to its answer", tally.slid),
    ):
        if len(waits) > 1:
            slow = statistics.quantiles(waits, n=20)[-1]
            print(f"{name}: median {statistics.median(waits):.2f} s, 95 in 100 under {slow:.2f} s")
    first, middle, last = tally.megabytes
    print(f"memory: {first:.0f}, {middle:.0f}, {last:.0f} MB; {after:.0f} MB when all had gone")
    at_first, midway, at_last = tally.itself
    print(f"the server itself: {at_first:.0f}, {midway:.0f}, {at_last:.0f} MB")
    print(f"kernels left after a minute: {left}")
    grew = at_last > _GROWTH * midway
    if tally.errors or lost or left or grew or not (tally.answers and tally.slid):
        sys.exit(1)


if __name__ == "__main__":
    main()
