"""The relief planner through its messages: no unsafe "do" anywhere, medicine shut, nothing kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteedu.content.course.library import Library
from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.triage.rules import Leaf, Rule, Turned
from gluteedu.widgets.relief_planner.widget import ReliefPlanner

CAUSES = load_causes().ids

LIBRARY = Library()
KNOWLEDGE = LIBRARY.relief
WORDS = LIBRARY.relief_words
CAUTIONS = KNOWLEDGE.cautions
MEDICINES = {m.id for m in KNOWLEDGE.measures if m.medicine}
NSAIDS = {"ibuprofen", "ibuprofen_gel"}
HEAT = {"warm_bath", "heat_pack"}
COLD = {"cold_pack", "ice_bath"}
HEADINGS = ("do", "ask_first", "do_not", "closed")

HOURS = (None, 12, 47, 48, 71, 72)
PREGNANCY: tuple[tuple[str | None, float | None], ...] = (
    (None, None),
    ("no", None),
    *(("pregnant", weeks) for weeks in (None, 9, 13, 14, 19, 20, 28, 41)),
    ("after", None),
    ("after", 2),
    ("after", 12),
    ("trying", None),
    ("not_sure", None),
)


class Heard(ReliefPlanner):
    """A planner that keeps what it sends, for a look at it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        safety = LIBRARY.course.roles.safety_address
        super().__init__(KNOWLEDGE, WORDS, LIBRARY.citations, LIBRARY.triage, safety)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append(content)

    def plan(self, cause: str, **answers: Any) -> dict[str, Any]:
        self.handle("plan", {"act": "plan", "n": 5, "cause": cause, **answers})
        return self.sent.pop()


HEARD = Heard()
NO = dict.fromkeys(CAUTIONS, False)


@pytest.fixture
def planner() -> Heard:
    HEARD.sent.clear()
    return HEARD


def under(plan: dict[str, Any], heading: str) -> set[str]:
    return {measure["id"] for measure in plan[heading]}


def cautions() -> Iterator[dict[str, Any]]:
    yield {}
    yield NO
    for id in CAUTIONS:
        yield {**NO, id: True}
        yield {**NO, id: "not_sure"}
        yield {id: True}


# ---- the whole table ----------------------------------------------------------------------------


@pytest.mark.exhaustive
@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize("cause", CAUSES)
def test_no_unsafe_do_for_any_pregnancy_and_caution(
    planner: Heard, cause: str, hours: float | None
) -> None:
    for (pregnancy, weeks), told in product(PREGNANCY, cautions()):
        plan = planner.plan(
            cause, hours=hours, pregnancy=pregnancy, weeks=weeks, age="adult", cautions=told
        )
        do = under(plan, "do")
        where = (cause, hours, pregnancy, weeks, told)
        every = [m["id"] for heading in HEADINGS for m in plan[heading]]
        assert len(every) == len(set(every)), where
        if pregnancy in (None, "pregnant", "trying", "not_sure"):
            assert not NSAIDS & do, where
        if pregnancy == "pregnant" and (weeks is None or weeks >= 20):
            assert not NSAIDS & under(plan, "ask_first"), where
        fresh = cause == "muscle_injury" and (hours is None or hours < 72)
        asked = cause != "muscle_injury"
        if fresh or (asked and told.get("fresh_injury") is True):
            assert not (HEAT | {"massage", "stretching"}) & do, where
            assert not HEAT & under(plan, "ask_first"), where
        if cause == "muscle_injury" and (hours is None or hours < 48):
            assert not NSAIDS & do, where
        if told.get("swollen_leg") is True:
            assert plan["stopped"], where
            assert do == under(plan, "ask_first") == under(plan, "closed") == set(), where
            assert {"compression", "massage"} <= under(plan, "do_not"), where
        if told.get("swollen_leg") is not False:
            assert not {"compression", "massage"} & do, where
        if told.get("numb_skin") is not False:
            assert not (HEAT | COLD | {"compression"}) & do, where
        if told.get("poor_circulation") is not False:
            assert not (COLD | {"compression"}) & do, where
        if told.get("heart") is not False:
            assert not {"ice_bath", "ibuprofen"} & do, where
        for id in ("ulcer", "kidney", "asthma", "blood_thinners"):
            if told.get(id) is not False:
                assert not NSAIDS & do, where
        for id in ("liver", "other_condition", "dehydrated"):
            if told.get(id) is not False:
                assert "ibuprofen" not in do, where
        if told.get("liver") is not False:
            assert "paracetamol" not in do, where


