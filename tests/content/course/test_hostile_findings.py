"""Findings for ``gluteedu assess`` that are anything but findings: one line that names the file.

``GLUTEEDU_FUZZ=deep`` tries far more of them than a test run has time for.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.course.assessing import assess_file
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.findings import FindingsError

pytestmark = pytest.mark.exhaustive

TRIES = 5_000 if os.environ.get("GLUTEEDU_FUZZ") == "deep" else 30
IDS = list(load_knowledge().vocabulary)

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
        st.sampled_from([10**400, -(10**4000), 1e308, "male", "x" * 9_000, "\ud800", "\x1b[2J"]),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)  # fmt: skip
PEOPLE = st.dictionaries(st.sampled_from(IDS) | st.text(max_size=30), VALUES, max_size=8)


def outcome(data: bytes) -> str | None:
    """What is said about a file with these bytes; None where it was assessed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd.json"
        path.write_bytes(data)
        done = CliRunner().invoke(app, ["assess", str(path)])
        assert path.read_bytes() == data
        assert [one.name for one in Path(folder).iterdir()] == ["odd.json"]
    if done.exit_code == 0:
        json.loads(done.stdout)
        return None
    assert isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.stdout == ""
    assert done.stderr.startswith(f"{path}: ")
    assert len(done.stderr) < 60_000
    assert done.stderr.count("\n") == 1
    return str(done.stderr).removeprefix(f"{path}: ")


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck), deadline=None)
@given(PEOPLE | st.lists(PEOPLE, max_size=3) | VALUES)
def test_json_of_any_shape(given_: Any) -> None:
    outcome(json.dumps(given_).encode("utf-8", "surrogatepass"))


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.binary(max_size=60), st.integers(0, 60), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe"])
)
def test_torn_bytes(junk: bytes, place: int, mark: bytes) -> None:
    whole = b'{"age": 30, "sex": "female", "pregnant": true, "days": 2, "fever": false}'
    outcome(mark + whole[:place] + junk + whole[place:])


WRONG = {
    "nothing": (b"", "not JSON"),
    "a NUL": (b'{"age": 3\x000}', "not JSON"),
    "NULs": (bytes(5_000), "not JSON"),
    "not UTF-8": (b'{"age": "\xff"}', "is not UTF-8 text"),
    "UTF-16": ('{"age": 30}'.encode("utf-16"), "is not UTF-8 text"),
    "50 MB": (b"[" + b" " * 50_000_000 + b"]", "more than 1000000 characters"),
    "50 MB of letters": ("é".encode() * 25_000_000, "more than 1000000 characters"),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "deep and closed": (b"[" * 400 + b"]" * 400, "person 1: findings must be an object"),
    "a deep value": (b'{"age":' + b"[" * 400 + b"]" * 400 + b"}", "age: must be a number"),
    "a deeper value": (b'{"age":' + b'{"a":' * 900 + b"1" + b"}" * 901, "age: must be a number"),
    "nan": (b'{"age": NaN}', "age: must be a number"),
    "inf": (b'{"age": -Infinity}', "age: must be a number"),
    "a large number": (b'{"age": 1e999}', "age: must be a number"),
    "a huge number": (b'{"age": ' + b"9" * 4_000 + b"}", "age: must be a number"),
    "too many digits": (b'{"age": ' + b"9" * 9_000 + b"}", "too many digits"),
    "twice": (b'{"age": 30, "age": 31}', "age: stands twice"),
    "twice, in other words": (b'{"age": 30, "\\u0061ge": 31}', "age: stands twice"),
    "a text": (b'"age"', "findings must be an object"),
    "a crowd": (b"[" + b"{}," * 5_000 + b"{}]", "more than 1000 people"),
    "a long name": (b'{"' + b"a" * 900_000 + b'": 1}', "not a known finding"),
    "many names": (
        json.dumps({f"finding {n}": n for n in range(30_000)}).encode(),
        "more than 20 faults; these are the first",
    ),
    "the third of three": (b'[{}, {}, {"age": "old"}]', "person 3: age: must be a number"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_one_line_with_its_name(what: str) -> None:
    data, said = WRONG[what]
    told = outcome(data)
    assert told is not None
    assert said in told


def test_a_mark_at_the_start_as_some_editors_write_it_is_no_fault() -> None:
    assert outcome(b"\xef\xbb\xbf{}") is None


def test_a_pipe_that_nobody_fills_and_a_device_without_end_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/full")):
        with pytest.raises(
            FindingsError, match=rf"^{path}: .*it is a pipe or a device, not a file"
        ):
            assess_file(str(path))
    with pytest.raises(FindingsError, match=r"cannot be read \(Is a directory\)"):
        assess_file(str(tmp_path))


def test_standard_input_that_is_no_text_or_closed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"age": "\xff"}')))
    with pytest.raises(FindingsError, match=r"^standard input: is not UTF-8 text"):
        assess_file("-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf{}")))
    assert json.loads(assess_file("-"))
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FindingsError, match=r"^standard input: is closed"):
        assess_file("-")
