"""Findings as JSON in, assessments as JSON out; and the two functions of the package."""

import io
import json
import subprocess
import sys

import pytest

import gluteedu
from gluteedu.content.course.assessing import assess_file, assess_text
from gluteedu.domain.triage.findings import FindingsError


def test_one_person():
    got = json.loads(assess_text('{"dark_urine": true, "new_exercise": true}'))
    assert got["triage"] == "emergency"
    assert got["red_flags"][0]["id"] == "muscle_breakdown"


def test_several_people_in_order():
    got = json.loads(assess_text('[{"fever": true}, {}]'))
    assert [one["triage"] for one in got] == ["same_day", "self_care"]


def test_a_file_and_standard_input(tmp_path, monkeypatch):
    path = tmp_path / "me.json"
    path.write_text('\ufeff{"breathless": true}', encoding="utf-8")
    assert json.loads(assess_file(str(path)))["triage"] == "emergency"
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"unwell": true}'))
    assert json.loads(assess_file("-"))["triage"] == "same_day"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON (line 1, column 1"),
        ("{", "not JSON"),
        ('{"age": 3, "age": 4}', "age: stands twice"),
        ('{"age": NaN}', "age: must be a number from 0 to 110"),
        ('{"age": 1e999}', "age: must be a number from 0 to 110"),
        ('"age"', "object of ids and values"),
        ("7", "object of ids and values"),
        ('[{"age": 3}, {"agee": 4}]', "person 2: 'agee': not a known finding"),
        ("[[]]", "person 1: findings must be an object"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 5000, "too many digits"),
        ('{"age": 1' + "0" * 400 + "}", "age: must be a number from 0 to 110"),
        (" " * 1_000_001, "more than 1000000 characters"),
    ],
)
def test_what_cannot_be_read_says_why(text, words):
    with pytest.raises(FindingsError) as error:
        assess_text(text)
    assert words in str(error.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(FindingsError, match="cannot be read"):
        assess_file(str(tmp_path / "none.json"))
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FindingsError, match="UTF-8"):
        assess_file(str(tmp_path / "x.json"))
    with pytest.raises(FindingsError, match="cannot be read"):
        assess_file(str(tmp_path))


def test_the_package_gives_both_functions():
    assert gluteedu.assess({"fainted": True}).triage == "emergency"
    plan = gluteedu.plan_relief("muscle_injury", {"hours": 24, "cautions": ["ulcer"]})
    assert "ibuprofen" in [a.measure for a in plan.do_not]
    with pytest.raises(AttributeError):
        _ = gluteedu.diagnose


def test_importing_the_package_reads_nothing():
    code = (
        "import sys, gluteedu; "
        "print(sorted(m for m in ('yaml', 'pydantic', 'pandas', 'plotly') if m in sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
