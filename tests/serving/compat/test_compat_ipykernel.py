"""The inner workings of ipykernel that a kernel forked from a prepared one depends on."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp

from gluteedu.serving.compat import ipykernel as compat
from gluteedu.serving.compat.versions import check_version


def test_the_version_is_known() -> None:
    check_version("ipykernel", compat.HOLDS_FOR, compat.__name__)
    compat.check_ipykernel()


def test_another_version_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compat, "HOLDS_FOR", ">=99")
    with pytest.raises(ImportError, match=r"compat\.ipykernel was written for ipykernel >=99"):
        compat.check_ipykernel()


def test_the_application_starts_in_the_order_that_a_fork_repeats() -> None:
    source = inspect.getsource(IPKernelApp.initialize)
    steps = ("super().initialize(argv)", "self.subapp", "init_pdb", "init_connection_file")
    steps += ("init_poller", "init_sockets", "init_io", "init_kernel", "init_shell")
    places = [source.index(step) for step in steps]
    assert places == sorted(places), source


def test_a_kernel_takes_what_it_is_built_with_and_what_a_fork_gives_it() -> None:
    given = inspect.getsource(IPKernelApp.init_kernel)
    names = {"parent", "session", "log", "profile_dir", "user_ns", "control_thread"}
    names |= {"iopub_socket", "iopub_thread", "shell_stream", "control_stream"}
    names |= {"debugpy_stream", "debug_shell_socket", "stdin_socket"}
    assert {name for name in names if f"{name}=" not in given} == set()
    assert re.search(r"kernel_(class|factory)\b.*\.instance", given)


def test_a_kernel_does_with_its_sockets_only_what_attaching_repeats() -> None:
    built = inspect.getsource(IPythonKernel.__init__)
    for part in ("displayhook.session", "displayhook.pub_socket", "displayhook.topic"):
        assert part in built, part
    for part in ("display_pub.session", "display_pub.pub_socket", "JPY_SESSION_NAME"):
        assert part in built, part
    known = {"self.debugpy_stream", "self.debug_shell_socket", "self.iopub_socket"}
    found = set(re.findall(r"self\.\w+_(?:stream|socket)\b", built))
    assert found <= known, f"a kernel has one more socket now: {found - known}"


BUILD = """
from gluteedu.serving.kernels.prefork_app import prefork_app
app = prefork_app("ipykernel.kernelapp.IPKernelApp", ["-f", "{connection_file}"])
kernel = app.kernel_class.instance()
assert type(kernel).__mro__[1].__name__ == "_PreforkKernel", type(kernel).__mro__
assert kernel.shell.history_manager.enabled is False
assert not hasattr(app, "iopub_socket") or app.iopub_socket is None
assert callable(kernel._topic) and callable(app.init_pdb)
from gluteedu.serving.compat.ipykernel import program_name
assert program_name().endswith("kernelapp.py")
import threading
assert threading.active_count() == 1, threading.enumerate()
"""


def test_a_kernel_is_built_with_neither_sockets_nor_threads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILD], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
