"""The explorer: the gate before the bars, hostile messages, nothing kept, what each story shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteedu.content.course.library import Library
from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.triage.levels import urgency
from gluteedu.widgets.explorer.widget import Explorer

CAUSES = load_causes().ids

LIBRARY = Library()
KNOWLEDGE = LIBRARY.knowledge
VOCABULARY = KNOWLEDGE.vocabulary
STORIES = {story.id: story for story in LIBRARY.explorer.stories}


class Heard(Explorer):
    """An explorer that keeps what it sends, for a look at it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(KNOWLEDGE, LIBRARY.explorer, LIBRARY.triage)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append(content)

    def weigh(self, findings: dict[str, Any], **more: Any) -> dict[str, Any]:
        self.handle("weigh", {"act": "weigh", "n": 7, "findings": findings, **more})
        answer = self.sent.pop()
        json.dumps(answer)  # what is sent is plain data
        return answer

    def story(self, id: str, **more: Any) -> dict[str, Any]:
        return self.weigh({**STORIES[id].findings, **more})


HEARD = Heard()


@pytest.fixture
def explorer() -> Heard:
    HEARD.sent.clear()
    return HEARD


def first(shares: dict[str, float]) -> str:
    return max(shares, key=lambda cause: shares[cause])


# ---- what each story shows ----------------------------------------------------------------------


def test_story_a_is_a_strong_fit_with_soreness(explorer: Heard) -> None:
    told = explorer.story("story_a")
    assert (told["triage"], told["picture"]) == ("self_care", "strong fit")
    assert first(told["causes"]) == "exercise_soreness"
    assert told["causes"]["exercise_soreness"] <= KNOWLEDGE.model.cap


def test_story_b_is_a_muscle_injury_that_is_seen_today(explorer: Heard) -> None:
    told = explorer.story("story_b")
    assert told["triage"] == "same_day"
    assert {"pop", "bruising", "weakness"} <= set(told["grounds"])
    assert first(told["alone"]) == "muscle_injury"


def test_story_c_is_a_muscle_injury_with_neither_pop_nor_bruise(explorer: Heard) -> None:
    told = explorer.story("story_c")
    assert first(told["causes"]) == "muscle_injury"
    assert not told["urgent"]
    missing = told["reasons"]["bruising"]["muscle_injury"]
    heavy = told["reasons"]["onset"]["muscle_injury"]
    assert abs(missing) < heavy / 3, "a missing bruise counts for little"


def test_story_d_is_the_nerve(explorer: Heard) -> None:
    told = explorer.story("story_d")
    assert first(told["causes"]) == "sciatic_nerve_pain"
    assert told["picture"] == "strong fit"


def test_story_e_is_the_pelvic_girdle_by_its_start(explorer: Heard) -> None:
    told = explorer.story("story_e")
    assert first(told["causes"]) == first(told["start"]["shares"]) == "pelvic_girdle_pain"
    assert told["triage"] == "self_care"


def test_story_f_is_mixed_and_only_the_pregnancy_makes_it_so(explorer: Heard) -> None:
    told = explorer.story("story_f")
    assert told["picture"] == "mixed"
    assert {"sciatic_nerve_pain", "pelvic_girdle_pain"} == {
        cause for cause, share in told["causes"].items() if share > 0.25
    }
    other = {k: v for k, v in STORIES["story_f"].findings.items() if k != "weeks_pregnant"}
    assert explorer.weigh({**other, "pregnant": False})["picture"] == "strong fit"


def test_story_k_stops_and_shows_what_the_clues_alone_would_have_said(explorer: Heard) -> None:
    told = explorer.story("story_k")
    assert told["triage"] == "same_day"
    assert told["flags"][0]["condition"].startswith("A clot in a deep vein")
    assert told["causes"] is None
    assert first(told["alone"]) == "muscle_injury", "the trap that the lesson is about"
    assert told["alone"]["other_serious"] < 0.5


def test_every_story_has_its_test() -> None:
    assert set(STORIES) == {f"story_{letter}" for letter in "abcdefk"}


# ---- the gate before the bars -------------------------------------------------------------------


@pytest.mark.parametrize("alarm", ["dark_urine", "saddle_numbness", "one_leg_swollen_warm"])
@pytest.mark.parametrize("story", sorted(STORIES))
def test_an_alarm_stops_the_weighing(explorer: Heard, story: str, alarm: str) -> None:
    told = explorer.weigh({**STORIES[story].findings, alarm: True})
    assert told["urgent"]
    assert told["causes"] is told["picture"] is None
    assert told["reasons"] == {}
    assert all(flag["action"] for flag in told["flags"])


