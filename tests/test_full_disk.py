"""On a full disk what stood there stays, no half file is left, and the error says what to do."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.loading.safe_writing import CannotWriteError, write_all
from gluteedu.records.store import open_store
from tests.support.forked_commands import run_all
from tests.support.made_up_class import made_up_class
from tests.support.small_disk import fill, make_read_only, small_disk

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent
BEFORE = b"what stood there before"
GIFT = "::a:: Which one? {=this ~that}\n" * 300
WRITERS = [
    "export --format=moodle --force --out=OLD",
    "export --format=gift --out=NEW",
    "export --format=qti --out=NEW",
    "export --format=anki --out=NEW",
    "export --format=csv --out=NEW",
    "export --format=csv --out=SPARE --force --report=OLD",
    "import BANK --out=OLD --force",
    "import BANK --out=SPARE --report=NEW",
    "report --store=STORE --out=OLD --force",
    "report --store=STORE --out=SPARE --csv=DISK/tables",
    "grades --format=moodle --store=STORE --new-roster=NEW",
    "grades --format=canvas --store=STORE --roster=ROSTER --out=OLD --force",
    "xapi --store=STORE --out=OLD --force",
    "new item --data=DISK/data --lesson=05-relief --quiz=heat_or_cold --id=one-more",
    "new lesson 09-more --data=DISK/data --notebooks=DISK",
    "new lesson 09-more --data=DATA --notebooks=DISK",
    "new lesson 09-more --data=DISK/data --notebooks=AWAY",
]


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on another disk, with what the commands read."""
    folder = tmp_path_factory.mktemp("away")
    store = open_store(f"sqlite:///{folder / 'record.db'}")
    store.append(made_up_class(Library().bank, 40))
    learners = store.learners()
    store.close()
    rows = "".join(f"{one},sis-{one}\n" for one in learners)
    (folder / "roster.csv").write_text(f"learner,SIS User ID\n{rows}")
    (folder / "bank.gift").write_text(GIFT.replace("::a::", ""))
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with a data folder and an old file on it."""
    with small_disk(tmp_path / "disk") as place:
        shutil.copytree(ROOT / "data", place / "data")
        (place / "old").write_bytes(BEFORE)
        (place / "old").chmod(0o640)
        yield place


def everything(*folders: Path) -> dict[Path, bytes]:
    found = (one for folder in folders for one in folder.rglob("*"))
    return {one: one.read_bytes() if one.is_file() else b"" for one in sorted(found)}


def words(line: str, disk: Path, away: Path) -> list[str]:
    there = {
        "OLD": disk / "old", "NEW": disk / "new", "SPARE": away / "spare", "DISK": disk,
        "STORE": f"sqlite:///{away / 'record.db'}", "ROSTER": away / "roster.csv",
        "BANK": away / "bank.gift", "DATA": away / "data", "AWAY": away,
    }  # fmt: skip
    for name, place in there.items():
        line = line.replace(name, str(place))
    return line.split()


def gluteedu(line: list[str], folder: Path) -> str:
    """What the command says on standard error as it ends with an error."""
    done = subprocess.run(
        [sys.executable, "-m", "gluteedu", *line],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "GLUTEEDU_HOME": str(folder)},
    )
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert "Written" not in done.stdout
    return done.stderr.splitlines()[-1]


def test_no_writer_leaves_half_a_file(disk: Path, away: Path) -> None:
    fill(disk)
    before = everything(disk, away)
    results = run_all([(str(away), words(line, disk, away), 90) for line in WRITERS])
    for line, (code, out, err) in zip(WRITERS, results, strict=True):
        told = err.splitlines()[-1:]
        assert (code, out) == (1, ""), (line, out, err)
        assert "the disk is full. Make room or name a place on another disk" in str(told), line
        assert "Traceback" not in err, line
    assert everything(disk, away) == before


@pytest.mark.parametrize("line", [WRITERS[0], WRITERS[8], WRITERS[-1]])
def test_a_disk_that_can_only_be_read_is_named(line: str, disk: Path, away: Path) -> None:
    make_read_only(disk)
    before = everything(disk, away)
    said = gluteedu(words(line, disk, away), away)
    assert "this disk can only be read. Name another place" in said
    assert everything(disk, away) == before


def test_with_room_again_the_file_is_there_with_the_rights_it_had(disk: Path, away: Path) -> None:
    fill(disk)
    (disk / "ballast").unlink()
    write_all({disk / "old": b"new words"}, force=True)
    assert (disk / "old").read_bytes() == b"new words"
    assert (disk / "old").stat().st_mode & 0o777 == 0o640


def limited(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_limit_on_the_size_of_files_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(BEFORE)
    done = subprocess.run(
        [sys.executable, "-m", "gluteedu", "export", "--format=moodle", "--force", "--out=old"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        preexec_fn=lambda: limited(10_000),
    )
    assert done.returncode == 1
    assert "old cannot be written: the system lets no file grow so large here." in done.stderr
    assert everything(tmp_path) == {tmp_path / "old": BEFORE}


def test_of_two_files_both_are_written_or_neither(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "none" / "second"
    with pytest.raises(CannotWriteError, match="second cannot be written: No such file"):
        write_all({first: b"1", second: b"2"})
    (tmp_path / "link").symlink_to("first")
    with pytest.raises(CannotWriteError, match=r"link is the same file as .*first; name two files"):
        write_all({first: b"1", tmp_path / "link": b"2"})
    assert [one.name for one in tmp_path.iterdir()] == ["link"]


def test_what_cannot_be_said_is_told_beside_it(tmp_path: Path) -> None:
    """Standard output leads onto a full disk."""
    (tmp_path / "none.json").write_text("{}")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gluteedu", "assess", str(tmp_path / "none.json")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "standard output: No space left on device\n"
