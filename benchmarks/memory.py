"""Memory of a server and all its processes, each shared page counted once."""

from __future__ import annotations

import contextlib
from pathlib import Path

from benchmarks.servers import Server


def proportional(server: Server) -> float:
    """PSS of the whole process tree, in MB (10**6 bytes)."""
    total = 0
    for process in server.tree():
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
            total += next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:"))
    return total * 1024 / 1e6


def slope(points: list[tuple[int, float]]) -> float:
    """MB for each further learner: the least-squares line through (learners, MB)."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)
