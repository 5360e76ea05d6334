"""Puts a damaged file aside, never away, so that a new one can begin in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from gluteedu.records.errors import StoreError
from gluteedu.records.store_address import database_of, store_file


def set_aside(url: str, now: datetime | None = None) -> str | None:
    """Rename the file of a store, and what is kept beside it, if it is damaged.

    Several kernels may find the damage at once: one of them renames, the others find a sound file.

    Returns:
        One line for people that names the file and where it is now; None when nothing was damaged.

    Raises:
        StoreError: the file is damaged and cannot be renamed.
    """
    path = store_file(url)
    if path is None:
        return None
    database = database_of(url)
    with file_lock(path):
        if not path.exists() or database.is_sound(path):
            return None
        kept = _free_name(path, now or datetime.now(UTC))
        try:
            # What is beside it goes first: a new file must never meet the log of the old one.
            for ending in (*database.file_endings, ""):
                old = path.with_name(path.name + ending)
                if old.exists():
                    old.rename(kept.with_name(kept.name + ending))
        except OSError as error:
            raise StoreError(
                f"the record {path} is damaged and cannot be set aside ({error.strerror})",
                "unreachable",
            ) from None
    return f"the record {path} was damaged; it is kept as {kept.name}, and a new one has begun"


@contextmanager
def file_lock(path: Path | None, *, shared: bool = False) -> Iterator[None]:
    """Hold off other kernels of this machine from renaming the file, or (shared) let them open it.

    Nothing is held off for a store that is no file.
    """
    if path is None:
        yield
        return
    try:
        import fcntl
    except ImportError:  # Windows, where an open file cannot be renamed anyway
        yield
        return
    with path.with_name(f"{path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}"
    kept = path.with_name(f"{stem}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{stem}-{number}{path.suffix}")
    return kept
