"""Memory of a server and all its processes, each shared page counted once."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil

from benchmarks.servers import Server


def proportional(server: Server) -> float:
    """PSS of the whole process tree, in MB (10**6 bytes)."""
    return sum(proportional_of(process) for process in server.tree())


def proportional_of(process: psutil.Process) -> float:
    """PSS of one process in MB; 0 when it has ended."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        found = next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:"))
        return found * 1024 / 1e6
    return 0.0


def slope(points: list[tuple[int, float]]) -> float:
    """MB for each further learner: the least-squares line through (learners, MB)."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)
