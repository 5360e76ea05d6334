"""The Flesch-Kincaid grade against values worked out by hand."""

from __future__ import annotations

import pytest

from gluteedu.content.loading.problems import Problem
from gluteedu.content.text.readability import (
    check_reading,
    plain,
    school_grade,
    sentences,
    syllables,
    words_per_sentence,
)


def by_hand(words: int, sents: int, sylls: int) -> float:
    return 0.39 * words / sents + 11.8 * sylls / words - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("the", 1),
        ("muscle", 2),
        ("muscles", 2),
        ("moved", 1),
        ("started", 2),
        ("buttock", 2),
        ("area", 2),
        ("hamstring", 2),
        ("emergency", 4),
        ("paracetamol", 5),
        ("exercise", 3),
        ("24", 1),
        ("0.61", 2),
        ("don't", 1),
        ("long-term", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "words", "sents", "sylls"),
    [
        ("The cat sat on the mat.", 6, 1, 6),
        ("The cat sat on the mat. It was fat.", 9, 2, 9),
        ("Paracetamol.", 1, 1, 5),
        ("Muscles hurt. Do they? Yes!", 5, 3, 6),
        ("Rest for 2.5 days.", 4, 1, 5),
    ],
)
def test_the_grade_is_the_published_formula(text: str, words: int, sents: int, sylls: int) -> None:
    assert school_grade(text) == pytest.approx(by_hand(words, sents, sylls))


def test_a_text_without_words_has_grade_zero() -> None:
    assert school_grade("") == school_grade("$x^2$") == school_grade("---") == 0.0
    assert words_per_sentence("") == 0.0


def test_markdown_and_maths_do_not_count() -> None:
    marked = (
        "# A very complicated heading\n\n**The cat** sat on *the* [mat](https://nhs.uk/a-b-c)."
        "\n\n```python\ncomplicated_identifier()\n```\n\n| a table | of words |\n$E = mc^2$\n"
    )
    assert plain(marked) == "The cat sat on the mat."
    assert school_grade(marked) == school_grade("The cat sat on the mat.")


def test_list_items_and_paragraphs_end_sentences_and_lines_do_not() -> None:
    text = "Go now if\nyou see:\n\n- dark pee\n- a cold leg\n1. more than\n   that\n\nThe end"
    assert [" ".join(words) for words in sentences(text)] == [
        "Go now if you see",
        "dark pee",
        "a cold leg",
        "more than that",
        "The end",
    ]
    assert words_per_sentence("One two. Three four five six.") == 3.0


HARD = "Neurological deterioration necessitates immediate specialist consultation."
MIDDLING = "A doctor can examine your hamstring. A doctor can organise pictures. Listen to advice."


@pytest.mark.parametrize(
    ("text", "urgent", "found"),
    [
        (HARD, False, 0),  # one short sentence: its grade is chance
        (" ".join([HARD] * 3), False, 1),
        (("cats " * 40).strip() + ".", True, 1),  # forty words in one sentence
        (("cats " * 39).strip() + ".", True, 0),
        ("The cat sat. It was fat. It slept.", True, 0),
        (MIDDLING, False, 0),
        (MIDDLING, True, 1),
    ],
)
def test_long_text_above_the_ceiling_is_a_problem(text: str, urgent: bool, found: int) -> None:
    problems: list[Problem] = []
    check_reading("claims.yaml", "claim_01", "problem", text, problems, urgent=urgent)
    assert len(problems) == found
    for problem in problems:
        assert (problem.file, problem.id, problem.field) == ("claims.yaml", "claim_01", "problem")
        assert f"grade {school_grade(text):.1f}" in problem.message


def test_the_ceiling_itself_is_allowed_and_only_urgent_text_has_the_lower_one() -> None:
    assert 6.0 < school_grade(MIDDLING) <= 8.0