def test_the_clues_alone_are_shown_for_a_story_and_never_for_a_person(explorer: Heard) -> None:
    assert explorer.story("story_k")["alone"] is not None
    assert explorer.story("story_k", severity=6)["alone"] is None
    assert explorer.weigh({"one_leg_swollen_warm": True})["alone"] is None
    assert explorer.story("story_a")["alone"] is None


def test_no_start_of_the_learners_own_lowers_the_level(explorer: Heard) -> None:
    findings = {"groin_pain": True, "onset": "gradual", "tenderness": "focal", "bilateral": False}
    plain = explorer.weigh(findings)
    for start in (None, *(s.id for s in KNOWLEDGE.model.starts)):
        for soreness in (None, 0.01, 0.95):
            other = explorer.weigh(findings, start=start, soreness=soreness)
            assert other["triage"] == plain["triage"]


def test_another_start_moves_the_bars(explorer: Heard) -> None:
    findings = {"shooting": True, "radiates_below_knee": True}
    late = explorer.weigh(findings, start="trimester_3")
    assert late["start"]["id"] == "trimester_3"
    assert late["causes"]["pelvic_girdle_pain"] > 0.2
    assert explorer.weigh(findings)["causes"]["pelvic_girdle_pain"] == 0
    more = explorer.weigh(findings, share=0.9)
    assert more["start"]["shares"]["exercise_soreness"] == 0.9
    assert sum(more["start"]["shares"].values()) == pytest.approx(1)


def test_the_start_is_called_assumed_until_pregnancy_is_known(explorer: Heard) -> None:
    assert explorer.weigh({})["start"]["assumed"]
    assert explorer.weigh({"onset": "sudden"})["start"]["assumed"]
    assert not explorer.weigh({"pregnant": False})["start"]["assumed"]
    assert not explorer.weigh({"age": 71})["start"]["assumed"]
    assert not explorer.weigh({}, start="not_pregnant")["start"]["assumed"]


def test_what_another_answer_tells_need_not_be_asked(explorer: Heard) -> None:
    assert explorer.weigh({})["settled"] == []
    told = explorer.weigh({"pregnant": False})
    assert {"weeks_pregnant", "bleeding_or_contractions"} == set(told["settled"])
    assert "pregnant" in explorer.weigh({"sex": "male"})["settled"]


def test_an_answer_taken_back_is_open_again(explorer: Heard) -> None:
    assert "fever" in explorer.weigh({})["open"]
    assert "fever" not in explorer.weigh({"fever": False})["open"]
    assert "fever" in explorer.weigh({"unwell": False})["open"]


# ---- answers that clash -------------------------------------------------------------------------


def test_a_clash_names_both_questions_and_weighs_nothing(explorer: Heard) -> None:
    told = explorer.weigh({"sex": "male", "pregnant": True})
    assert told["clashes"] == [["sex", "pregnant"]]
    assert told["causes"] is None
    assert not told["urgent"]


@pytest.mark.parametrize(
    "clash",
    [
        {"sex": "male", "pregnant": True},
        {"sex": "male", "pregnant": True, "weeks_pregnant": 20, "weeks_postpartum": 3},
        {"pregnant": False, "weeks_pregnant": 20},
        {"pregnant": True, "amenorrhoea": True},
    ],
)
def test_a_clash_never_silences_an_alarm(explorer: Heard, clash: dict[str, Any]) -> None:
    told = explorer.weigh({**clash, "saddle_numbness": True})
    assert told["clashes"]
    assert told["triage"] == "emergency"
    assert told["flags"][0]["action"]


def test_an_alarm_that_hangs_on_one_side_of_a_clash_counts(explorer: Heard) -> None:
    told = explorer.weigh({"sex": "male", "bleeding_or_contractions": True})
    assert told["clashes"]
    assert told["urgent"]


# ---- messages -----------------------------------------------------------------------------------

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        f.id: st.booleans()
        if f.kind == "flag"
        else st.sampled_from(f.choices)
        if f.kind == "choice"
        else st.integers(int(f.low), int(f.high))
        for f in VOCABULARY.values()
    },
)


@settings(max_examples=60, deadline=None)
@given(findings=ANSWERS, extra=st.sampled_from(["dark_urine", "breathless", "fever", "pop"]))
def test_any_answers_get_a_whole_reply(findings: dict[str, Any], extra: str) -> None:
    told = HEARD.weigh(findings)
    assert told["n"] == 7
    assert (told["causes"] is None) == bool(told["urgent"] or told["clashes"])
    if told["causes"]:
        assert sum(told["causes"].values()) == pytest.approx(1)
        assert max(told["causes"].values()) <= KNOWLEDGE.model.cap + 1e-9
        assert set(told["causes"]) == set(CAUSES)
    louder = HEARD.weigh({**findings, extra: True})
    assert urgency(louder["triage"]) >= urgency(told["triage"]) or findings.get(extra) is False


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*VOCABULARY, "x", ""]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    message=st.dictionaries(
        st.sampled_from(["act", "n", "findings", "start", "share", "view", "buffers"]), JSON
    )
)
def test_a_hostile_message_is_refused_and_changes_nothing(message: dict[str, Any]) -> None:
    HEARD.sent.clear()
    before = json.dumps(HEARD.view)
    HEARD._receive(HEARD, message, [])
    assert len(HEARD.sent) <= 1
    for answer in HEARD.sent:
        assert set(answer) == {"refused"} or answer["n"] == message["n"]
    assert json.dumps(HEARD.view) == before


