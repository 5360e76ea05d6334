"""Every value of every command is fed nonsense: one clear error, no traceback, nothing started.

The commands and their options are read from the program, so a new one is tried by itself.
``GLUTEEDU_FUZZ=deep`` tries every value with every option; a test run takes some of each.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer.main

from gluteedu.cli import app
from gluteedu.records.store import open_store
from tests.support.forked_commands import run_all

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]
DEEP = os.environ.get("GLUTEEDU_FUZZ") == "deep"
SECONDS = 90
EACH = 2

WORDS = [
    *("", " ", "-1", "--", "x" * 5_000, "a\nb", "\udcff", "é✓", "%s{0}$HOME`;", "\x1b[2J", "../.."),
    *("NOWHERE", "FILE", "FOLDER", "PIPE", "/dev/zero", "/dev/full", "LOOP", "FILE/below"),
    *("sqlite:///", "sqlite:///FOLDER", "sqlite:///FILE", "sqlite:///PIPE", "sqlite:////proc/x.db"),
    *("sqlite:///~nobody-is-called-so/x.db", "sqlite:///x.db?timeout=never", "sqlite:///:memory:"),
    *("postgresql://", "postgresql://h:99999/x", "postgresql://u:secret@127.0.0.1:1/x"),
    *("postgresql://u:secret@nowhere.invalid/x?connect_timeout=9999", "postgresql://h/x?no=such"),
    *("mysql://h/x", "http://h/x", "://", "nan", "1e400"),
]
NUMBERS = [
    "",
    "-1",
    "0",
    "nan",
    "inf",
    "1e400",
    "1" * 5_000,
    "0x10",
    "one",
    "1;2",
]
SERVERS = {"serve", "class", "lab"}

# How each command is called so that it does its work: the nonsense then comes behind.
USUAL = {
    "check": ["--data=DATA", "--notebooks=BOOKS"],
    "assess": [],
    "notebooks": ["--notebooks=EMPTY"],
    "serve": ["--no-browser"],
    "lab": ["--no-browser"],
    "export": ["--format=csv", "--lesson=05-relief", "--data=DATA"],
    "import": ["--data=DATA", "GIFT"],
    "new item": ["--lesson=05-relief", "--quiz=x", "--id=brand-new", "--data=DATA"],
    "new lesson": ["--data=DATA", "--notebooks=EMPTY", "09-new"],
    "report": ["--store=sqlite:///STORE"],
    "grades": ["--format=moodle", "--store=sqlite:///STORE", "--roster=FILE"],
    "xapi": ["--store=sqlite:///STORE"],
}
# What is no nonsense for a server: a path for the class stands below.
GOOD = {
    "class --base": {w for w in WORDS if w.startswith("/")} | {"FILE", "FOLDER", "PIPE", "LOOP"}
    | {"FILE/below", "NOWHERE"},
    "class --host": {"-1"},
    # A file that is no record any more is put aside, and said: see tests/records/test_opening.py.
    **{f"{command} --store": {"sqlite:///FILE"} for command in ("serve", "class")},
}  # fmt: skip
MORE = {
    "serve --notebooks": ["LOOP"],
    "serve --store": ["sqlite:///~nobody-is-called-so/x.db", "sqlite:///PIPE"],
    "class --store": ["sqlite:///~nobody-is-called-so/x.db", "sqlite:///FOLDER", "mysql://h/x"],
    "report --out": ["LOOP", "PIPE", "/dev/full"],
    "report --title": ["\udcff"],
    "class --base": ["/a b", "/(", "//other.example/", "/%\n", "/a/../b?c#d"],
    "serve --rest": ["nan", "0.0"],
    "serve --host": ["", " ", "é✓", "x" * 300, "127.0.0.1:80", "256.256.256.256"],
    "class --host": ["", " ", "x" * 300, "127.0.0.1:80", "nowhere.invalid"],
}


def options() -> Iterator[tuple[str, str, Any]]:
    """Each command, each of its values by the name it is called with, and its description."""
    found: list[tuple[str, Any]] = [("", typer.main.get_command(app))]
    while found:
        name, command = found.pop()
        for word, below in getattr(command, "commands", {}).items():
            found.append((f"{name} {word}".strip(), below))
        for one in command.params if not getattr(command, "commands", None) else ():
            if not getattr(one, "is_flag", False):
                yield name, one.opts[0] if one.param_type_name == "option" else "", one


ALL = [(command, option, one) for command, option, one in options()]
COMMANDS = sorted({command for command, _, _ in ALL})


def values(command: str, option: str, one: Any) -> list[str]:
    """The nonsense for one value: all of it, or some that is the same at every run."""
    number = one.type_descriptor.annotation in (int, float)
    name = f"{command} {option}".strip()
    usual = [v for v in (NUMBERS if number else WORDS) if v not in GOOD.get(name, ())]
    if number and not one.min:
        usual.remove("0")
    if not DEEP:
        usual = random.Random(name).sample(usual, EACH)
    return [*MORE.get(name, []), *usual]


def stage(folder: Path) -> dict[str, str]:
    """A folder with one of each kind of thing, by the word that stands for it."""
    (folder / "run").mkdir(parents=True)
    (folder / "some-folder").mkdir()
    (folder / "empty").mkdir()
    (folder / "file.txt").write_text("words: [1\n{", encoding="utf-8")
    (folder / "bank.gift").write_text("::a:: b? {=c ~d}\n", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "books").mkdir()
    shutil.copy(ROOT / "notebooks" / "index.ipynb", folder / "books" / "01.ipynb")
    open_store(f"sqlite:///{folder / 'record.db'}").close()
    names = {
        **{"FILE": "file.txt", "FOLDER": "some-folder", "PIPE": "pipe", "LOOP": "loop"},
        **{"DATA": "data", "EMPTY": "empty", "GIFT": "bank.gift", "STORE": "record.db"},
        "BOOKS": "books",
        "NOWHERE": "none/at/all",
    }
    return {word: str(folder / name) for word, name in names.items()}


def said(word: str, there: dict[str, str]) -> str:
    for name, path in there.items():
        word = word.replace(name, path)
    return word


def everything(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder, but for what the commands were asked to write in ``run``."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else b""
        for one in sorted(folder.rglob("*"))
        if not one.name.endswith((".lock", "-shm", "-wal"))
    }


def run(cases: list[tuple[str, list[str], int]], home: Path) -> list[list[Any]]:
    """Each command, in the environment of somebody who has set nothing."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GLUTEEDU", "JUPYTER"))}
    return run_all(cases, {**kept, "GLUTEEDU_HOME": str(home)})


