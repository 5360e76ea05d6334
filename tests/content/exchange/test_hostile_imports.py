"""Files of other programs made to harm: whole items come out, or one line, and no file half made.

``GLUTEEDU_FUZZ=deep`` tries far more of them than a test run has time for.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gluteedu.cli import app
from gluteedu.content.items.bank import Known, read_items
from tests.content.exchange.outside_banks import GIFT, MOODLE

pytestmark = [pytest.mark.exhaustive, pytest.mark.usefixtures("same_text_read_once")]

TRIES = 1_000 if os.environ.get("GLUTEEDU_FUZZ") == "deep" else 20


def outcome(data: bytes, folder: Path) -> tuple[int, str, str]:
    """What ``gluteedu import`` makes of these bytes: exit code, what it says, the file it wrote."""
    (folder / "odd.bank").write_bytes(data)
    out = folder / "items.yaml"
    words = ["import", str(folder / "odd.bank"), "--out", str(out), "--report", f"{folder}/told"]
    done = CliRunner().invoke(app, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert (folder / "odd.bank").read_bytes() == data
    names = sorted(one.name for one in folder.iterdir())
    if done.exit_code:
        assert names == ["odd.bank"]
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("odd.bank: ")
        assert len(done.stderr) < 2_000
        return done.exit_code, done.stderr, ""
    assert names == ["items.yaml", "odd.bank", "told"]
    text = out.read_text(encoding="utf-8")
    problems: list = []
    read_items(out, "items.yaml", Known(), problems)
    for problem in problems:
        assert "is not valid YAML" not in problem.message
        assert "stands twice" not in problem.message
    assert yaml.safe_load(text)["items"]
    return 0, (folder / "told").read_text(encoding="utf-8"), text


def xml(inside: str, head: str = "", words: str = "Which?") -> bytes:
    """A Moodle file with one question; ``inside`` stands behind its answers."""
    return (
        f'{head}<quiz><question type="multichoice"><name><text>n</text></name>'
        f'<questiontext format="html"><text>{words}</text></questiontext>'
        '<answer fraction="100"><text>this</text></answer>'
        f'<answer fraction="0"><text>that</text></answer>{inside}</question></quiz>'
    ).encode()


def page(words: str) -> bytes:
    """A Moodle file whose question is HTML, as Moodle writes it."""
    return xml("", "", f"<![CDATA[{words}]]>")


def declared(encoding: str, words: str = "Which?") -> bytes:
    """A Moodle file in UTF-8 that says it is in ``encoding``."""
    return xml("", f'<?xml version="1.0" encoding="{encoding}"?>', words)


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
REFUSED = {
    "a billion laughs": (xml("", f"<!DOCTYPE quiz [{LAUGHS}]>", "&l9;"), "entities of its own"),
    "one long entity": (
        xml("", f'<!DOCTYPE quiz [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 50_000),
        "entities of its own",
    ),
    "another file": (
        xml("", '<!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;"),
        "entities of its own",
    ),
    "a pipe": (
        xml("", '<!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///dev/zero">]>', "&f;"),
        "entities of its own",
    ),
    "another host": (
        xml("", '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:1/x.dtd">'),
        "entities of its own",
    ),
    "entities for the type": (
        xml("", '<!DOCTYPE quiz [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>'),
        "entities of its own",
    ),
    "a type without entities": (xml("", "<!DOCTYPE quiz>"), "entities of its own"),
    "laughs in UTF-16": (
        xml("", f"<!DOCTYPE quiz [{LAUGHS}]>", "&l9;").decode().encode("utf-16"),
        "",
    ),
    "an entity that is not there": (xml("", "", "&what;"), "is not valid XML"),
    "a file included": (
        b'<quiz xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></quiz>',
        "has no question in it",
    ),
    "an encoding that is not there": (
        declared("klingon"),
        "is not valid XML",
    ),
    "an encoding that runs code": (
        declared("unicode_escape", "\\x3cb\\x3e"),
        "",
    ),
    "an encoding of bytes": (declared("zlib"), "is not valid XML"),
    "an encoding that is another": (
        declared("UTF-16"),
        "is not valid XML",
    ),
    "letters that are none in it": (
        declared("UTF-8", "caf\ue000").replace("\ue000".encode(), b"\xe9"),
        "is not valid XML",
    ),
    "deep": (b"<quiz>" + b"<a>" * 300_000, "is not valid XML"),
    "deep and closed": (b"<quiz>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</quiz>", ""),
    "many attributes": (b"<quiz " + b"".join(b'a%d="" ' % n for n in range(200_000)), ""),
    "large": (b"<quiz>" + b" " * 20_000_001, "is larger than 20 MB"),
    "large words": (b"::a:: b {=c ~d}\n" + b"x" * 3_000_001, "is larger than 3 MB"),
    "too many": (b"::a:: b {=c ~d}\n\n" * 2_001, "has 2,001 questions, more than 2,000"),
    "NUL": (b"::a:: b\x00 {=c ~d}", "is neither GIFT nor Moodle XML"),
    "UTF-16 words": ("::a:: b {=c ~d}".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
    "UTF-16": (declared("UTF-16").decode().encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
    "no UTF-8": (b"::a:: caf\xe9 {=c ~d}", "is not UTF-8 text (byte 9)"),
    "a page": (b"<html><body>no bank</body></html>", "begins with <html>"),
    "nothing": (b"", "has no question in it"),
    "braces": (b"{" * 200_000, ""),
    "backslashes": (b"\\" * 200_001 + b"{=a ~b}", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_would_harm_is_refused_in_one_line(what: str, tmp_path: Path) -> None:
    data, said = REFUSED[what]
    code, told, text = outcome(data, tmp_path)
    assert said in told
    if said:
        assert code == 1
    assert "root:" not in told + text


SAFE = {
    "a mark at the start": b"\xef\xbb\xbf" + xml(""),
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbf::a:: b {=c ~d}",
    "Latin letters, as declared": declared("ISO-8859-1", "café").decode().encode("latin-1"),
    "a script in CDATA": page("<script>alert(1)</script><p onclick='x()'>Which <b>one</b>?</p>"),
    "a picture of an address": page("<p>Which?<img src='http://127.0.0.1:1/x' onerror='x()'></p>"),
    "a link that runs": page("<a href='javascript:x()'>Which?</a><iframe src='x'/>"),
    "CDATA in CDATA": page("Which]]]]><![CDATA[>one?<svg onload='x()'/>"),
    "base64 that is none": xml('<file name="../../x" encoding="base64">%%%%not</file>'),
    "base64 of megabytes": xml(f'<file name="x.png" encoding="base64">{"QUJD" * 1_000_000}</file>'),
    "a name that climbs": xml("<tags><tag><text>../../x</text></tag></tags>"),
    "a long text": xml("", "", "word " * 500_000),
    "many elements of HTML": page("<div>" * 50_000 + "Which?"),
    "tags of YAML": xml("", "", "!!python/object/apply:os.system [ls]"),
    "an alias of YAML": b"::a:: *x &y {=- a\\: b ~\\{c\\}}",
    "a control sign": "::a:: b\x1b[2J\u202e {=c ~d}".encode(),
    "fractions": xml("").replace(b'"100"', b'"99.9999999999999999999999"'),
}  # fmt: skip


@pytest.mark.parametrize("what", SAFE)
def test_what_is_odd_and_harmless_becomes_items(what: str, tmp_path: Path) -> None:
    code, told, text = outcome(SAFE[what], tmp_path)
    if code:
        assert what == "a long text" or "can be read" in told
    for sign in ("<script", "onclick", "onerror", "onload", "javascript:", "<iframe", "\x1b"):
        assert sign not in text.split("items:", 1)[-1]


@settings(max_examples=TRIES, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    bank=st.sampled_from([GIFT.encode(), MOODLE.encode()]),
    seed=st.integers(0, 10**9),
    junk=st.binary(max_size=12) | st.sampled_from([b"]]>", b"<![CDATA[", b"<!--", b"{", b"}"]),
)  # fmt: skip
def test_a_bank_torn_in_several_places(bank: bytes, seed: int, junk: bytes) -> None:
    chance, torn = random.Random(seed), bytearray(bank)
    for _ in range(chance.randint(1, 5)):
        at, long = chance.randrange(len(torn) + 1), chance.choice([0, 1, 4, 80, 2_000])
        torn[at : at + long] = chance.choice([junk, junk * 50, torn[at : at + 300] * 3, b""])
    with tempfile.TemporaryDirectory() as folder:
        outcome(bytes(torn), Path(folder))
