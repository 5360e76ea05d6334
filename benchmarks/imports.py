"""How long `import gluteedu.lesson` takes in a fresh interpreter whose files are warm."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from benchmarks.places import OUR_PYTHON, environment

_TIMED = """\
{before}
import time
began = time.perf_counter()
import gluteedu.lesson
print((time.perf_counter() - began) * 1000)"""

KERNEL = "import ipykernel.ipkernel, ipywidgets, pandas"
"""What a notebook kernel that has shown a data frame and a widget has imported already."""


def import_times(times: int, before: str = "") -> list[float]:
    """Milliseconds, ``times`` times, after one run that warms bytecode and file cache."""
    with tempfile.TemporaryDirectory(prefix="gluteedu-bench-") as scratch:
        command = [str(OUR_PYTHON), "-c", _TIMED.format(before=before)]
        found = [
            subprocess.run(
                command,
                env=environment(Path(scratch)),
                capture_output=True,
                text=True,
                timeout=120,
                check=True,
            ).stdout
            for _ in range(times + 1)
        ]
    return [float(text) for text in found[1:]]
