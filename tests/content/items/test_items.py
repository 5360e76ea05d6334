"""The item files: a good one becomes items, and a broken one is told apart for its author."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteedu.content.course.course import load_course
from gluteedu.content.items.bank import Known, check_bank, load_bank, read_items
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.domain.course.roles import LeastItems
from gluteedu.domain.items.item import Item, ItemBank, LessonItems, Option, Quiz
from tests.content.items.item_files import BROKEN, GOOD, KNOWN, LESSON


def messages(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / f"{LESSON}.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list = []
    read_items(path, f"items/{path.name}", KNOWN, problems)
    return [str(problem).removeprefix(f"items/{LESSON}.yaml: ") for problem in sorted(problems)]


def bank_of(root: Path, files: dict[str, str], known: Known) -> tuple[ItemBank, list[Problem]]:
    """The bank below ``root``, a data folder with these files of items, and its faults."""
    (root / "items").mkdir()
    for lesson, text in files.items():
        (root / "items" / f"{lesson}.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return load_bank(root, problems, known), sorted(problems)


def test_a_good_file_becomes_items(tmp_path):
    bank, problems = bank_of(tmp_path, {LESSON: GOOD}, KNOWN)
    assert problems == []
    _, quiz, items = bank.quiz("places")
    assert quiz == Quiz("places", "Where?", ("pairs", "hours", "spot"), "formative")
    assert [item.type for item in items] == ["matching", "number", "hotspot"]
    assert items[0].pairs == (("front", "quads"), ("back", "hams"))
    assert items[1].number is not None
    assert (items[1].number.value, items[1].number.low) == (48, "Later.")
    assert items[2].option("sit_bone") == Option("sit_bone", "Sit bone", "Right.")
    assert bank.items[0].misconception == 5
    with pytest.raises(KeyError, match="there is no quiz 'x'; there are: timing, places"):
        bank.quiz("x")


@pytest.mark.parametrize("kind", BROKEN)
def test_what_an_author_reads(tmp_path, kind):
    before, after, expected = BROKEN[kind]
    assert GOOD.count(before) >= 1
    assert messages(tmp_path, GOOD.replace(before, after, 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["-: -: the file is empty"]),
        ("- a\n- b\n", ["-: -: must begin with lesson:, quizzes: and items:"]),
        ("items: 3\nitems: 4\n", ["-: line 2: is not valid YAML: the field 'items' stands twice"]),
        (
            f'lesson: "{LESSON}"\nquizzes: []\nitems: ["peak"]\nextra: 1\n',
            [
                "-: extra: is not a known field here; there are lesson, quizzes, items",
                "-: items: entry 1 must be a set of named fields",
                "-: quizzes: must be a list with at least one entry",
            ],
        ),
    ],
)
def test_files_that_are_no_item_file_at_all(tmp_path, text, expected):
    assert messages(tmp_path, text) == expected


def test_broken_yaml_is_named_by_its_line(tmp_path):
    [found] = messages(tmp_path, 'lesson: "02"\nitems: [1\n')
    assert found.startswith("-: line 3: is not valid YAML: ")


def test_everything_wrong_is_listed_at_once(tmp_path):
    text = GOOD
    for before, after in (
        ("value: 48", "value: 480"),
        ("key: [day_2]", "key: [x]"),
        ("version: 1\n    type: ordering", "type: ordering"),
        ('"Quads."', '""'),
    ):
        text = text.replace(before, after, 1)
    found = messages(tmp_path, text)
    assert [line.split(": ")[0] for line in found] == ["hours", "order", "pairs", "peak"]


def test_ids_are_never_shared_between_files(tmp_path):
    other = "03-injury"
    files = {LESSON: GOOD, other: GOOD.replace(LESSON, other)}
    _, problems = bank_of(tmp_path, files, Known())
    assert len(problems) == 8
    assert str(problems[0]) == (
        "items/03-injury.yaml: hours: id: the item 'hours' is in items/02-soreness.yaml too; "
        "ids are never shared"
    )


def test_a_type_that_is_no_text_is_told(tmp_path):
    (found,) = messages(tmp_path, GOOD.replace("type: single", "type: [single]", 1))
    assert found.startswith("peak: type: ['single'] is not known; must be one of single, ")


def test_a_test_may_go_without_hints(tmp_path):
    text = GOOD.replace('    hint: "Not at once."\n', "")
    assert messages(tmp_path, text) == ["peak: hint: is missing; only a test goes without hints"]
    summative = text.replace('title: "When does it hurt?"', 'title: "Test"\n    mode: summative')
    assert messages(tmp_path, summative) == []


def plain_item(item_id: str, objective: str) -> Item:
    return Item(item_id, 1, "single", objective, "?", "!", ("s",))


def test_what_a_bank_lacks():
    few = tuple(plain_item(f"i{n}", "one") for n in range(7))
    test = tuple(plain_item(f"t{n}", "one") for n in range(21))
    bank = ItemBank(
        (
            LessonItems("01-a", "items/01-a.yaml", (), few),
            LessonItems("07-check-your-knowledge", "x", (Quiz("f", "F", ()),), test),
        )
    )
    lessons = {"index": [], "01-a": ["one", "two"], "02-b": ["three"]}
    found = check_bank(bank, lessons, "07-check-your-knowledge", LeastItems(70, 8, 22))
    assert [str(problem) for problem in found] == [
        "items: -: -: the bank has 28 items; it needs 70 or more",
        "items/01-a.yaml: -: items: 7 items; a lesson needs 8 or more",
        "items/01-a.yaml: two: objective: no item asks about this objective",
        "items/02-b.yaml: -: items: 0 items; a lesson needs 8 or more",
        "items/02-b.yaml: three: objective: no item asks about this objective",
        "items/07-check-your-knowledge.yaml: -: items: 21 items; the final test needs 22 or more",
        "items/07-check-your-knowledge.yaml: -: quizzes: "
        "the final test is one quiz with mode: summative",
        "items/07-check-your-knowledge.yaml: three: objective: no item asks about this objective",
        "items/07-check-your-knowledge.yaml: two: objective: no item asks about this objective",
    ]


def test_the_course_has_a_whole_bank():
    course = load_course(data_folder(), [])
    lessons = {one.id: [o.id for o in one.objectives] for one in course.lessons}
    assert (course.roles.final_test, course.least_items.bank) == ("07-check-your-knowledge", 70)
    problems: list[Problem] = []
    bank = load_bank(data_folder(), problems, Known(lessons=lessons))
    lacks = check_bank(bank, lessons, course.roles.final_test, course.least_items)
    assert [str(problem) for problem in problems + lacks] == []
    assert len(bank.items) >= 70
    assert {item.type for item in bank.items} == {
        "single",
        "multiple",
        "number",
        "ordering",
        "matching",
        "hotspot",
    }


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just([]) | st.just({})


@settings(max_examples=60)
@given(data=st.data())
def test_any_field_may_hold_anything_and_no_error_escapes(tmp_path_factory, data):
    raw = copy.deepcopy(yaml.safe_load(GOOD))
    node = raw
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        inner = node[key]
        if not isinstance(inner, (dict, list)) or not inner or data.draw(st.booleans()):
            node[key] = data.draw(VALUES)
            break
        node = inner
    folder = tmp_path_factory.mktemp("items")
    bank, problems = bank_of(folder, {LESSON: yaml.safe_dump(raw)}, KNOWN)
    assert problems or len(bank.items) == 6
