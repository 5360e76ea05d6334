"""Which tests ``make quick`` runs: all that need Python alone, and what a change touches.

The tests mirror the package, so the folder of a changed file names the tests to run: a change in
``gluteedu/widgets/quiz/`` runs ``tests/widgets/quiz/``, browser and all. A changed test file runs.
Whatever is shared by many (a conftest, ``tests/support/``, ``lesson.py``) is for ``make test``.
"""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]


def changed_files(root: Path = ROOT, base: str = "main") -> set[str]:
    """Files that differ from where this branch left ``base``, and new ones; none without git."""
    found: set[str] = set()
    since = _lines(root, "merge-base", "HEAD", base)[:1] or ["HEAD"]
    for words in (("diff", "--name-only", *since), ("ls-files", "--others", "--exclude-standard")):
        found.update(_lines(root, *words))
    return found


def touched(changed: set[str], root: Path = ROOT) -> set[str]:
    """Folders (ending in a slash) and test files that a change touches, as paths below ``root``."""
    found: set[str] = set()
    for path in map(PurePosixPath, changed):
        if path.parts[0] == "gluteedu":
            found.add(_mirror(path, root))
        elif path.parts[0] == "tests" and path.name.startswith("test_"):
            found.add(str(path))
    return found - {""}


def is_touched(test: str, places: set[str]) -> bool:
    """Whether a test's id stands in one of these folders or files."""
    return any(test.startswith(place) for place in places)


def _mirror(path: PurePosixPath, root: Path) -> str:
    """The deepest folder of tests that mirrors a module's; none for the package itself."""
    for folder in path.relative_to("gluteedu").parents:
        if folder.name and (root / "tests" / folder).is_dir():
            return f"tests/{folder}/"
    return ""


def _lines(root: Path, *words: str) -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(root), *words], capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines() if done.returncode == 0 else []