@pytest.mark.parametrize("cause", CAUSES)
def test_every_measure_of_the_article_stands_somewhere(planner: Heard, cause: str) -> None:
    plan = planner.plan(cause, hours=60, pregnancy="no", age="adult", cautions=NO)
    assert {id for h in HEADINGS for id in under(plan, h)} == {m.id for m in KNOWLEDGE.measures}
    assert not plan["closed"]
    for heading in HEADINGS:
        for measure in plan[heading]:
            assert measure["reasons"] or measure["open"] or measure["unsure"]
            assert measure["sources"] or measure["open"] or measure["unsure"]


@pytest.mark.parametrize("age", ["child", "older"])
@pytest.mark.parametrize("cause", CAUSES)
def test_age_is_asked_before_ibuprofen(planner: Heard, cause: str, age: str) -> None:
    plan = planner.plan(cause, hours=100, pregnancy="no", age=age, cautions=NO)
    assert "ibuprofen" not in under(plan, "do")


# ---- medicine stays shut ------------------------------------------------------------------------


def test_ibuprofen_opens_only_when_every_question_is_answered(planner: Heard) -> None:
    everything = {"hours": 80, "pregnancy": "no", "age": "adult", "cautions": NO}
    assert "ibuprofen" in under(planner.plan("muscle_injury", **everything), "do")
    needed = next(m.questions for m in KNOWLEDGE.measures if m.id == "ibuprofen")
    for id in needed:
        if id in CAUTIONS:
            less = {**everything, "cautions": {k: v for k, v in NO.items() if k != id}}
        else:
            less = {
                k: v for k, v in everything.items() if k != {"pregnant": "pregnancy"}.get(id, id)
            }
        plan = planner.plan("muscle_injury", **less)
        closed = {m["id"]: m["open"] for m in plan["closed"]}
        assert id in closed["ibuprofen"]
    assert set(CAUTIONS) & set(needed) == set(
        next(one.cautions for one in WORDS.lists if one.id == "medicine")
    )


@pytest.mark.parametrize("cause", CAUSES)
def test_nothing_answered_leaves_no_medicine_under_do(planner: Heard, cause: str) -> None:
    plan = planner.plan(cause)
    assert not MEDICINES & (under(plan, "do") | under(plan, "ask_first"))
    assert "paracetamol" in under(plan, "closed")


def test_not_sure_opens_a_medicine_and_asks_first(planner: Heard) -> None:
    given = {"hours": 80, "age": "adult", "cautions": {**NO, "kidney": "not_sure"}}
    plan = planner.plan("muscle_injury", pregnancy="no", **given)
    ibuprofen = next(m for m in plan["ask_first"] if m["id"] == "ibuprofen")
    assert ibuprofen["unsure"] == ["kidney"]
    maybe = planner.plan("muscle_injury", pregnancy="not_sure", **given)
    assert {"ibuprofen", "paracetamol"} <= under(maybe, "ask_first")


def test_not_sure_of_anything_that_a_yes_would_forbid_asks_first(planner: Heard) -> None:
    given = {"hours": 90, "pregnancy": "no", "age": "adult"}
    for cause, id in product(CAUSES, CAUTIONS):
        sure = planner.plan(cause, **given, cautions={**NO, id: True})
        doubt = planner.plan(cause, **given, cautions={**NO, id: "not_sure"})
        if id in WORDS.not_for and cause in WORDS.not_for[id]:
            continue
        if not sure["stopped"]:
            assert under(doubt, "do") <= under(sure, "do"), (cause, id)


