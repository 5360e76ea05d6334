"""A forked kernel is a kernel of its own: nothing but code and configuration is shared."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import psutil
import pytest

from gluteedu.serving.kernels.process import ForkedProcess
from tests.serving.kernels.conftest import StartKernel
from tests.serving.kernels.kernels_at_work import PATIENCE, Kernel, exists, open_files, wait_until


@pytest.mark.parametrize("transport", ["ipc", "tcp"])
def test_a_fork_answers_over_its_own_connection(start: StartKernel, transport: str) -> None:
    one, two = start(transport=transport), start(transport=transport)
    assert isinstance(one.process, ForkedProcess)
    one.run("x = 1")
    two.run("x = 2")
    assert (one.value("x"), two.value("x")) == (1, 2)
    file = one.value("__import__('ipykernel').get_connection_file()")
    assert file == os.path.realpath(one.manager.connection_file)
    assert one.value("__import__('sys').argv[1:]") == ["-f", file]


def test_forks_share_a_parent_and_lead_their_own_sessions(start: StartKernel) -> None:
    one, two = start(), start()
    parents = {psutil.Process(kernel.pid).ppid() for kernel in (one, two)}
    assert len(parents) == 1
    assert psutil.Process(parents.pop()).ppid() == os.getpid()
    for kernel in (one, two):
        assert os.getsid(kernel.pid) == os.getpgid(kernel.pid) == kernel.pid
        assert kernel.value("__import__('os').getpid()") == kernel.pid


def test_environment_and_working_directory_are_its_own(start: StartKernel, tmp_path: Path) -> None:
    (tmp_path / "here.py").write_text("where = 'beside the notebook'")
    one = start(env={"COLOUR": "red", "TZ": "Asia/Tokyo"}, cwd=str(tmp_path))
    two = start(env={"COLOUR": "blue", "TZ": "UTC"})
    assert one.value("__import__('os').environ['COLOUR']") == "red"
    assert two.value("__import__('os').environ['COLOUR']") == "blue"
    assert one.value("__import__('time').strftime('%Z')") == "JST"
    assert one.value("__import__('os').getcwd()") == str(tmp_path)
    assert one.value("__import__('here').where") == "beside the notebook"
    assert two.value("__import__('os').getcwd()") == os.getcwd()
    environment = one.value("dict(__import__('os').environ)")
    assert environment["JPY_PARENT_PID"] == str(os.getpid())
    assert "OPENBLAS_NUM_THREADS" not in environment
    assert "JPY_PARENT_PID" not in os.environ


def test_a_missing_working_directory_is_told_as_by_subprocess(
    start: StartKernel, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError, match="gone"):
        start(cwd=str(tmp_path / "gone"))


def test_random_numbers_are_not_shared(start: StartKernel) -> None:
    draws = [
        "__import__('random').random()",
        "float(__import__('numpy').random.random())",
        "__import__('uuid').uuid4().hex",
        "next(__import__('tempfile')._get_candidate_names())",
        "get_ipython().kernel.ident",
        "get_ipython().kernel.session.session",
    ]
    one, two = start(), start()
    for draw in draws:
        assert one.value(draw) != two.value(draw), draw


def test_history_is_not_shared(start: StartKernel, jupyter: Path) -> None:
    one, two = start(), start()
    template = psutil.Process(one.pid).ppid()
    assert not any("history" in path for path in open_files(template))
    one.run("secret = 77")
    two.run("other = 77")
    assert "secret" not in "".join(two.value("In"))
    assert one.value("get_ipython().history_manager.session_number") != two.value(
        "get_ipython().history_manager.session_number"
    )
    for kernel in (one, two):
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel()
    # Each wrote its own lines into IPython's database, none twice.
    with sqlite3.connect(jupyter / "ipython/profile_default/history.sqlite") as database:
        lines = database.execute("SELECT source FROM history WHERE source LIKE '% = 77'").fetchall()
    assert sorted(lines) == [("other = 77",), ("secret = 77",)]


def test_nothing_of_the_template_is_open_in_a_fork(start: StartKernel) -> None:
    first, second = start(), start()
    template = psutil.Process(first.pid).ppid()
    shared = set(open_files(template)) & set(open_files(second.pid))
    pipes = {path for path in shared if path.startswith(("pipe:", "socket:"))}
    # One pipe that ends with the server, and the standard streams of this very test.
    assert len(pipes - set(open_files(os.getpid()))) <= 1, pipes
    assert not {path for path in shared if path.startswith("socket:")}


def test_the_first_cell_starts_clean(start: StartKernel) -> None:
    names = "[name for name in dir() if not name.startswith('_')]"
    count, found = start().value(f"(get_ipython().execution_count, {names})")
    assert found == ["In", "Out", "exit", "get_ipython", "open", "quit"]
    assert count == 2  # as in any kernel: counted up before the cell is run


def test_libraries_warmed_up_know_the_kernel(start: StartKernel) -> None:
    # ipywidgets listens for front ends only if it is imported inside a running kernel.
    targets = start().value("sorted(get_ipython().kernel.comm_manager.targets)")
    assert "jupyter.widget.control" in targets


def test_signals_are_those_of_a_kernel(start: StartKernel) -> None:
    code = "[int(__import__('signal').getsignal(s)) for s in (1, 15, 17)]"
    assert start().value(code) == [signal.SIG_DFL] * 3


def test_output_of_c_and_of_children_is_caught(start: StartKernel) -> None:
    kernel = start()
    assert "from C" in kernel.run(
        "__import__('os').write(1, b'from C'); __import__('time').sleep(.1)"
    )
    assert "a child" in kernel.run("!echo a child")


def test_errors_are_told(start: StartKernel) -> None:
    kernel = start()
    reply = kernel.client.execute("1/0", reply=True, timeout=PATIENCE)["content"]
    assert reply["ename"] == "ZeroDivisionError"


def test_many_at_once(start: StartKernel, tmp_path: Path) -> None:
    import asyncio

    from jupyter_client.manager import AsyncKernelManager

    async def crowd() -> None:
        managers = [
            AsyncKernelManager(
                kernel_name="forked", transport="ipc", connection_file=str(tmp_path / f"{i}.json")
            )
            for i in range(20)
        ]
        await asyncio.gather(*(manager.start_kernel() for manager in managers))
        clients = [manager.client() for manager in managers]
        for client in clients:
            client.start_channels()
        try:
            await asyncio.gather(*(client.wait_for_ready(timeout=60) for client in clients))
            for client in clients:
                client.execute("import os; os.getpid()")
            pids = {manager.provisioner.pid for manager in managers}
            assert len(pids) == 20
        finally:
            for client in clients:
                client.stop_channels()
            await asyncio.gather(*(manager.shutdown_kernel(now=True) for manager in managers))
        wait_until(lambda: not any(map(exists, pids)), "all twenty are gone")

    start()  # the template is there, and none of the twenty is waited for longer than another
    asyncio.run(crowd())


def test_a_fork_is_a_fork_of_the_shared_template(start: StartKernel) -> None:
    kernels: list[Kernel] = [start(), start(transport="tcp"), start(env={"COLOUR": "green"})]
    assert len({psutil.Process(kernel.pid).ppid() for kernel in kernels}) == 1
