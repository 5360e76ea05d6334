"""Interrupt, restart, shutdown: a forked kernel is managed like one that was started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import psutil
import pytest

from tests.serving.kernels.conftest import StartKernel, WriteSpec
from tests.serving.kernels.kernels_at_work import PATIENCE, Kernel, exists, wait_until, zombies


def wait_for_end(kernel: Kernel) -> int:
    wait_until(lambda: kernel.process.poll() is not None, "the kernel has ended")
    return int(kernel.process.poll())


def test_interrupt_stops_the_cell_and_keeps_the_kernel(start: StartKernel) -> None:
    kernel = start()
    kernel.run("x = 5")
    code = "print('on it'); __import__('time').sleep(60)"
    request = kernel.client.execute(code, stop_on_error=False)  # what is asked next is not let go
    while kernel.client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    while True:
        reply = kernel.client.get_shell_msg(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == request:
            break
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.value("x") == 5


def test_interrupt_reaches_what_a_cell_has_started(start: StartKernel) -> None:
    kernel = start()
    code = "import subprocess; p = subprocess.Popen(['sleep', '60']); print(p.pid)"
    child = int(kernel.run(code))
    kernel.client.execute("p.wait()")
    wait_until(lambda: psutil.Process(child).name() == "sleep", "the child sleeps")
    kernel.manager.interrupt_kernel()
    wait_until(lambda: not exists(child), "the child is interrupted")
    assert exists(kernel.pid)


def test_interrupt_while_idle_does_nothing(start: StartKernel) -> None:
    kernel = start()
    for _ in range(5):
        kernel.manager.interrupt_kernel()
    assert kernel.value("1 + 1") == 2


@pytest.mark.parametrize("now", [False, True])
def test_restart_gives_an_empty_kernel_on_the_same_connection(
    start: StartKernel, now: bool
) -> None:
    kernel = start()
    before = kernel.pid
    kernel.run("x = 1")
    kernel.manager.restart_kernel(now=now)
    kernel.client.wait_for_ready(timeout=PATIENCE)
    assert kernel.pid != before
    assert not exists(before)
    assert kernel.value("'x' in dir()") is False


def test_shutdown_is_clean(start: StartKernel, tmp_path_factory: pytest.TempPathFactory) -> None:
    said = tmp_path_factory.mktemp("exit") / "said"
    kernel = start()
    process = kernel.process
    kernel.run(f"import atexit, pathlib; said = pathlib.Path({str(said)!r})")
    kernel.run("_ = atexit.register(said.write_text, 'bye')")
    kernel.client.stop_channels()
    kernel.manager.shutdown_kernel()
    assert process.returncode == 0
    assert said.read_text() == "bye"
    assert not kernel.manager.has_kernel
    assert zombies() == []


def test_leaving_from_within(start: StartKernel) -> None:
    kernel = start()
    kernel.client.execute("quit()")
    assert wait_for_end(kernel) == 0


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("__import__('os')._exit(7)", 7),
        ("__import__('os').kill(__import__('os').getpid(), 9)", -signal.SIGKILL),
        ("__import__('ctypes').string_at(0)", -signal.SIGSEGV),
    ],
)
def test_the_manner_of_its_end_is_known(start: StartKernel, code: str, status: int) -> None:
    kernel = start()
    kernel.client.execute(code)
    assert wait_for_end(kernel) == status
    assert not kernel.manager.is_alive()
    assert zombies() == []


def test_kill_takes_along_what_a_cell_has_started(start: StartKernel) -> None:
    kernel = start()
    child = int(kernel.run("print(__import__('subprocess').Popen(['sleep', '60']).pid)"))
    kernel.manager.shutdown_kernel(now=True)
    wait_until(lambda: not exists(child), "the kernel's child is gone")
    assert zombies() == []


def test_terminate_ends_it(start: StartKernel) -> None:
    kernel = start()
    kernel.manager._send_kernel_sigterm()
    assert wait_for_end(kernel) == -signal.SIGTERM


def test_no_signal_goes_to_an_ended_kernel(start: StartKernel) -> None:
    kernel = start()
    kernel.process.kill()
    wait_for_end(kernel)
    # The number may be another process's by now: stand in for that with one that must live.
    other = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        kernel.process.pid = other.pid
        kernel.manager.provisioner.pid = kernel.manager.provisioner.pgid = other.pid
        kernel.manager.signal_kernel(signal.SIGKILL)
        kernel.process.terminate()
        assert other.poll() is None
    finally:
        other.communicate()
    assert other.returncode == 1  # it met the end of its input, no signal


def test_waiting_gives_up_in_the_manner_of_subprocess(start: StartKernel) -> None:
    kernel = start()
    with pytest.raises(subprocess.TimeoutExpired):
        kernel.process.wait(timeout=0.01)
    kernel.process.kill()
    assert kernel.process.wait(timeout=PATIENCE) == -signal.SIGKILL


def test_output_to_a_pipe_and_to_nowhere(start: StartKernel) -> None:
    kernel = start(stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    kernel.run("import sys; print('past Jupyter', file=sys.__stdout__, flush=True)")
    kernel.run("print('and this', file=sys.__stderr__, flush=True)")
    process = kernel.process
    kernel.client.stop_channels()
    kernel.manager._send_kernel_sigterm()
    wait_until(lambda: process.poll() is not None, "the kernel has ended")
    written = os.read(process.stdout.fileno(), 10000)
    assert b"past Jupyter" in written
    assert b"and this" in written


def test_a_kernel_application_of_ones_own(spec: WriteSpec, start: StartKernel) -> None:
    spec("tuned", kernel_app="own_kernel_app.GreetingApp", warm=["own_kernel_app:prepare"])
    kernel = start("tuned", env={"GREETING": "hello"})
    assert kernel.value("greeting") == "hello"
    assert kernel.value("__import__('own_kernel_app').prepared") == "in a template"
    app = "__import__('ipykernel.kernelapp').kernelapp.IPKernelApp.instance()"
    assert kernel.value(f"isinstance({app}, __import__('own_kernel_app').GreetingApp)") is True


def test_arguments_configure_the_kernel(spec: WriteSpec, start: StartKernel) -> None:
    argv = ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec("quiet", argv=[*argv, "--HistoryManager.enabled=False", "--InteractiveShell.colors=linux"])
    kernel = start("quiet")
    assert kernel.value("get_ipython().history_manager.enabled") is False
    assert kernel.value("get_ipython().colors") == "linux"
