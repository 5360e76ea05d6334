"""What a run measures, how often, and what it found; nothing in it is typed by hand."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Plan:
    """How often each thing is measured."""

    visits: int = 7
    visits_equal: int = 3
    drags: int = 5
    bursts: int = 5
    bursts_stock: int = 2
    rounds: int = 5
    imports: int = 9
    visits_peers: int = 3
    kernels: int = 8


QUICK = Plan(2, 1, 2, 2, 1, 1, 3, 1, 3)
"""Enough to see that all of it works; its figures say little."""


@dataclass
class Results:
    """Samples by name and mark; parts that failed, with why; notes and counts."""

    samples: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, marks: Mapping[str, Any]) -> None:
        """Add samples; a mark that is there already grows."""
        known = self.samples.setdefault(name, {})
        for mark, found in marks.items():
            new = found if isinstance(found, list) else [found]
            known[mark] = known.get(mark, []) + new

    def note(self, name: str, value: Any) -> None:
        """Keep what is no measure."""
        self.notes[name] = value

    def count(self, name: str, number: int) -> None:
        """Add to a count."""
        self.counts[name] = self.counts.get(name, 0) + number

    def middle(self, name: str, mark: str) -> float | None:
        """The median of one mark, or None where it was not measured."""
        found = self.samples.get(name, {}).get(mark)
        return median(found) if found else None

    def high(self, name: str, mark: str, share: float = 0.95) -> float | None:
        """The value that ``share`` of the samples do not exceed (nearest rank)."""
        found = sorted(self.samples.get(name, {}).get(mark, []))
        if not found:
            return None
        return float(found[max(0, -int(-share * len(found) // 1) - 1)])

    def repeat(self, times: int, seconds: float) -> Iterator[int]:
        """Up to ``times`` repetitions; at least one, and no new one after ``seconds``."""
        began = time.monotonic()
        for number in range(times):
            if number and time.monotonic() - began > seconds:
                self.count("repetitions left out, as the machine was slow", times - number)
                return
            yield number

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """One part of a run: its failure is noted, and the rest still runs."""
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            yield
        except Exception as error:
            traceback.print_exc()
            self.failed[name] = f"{type(error).__name__}: {error}"[:500]
        finally:
            self.seconds[name] = round(time.monotonic() - began, 1)
