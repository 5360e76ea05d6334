"""A kernel under test: start it, run code in it, look at its process from outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.manager import KernelManager

from gluteedu.serving.kernels.template_registry import templates
from tests.support.needs import need

PATIENCE = 90  # seconds; a bound against hanging on a busy machine, not a measure


class Kernel:
    """A running kernel and its client."""

    def __init__(self, name: str, transport: str, file: Path, **how: Any) -> None:
        need("kernel")
        self.manager = KernelManager(
            kernel_name=name, transport=transport, connection_file=str(file)
        )
        self.manager.start_kernel(**how)
        self.client: Any = None
        self.connect()

    def connect(self) -> None:
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    @property
    def pid(self) -> int:
        assert self.manager.provisioner is not None
        return int(self.manager.provisioner.pid)

    @property
    def process(self) -> Any:
        return self.manager.provisioner.process

    def run(self, code: str) -> str:
        """What ``code`` prints; it must not fail."""
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])

        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=hear)["content"]
        assert reply["status"] == "ok", reply
        return "".join(said)

    def value(self, code: str) -> Any:
        """The Python value of the expression ``code``."""
        import ast

        return ast.literal_eval(self.run(f"print(repr({code}), end='')"))

    def close(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


def close_templates() -> None:
    """End every template of this process, and every kernel of theirs."""
    for template in templates.values():
        template.close()


def exists(pid: int) -> bool:
    """Whether the process runs; one that is over but not reaped does not count."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(true: Callable[[], bool], what: str) -> None:
    for _ in range(6000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError(f"waited in vain until {what}")


def zombies() -> list[psutil.Process]:
    """Dead children, of any depth, that nobody has reaped."""
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if child.is_running() and child.status() == psutil.STATUS_ZOMBIE
    ]


def open_files(pid: int) -> list[str]:
    """What the descriptors of a process lead to."""
    links = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.append(str(link.readlink()))
        except FileNotFoundError:
            continue
    return links
