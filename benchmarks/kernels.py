"""Forked kernels beside started ones: time to the first answer, memory for each further kernel.

``python -m benchmarks.kernels [--kernels 40] [--lesson 02-exercise-induced-pain]``. Both ways run
the same kernel application with the same lesson; only the provisioner differs. One run, medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from gluteedu.content.loading.paths import notebooks_folder
from gluteedu.serving.kernels.template_registry import templates

KERNEL = "gluteedu"
SPEC = Path(sys.modules["gluteedu"].__path__[0]) / "serving/jupyter/kernels" / KERNEL


@dataclass(frozen=True)
class Figures:
    """What one way of starting kernels takes."""

    first: float
    """Seconds to the first answer of the first kernel, which waits for the template to warm up."""
    start: float
    """Median seconds until ``start_kernel`` returns, without the first kernel."""
    answer: float
    """Median seconds from before the start to the answer to the first cell, without the first."""
    cpu: float
    """Median seconds of the kernel's own processor time until then."""
    further: float
    """MB (PSS) for each kernel after the first."""
    private: float
    """Median MB that a kernel shares with nobody."""


def measure(name: str, number: int, folder: Path) -> Figures:
    starts, answers, cpus = [], [], []
    kernels: list[tuple[KernelManager, BlockingKernelClient]] = []
    try:
        for index in range(number):
            before = time.perf_counter()
            manager = KernelManager(
                kernel_name=name, transport="ipc", connection_file=f"{folder}/{name}-{index}.json"
            )
            manager.start_kernel()
            starts.append(time.perf_counter() - before)
            client = manager.client()
            kernels.append((manager, client))
            client.start_channels()
            client.wait_for_ready(timeout=120)
            client.execute("1 + 1", reply=True, timeout=60)
            answers.append(time.perf_counter() - before)
            spent = psutil.Process(manager.provisioner.pid).cpu_times()
            cpus.append(spent.user + spent.system)
            if index == 0:
                time.sleep(1)
                one = pss()
        time.sleep(1)
        return Figures(
            first=answers[0],
            start=statistics.median(starts[1:]),
            answer=statistics.median(answers[1:]),
            cpu=statistics.median(cpus[1:]),
            further=(pss() - one) / (number - 1),
            private=statistics.median(private(manager.provisioner.pid) for manager, _ in kernels),
        )
    finally:
        for manager, client in kernels:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        for template in templates.values():
            template.close()


def pss() -> float:
    """MB of all processes below this one, shared pages counted in parts."""
    below = psutil.Process().children(recursive=True)
    return sum(process.memory_full_info().pss for process in below) / 2**20


def private(pid: int) -> float:
    return float(psutil.Process(pid).memory_full_info().uss) / 2**20


@contextmanager
def kernelspecs(lesson: Path) -> Iterator[Path]:
    """A Jupyter world with the course's kernelspec, and the same without its provisioner."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = json.loads((SPEC / "kernel.json").read_text())
        for kernel in ("forked", "started"):
            (folder / "kernels" / kernel).mkdir(parents=True)
            (folder / "kernels" / kernel / "kernel.json").write_text(json.dumps(spec))
            spec["metadata"].pop("kernel_provisioner", None)
        os.environ |= {
            "JUPYTER_PATH": name,
            "JUPYTER_RUNTIME_DIR": name,
            "IPYTHONDIR": f"{name}/ipython",
            "GLUTEEDU_LESSON": str(lesson),
            "GLUTEEDU_LEARNER": "bench",
            "GLUTEEDU_STORE": f"sqlite:///{name}/record.db",
        }
        yield folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernels", type=int, default=40)
    parser.add_argument("--lesson", default="02-exercise-induced-pain")
    options = parser.parse_args()
    with kernelspecs(notebooks_folder() / f"{options.lesson}.ipynb") as folder:
        forked = measure("forked", options.kernels, folder)
        started = measure("started", options.kernels, folder)
    rows = [
        ("first kernel, first answer (s)", "first", 2),
        ("further kernel, start returns (s)", "start", 3),
        ("further kernel, first answer (s)", "answer", 3),
        ("further kernel, its processor time (s)", "cpu", 2),
        ("further kernel, memory (MB PSS)", "further", 1),
        ("further kernel, unshared memory (MB)", "private", 1),
    ]
    print(f"{options.lesson}, {options.kernels} kernels one after another, {os.cpu_count()} cores")
    print(f"{'':40} {'started':>9} {'forked':>9} {'ratio':>7}")
    for label, field, digits in rows:
        one, other = getattr(started, field), getattr(forked, field)
        print(f"{label:40} {one:9.{digits}f} {other:9.{digits}f} {other / one:7.3f}")


if __name__ == "__main__":
    main()
