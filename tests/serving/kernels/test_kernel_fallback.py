"""Where no kernel can be forked it is started by itself, and the log says so once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from gluteedu.serving.kernels import template_registry
from gluteedu.serving.kernels.process import ForkedProcess
from gluteedu.serving.kernels.provisioner import prepare
from tests.serving.kernels.conftest import StartKernel, WriteSpec
from tests.serving.kernels.kernels_at_work import Kernel, close_templates

LAUNCHER = ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]


def reasons(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if "not forked" in r.getMessage()]


def was_started(kernel: Kernel) -> bool:
    return psutil.Process(kernel.pid).ppid() == os.getpid()


@pytest.mark.parametrize(
    ("name", "argv", "config", "reason"),
    [
        ("no_app", LAUNCHER, {"kernel_app": "no.such.App"}, "No module named 'no'"),
        ("odd_app", LAUNCHER, {"kernel_app": "pathlib.Path"}, "no subclass of ipykernel"),
        ("threads", LAUNCHER, {"warm": ["warm_ups:leave_a_thread"]}, "left threads behind (stray)"),
        (
            "script",
            ["python", "-c", "from ipykernel.kernelapp import main; main()", *LAUNCHER[3:]],
            {},
            "not an interpreter, -m and a module",
        ),
        ("dies", LAUNCHER, {"warm": ["warm_ups:die"]}, "ended with status 3"),
        ("hangs", LAUNCHER, {"warm": ["warm_ups:hang"], "template_timeout": 0.5}, "within 0.5 s"),
    ],
)
def test_what_cannot_be_forked_is_started(
    spec: WriteSpec,
    caplog: pytest.LogCaptureFixture,
    name: str,
    argv: list[str],
    config: dict[str, object],
    reason: str,
) -> None:
    spec(name, argv=argv, **config)
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    manager.restart_kernel(now=True)
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    manager.shutdown_kernel(now=True)
    assert len(reasons(caplog)) == 1
    assert reason in reasons(caplog)[0]


def test_wishes_only_subprocess_can_grant(
    start: StartKernel, caplog: pytest.LogCaptureFixture
) -> None:
    kernel = start(umask=0o077)
    assert was_started(kernel)
    assert kernel.value("1 + 1") == 2
    assert "cannot be given umask" in reasons(caplog)[0]


def test_a_warm_up_that_fails_is_left_out(
    spec: WriteSpec, start: StartKernel, capfd: pytest.CaptureFixture[str]
) -> None:
    spec("clumsy", warm=["warm_ups:stumble", "warm_ups:note"])
    kernel = start("clumsy")
    assert isinstance(kernel.process, ForkedProcess)
    assert kernel.value("__import__('warm_ups').noted") == ["noted"]
    said = capfd.readouterr().err
    assert "could not warm up warm_ups:stumble" in said
    assert "a stone in the way" in said


def test_there_are_not_endlessly_many_templates(
    spec: WriteSpec,
    start: StartKernel,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    close_templates()
    monkeypatch.setattr(template_registry, "MAX_TEMPLATES", 1)
    spec("other_kind", argv=[*LAUNCHER, "--InteractiveShell.cache_size=500"])
    one = start("bare")
    assert was_started(start("other_kind"))
    assert "kernels of 1 kinds are running" in reasons(caplog)[0]
    one.close()
    # A template that nobody uses makes room.
    assert not was_started(start("other_kind"))


def test_a_changed_file_makes_a_new_template(
    spec: WriteSpec, start: StartKernel, tmp_path: Path
) -> None:
    source, data = tmp_path / "changing.py", tmp_path / "data.txt"
    source.write_text(
        "from pathlib import Path\ndef read():\n    return [Path(__file__).with_name('data.txt')]\n"
    )
    data.write_text("old")
    spec("watching", warm=["changing:read"])
    env = {"PYTHONPATH": str(tmp_path)}
    one = start("watching", env=env)
    template = psutil.Process(one.pid).ppid()
    two = start("watching", env=env)
    assert psutil.Process(two.pid).ppid() == template
    source.write_text("NEW = 'new code'\n" + source.read_text())
    three = start("watching", env=env)
    assert three.value("__import__('changing').NEW") == "new code"
    assert psutil.Process(three.pid).ppid() != template
    data.write_text("new, and longer")
    four = start("watching", env=env)
    assert psutil.Process(four.pid).ppid() != psutil.Process(three.pid).ppid()
    assert one.value("1 + 1") == 2


def test_the_template_can_be_made_ready_before_the_first_kernel(
    jupyter: Path, start: StartKernel
) -> None:
    close_templates()
    prepare("bare", KernelSpecManager())
    templates = [child.pid for child in psutil.Process().children()]
    assert psutil.Process(start("bare").pid).ppid() in templates


def test_a_notebook_is_checked_in_a_forked_kernel(jupyter: Path, tmp_path: Path) -> None:
    import nbformat

    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                source="open('/proc/self/comm').read()",
                outputs=[
                    nbformat.v4.new_output(
                        "execute_result", {"text/plain": r"'kernel\n'"}, execution_count=1
                    )
                ],
                execution_count=1,
            )
        ],
        metadata={"kernelspec": {"name": "bare", "display_name": "bare", "language": "python"}},
    )
    path = tmp_path / "small.ipynb"
    nbformat.write(notebook, path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "nbval.plugin", "--nbval", str(path)],
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
