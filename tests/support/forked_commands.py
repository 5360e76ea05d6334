"""Runs many commands, each in a process of its own, without paying for the imports each time.

As a program it reads JSON from standard input, a list of [folder, words, seconds], and writes for
each the exit code (None where it had to be ended), standard output and standard error.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

MEMORY = 4_000_000_000
"""Bytes of address space for one command."""


def run_all(
    cases: Sequence[tuple[str, list[str], int]], environment: Mapping[str, str] | None = None
) -> list[list[Any]]:
    """What came of each command: exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def end(words: list[str], folder: str, out: int, err: int) -> None:
    """Become the command; never comes back."""
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(ours, theirs)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        sys.argv = ["gluteedu", *words]
        cli.main()
        code = 0
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    except BaseException:
        traceback.print_exc()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def run(folder: str, words: list[str], seconds: float) -> list[Any]:
    """One command, and what came of it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            end(words, folder, out.fileno(), err.fileno())
        deadline, code = time.monotonic() + seconds, None
        while code is None and time.monotonic() < deadline:
            time.sleep(0.01)
            done, status = os.waitpid(child, os.WNOHANG)
            code = os.waitstatus_to_exitcode(status) if done else None
        if code is None:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read(200_000).decode("utf-8", "backslashreplace"))
        return [code, *said]


if __name__ == "__main__":
    from gluteedu import cli
    from gluteedu.classroom.report.class_report import class_report as report  # noqa: F401  (what most commands import)
    from gluteedu.content.course import checking, library  # noqa: F401

    for case in json.load(sys.stdin):
        print(json.dumps(run(*case)), flush=True)
