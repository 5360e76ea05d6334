"""A disk of two megabytes, to be filled up or made read-only in a test."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = 2 * 1024 * 1024


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """An empty disk at ``place``; the test is skipped where none may be mounted."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        pytest.skip(f"no disk may be mounted here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def make_read_only(disk: Path) -> None:
    """Nothing can be written to ``disk`` from here on, not even by root."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


def fill(disk: Path) -> None:
    """Not a byte more goes onto ``disk``."""
    try:
        with (disk / "ballast").open("wb", buffering=0) as file:
            while file.write(bytes(1024)):
                pass
    except OSError:
        return
