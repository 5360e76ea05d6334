"""A bank from outside becomes items, and everything that could not be carried is named."""

from __future__ import annotations

import pytest
import yaml

from gluteedu.content.exchange.reading import files
from gluteedu.content.exchange.reading.adopting import Surroundings
from gluteedu.content.exchange.reading.importing import Imported, import_questions
from gluteedu.content.exchange.reading.question import UNHELD, CannotReadError, unheld
from tests.content.exchange.outside_banks import ATTACKS, GIFT, MOODLE

AROUND = Surroundings(objectives=("plants-eat",), taken={"sun", "light"})


def imported(tmp_path, text: str | bytes, lesson: str | None = None) -> Imported:
    path = tmp_path / "outside.bank"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_questions(path, AROUND, lesson)


def items(made: Imported) -> dict:
    return {item["id"]: item for item in yaml.safe_load(made.text)["items"]}


@pytest.fixture
def gift(tmp_path):
    return imported(tmp_path, GIFT)


@pytest.fixture
def moodle(tmp_path):
    return imported(tmp_path, MOODLE, "02-plants")


def test_gift_is_counted_and_what_is_left_out_is_named(gift):
    assert gift.report.headline == "outside.bank: 14 of 19 questions became items."
    left_out = {n.item: n.change for n in gift.report.notes if n.what == "not carried"}
    assert left_out == {
        "Why (line 57)": "an essay has no key; this course asks what it can mark",
        "Word (line 59)": "a typed word; this course has no such item, make it a choice",
        "Only a remark without a question. (line 61)": "a text that asks nothing",
        "Broken (line 63)": "its braces { } do not pair",
        "Number (line 65)": "'lots' is not a number",
    }
    for title in left_out:
        assert f"# - {title}: " in gift.text


def test_gift_choices_keep_key_feedback_and_format(gift):
    found = items(gift)
    leaf = found["leaf-colour"]
    assert (leaf["type"], leaf["key"]) == ("single", ["chlorophyll"])
    assert [o["text"] for o in leaf["options"]] == ["Chlorophyll", "Water", "Sunlight"]
    assert leaf["options"][1]["feedback"] == "Water has no colour."
    assert leaf["explanation"] == "Chlorophyll sits in small green grains."
    two = found["two_of_them"]
    assert two["stem"] == "Which **two** does a plant need?\n\nPick *both*."
    assert (two["type"], two["key"]) == ("multiple", ["light", "water"])
    assert two["options"][3]["feedback"].startswith("FILL IN: say why this tempts")
    gap = found["plants_take_in_through_their"]
    assert gap["stem"] == "Plants take in _____ through their leaves."
    assert gap["key"] == ["carbon_dioxide"]
    signs = found["signs"]
    assert signs["stem"] == "Which sum is 5:"
    assert [o["text"] for o in signs["options"]] == ["=2 + 2", "=2 + 3", "\\2"]
    assert signs["options"][0]["feedback"] == "{four}"
    assert signs["options"][1]["feedback"] == "a hash # and a tilde ~"
    assert found["blank_line"]["key"] == ["yes"]
    odd = found["5_3_1"]
    assert odd["stem"] == "Costs $5 and $6, or $x^2$?"
    assert [o["text"] for o in odd["options"]] == ["5 * 3", "1\\. first"]


def test_gift_truth_pairs_order_and_numbers(gift):
    found = items(gift)
    sun = found["sun_2"]
    assert (sun["type"], sun["key"]) == ("single", ["false"])
    told = [option["feedback"] for option in sun["options"]]
    assert told == ["No plant: it burns.", "Right, it is a star."]
    assert found["roots_drink_water"]["key"] == ["true"]
    pairs = found["pairs"]
    assert pairs["key"] == {"root": "drinks", "leaf": "makes_sugar", "stem": "carries"}
    assert [t["text"] for t in pairs["targets"]] == ["Drinks", "Makes sugar", "Carries", "Sings"]
    assert pairs["options"][2]["text"] == "*Stem*"
    assert found["order"]["key"] == ["seed", "sprout", "flower"]
    seeds = found["seeds"]
    assert (seeds["value"], seeds["tolerance"]) == (2, 0)
    assert seeds["feedback"]["low"] == seeds["feedback"]["high"] == "Look again."
    assert seeds["min"] == "FILL IN: the lowest number to choose from"
    ring = found["range"]
    assert (ring["value"], ring["tolerance"]) == (1, 0.5)
    assert (found["old_oak"]["value"], found["old_oak"]["tolerance"]) == (600, 200)


