import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.domain.triage.findings import Finding
from gluteedu.domain.triage.rule_text import RuleError, parse_rule
from gluteedu.domain.triage.rules import RuleAnswer, evaluate, grounds, open_ids

YES, NO, UNKNOWN = RuleAnswer.YES, RuleAnswer.NO, RuleAnswer.UNKNOWN
WORDS = {
    "hot": Finding("hot", "flag", "hot"),
    "wet": Finding("wet", "flag", "wet"),
    "days": Finding("days", "number", "days", low=0, high=99),
    "start": Finding("start", "choice", "start", choices=("sudden", "gradual")),
}


def says(raw, **facts):
    return evaluate(parse_rule(raw, WORDS), facts)


@pytest.mark.parametrize(
    ("raw", "facts", "expected"),
    [
        ("hot", {"hot": True}, YES),
        ("hot", {"hot": False}, NO),
        ("hot", {}, UNKNOWN),
        ("not hot", {"hot": False}, YES),
        ("not hot", {}, UNKNOWN),
        ("maybe hot", {}, YES),
        ("maybe hot", {"hot": False}, NO),
        ("maybe not hot", {}, YES),
        ("maybe not hot", {"hot": True}, NO),
        ("days > 7", {"days": 7}, NO),
        ("days > 7", {"days": 7.1}, YES),
        ("days >= 7", {"days": 7}, YES),
        ("days < 7", {"days": 7}, NO),
        ("days <= 7", {"days": 7}, YES),
        ("start is sudden", {"start": "sudden"}, YES),
        ("start is sudden", {"start": "gradual"}, NO),
        ("maybe not start is sudden", {}, YES),
        ({"all": ["hot", "wet"]}, {"hot": True}, UNKNOWN),
        ({"all": ["hot", "wet"]}, {"hot": False}, NO),
        ({"any": ["hot", "wet"]}, {"hot": True}, YES),
        ({"any": ["hot", "wet"]}, {"hot": False}, UNKNOWN),
        ({"not": {"any": ["hot", "wet"]}}, {"hot": True}, NO),
        ({"maybe": {"all": ["hot", "wet"]}}, {"wet": True}, YES),
        ({"at_least": {"n": 2, "of": ["hot", "wet", "days > 1"]}}, {"hot": True, "days": 2}, YES),
        ({"at_least": {"n": 2, "of": ["hot", "wet", "days > 1"]}}, {"hot": True}, UNKNOWN),
        (
            {"at_least": {"n": 2, "of": ["hot", "wet", "days > 1"]}},
            {"hot": False, "wet": False},
            NO,
        ),
    ],
)
def test_a_rule_answers_in_three_values(raw, facts, expected):
    assert says(raw, **facts) is expected


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("cold", "'cold' is not a known id"),
        ("days", "days is a number"),
        ("hot >= 3", "hot is a flag"),
        ("start is late", "start is one of sudden, gradual"),
        ("hot and wet", "cannot read"),
        ("", "cannot read"),
        ({"all": []}, "needs a list of rules"),
        ({"some": ["hot"]}, "'some' is unknown"),
        ({"all": ["hot"], "any": ["wet"]}, "must be text or one of"),
        (7, "must be text or one of"),
        ({"at_least": {"n": 3, "of": ["hot"]}}, "n must be a whole number from 1 to 1"),
        ({"at_least": {"n": True, "of": ["hot"]}}, "n must be a whole number"),
        ({"at_least": ["hot"]}, "at_least needs n"),
        ({"not": {"not": {"not": {"some": 1}}}}, "'some' is unknown"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(raw, words):
    with pytest.raises(RuleError, match=words.replace("(", r"\(")):
        parse_rule(raw, WORDS)


def test_nesting_has_an_end():
    raw = "hot"
    for _ in range(50):
        raw = {"not": raw}
    with pytest.raises(RuleError, match="nested"):
        parse_rule(raw, WORDS)


def test_a_rule_may_be_used_by_name():
    named = {"soaked": parse_rule({"all": ["hot", "wet"]}, WORDS)}
    rule = parse_rule({"any": ["soaked", "days > 3"]}, WORDS, named)
    assert evaluate(rule, {"hot": True, "wet": True}) is YES
    assert open_ids(rule, {}) == {"hot", "wet", "days"}


@pytest.mark.parametrize(
    ("raw", "facts", "expected"),
    [
        ("hot", {}, {"hot"}),
        ({"all": ["hot", "wet"]}, {"hot": True}, {"wet"}),
        ({"all": ["hot", "wet"]}, {"hot": False}, set()),
        ({"any": ["hot", "wet"]}, {"hot": True}, set()),
        ({"any": [{"all": ["hot", "wet"]}, "days > 1"]}, {"hot": False}, {"days"}),
        ("maybe hot", {}, {"hot"}),
        ({"all": ["wet", "maybe hot"]}, {"wet": True}, {"hot"}),
        ({"any": ["wet", "maybe hot"]}, {"wet": True}, set()),
    ],
)
def test_open_ids_are_those_that_could_still_change_the_outcome(raw, facts, expected):
    assert open_ids(parse_rule(raw, WORDS), facts) == expected


def test_grounds_are_the_answers_that_brought_it_about():
    rule = parse_rule({"any": [{"all": ["hot", "days > 3"]}, "wet"]}, WORDS)
    assert grounds(rule, {"hot": True, "days": 5, "wet": False}) == {"hot", "days"}
    assert grounds(rule, {"hot": False, "days": 5, "wet": False}) == {"hot", "wet"}


leaves = st.sampled_from(["hot", "wet", "days > 3", "start is sudden"])
rules = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda r: {"not": r}, inner),
        st.builds(lambda rs: {"all": rs}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda rs: {"any": rs}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)
full = st.fixed_dictionaries(
    {
        "hot": st.booleans(),
        "wet": st.booleans(),
        "days": st.integers(0, 9),
        "start": st.sampled_from(["sudden", "gradual"]),
    }
)


@given(rules, full, st.sets(st.sampled_from(["hot", "wet", "days", "start"])))
def test_learning_more_never_turns_a_yes_into_a_no(raw, facts, hidden):
    rule = parse_rule(raw, WORDS)
    known = {k: v for k, v in facts.items() if k not in hidden}
    before, after = evaluate(rule, known), evaluate(rule, facts)
    assert after is not UNKNOWN
    assert before in (UNKNOWN, after)
    if before is UNKNOWN:
        assert open_ids(rule, known) & hidden
