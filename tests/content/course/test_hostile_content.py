"""Content files that are broken in every way: named faults come out, and never a traceback.

``GLUTEEDU_FUZZ=deep`` tries far more ways than a test run has time for.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.course.checking import check_content

pytestmark = [pytest.mark.exhaustive, pytest.mark.usefixtures("same_text_read_once")]

DATA = Path(__file__).parents[3] / "data"
FILES = sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*.*") if p.suffix != ".md")
YAML = [name for name in FILES if name.endswith(".yaml")]
TRIES = 1_000 if os.environ.get("GLUTEEDU_FUZZ") == "deep" else 25
ODD: list[Any] = [
    *(None, True, -1, 10**400, 1e308, float("nan"), float("inf"), "", " ", "x" * 100_000, "\x00"),
    *(
        "\ud7ff\u202e",
        [],
        {},
        [[]],
        [None],
        {"a": {"b": {}}},
        {1: 2},
        "../../etc/passwd",
        "<script>",
    ),
    *("{{ x }}", "[a](javascript:alert(1))", "$" * 50, "$\\frac{", "*" * 3_000, "[" * 3_000),
]


def nested(levels: int) -> Any:
    found: Any = "end"
    for _ in range(levels):
        found = [found]
    return found


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "data"
        shutil.copytree(DATA, copy)
        (Path(place) / "none").mkdir()
        yield copy


def faults(folder: Path, name: str, content: bytes) -> list[str]:
    """What the check says about this content; the file is put back."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        found = check_content(folder, folder.parent / "none").problems
    finally:
        path.write_bytes(before)
    for one in found:
        assert one.file
        assert one.message
        assert len(str(one)) < 3_000, str(one)[:300]
    return [str(one) for one in found if one.file == name]


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a nested value, from the outside in."""
    yield way
    if isinstance(value, (dict, list)):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*way, key))


def mutated(value: Any, way: tuple[Any, ...], how: str, odd: Any) -> Any:
    if not way:
        return odd
    inner = value
    for key in way[:-1]:
        inner = inner[key]
    if how == "drop":
        del inner[way[-1]]
    elif how == "twice" and isinstance(inner, list):
        inner.append(inner[way[-1]])
    elif how == "key" and isinstance(inner, dict):
        inner[odd if isinstance(odd, (str, int, float)) else "odd"] = inner.pop(way[-1])
    else:
        inner[way[-1]] = odd
    return value


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(YAML),
    place=st.integers(0, 10**9),
    how=st.sampled_from(["set", "set", "set", "drop", "twice", "key"]),
    odd=st.sampled_from(ODD) | st.just(nested(60)) | st.text() | st.integers() | st.floats(),
)
def test_a_value_that_is_wrong_is_a_named_fault(
    folder: Path, name: str, place: int, how: str, odd: Any
) -> None:
    value = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    ways = list(places(value))
    changed = mutated(value, ways[place % len(ways)], how, odd)
    text = yaml.safe_dump(changed, allow_unicode=True)
    faults(folder, name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(FILES), seed=st.integers(0, 10**9), junk=st.binary(max_size=20))
def test_bytes_that_are_torn_are_named_faults(
    folder: Path, name: str, seed: int, junk: bytes
) -> None:
    content = bytearray((folder / name).read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        at, long = chance.randrange(len(content) + 1), chance.choice([0, 1, 3, 50, 5_000])
        content[at : at + long] = junk or content[at : at + 9] * 2
    faults(folder, name, bytes(content))


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
WHOLE = {
    "aliases": BOMB.encode(),
    "an alias to itself": b"a: &a [*a]\n",
    "merged": b"a: &a {b: 1}\nc:\n  <<: *a\n",
    "an object of Python": b"!!python/object/apply:os.system ['touch ran']\n",
    "a name of Python": b"a: !!python/name:os.system\n",
    "an unknown tag": b"a: !thing x\n",
    "a bool that is none": b'a: !!bool "maybe"\n',
    "a time that is none": b'a: !!timestamp "soon"\n',
    "an int that is none": b'a: !!int ""\n',
    "a set": b"? !!set {a}\n: b\n",
    "a value": b"a: =\n",
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 3_000 + b"]" * 3_000,
    "deep fields": b"{a: " * 3_000 + b"}" * 3_000,
    "a byte that is no text": b"a: \xff\xfe\n",
    "NUL": b"a: \x00\n",
    "two documents": b"a: 1\n---\nb: 2\n",
    "twice": b"sources: []\nsources: []\n",
    "nothing": b"",
    "a word": b"word",
    "UTF-16": "a: 1\n".encode("utf-16"),
    "huge": b"a: " + b"x" * 9_000_000,
    "one long cell": b'a,b\n"' + b"x" * 200_000 + b'",1\n',
    "an open quote": b'a,b\n"x,1\n' * 3,
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("name", ["items/05-relief.yaml", "sources.yaml", "findings.csv"])
def test_a_file_that_is_something_else_is_a_named_fault(
    folder: Path, name: str, content: bytes
) -> None:
    assert faults(folder, name, content)


def test_a_mark_at_the_start_as_some_editors_write_it_is_no_fault(folder: Path) -> None:
    for name in ("items/05-relief.yaml", "findings.csv", "tables/left_rule.csv"):
        content = (folder / name).read_bytes()
        assert faults(folder, name, b"\xef\xbb\xbf" + content) == faults(folder, name, content)


def test_the_command_says_the_faults_and_ends_with_an_error(folder: Path) -> None:
    path = folder / "sources.yaml"
    before = path.read_bytes()
    path.write_bytes(WHOLE["an object of Python"])
    try:
        said = CliRunner().invoke(app, ["check", "--data", str(folder)])
    finally:
        path.write_bytes(before)
    assert said.exit_code != 0
    assert "sources.yaml: -: " in said.output
    assert "Traceback" not in said.output
    assert isinstance(said.exception, SystemExit)
    assert not Path("ran").exists()