def test_gift_losses_are_told_item_by_item(gift):
    told = {(note.item, note.what): note.change for note in gift.report.notes}
    assert told["leaf-colour", "partial credit"] == "left out: Sunlight 50%"
    assert told["leaf-colour", "tags"] == "left out: botany, week 3"
    assert told["old_oak", "other right numbers"] == "left out: 900.0 (50%)"
    losses = [n.change for n in gift.report.notes if (n.item, n.what) == ("picture", "text")]
    assert losses == ["a picture (An oak) left out", "a link, its words kept left out"]
    assert told["sun_2", "id"] == "made from 'Sun (line 21)'"
    assert "hint" in told["signs", "to fill in"]
    summary, _, by_item = gift.report.text().partition("\n\n")
    assert "  to fill in: 14 items" in summary
    assert f"{gift.text.count('FILL IN:')} blanks are left" not in summary  # the lesson's own too
    assert by_item.startswith("Item by item:\nleaf-colour: ")


def test_gift_categories_become_quizzes(gift):
    [quiz] = yaml.safe_load(gift.text)["quizzes"]
    assert quiz["title"] == "Plants and light"
    assert quiz["items"] == list(items(gift))


def test_moodle_is_read(moodle):
    assert moodle.report.headline == "outside.bank: 6 of 11 questions became items."
    found = items(moodle)
    leaf = found["leaf-colour"]
    assert leaf["stem"] == "What makes a leaf **green**?\n\n- Think\n- then pick"
    assert leaf["explanation"] == "It is *chlorophyll*."
    assert leaf["hint"] == "It is a pigment."
    assert (leaf["type"], leaf["key"]) == ("single", ["chlorophyll"])
    two = found["two_of_them"]
    assert two["stem"] == "Which two? 5 < 6"
    assert (two["type"], two["key"]) == ("multiple", ["light", "water"])
    sun = found["sun_2"]
    assert (sun["key"], sun["options"][0]["feedback"]) == (["false"], "It burns.")
    assert found["seeds"]["feedback"]["high"] == "Look again."
    assert found["pairs"]["key"] == {"root": "drinks", "leaf": "makes_sugar"}
    assert len(found["pairs"]["targets"]) == 3
    assert found["order"]["key"] == ["seed", "flower"]
    assert leaf["objective"] == "FILL IN: one of plants-eat"
    whole = yaml.safe_load(moodle.text)
    assert whole["lesson"] == "02-plants"
    assert whole["quizzes"][0]["title"] == "Light"
    assert whole["quizzes"][0]["id"] == "light_2"


def test_moodle_losses_are_told(moodle):
    told = [(note.item, note.what, note.change) for note in moodle.report.notes]
    for expected in (
        ("leaf-colour", "files", "pictures and other files left out"),
        ("leaf-colour", "hint", "only the first of 2 is kept"),
        ("leaf-colour", "partial credit", "left out: Light 33.33%"),
        (
            "leaf-colour",
            "overall feedback",
            "correctfeedback left out: Your answer is correct.",
        ),
        ("two_of_them", "partial credit", "left out: Salt -100%"),
        ("Why (question 8)", "not carried", UNHELD["essay"]),
        ("Gaps (question 10)", "not carried", UNHELD["cloze"]),
        ("Drag (question 11)", "not carried", unheld("ddwtos")),
        ("Endless (question 12)", "not carried", "'1e999' is not a number that an item can hold"),
    ):
        assert expected in told


@pytest.mark.parametrize("kind", ATTACKS)
def test_what_is_built_to_do_harm_gets_one_clear_line(tmp_path, kind):
    text, answer = ATTACKS[kind]
    with pytest.raises(CannotReadError) as told:
        imported(tmp_path, text)
    assert str(told.value).startswith(f"outside.bank: {answer}")
    assert "\n" not in str(told.value)
    assert "root:" not in str(told.value)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("caf\xe9 {T}".encode("latin-1"), "is not UTF-8 text (byte 3); save it as UTF-8"),
        ("a {T}".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        (b"a {T}\n\n" * 2001, "has 2,001 questions, more than 2,000; split it"),
        (b"<" + b"a" * files.LARGEST, "is larger than 20 MB; export it in parts"),
        (b"a" * (files.LARGEST_TEXT + 1), "is larger than 3 MB; export it in parts"),
    ],
    ids=["latin-1", "utf-16", "too many questions", "too large", "too large for words"],
)
def test_what_cannot_be_used_gets_one_clear_line(tmp_path, data, answer):
    with pytest.raises(CannotReadError) as told:
        imported(tmp_path, data)
    assert str(told.value) == f"outside.bank: {answer}"


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(CannotReadError, match=r"^no\.gift: there is no such file$"):
        import_questions(tmp_path / "no.gift", AROUND)
    with pytest.raises(CannotReadError, match="cannot be read: Is a directory"):
        import_questions(tmp_path, AROUND)
