"""A simulated learner gives every answer to every item, and looks for what must stay hidden."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, islice, permutations

import pytest

from gluteedu.content.course.library import Library
from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item import Quiz as QuizContent
from gluteedu.widgets.quiz.widget import QuizWidget, from_bank

NAMES = {
    "gluteus_maximus": "Gluteus maximus",
    "gluteus_medius": "Gluteus medius",
    "piriformis": "Piriformis",
    "deep_rotators": "Deep rotators",
    "biceps_femoris": "Biceps femoris",
    "semitendinosus": "Semitendinosus",
    "semimembranosus": "Semimembranosus",
    "sit_bone": "Sit bone",
    "sacroiliac_joint": "Sacroiliac joint",
    "sciatic_nerve": "Sciatic nerve",
    "low_back": "Low back",
}


@cache
def bank():
    return Library().bank


ITEMS = [pytest.param(item, id=item.id) for item in bank().items]
QUIZZES = [pytest.param(quiz.id, id=quiz.id) for quiz in bank().quizzes]


def ask(*items: Item, mode="formative", seed="seed") -> QuizWidget:
    quiz = QuizContent("asked", "Asked", tuple(item.id for item in items), mode)
    return QuizWidget(quiz, items, "lesson", seed=seed, citations={"byrnes-1985": "Byrnes 1985"})


def answer(widget: QuizWidget, item: Item, response, **more):
    widget.handle("submit", {"act": "submit", "item": item.id, "response": response, **more})
    return widget.view["items"][0]


def responses(item: Item):
    """Every answer a learner can give; for a number the ends and both sides of the tolerance."""
    if item.number is not None:
        key = item.number
        low, high = key.value - key.tolerance, key.value + key.tolerance
        values = {key.minimum, low - key.step, low, key.value, high, high + key.step, key.maximum}
        return [v for v in sorted(values) if key.minimum <= v <= key.maximum]
    ids = item.option_ids
    if item.type == "multiple":
        return [list(c) for n in range(1, len(ids) + 1) for c in combinations(ids, n)]
    if item.type == "ordering":
        return [list(p) for p in islice(permutations(ids), 130)] + [list(item.key)]
    if item.type == "matching":
        right = dict(item.pairs)
        each = [{**right, left: target.id} for left in right for target in item.targets]
        return [right, *each, dict.fromkeys(right, item.targets[0].id)]
    return [[one] for one in ids]


def expected_score(item: Item, response) -> float:
    """The score, worked out here from its definition."""
    if item.number is not None:
        return float(abs(response - item.number.value) <= item.number.tolerance + 1e-9)
    if item.type == "multiple":
        false = set(response) - set(item.key)
        return max(0, (len(response) - 2 * len(false)) / len(item.key))
    if item.type == "ordering":
        places = [item.key.index(one) for one in response]
        pairs = list(combinations(places, 2))
        return sum(a < b for a, b in pairs) / len(pairs)
    if item.type == "matching":
        return sum(response[left] == target for left, target in item.pairs) / len(item.pairs)
    return float(response[0] in item.key)


def said(view) -> list[str]:
    """All feedback a learner can read in the view of one item."""
    notes = view.get("notes", []) + view.get("others", []) + view.get("answer_order", [])
    return [note["html"] for note in notes]


@pytest.mark.parametrize("item", ITEMS)
def test_every_answer_to_every_item(item):
    for response in responses(item):
        widget = ask(item)
        view = answer(widget, item, response, confidence="sure")
        score = expected_score(item, response)
        found = widget.state.attempt(item.id)
        assert found.first_score == pytest.approx(score)
        assert view["first_score"] == pytest.approx(score)
        assert view["response"] == response
        assert view["confidence"] == "sure"
        if score == 1:
            assert (view["verdict"], view["tries_left"], view["closed"]) == ("Correct", 0, True)
            assert view["outcome"] == "correct"
            assert view["explanation"] == to_html(item.explanation)
            if item.number is None:
                assert set(said(view)) == {to_html(o.feedback) for o in item.options}
        else:
            assert (view["tries_left"], view["closed"]) == (2, False)
            assert view["outcome"] == ("partly" if score > 0 else "incorrect")
            assert not {"key", "answer", "answer_order", "answer_pairs", "explanation"} & set(view)
            assert set(said(view)) == chosen_feedback(item, response)
            if item.hint:
                assert view["hint"] == to_html(item.hint)


def chosen_feedback(item: Item, response) -> set[str]:
    """What a wrong try earns: the picks; of an order or of pairs only what sits right."""
    if item.number is not None:
        key = item.number
        return {to_html(key.low if response < key.value else key.high)}
    if item.type == "ordering":
        picked = [a for a, b in zip(response, item.key, strict=True) if a == b]
    elif item.type == "matching":
        picked = [left for left, target in item.pairs if response[left] == target]
    else:
        picked = response
    return {to_html(item.option(one).feedback) for one in picked}


@pytest.mark.parametrize("item", ITEMS)
def test_three_wrong_tries_then_the_answer_is_shown(item):
    wrong = next(r for r in responses(item) if expected_score(item, r) < 1)
    widget = ask(item)
    for left in (2, 1, 0):
        view = answer(widget, item, wrong, tries=2 - left)
        assert view["tries_left"] == left
        assert view["closed"] == (left == 0)
    assert view["verdict"] in ("Not this time", "Partly right")
    assert "Here is the answer." in view["detail"]
    assert view["explanation"] == to_html(item.explanation)
    if item.type in ("single", "multiple", "hotspot"):
        assert view["key"] == list(item.key)
    elif item.type == "ordering":
        shown = [note["label"] for note in view["answer_order"]]
        assert shown == [to_inline_html(item.option(one).text) for one in item.key]
    elif item.type == "matching":
        texts = {target.id: to_text(target.text) for target in item.targets}
        assert view["answer_pairs"] == {left: texts[right] for left, right in item.pairs}
    else:
        assert view["answer"].startswith(f"{item.number.value:g} {item.number.unit}")


@pytest.mark.parametrize("item", ITEMS)
def test_what_is_hidden_makes_no_difference_to_what_is_shown(item):
    """Another key and other feedback give the very same view, HTML and text: nothing leaks.

    Only that an order to be made never starts out right may move its options on by one.
    """
    widget, twin = ask(item), ask(disguised(item))
    assert comparable(item, json.dumps(widget.view)) == comparable(item, json.dumps(twin.view))
    assert comparable(item, widget.html()) == comparable(item, twin.html())
    before, after = widget.text().splitlines(), twin.text().splitlines()
    assert comparable(item, "\n".join(before[:-1])) == comparable(item, "\n".join(after[:-1]))
    assert before[-1] != after[-1]
    assert before[-1].startswith("[content ")


def comparable(item: Item, text: str) -> str | list[str]:
    return sorted(re.findall(r"\w+", text)) if item.type == "ordering" else text


def disguised(item: Item) -> Item:
    """The item with another key, and with no word of its feedback, hint and explanation left."""
    options = tuple(replace(option, feedback="Other words.") for option in item.options)
    other = replace(item, options=options, explanation="Other words.", hint=item.hint and "Other.")
    if item.number is not None:
        key = item.number
        number = replace(key, value=key.minimum, tolerance=0, right="A.", low="B.", high="C.")
        return replace(other, number=number)
    if item.type == "matching":
        turned = [right for _, right in item.pairs[1:] + item.pairs[:1]]
        return replace(other, pairs=tuple(zip(item.option_ids, turned, strict=True)))
    if item.type == "ordering":
        return replace(other, key=tuple(reversed(item.key)))
    rest = tuple(one for one in item.option_ids if one not in item.key)
    return replace(other, key=rest)


@pytest.mark.parametrize("quiz_id", QUIZZES)
def test_no_feedback_or_explanation_can_be_read_before_an_answer(quiz_id):
    lesson, quiz, items = bank().quiz(quiz_id)
    widget = from_bank(lesson, quiz, items, seed="1", regions_svg="<svg/>")
    shown = json.dumps(widget.get_state()) + widget.html() + widget.text()
    for item in items:
        hidden = [item.explanation, item.hint, *(option.feedback for option in item.options)]
        if item.number is not None:
            hidden += [item.number.right, item.number.low, item.number.high]
        for text in filter(None, hidden):
            for form in (text, to_html(text), to_text(text)):
                assert json.dumps(form)[1:-1] not in shown
    for view in widget.view["items"]:
        assert set(view) <= {
            *("id", "type", "stem", "options", "targets", "number", "tries_used", "tries_left"),
            *("closed", "outcome", "has_hint"),
        }


def test_a_hint_can_be_asked_for_after_what_could_not_be_read():
    item = next(item for item in bank().items if item.type == "single" and item.hint)
    widget = ask(item)
    with pytest.raises(ValueError, match="the options are"):
        widget.handle("submit", {"act": "submit", "item": item.id, "response": ["withdrawn"]})
    widget.handle("hint", {"act": "hint", "item": item.id})
    assert "hint" in widget.view["items"][0]


def test_a_hint_comes_when_asked_for_and_uses_no_try():
    item = next(item for item in bank().items if item.type == "single" and item.hint)
    widget = ask(item)
    assert widget.view["items"][0]["has_hint"]
    widget.handle("hint", {"act": "hint", "item": item.id})
    view = widget.view["items"][0]
    assert (view["hint"], view["tries_left"]) == (to_html(item.hint), 3)
    assert "verdict" not in view


def test_showing_the_answer_needs_a_try():
    item = next(item for item in bank().items if item.type == "single")
    widget = ask(item)
    with pytest.raises(ValueError, match="after a try of your own"):
        widget.handle("reveal", {"act": "reveal", "item": item.id})
    answer(widget, item, [next(o for o in item.option_ids if o not in item.key)])
    widget.handle("reveal", {"act": "reveal", "item": item.id})
    assert widget.view["items"][0]["key"] == list(item.key)


def final_test() -> tuple[QuizWidget, tuple[Item, ...]]:
    lesson, quiz, items = bank().quiz("final_test")
    return from_bank(lesson, quiz, items, seed="1"), items


def right_answer(item: Item):
    return next(r for r in responses(item) if expected_score(item, r) == 1)


def test_the_final_test_says_nothing_before_it_is_handed_in():
    widget, items = final_test()
    for item in items:
        for response in responses(item)[:2]:
            answer(widget, item, response, tries=0)
    for view in widget.view["items"]:
        assert set(view) <= {
            *("id", "type", "stem", "options", "targets", "number", "tries_used", "tries_left"),
            *("closed", "outcome", "has_hint", "response", "confidence"),
        }
        assert (view["outcome"], view["has_hint"]) == ("not_attempted", False)
    with pytest.raises(ValueError, match="there is no hint here"):
        widget.handle("hint", {"act": "hint", "item": items[0].id})


def test_the_final_test_handed_in():
    widget, items = final_test()
    for item in items[2:]:
        answer(widget, item, right_answer(item))
    wrong = next(r for r in responses(items[1]) if expected_score(items[1], r) < 1)
    answer(widget, items[1], wrong)
    answer(widget, items[2], right_answer(items[2]), confidence="guessing")
    widget.handle("clear", {"act": "clear", "item": items[3].id})
    widget.handle("hand_in", {"act": "hand_in"})
    views = widget.view["items"]
    outcomes = [view["outcome"] for view in views]
    assert outcomes[0] == outcomes[3] == "not_attempted"
    assert outcomes[1] in ("incorrect", "partly")
    assert set(outcomes[4:]) == {"correct"}
    assert views[0]["verdict"] == "Not answered"
    assert views[2]["confidence"] == "guessing"
    assert all(view["closed"] and view["explanation"] for view in views)
    assert widget.view["done"] == len(items)
    results = widget.view["results"]
    assert sum(result["items"] for result in results) == len(items)
    assert sum(result["correct"] for result in results) == len(items) - 3
    with pytest.raises(ValueError, match="over"):
        answer(widget, items[0], right_answer(items[0]))


SINGLE = next(item for item in bank().items if item.type == "single")
NUMBER = next(item for item in bank().items if item.type == "number")


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        ({"act": "fly"}, "there is no act 'fly'"),
        ({"act": "submit"}, "item must be one of"),
        ({"act": "submit", "item": "nobody", "response": []}, "item must be one of"),
        ({"act": "submit", "item": ["x"], "response": []}, "item must be one of"),
        ({"act": "submit", "item": SINGLE.id}, "there is no answer to check"),
        ({"act": "submit", "item": SINGLE.id, "response": []}, "there is no answer to check"),
        ({"act": "submit", "item": SINGLE.id, "response": ["nothing"]}, "the options are"),
        ({"act": "submit", "item": SINGLE.id, "response": "x"}, "a list, a mapping or a number"),
        ({"act": "submit", "item": SINGLE.id, "response": True}, "a list, a mapping or a number"),
        ({"act": "submit", "item": SINGLE.id, "response": [[1]]}, "the parts of a response are"),
        ({"act": "submit", "item": SINGLE.id, "response": ["x" * 10_000]}, "at most 80 letters"),
        ({"act": "submit", "item": SINGLE.id, "response": ["x"] * 10_000}, "at most 50 parts"),
        ({"act": "submit", "item": SINGLE.id, "response": {"a": 1}}, "the parts of a response are"),
        ({"act": "submit", "item": NUMBER.id, "response": float("nan")}, "the answer must be from"),
        ({"act": "submit", "item": NUMBER.id, "response": 1e300}, "the answer must be from"),
        (
            {"act": "submit", "item": SINGLE.id, "response": [SINGLE.key[0]], "confidence": "very"},
            "confidence must be one of sure, think_so, guessing",
        ),
        (
            {"act": "submit", "item": SINGLE.id, "response": [SINGLE.key[0]], "confidence": [1]},
            "confidence must be one of sure, think_so, guessing",
        ),
        (
            {"act": "submit", "item": SINGLE.id, "response": [SINGLE.key[0]], "tries": 1},
            "this answer was given before",
        ),
        ({"act": "hand_in"}, "only a test"),
        ({"act": "clear", "item": SINGLE.id}, "only a test"),
    ],
)
def test_malformed_messages_are_refused_and_use_no_try(message, complaint):
    widget = ask(SINGLE, NUMBER)
    with pytest.raises(ValueError, match=complaint):
        widget.handle(message["act"], message)
    assert [view["tries_used"] for view in widget.view["items"]] == [0, 0]


def test_an_unreadable_answer_is_told_apart_from_a_wrong_one():
    widget = ask(SINGLE)
    with pytest.raises(ValueError, match="the options are"):
        answer(widget, SINGLE, ["withdrawn_option"])
    view = widget.view["items"][0]
    assert (view["outcome"], view["tries_left"]) == ("cannot_tell", 3)
    assert answer(widget, SINGLE, list(SINGLE.key))["outcome"] == "correct"


def test_one_answer_sent_twice_counts_once():
    widget = ask(SINGLE)
    wrong = [next(o for o in SINGLE.option_ids if o not in SINGLE.key)]
    answer(widget, SINGLE, wrong, tries=0)
    with pytest.raises(ValueError, match="this answer was given before"):
        answer(widget, SINGLE, wrong, tries=0)
    assert widget.view["items"][0]["tries_used"] == 1


def test_sources_are_cited_once_an_item_is_over():
    item = replace(SINGLE, sources=("byrnes-1985", "unlisted"))
    view = answer(ask(item), item, list(item.key))
    assert view["sources"] == ["Byrnes 1985", "unlisted"]


def test_text_and_html_do_not_depend_on_the_seed():
    one, other = ask(*bank().items[:6], seed="1"), ask(*bank().items[:6], seed="2")
    assert one.text() == other.text()
    assert one.html() == other.html()
    assert one.view["items"] != other.view["items"]


def test_text_is_pinned_for_a_small_quiz():
    item = replace(
        SINGLE, id="pinned", stem="Is **this** $1 < 2$?", options=SINGLE.options[:2], key=("x",)
    )
    named = tuple(replace(o, id=f"o{n}", text=f"Text <{n}>") for n, o in enumerate(item.options))
    widget = ask(replace(item, options=named, key=("o1",)))
    lines = widget.text().splitlines()
    assert lines[0] == "Quiz: Asked"
    assert lines[2] == "1. Is this 1 < 2? (Choose one.)"
    assert sorted(lines[3:5]) == ["   - Text <0>", "   - Text <1>"]
    assert "<li>Text &lt;0&gt;</li>" in widget.html()


def test_a_quiz_must_get_its_own_items():
    quiz = QuizContent("q", "Q", ("another",))
    with pytest.raises(ValueError, match="asks"):
        QuizWidget(quiz, [SINGLE], "lesson")


def test_every_option_stays_reachable_by_its_id():
    """A response is stored by id: whatever the seed, the same ids are offered."""
    for item in chain(bank().items):
        offered = [{o["id"] for o in ask(item, seed=s).view["items"][0]["options"]} for s in "abc"]
        assert offered == [set(item.option_ids)] * 3