@pytest.mark.parametrize(
    "message",
    [
        {"n": 1, "findings": {"nothing_like_it": True}},
        {"n": 1, "findings": {"age": 900}},
        {"n": 1, "findings": {"age": True}},
        {"n": 1, "findings": {"onset": ["sudden"]}},
        {"n": 1, "findings": [["age", 30]]},
        {"n": 1, "findings": {f"x{i}": 1 for i in range(10_000)}},
        {"n": 1, "findings": {}, "start": "nowhere"},
        {"n": 1, "findings": {}, "start": 3},
        {"n": 1, "findings": {}, "share": float("nan")},
        {"n": 1, "findings": {}, "share": 0},
        {"n": 1, "findings": {}, "share": True},
        {"n": "1", "findings": {}},
        {"n": True, "findings": {}},
        {"findings": {}},
        {"n": 1},
    ],
)
def test_what_cannot_be_is_refused(explorer: Heard, message: dict[str, Any]) -> None:
    explorer._receive(explorer, {"act": "weigh", **message}, [])
    assert explorer.sent == [{"refused": "weigh"}]


def test_nothing_entered_is_kept_in_the_widget() -> None:
    explorer = Heard()
    before = explorer.get_state()
    rare = {"days": 3133, "weeks_postpartum": 97}
    explorer.weigh(rare)
    assert json.dumps(explorer.get_state(), default=str) == json.dumps(before, default=str)
    assert "3133" not in repr(vars(explorer))


# ---- small versions for other lessons ------------------------------------------------------------

SMALL = LIBRARY.explorer.small


class HeardSmall(Heard):
    """A small version that keeps what it sends."""

    def __init__(self, id: str) -> None:
        self.sent = []
        Explorer.__init__(self, KNOWLEDGE, LIBRARY.explorer, LIBRARY.triage, SMALL[id])

    def told(self, story: str, **more: Any) -> dict[str, Any]:
        """What the story gives as this version loads it."""
        (found,) = [s for s in self.view["stories"] if s["id"] == story]
        return self.weigh({**found["findings"], **more})


@pytest.mark.parametrize("id", SMALL)
def test_a_small_version_asks_every_safety_question_and_few_clues(id: str) -> None:
    small = HeardSmall(id)
    assert small.view["safety"] == HEARD.view["safety"]
    (clues,) = small.view["clues"]
    assert [q["id"] for q in clues["questions"]] == list(SMALL[id].clues)
    assert len(clues["questions"]) <= 8
    assert small.view["small"]["toTry"]
    shown = {q["id"] for one in small.view["safety"] for q in one["questions"]} | set(
        SMALL[id].clues
    )
    for story in small.view["stories"]:
        assert set(story["findings"]) <= shown, "no clue counts that nobody sees"


@pytest.mark.parametrize("alarm", ["dark_urine", "saddle_numbness", "one_leg_swollen_warm"])
@pytest.mark.parametrize("id", SMALL)
def test_an_alarm_stops_a_small_version_as_well(id: str, alarm: str) -> None:
    small = HeardSmall(id)
    for story in small.view["stories"]:
        told = small.told(story["id"], **{alarm: True})
        assert told["urgent"]
        assert told["causes"] is None
    assert small.weigh({alarm: True}) == HEARD.weigh({alarm: True})


@settings(max_examples=40, deadline=None)
@given(findings=ANSWERS)
def test_a_small_version_judges_as_the_whole_one_does(findings: dict[str, Any]) -> None:
    whole, small = HEARD.weigh(findings), HeardSmall("injury").weigh(findings)
    assert {k: v for k, v in small.items() if k != "alone"} == {
        k: v for k, v in whole.items() if k != "alone"
    }


def test_nothing_entered_is_kept_in_a_small_version() -> None:
    small = HeardSmall("soreness")
    before = json.dumps(small.get_state(), default=str)
    small.weigh({"days": 3133})
    assert json.dumps(small.get_state(), default=str) == before
    assert "3133" not in repr(vars(small))


