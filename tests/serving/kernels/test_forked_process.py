"""A forked kernel seen from its server, down to systems that have no pidfd."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gluteedu.serving.kernels.freshness import Freshness
from gluteedu.serving.kernels.process import UNKNOWN_EXIT, ForkedProcess, Streams
from tests.serving.kernels.kernels_at_work import PATIENCE

Child = subprocess.Popen[bytes]


@pytest.fixture
def child() -> Iterator[Child]:
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield process
        process.kill()


@pytest.fixture(params=["pidfd", "number"])
def forked(request: pytest.FixtureRequest, child: Child) -> ForkedProcess:
    return ForkedProcess(child.pid, os.pidfd_open(child.pid) if request.param == "pidfd" else None)


def test_an_orphan_is_known_to_live_and_to_be_over(forked: ForkedProcess, child: Child) -> None:
    forked.record_orphaned()
    assert forked.poll() is None
    forked.terminate()
    assert child.wait(timeout=PATIENCE) == -signal.SIGTERM
    assert forked.poll() == UNKNOWN_EXIT
    assert forked.wait() == UNKNOWN_EXIT


def test_the_template_says_how_it_ended(forked: ForkedProcess, child: Child) -> None:
    forked.record_exit(3)
    forked.kill()
    assert forked.poll() == 3
    assert child.poll() is None  # nothing is signalled that is known to be over


def test_a_signal_may_come_too_late(forked: ForkedProcess, child: Child) -> None:
    child.kill()
    child.wait()
    assert forked.poll() is None  # the news is still on its way
    forked.terminate()


def test_streams_as_subprocess_has_them(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as file:
        with Streams(subprocess.PIPE, file, subprocess.STDOUT) as streams:
            their_input, their_output, their_errors = streams
            assert their_output == their_errors == file.fileno()
            mine, none, nothing = streams.parent_files
            assert mine is not None
            assert (none, nothing) == (None, None)
            mine.write(b"in")
            mine.close()
            assert os.read(their_input, 10) == b"in"
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(their_input)
        file.write(b"still open")
    with Streams(None, None, subprocess.DEVNULL) as streams:
        their_input, their_output, their_errors = streams
        assert os.read(their_input, 10) == b""
        assert their_output == 1
        assert os.write(their_errors, b"gone") == 4


def test_files_worked_on_are_watched_and_installed_ones_are_not(tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text("a: 1")
    freshness = Freshness([str(data), str(tmp_path / "absent")])
    assert freshness.changed() is None
    assert __file__ in freshness._stamps
    assert pytest.__file__ not in freshness._stamps
    assert os.__file__ not in freshness._stamps
    (tmp_path / "absent").touch()
    assert freshness.changed() == str(tmp_path / "absent")
