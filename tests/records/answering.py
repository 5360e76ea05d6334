"""A program for a test: learners answer, each in a process of its own, until all are killed.

Prints learner and id of each event once ``record`` has returned with saving on: acknowledged.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from gluteedu.records.recorder import Recorder
from gluteedu.records.store import open_store
from tests.support.event_maker import event


def answer(url: str, learner: str) -> None:
    recorder = Recorder(partial(open_store, url, patience=30), learner)
    while True:
        one = event(learner=learner)
        recorder.append(one)
        if recorder.saving == "on":
            os.write(1, f"{learner} {one.id}\n".encode())  # one write: a line is whole or not there


if __name__ == "__main__":
    url, learners = sys.argv[1], int(sys.argv[2])
    open_store(url).close()  # what is loaded once is loaded for all
    for number in range(learners):
        if os.fork() == 0:
            answer(url, f"learner-{number}")
    os.wait()