def test_a_caution_that_is_not_asked_does_not_count(planner: Heard) -> None:
    given = {"hours": 100, "pregnancy": "no", "age": "adult"}
    plan = planner.plan("muscle_injury", **given, cautions={**NO, "fresh_injury": True})
    assert plan == planner.plan("muscle_injury", **given, cautions=NO)
    assert "heat_pack" in under(plan, "do")


def test_the_bands_of_age_hold_every_limit_of_the_rules() -> None:
    def limits(rule: Rule | None) -> Iterator[float]:
        if isinstance(rule, Leaf):
            if rule.id == "age":
                yield float(rule.value)
        elif isinstance(rule, Turned):
            yield from limits(rule.rule)
        elif rule is not None:
            for part in rule.rules:
                yield from limits(part)

    found = {x for m in KNOWLEDGE.measures for rule in m.rules for x in limits(rule.when)}
    assert found == {16.0, 65.0}
    assert [band.value for band in WORDS.ages] == [15, 40, 65]


# ---- messages -----------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*CAUTIONS, "x", ""]), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = ["act", "n", "cause", "hours", "pregnancy", "weeks", "age", "cautions", "view"]


@settings(max_examples=200, deadline=None)
@given(message=st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_a_hostile_message_is_refused_and_changes_nothing(message: dict[str, Any]) -> None:
    HEARD.sent.clear()
    before = json.dumps(HEARD.view)
    HEARD._receive(HEARD, {"act": "plan", "n": 1, **message}, [])
    assert len(HEARD.sent) <= 1
    assert json.dumps(HEARD.view) == before


@pytest.mark.parametrize(
    "change",
    [
        {"cause": None},
        {"cause": "a cold"},
        {"cause": ["muscle_injury"]},
        {"hours": -1},
        {"hours": True},
        {"hours": float("nan")},
        {"hours": "12"},
        {"pregnancy": "maybe"},
        {"pregnancy": "pregnant", "weeks": 99},
        {"pregnancy": {"pregnant": False}},
        {"age": "40"},
        {"age": 40},
        {"cautions": {"kidney": "no"}},
        {"cautions": {"kidneys": True}},
        {"cautions": ["kidney"]},
        {"cautions": {"cause": True}},
        {"cautions": {"pregnant": False}},
        {"cautions": {f"x{i}": True for i in range(1000)}},
        {"n": None},
        {"n": True},
    ],
)
def test_what_cannot_be_is_refused(planner: Heard, change: dict[str, Any]) -> None:
    planner._receive(planner, {"act": "plan", "n": 1, "cause": "muscle_injury", **change}, [])
    assert planner.sent == [{"refused": "plan"}]


def test_nothing_entered_is_kept_in_the_widget(planner: Heard) -> None:
    before = json.dumps(planner.get_state(), default=str)
    planner.plan("sciatic_nerve_pain", hours=3133)
    assert json.dumps(planner.get_state(), default=str) == before
    assert "3133" not in repr(vars(planner))


# ---- the page and the readable forms -------------------------------------------------------------


def test_every_caution_is_asked_once(planner: Heard) -> None:
    asked = [c["id"] for one in planner.view["lists"] for c in one["cautions"]]
    assert sorted(asked) == sorted(CAUTIONS)


def test_the_readable_forms_name_every_question_and_measure(planner: Heard) -> None:
    text, html = planner.text(), planner.html()
    for measure in KNOWLEDGE.measures:
        assert measure.name in text
    for id in CAUTIONS:
        assert KNOWLEDGE.vocabulary[id].question in text
    assert 'href="index.ipynb#Safety-first"' in html
    assert text.splitlines()[-1].startswith("[content ")
    assert text == Heard().text()


def test_a_changed_rule_changes_the_digest(planner: Heard) -> None:
    first, *rest = KNOWLEDGE.measures
    rules = (replace(first.rules[0], verdict="do_not"), *first.rules[1:])
    other = replace(KNOWLEDGE, measures=(replace(first, rules=rules), *rest))
    changed = ReliefPlanner(other, WORDS, LIBRARY.citations, LIBRARY.triage)
    assert changed.text().splitlines()[:-1] == planner.text().splitlines()[:-1]
    assert changed.text() != planner.text()
