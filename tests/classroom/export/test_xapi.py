"""xAPI statements, judged by the models of Ralph, OpenFUN's learning record store."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from gluteedu.classroom.export.xapi import StatementExport, statements
from gluteedu.classroom.export.xapi_activities import xapi_response
from gluteedu.content.course.library import Library
from gluteedu.domain.learning.event import Event
from tests.support.made_up_class import key_of, made_up_class, made_up_names

BANK = Library().bank
EVENTS = made_up_class(BANK, 3)


def exported(events: list[Event], **more: Any) -> StatementExport:
    return statements(events, BANK, course="A course", **more)


@pytest.fixture(scope="module")
def whole() -> StatementExport:
    return exported(EVENTS, names=made_up_names(3), home="https://school.example/course/")


def test_ralph_accepts_every_statement(whole: StatementExport) -> None:
    assert len(whole.statements) > 300
    types = set()
    for one in json.loads(json.dumps(whole.statements)):
        BaseXapiStatement.model_validate(one)
        types.add(one["object"]["definition"].get("interactionType"))
    assert types == {"choice", "sequencing", "matching", "numeric", None}
    assert len({one["id"] for one in whole.statements}) == len(whole.statements)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("result", "score", "scaled"), 1.5),
        (("object", "definition", "interactionType"), "hotspot"),
        (("verb", "id"), "answered"),
        (("actor", "account", "homePage"), "nowhere"),
        (("result", "response"), ""),
        (("version",), "2.0"),
    ],
)
def test_ralph_refuses_what_is_wrong(
    whole: StatementExport, path: tuple[str, ...], value: Any
) -> None:
    broken = deepcopy(whole.statements[0])
    inner = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        BaseXapiStatement.model_validate(broken)


def test_a_right_answer_is_the_pattern_of_its_item() -> None:
    events = [
        replace(answer(item.id, item.version, key_of(item)), id=item.id) for item in BANK.items
    ]
    for item, one in zip(BANK.items, exported(events).statements, strict=True):
        patterns = one["object"]["definition"]["correctResponsesPattern"]
        response = one["result"]["response"]
        if item.number is not None:
            low, high = patterns[0].split("[:]")
            assert float(low) <= float(response) <= float(high)
        else:
            assert response in patterns
            parts = [x for whole in response.split("[,]") for x in whole.split("[.]")]
            definition = one["object"]["definition"]
            ids = [
                x["id"]
                for part in ("choices", "source", "target")
                for x in definition.get(part, [])
            ]
            assert set(parts) <= set(ids)


def answer(item: str, version: int, response: Any, **more: Any) -> Event:
    fields = {"score": 1.0, "correct": True, "mode": "formative", "kind": "answer", **more}
    at = datetime(2030, 1, 1, tzinfo=UTC)
    return Event(
        id="e", learner="L", session="s", at=at, quiz="q", item=item, version=version,
        response=response, **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (["a"], "a"),
        (["a", "b"], "a[,]b"),
        ({"a": "x", "b": "y"}, "a[.]x[,]b[.]y"),
        ([["a", "x"], ["b", "y"]], "a[.]x[,]b[.]y"),
        (48.0, "48"),
        (0.25, "0.25"),
        (None, ""),
    ],
)
def test_responses_are_written_as_the_specification_says(response: Any, text: str) -> None:
    assert xapi_response(response) == text


def test_the_figures_are_those_of_the_record(whole: StatementExport) -> None:
    answers = [e for e in EVENTS if e.kind == "answer"]
    answered = [one for one in whole.statements if one["verb"]["id"].endswith("/answered")]
    assert [one["result"]["score"]["scaled"] for one in answered] == [
        pytest.approx(e.score, abs=1e-4) for e in sorted(answers, key=lambda e: e.at)
    ]
    first = sorted(answers, key=lambda e: e.at)[0]
    assert answered[0]["result"]["duration"] == f"PT{first.seconds:.2f}S"
    assert datetime.fromisoformat(answered[0]["timestamp"]).replace(microsecond=0) == (
        first.at.replace(microsecond=0)
    )
    completed = [one for one in whole.statements if one["verb"]["id"].endswith("/completed")]
    handed_in = [e for e in EVENTS if e.kind == "hand_in"]
    assert len(completed) == len(handed_in) > 0
    assert all(one["result"]["completion"] is True for one in completed)
    assert all(0 < one["result"]["score"]["scaled"] < 1 for one in completed)


def test_no_name_and_no_id_of_a_learner_unless_asked(whole: StatementExport) -> None:
    plain = json.dumps(exported(EVENTS).statements)
    assert "made-up" not in plain
    assert "made up" not in plain
    assert '"name": "Ash (made up)"' in json.dumps(whole.statements)
    accounts = {one["actor"]["account"]["name"] for one in json.loads(plain)}
    assert len(accounts) == 3


def test_the_same_record_gives_the_same_statements_and_two_learners_never_share_one() -> None:
    assert exported(EVENTS).statements == exported(EVENTS[::-1]).statements
    moved = [replace(e, learner=f"other-{e.learner}") for e in EVENTS]
    ids = {one["id"] for one in exported([*EVENTS, *moved]).statements}
    assert len(ids) == 2 * len(EVENTS)


def test_what_has_no_place_is_counted_and_what_is_gone_is_not_described() -> None:
    some = BANK.items[0]
    odd = [
        answer(some.id, some.version + 1, ["old_option"]),
        replace(answer(some.id, 1, None, score=None, kind="hint"), id="h"),
        replace(answer("term:doms", 1, None, score=None, kind="review", rating=3), id="r"),
    ]
    found = exported(odd)
    assert dict(found.left_out) == {"hint": 1, "review": 1}
    (one,) = found.statements
    BaseXapiStatement.model_validate(one)
    assert one["object"]["id"].endswith(f"/items/{some.id}/v{some.version + 1}")
    assert "correctResponsesPattern" not in one["object"]["definition"]
    assert exported([], home="https://x.example").statements == []