def tried(command: str) -> list[tuple[str, str]]:
    """Each value of a command with each nonsense."""
    return [
        (option, value)
        for name, option, one in ALL
        if name == command
        for value in values(command, option, one)
    ]


def words(command: str, option: str, value: str, there: dict[str, str]) -> list[str]:
    """The whole command line."""
    usual = [said(one, there) for one in USUAL.get(command, [])]
    if option:
        return [*command.split(), *usual, f"{option}={said(value, there)}"]
    named = [one for one in usual if one.startswith("--")]
    return [*command.split(), *named, "--", said(value, there)]


@dataclass(frozen=True)
class Tried:
    """What came of all nonsense for one command, and what lay there before and after."""

    results: list[list[Any]]
    before: dict[str, bytes]
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tried]:
    """All commands run one after another: most of the time would else go into imports."""
    root = tmp_path_factory.mktemp("words")
    cases, before = [], {}
    for command in COMMANDS:
        folder = root / command.replace(" ", "-")
        there = stage(folder)
        before[command] = everything(folder)
        for option, value in tried(command):
            cases.append((str(folder / "run"), words(command, option, value, there), SECONDS))
    results = run(cases, root / "home")
    assert len(results) == len(cases)
    found = {}
    for command in COMMANDS:
        number = len(tried(command))
        after = everything(root / command.replace(" ", "-"))
        found[command] = Tried(results[:number], before[command], after)
        results = results[number:]
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_nonsense_is_told_in_a_few_words(command: str, outcome: dict[str, Tried]) -> None:
    found = outcome[command]
    faults = []
    for (option, value), (code, out, err) in zip(tried(command), found.results, strict=True):
        wrong = [
            (code is None, "has no end"),
            (code not in (None, 0, 1, 2), "ended oddly"),
            ("Traceback" in err, "shows a traceback"),
            (option == "--store" and "secret" in err + out, "tells a password"),
            (command in SERVERS and code == 0, "was taken"),
            (bool(code) and not err.strip(), "says nothing"),
            (bool(code) and len(err.splitlines()) > 100, "says too much"),
        ]
        faults += [
            f"{command} {option}={value[:60]!r} {what} ({code})\n{out[-200:]}\n{err[-900:]}"
            for so, what in wrong
            if so
        ]
    assert not faults, "\n".join(faults)
    lost = {name for name, data in found.before.items() if found.after.get(name) != data}
    assert not lost
    assert not {name for name in found.after if Path(name).name.startswith(".")}
