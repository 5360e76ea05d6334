import math

import pytest

from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.triage.findings import Findings, FindingsError

VOCABULARY = load_knowledge().vocabulary


def findings(**answers):
    return Findings(VOCABULARY, answers)


def test_the_vocabulary_has_all_its_ids():
    assert len(VOCABULARY) == 48, "a finding came or went: is that meant? Then say how many here"
    assert list(VOCABULARY)[:3] == ["age", "sex", "pregnant"]
    assert list(VOCABULARY)[-1] == "bleeding_or_contractions"


def test_an_absent_finding_is_absent():
    found = findings(age=30)
    assert dict(found) == {"age": 30}
    assert "fever" not in found.facts()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"numbness": True}, "numbness"),
        ({"age": "30"}, "age: must be a number from 0 to 110, not '30'"),
        ({"age": True}, "age: must be a number"),
        ({"age": -1}, "age: must be a number from 0 to 110, not -1"),
        ({"age": 111}, "from 0 to 110"),
        ({"age": math.nan}, "from 0 to 110"),
        ({"days": math.inf}, "from 0 to 3650"),
        ({"severity": 10.1}, "severity: must be a number from 0 to 10"),
        ({"sex": "man"}, 'sex: must be "female" or "male", not \'man\''),
        ({"sex": 1}, "sex: must be"),
        ({"pop": "yes"}, "pop: must be true or false"),
        ({"pop": 1}, "pop: must be true or false"),
        ({"pop": None}, "leave it out when it is not known"),
        ({"tenderness": []}, 'tenderness: must be "none" or "focal" or "diffuse"'),
    ],
)
def test_a_wrong_answer_names_the_id_and_what_is_allowed(answers, words):
    with pytest.raises(FindingsError) as error:
        Findings(VOCABULARY, answers)
    assert words in str(error.value)


def test_an_unknown_id_lists_what_is_allowed_and_the_nearest():
    with pytest.raises(FindingsError) as error:
        findings(dark_urin=True)
    message = str(error.value)
    assert "did you mean dark_urine?" in message
    assert all(id in message for id in VOCABULARY)


def test_every_fault_is_named_at_once():
    with pytest.raises(FindingsError) as error:
        findings(age=200, pop=3, sex="x")
    assert len(error.value.faults) == 3


@pytest.mark.parametrize("given", [None, [], "age", 3])
def test_findings_must_be_an_object(given):
    with pytest.raises(FindingsError, match="object of ids and values"):
        Findings(VOCABULARY, given)


@pytest.mark.parametrize(
    "answers",
    [
        {"sex": "male", "pregnant": True},
        {"sex": "male", "weeks_pregnant": 10},
        {"sex": "male", "weeks_postpartum": 4},
        {"sex": "male", "amenorrhoea": True},
        {"sex": "male", "bleeding_or_contractions": True},
        {"pregnant": False, "weeks_pregnant": 20},
        {"pregnant": True, "weeks_postpartum": 4},
        {"pregnant": True, "weeks_pregnant": 30, "weeks_postpartum": 20},
        {"pregnant": True, "amenorrhoea": True},
    ],
)
def test_answers_that_cannot_both_be_right_are_an_error(answers):
    with pytest.raises(FindingsError, match=" and "):
        Findings(VOCABULARY, answers)


@pytest.mark.parametrize(
    "answers",
    [
        {"sex": "male", "pregnant": False, "weeks_pregnant": 0},
        {"pregnant": True, "weeks_pregnant": 10, "weeks_postpartum": 60},
        {"pregnant": False, "weeks_postpartum": 0},
        {"onset": "gradual", "during_activity": True},
    ],
)
def test_unusual_answers_that_can_be_right_are_taken(answers):
    assert dict(Findings(VOCABULARY, answers)) == answers


def test_a_pair_that_stands_twice_is_an_error():
    with pytest.raises(FindingsError, match="age: stands twice"):
        Findings.from_pairs(VOCABULARY, [("age", 30), ("age", 31)])


def test_what_follows_from_meaning_is_known():
    assert findings(sex="male").facts()["pregnant"] is False
    assert findings(age=72).facts()["pregnant"] is False
    assert findings(weeks_pregnant=12).facts()["pregnant"] is True
    assert findings(bleeding_or_contractions=True).facts()["pregnant"] is True
    assert findings(pregnant=False).facts()["bleeding_or_contractions"] is False
    assert "pregnant" not in findings(sex="female").facts()


def test_showing_findings_does_not_show_the_answers():
    assert "37" not in repr(findings(age=37, fever=True))
    assert "fever" not in repr(findings(age=37, fever=True))