def test_the_soreness_version_shows_what_lesson_02_says() -> None:
    small = HeardSmall("soreness")
    assert small.told("story_a")["picture"] == "strong fit"
    change: dict[str, Any] = {"onset": "sudden", "hours_after_exercise": 0, "tenderness": "focal"}
    for id, value in change.items():
        assert first(small.told("story_a", **{id: value})["causes"]) == "exercise_soreness"
    assert first(small.told("story_a", **change)["causes"]) == "muscle_injury"
    late = small.told("story_a", days=6, improving=False)
    assert late["triage"] == "see_clinician"
    assert late["causes"]["exercise_soreness"] == pytest.approx(KNOWLEDGE.model.cap, abs=0.01)


def test_the_injury_version_shows_what_lesson_03_says() -> None:
    small = HeardSmall("injury")
    slow = small.told("story_c", onset="gradual")["causes"]
    wide = small.told("story_c", tenderness="diffuse")["causes"]
    assert first(slow) == "muscle_injury"
    assert first(wide) != "muscle_injury"
    assert wide["muscle_injury"] < slow["muscle_injury"] < 0.6
    bruised = small.told("story_c", bruising=True)
    assert bruised["causes"]["muscle_injury"] == pytest.approx(
        small.told("story_c")["causes"]["muscle_injury"], abs=0.02
    )
    assert (small.told("story_c")["triage"], bruised["triage"]) == ("self_care", "see_clinician")
    assert small.told("story_b")["triage"] == "same_day"


def test_the_nerve_version_shows_what_lesson_04_says() -> None:
    small = HeardSmall("nerve_or_girdle")
    assert small.told("story_f")["picture"] == "mixed"
    given = {**STORIES["story_f"].findings, "pregnant": False}
    shown = {k: v for k, v in given.items() if k in SMALL["nerve_or_girdle"].clues}
    told = small.weigh({**shown, "numbness_tingling": True, "pregnant": False})
    assert told["picture"] == "strong fit"
    assert first(told["causes"]) == "sciatic_nerve_pain"


@pytest.mark.parametrize("id", SMALL)
def test_a_small_version_can_be_read_without_running(id: str) -> None:
    small = HeardSmall(id)
    text, html = small.text(), small.html()
    assert SMALL[id].to_try in text
    for clue in SMALL[id].clues:
        assert VOCABULARY[clue].question in text
    assert len(text) < len(HEARD.text()) / 2, "compact"
    assert text.splitlines()[-1].startswith("[content ")
    assert html.count("<details>") == 1, "the safety questions are folded away"
    assert all(f.question in html.replace("&#x27;", "'") for f in VOCABULARY.values() if f.safety)
    assert text.splitlines()[-1] != HEARD.text().splitlines()[-1]


def test_an_unknown_small_version_is_answered_with_those_there_are() -> None:
    from gluteedu.lesson import UnknownName, explorer

    with pytest.raises(UnknownName, match="injury, nerve_or_girdle, soreness"):
        explorer("sorness")


# ---- the page and the readable forms -------------------------------------------------------------


def test_every_question_stands_once_and_safety_comes_first(explorer: Heard) -> None:
    view = explorer.view
    safety = [q["id"] for one in view["safety"] for q in one["questions"]]
    clues = [q["id"] for one in view["clues"] for q in one["questions"]]
    assert sorted([*safety, *clues]) == sorted(VOCABULARY)
    assert set(safety) == {f.id for f in VOCABULARY.values() if f.safety}
    assert view["safety"][0]["title"] == LIBRARY.explorer.groups["safety"]


def test_every_choice_has_words_and_every_number_a_range(explorer: Heard) -> None:
    for one in [*explorer.view["safety"], *explorer.view["clues"]]:
        for question in one["questions"]:
            if question["kind"] == "choice":
                assert all(explorer.view["choices"][c] for c in question["choices"])
            if question["kind"] == "number":
                assert question["low"] <= question["start"] <= question["top"]


def test_the_readable_forms_hold_every_question_and_end_in_a_digest(explorer: Heard) -> None:
    text, html = explorer.text(), explorer.html()
    for finding in VOCABULARY.values():
        assert finding.question in text
    assert text.splitlines()[-1].startswith("[content ")
    assert text == Heard().text()
    assert html.count("<li>") == len(VOCABULARY) + len(STORIES)
    assert "<script" not in html


def test_a_changed_likelihood_changes_the_digest(explorer: Heard) -> None:
    from dataclasses import replace

    model = replace(KNOWLEDGE.model, temper=KNOWLEDGE.model.temper + 0.01)
    other = Explorer(replace(KNOWLEDGE, model=model), LIBRARY.explorer, LIBRARY.triage)
    assert other.text().splitlines()[:-1] == explorer.text().splitlines()[:-1]
    assert other.text() != explorer.text()
