"""The whole bank out and back in: keys, options and feedback are the same but for what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gluteedu.content.course.outline import read_outline
from gluteedu.content.exchange.reading.importing import import_questions, surroundings
from gluteedu.content.exchange.writing.edition import edition
from gluteedu.content.exchange.writing.exporting import export_edition
from gluteedu.content.items.bank import Known, read_items
from gluteedu.content.text.markup import to_html

BACK = {"moodle": "back.xml", "gift": "back.txt"}


@pytest.fixture(scope="module", params=list(BACK))
def form(request):
    return request.param


@pytest.fixture(scope="module")
def trip(form, whole, course_library, tmp_path_factory):
    """The report of the export, and the items as they came back, by id."""
    folder = tmp_path_factory.mktemp(form)
    made = export_edition(whole, form)
    (folder / BACK[form]).write_bytes(made.data)
    around = surroundings(read_outline(course_library.root), None)
    came = import_questions(folder / BACK[form], around)
    path = folder / "back.yaml"
    path.write_text(came.text, encoding="utf-8")
    problems: list = []
    known = replace(course_library.known, lessons=None)
    lesson = read_items(path, "back.yaml", known, problems)
    assert lesson is not None
    return made.report, {item.id: item for item in lesson.items}, problems


def same(one: str, other: str) -> bool:
    return to_html(one) == to_html(other)


def without_ids(item):
    """What a learner meets of an item, option ids replaced by the texts they stand for."""
    texts = {option.id: to_html(option.text) for option in item.options}
    targets = {target.id: to_html(target.text) for target in item.targets}
    return {
        "options": {to_html(o.text): to_html(o.feedback) for o in item.options},
        "key": [texts[one] for one in item.key] if item.type == "ordering" else None,
        "right": sorted(texts[one] for one in item.key),
        "targets": sorted(targets.values()),
        "pairs": sorted((texts[a], targets[b]) for a, b in item.pairs),
        "number": item.number,
    }


def test_every_item_comes_back(trip, whole):
    assert list(trip[1]) == [item.id for _, _, item in whole.asked()]


def test_types_keys_options_and_feedback_are_the_same(trip, whole):
    for _, _, item in whole.asked():
        back = trip[1][item.id]
        assert back.type == item.type, item.id
        assert without_ids(back) == without_ids(item), item.id
        assert same(back.stem, item.stem), item.id
        assert same(back.explanation, item.explanation), item.id


def test_objective_sources_version_and_misconception_travel_as_tags(trip, whole):
    for _, _, item in whole.asked():
        back = trip[1][item.id]
        for name in ("objective", "sources", "version", "misconception"):
            assert getattr(back, name) == getattr(item, name), (item.id, name)


def test_hints_are_lost_just_where_the_report_says(trip, form, whole):
    report, back, _ = trip
    lost = {note.item for note in report.notes if note.what == "hint"}
    for _, _, item in whole.asked():
        if item.id in lost or not item.hint:
            assert back[item.id].hint.startswith("FILL IN: point the way")
        else:
            assert same(back[item.id].hint, item.hint), item.id
    assert bool(lost) == (form == "gift")


def test_the_only_faults_of_the_new_file_are_its_blanks(trip):
    """The lesson, and a hint where there was none to carry: nothing else is wrong with it."""
    blanks = [p for p in trip[2] if "is still blank" in p.message]
    others = [p for p in trip[2] if p not in blanks]
    assert {p.field for p in blanks} == {"hint", "lesson"}
    assert [p.field for p in others] == ["lesson"]


def test_a_lesson_in_moodle_xml_comes_back_without_a_fault(course_library, tmp_path):
    name = "02-exercise-induced-pain"
    out = tmp_path / "lesson.xml"
    out.write_bytes(export_edition(edition(course_library, name), "moodle").data)
    around = surroundings(read_outline(course_library.root), name)
    came = import_questions(out, around, name)
    path = tmp_path / f"{name}.yaml"
    path.write_text(came.text, encoding="utf-8")
    problems: list = []
    known: Known = course_library.known
    lesson = read_items(path, path.name, known, problems)
    assert problems == []
    [held] = [one for one in course_library.bank.lessons if one.lesson == name]
    assert [quiz.items for quiz in lesson.quizzes] == [quiz.items for quiz in held.quizzes]
    assert [quiz.title for quiz in lesson.quizzes] == [quiz.title for quiz in held.quizzes]
    regions = [item for item in lesson.items if item.type == "hotspot"]
    assert [item.option_ids for item in regions] == [
        item.option_ids for item in held.items if item.type == "hotspot"
    ]


def test_an_unknown_lesson_is_told(course_library):
    with pytest.raises(KeyError, match="there is no lesson '99' with items; there are: 01-know"):
        edition(course_library, "99")
