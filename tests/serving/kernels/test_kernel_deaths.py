"""Whoever dies first, template or server: no kernel is lost that is needed, none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from gluteedu.serving.kernels.process import UNKNOWN_EXIT
from tests.serving.kernels.conftest import StartKernel
from tests.serving.kernels.kernels_at_work import PATIENCE, exists, wait_until, zombies

SERVER = """
import os, sys, time
from jupyter_client.manager import KernelManager
managers = []
for number in range(2):
    manager = KernelManager(kernel_name="bare", transport="ipc",
                            connection_file=f"{sys.argv[1]}/{number}.json")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=90)
    managers.append((manager, client))
for (_, client), code in zip(managers, sys.argv[2:]):
    client.execute(code)
pids = [manager.provisioner.pid for manager, _ in managers]
fork = os.fork()
if not fork:
    time.sleep(600)
print(*pids, fork, flush=True)
sys.stdin.read()
"""

BUSY = "import ctypes; ctypes.PyDLL(None).sleep(600)"  # no thread of the kernel gets a turn
DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
import subprocess
subprocess.run(['sleep', '600'])
"""


def ignored(pid: int) -> set[int]:
    """The signals that a process takes no notice of."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    mask = int(next(line.split()[1] for line in lines if line.startswith("SigIgn:")), 16)
    return {number for number in range(1, 65) if mask >> (number - 1) & 1}


Serve = Callable[..., tuple["subprocess.Popen[str]", int, list[int]]]


@pytest.fixture
def serve(jupyter: Path, tmp_path: Path) -> Iterator[Serve]:
    """A server process with two kernels: itself, its template and the kernels."""
    servers: list[subprocess.Popen[str]] = []
    forks: list[int] = []

    def start(*codes: str) -> tuple[subprocess.Popen[str], int, list[int]]:
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(tmp_path), *codes],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        servers.append(server)
        assert server.stdout
        *kernels, fork = (int(pid) for pid in server.stdout.readline().split())
        assert len(kernels) == 2
        forks.append(fork)
        return server, psutil.Process(kernels[0]).ppid(), kernels

    yield start
    for server, fork in zip(servers, forks, strict=True):
        # A fork of the server, which outlives it, keeps nothing alive.
        assert exists(fork)
        os.kill(fork, signal.SIGKILL)
        server.kill()
        server.wait()


def test_kernels_outlive_their_template(start: StartKernel) -> None:
    one = start("bare")
    one.run("x = 1")
    template = psutil.Process(one.pid).ppid()
    os.kill(template, signal.SIGKILL)
    wait_until(lambda: not exists(template), "the template is gone")
    assert one.value("x") == 1
    one.manager.interrupt_kernel()
    assert one.manager.is_alive()
    two = start("bare")
    assert psutil.Process(two.pid).ppid() != template
    assert two.value("1 + 1") == 2
    process = one.process
    one.client.execute("__import__('os')._exit(0)")
    wait_until(lambda: process.poll() is not None, "the orphan has ended")
    assert process.poll() == UNKNOWN_EXIT
    assert not one.manager.is_alive()
    assert zombies() == []


def test_an_orphan_restarts_from_the_next_template(start: StartKernel) -> None:
    kernel = start("bare")
    template, before = psutil.Process(kernel.pid).ppid(), kernel.pid
    os.kill(template, signal.SIGKILL)
    wait_until(lambda: not exists(template), "the template is gone")
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=PATIENCE)
    assert not exists(before)
    assert psutil.Process(kernel.pid).ppid() != template


def test_all_end_with_a_killed_server(serve: Serve) -> None:
    server, template, kernels = serve(BUSY, DEAF)
    wait_until(lambda: bool(psutil.Process(kernels[1]).children()), "the deaf kernel has a child")
    below = psutil.Process(kernels[1]).children()[0].pid
    server.kill()
    for pid in (template, *kernels, below):
        wait_until(lambda pid=pid: not exists(pid), f"{pid} is gone")


def test_orphans_end_with_a_killed_server(serve: Serve) -> None:
    server, template, kernels = serve()
    os.kill(template, signal.SIGKILL)
    wait_until(lambda: not exists(template), "the template is gone")
    assert all(map(exists, kernels))
    server.kill()
    for pid in kernels:
        wait_until(lambda pid=pid: not exists(pid), f"{pid} is gone")


def test_all_end_with_a_server_that_leaves_them(serve: Serve) -> None:
    server, template, kernels = serve()
    # A Ctrl-C or a hang-up in the server's terminal is the server's alone.
    assert {signal.SIGINT, signal.SIGHUP} <= ignored(template)
    assert all(signal.SIGINT in ignored(pid) for pid in kernels)
    assert server.stdin
    server.stdin.close()
    assert server.wait(timeout=60) == 0
    for pid in (template, *kernels):
        wait_until(lambda pid=pid: not exists(pid), f"{pid} is gone")
