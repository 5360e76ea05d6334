"""The case clinic's steps: commitments, the model's view, the verdict, the projector."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.content.triage.causes import load_causes
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.triage.assessment import assess_findings
from gluteedu.domain.triage.case_clinic import (
    Case,
    ClinicState,
    Presentation,
    Stage,
    bring_out,
    commit,
    model_view,
    path,
    turn,
    verdict,
)
from gluteedu.domain.triage.findings import Findings, FindingsError
from gluteedu.domain.triage.levels import LEVELS

CAUSES = load_causes().ids

KNOWLEDGE = load_knowledge()
CASE = Case(
    id="test",
    title="A sprint",
    lesson="One thing.",
    stages=(
        Stage("first", {"onset": "sudden", "days": 0}, {}, "hm", "muscle_injury", "see_clinician"),
        Stage("second", {"pop": True, "severity": 4}, {}, "so", "muscle_injury", "same_day"),
        Stage(
            "third",
            {"bruising": True},
            {"days": 3, "severity": 7},
            "yes",
            "muscle_injury",
            "same_day",
        ),
    ),
    causes=("muscle_injury",),
    triage=("see_clinician", "same_day"),
    teaching="Teaching.",
    sources=("article",),
)
START = ClinicState(CASE)


def said(*commitments: tuple[str, str, str]) -> ClinicState:
    state = START
    for one in commitments:
        state = commit(state, *one, CAUSES)
    return state


def test_what_is_known_grows_and_changes_with_time() -> None:
    assert CASE.known(0) == {"onset": "sudden", "days": 0}
    assert CASE.known(1)["severity"] == 4
    assert CASE.known(2) == {
        "onset": "sudden", "days": 3, "pop": True, "severity": 7, "bruising": True,
    }  # fmt: skip


def test_a_commitment_opens_the_next_stage_and_leaves_the_old_state_alone() -> None:
    one = commit(START, "muscle_injury", "self_care", "sure", CAUSES)
    assert (START.stage, START.commitments) == (0, ())
    assert (one.stage, one.over) == (1, False)
    assert one.commitments[0].confidence is Confidence.SURE
    end = said(*[("muscle_injury", "self_care", "sure")] * 3)
    assert (end.stage, end.over) == (2, True)
    with pytest.raises(ValueError, match="over"):
        commit(end, "muscle_injury", "self_care", "sure", CAUSES)


@pytest.mark.parametrize(
    ("wrong", "allowed"),
    [
        (("strain", "self_care", "sure"), "exercise_soreness"),
        (("muscle_injury", "later", "sure"), "same_day"),
        (("muscle_injury", "self_care", "certain"), "guessing"),
        (("muscle_injury", "self_care", ""), "guessing"),
    ],
)
def test_an_unknown_id_is_refused_with_what_is_allowed(
    wrong: tuple[str, str, str], allowed: str
) -> None:
    with pytest.raises(ValueError, match=allowed):
        commit(START, *wrong, CAUSES)


def test_the_model_sees_what_is_known_at_that_stage_and_no_more() -> None:
    for stage in range(3):
        findings = Findings(KNOWLEDGE.vocabulary, CASE.known(stage))
        assert model_view(KNOWLEDGE, CASE, stage) == assess_findings(KNOWLEDGE, findings)
    assert model_view(KNOWLEDGE, CASE, 0).triage == "self_care"
    assert model_view(KNOWLEDGE, CASE, 2).triage == "same_day"


def test_findings_outside_the_vocabulary_do_not_reach_the_model() -> None:
    odd = Case(
        "x", "x", "x", (Stage("x", {"aura": True}, {}, "x", "muscle_injury", "self_care"),),
        ("muscle_injury",), ("self_care",), "x", (),
    )  # fmt: skip
    with pytest.raises(FindingsError, match="aura"):
        model_view(KNOWLEDGE, odd, 0)


def test_a_path_lays_the_three_side_by_side() -> None:
    state = said(("other_serious", "self_care", "guessing"), ("muscle_injury", "same_day", "sure"))
    steps = path(KNOWLEDGE, state)
    assert [s.number for s in steps] == [1, 2]
    assert [s.commitment for s in steps] == list(state.commitments)
    assert [s.stage.triage for s in steps] == ["see_clinician", "same_day"]
    assert [s.model for s in steps] == [model_view(KNOWLEDGE, CASE, n) for n in range(2)]
    shown = path(KNOWLEDGE, START, stages=3)
    assert [s.commitment for s in shown] == [None, None, None]


def test_the_verdict_is_on_the_last_word() -> None:
    with pytest.raises(ValueError, match="not over"):
        verdict(START)
    good = said(
        ("other_serious", "self_care", "guessing"),
        ("muscle_injury", "same_day", "think_so"),
        ("muscle_injury", "see_clinician", "sure"),
    )
    assert verdict(good).cause_right
    assert (verdict(good).level, verdict(good).held_from) == ("right", 2)
    assert not verdict(good).sure_but_wrong
    low = said(*[("muscle_injury", "same_day", "sure")] * 2, ("muscle_injury", "self_care", "sure"))
    assert (verdict(low).level, verdict(low).held_from) == ("too_low", None)
    assert verdict(low).sure_but_wrong
    high = said(*[("exercise_soreness", "emergency", "guessing")] * 3)
    assert verdict(high).level == "too_high"
    assert not verdict(high).cause_right
    assert not verdict(high).sure_but_wrong


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CAUSES), st.sampled_from(LEVELS), st.sampled_from(list(Confidence))
        ),
        min_size=3,
        max_size=3,
    )
)
def test_a_level_is_right_exactly_when_it_is_accepted(
    commitments: list[tuple[str, str, str]],
) -> None:
    state = said(*commitments)
    found = verdict(state)
    assert (found.level == "right") == (commitments[-1][1] in CASE.triage)
    if found.held_from is not None:
        assert all(c[1] in CASE.triage for c in commitments[found.held_from - 1 :])
        before = found.held_from - 2
        assert before < 0 or commitments[before][1] not in CASE.triage


def test_a_case_on_the_projector_goes_on_and_back_and_holds_at_both_ends() -> None:
    show = Presentation(CASE)
    assert turn(show, -1) == show
    for at in (1, 2, 3, 3):
        show = turn(show, 1)
        assert show.at == at
    assert show.ended
    assert turn(show, -1).at == 2
    with pytest.raises(ValueError, match="1 or -1"):
        turn(show, 2)


def test_answers_are_brought_out_one_stage_at_a_time() -> None:
    show = bring_out(turn(Presentation(CASE), 1))
    assert show.opened == {1}
    assert turn(turn(show, 1), -1).opened == {1}
    with pytest.raises(ValueError, match="end"):
        bring_out(turn(turn(show, 1), 1))
