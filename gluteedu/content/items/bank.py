"""Reads ``data/items/*.yaml`` into the item bank and says all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gluteedu.content.items.checks import file_problems, item_faults, quiz_problems
from gluteedu.content.items.schema import QuizEntry
from gluteedu.content.items.types import entry_of
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import build, read_yaml
from gluteedu.domain.course.roles import LeastItems
from gluteedu.domain.items.item import Item, ItemBank, LessonItems, Quiz
from gluteedu.domain.items.types import ITEM_TYPES

ITEMS_FOLDER = "items"
_NO_LEAST = LeastItems()


@dataclass(frozen=True)
class Known:
    """What items may refer to. A part that is None is not checked against.

    Attributes:
        lessons: lesson id to its objective ids, in the order of the course.
        sources: ids of ``sources.yaml``.
        regions: region id of the body map to its name.
    """

    lessons: Mapping[str, Sequence[str]] | None = None
    sources: Collection[str] | None = None
    regions: Mapping[str, str] | None = None


def load_bank(root: Path, problems: list[Problem], known: Known) -> ItemBank:
    """Every item of ``root/items`` that could be read.

    Args:
        root: the data folder.
        problems: receives what is wrong inside and between the files.
        known: what items may refer to.
    """
    names = (path.stem for path in sorted((root / ITEMS_FOLDER).glob("*.yaml")))
    found = (load_lesson_items(root, problems, name, known) for name in names)
    lessons = [lesson for lesson in found if lesson is not None]
    problems.extend(_between_files(lessons))
    return ItemBank(tuple(lessons))


def load_lesson_items(
    root: Path, problems: list[Problem], lesson: str, known: Known
) -> LessonItems | None:
    """The same for the one file that is named after ``lesson``."""
    return read_items(
        root / ITEMS_FOLDER / f"{lesson}.yaml", f"{ITEMS_FOLDER}/{lesson}.yaml", known, problems
    )


def read_items(path: Path, name: str, known: Known, problems: list[Problem]) -> LessonItems | None:
    """The items and quizzes of one file; None when nothing of it could be used.

    Args:
        path: the file, named after its lesson.
        name: how messages call it.
        known: what it may refer to.
        problems: receives what is wrong.
    """
    raw = read_yaml(path, name, problems)
    if raw is None:
        return None
    if not isinstance(raw, dict):
        problems.append(Problem(name, "-", "-", "must begin with lesson:, quizzes: and items:"))
        return None
    problems.extend(_head_problems(raw, name, path.stem, known))
    quizzes, broken = _quizzes(raw.get("quizzes"), name, problems)
    written, items = _items(raw.get("items"), name, path.stem, known, problems)
    lesson = LessonItems(path.stem, name, tuple(quizzes), tuple(items))
    problems.extend(file_problems(lesson))
    hintless = {item.id for item in items if not item.hint}
    found = quiz_problems(name, quizzes, written, hintless)
    problems.extend(p for p in found if p.field != "-" or p.id not in broken)
    return lesson


def check_bank(
    bank: ItemBank,
    lessons: Mapping[str, Sequence[str]],
    final_test: str | None = None,
    minimum: LeastItems = _NO_LEAST,
) -> list[Problem]:
    """What the bank as a whole lacks: enough items for each lesson, a test of every objective.

    Args:
        bank: all items.
        lessons: lesson id to its objective ids, in the order of the course.
        final_test: the lesson with the final test; None where the course has none.
        minimum: how many items there must be.
    """
    problems = []
    held = {lesson.lesson: lesson for lesson in bank.lessons}
    for lesson, objectives in lessons.items():
        if not objectives:
            continue
        file = f"{ITEMS_FOLDER}/{lesson}.yaml"
        items = held[lesson].items if lesson in held else ()
        if len(items) < minimum.lesson:
            message = f"{len(items)} items; a lesson needs {minimum.lesson} or more"
            problems.append(Problem(file, "-", "items", message))
        problems.extend(_uncovered(file, items, objectives))
    if len(bank.items) < minimum.bank:
        message = f"the bank has {len(bank.items)} items; it needs {minimum.bank} or more"
        problems.append(Problem(ITEMS_FOLDER, "-", "-", message))
    if final_test is not None:
        every = [o for found in lessons.values() for o in found]
        problems.extend(_check_test(held.get(final_test), final_test, every, minimum))
    return sorted(problems)


def _check_test(
    test: LessonItems | None, lesson: str, objectives: Sequence[str], minimum: LeastItems
) -> list[Problem]:
    """What the final test lacks: items, its mode, a question on each objective."""
    file = f"{ITEMS_FOLDER}/{lesson}.yaml"
    problems = []
    items = test.items if test else ()
    if len(items) < minimum.final_test:
        message = f"{len(items)} items; the final test needs {minimum.final_test} or more"
        problems.append(Problem(file, "-", "items", message))
    if test and [quiz.mode for quiz in test.quizzes] != ["summative"]:
        message = "the final test is one quiz with mode: summative"
        problems.append(Problem(file, "-", "quizzes", message))
    return [*problems, *_uncovered(file, items, objectives)]


def _uncovered(file: str, items: Sequence[Item], objectives: Sequence[str]) -> list[Problem]:
    asked = {item.objective for item in items}
    return [
        Problem(file, objective, "objective", "no item asks about this objective")
        for objective in objectives
        if objective not in asked
    ]


def _head_problems(raw: dict[Any, Any], name: str, stem: str, known: Known) -> list[Problem]:
    fields = ("lesson", "quizzes", "items")
    problems = [
        Problem(name, "-", str(field), f"is not a known field here; there are {', '.join(fields)}")
        for field in raw
        if field not in fields
    ]
    if raw.get("lesson") != stem:
        message = f"must be {stem!r}, as the file is called, not {raw.get('lesson')!r}"
        problems.append(Problem(name, "-", "lesson", message))
    if known.lessons is not None and stem not in known.lessons:
        message = f"course.yaml has no lesson {stem!r}"
        problems.append(Problem(name, "-", "lesson", message))
    return problems


def _entries(
    raw: Any, name: str, field: str, problems: list[Problem]
) -> list[tuple[str, dict[Any, Any]]]:
    """The entries of a list with the id, or the place, that messages use for each."""
    if not isinstance(raw, list) or not raw:
        problems.append(Problem(name, "-", field, "must be a list with at least one entry"))
        return []
    found = []
    for place, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict):
            message = f"entry {place} must be a set of named fields"
            problems.append(Problem(name, "-", field, message))
            continue
        entry_id = entry.get("id")
        if not isinstance(entry_id, str) or not entry_id:
            entry_id = f"{field} entry {place}"
        found.append((entry_id, entry))
    return found


def _quizzes(raw: Any, name: str, problems: list[Problem]) -> tuple[list[Quiz], list[Any]]:
    """The quizzes that could be built, and the items named by those that could not."""
    quizzes, broken = [], []
    for quiz_id, entry in _entries(raw, name, "quizzes", problems):
        built = build(QuizEntry, entry, name, quiz_id, problems)
        if built is not None:
            quizzes.append(built.to_quiz())
        elif isinstance(entry.get("items"), list):
            broken.extend(entry["items"])
    return quizzes, broken


def _items(
    raw: Any, name: str, stem: str, known: Known, problems: list[Problem]
) -> tuple[list[str], list[Item]]:
    """The ids of all items as written, and the items that could be built."""
    objectives = _objectives(known, stem)
    written, items = [], []
    for item_id, entry in _entries(raw, name, "items", problems):
        written.append(item_id)
        item = _item(entry, name, item_id, problems)
        if item is None:
            continue
        faults = item_faults(item, known.sources, known.regions, objectives)
        problems.extend(Problem(name, item_id, field, message) for field, message in faults)
        if known.regions is not None:
            item = entry_of(item.type).named(item, known.regions)
        items.append(item)
    return written, items


def _objectives(known: Known, stem: str) -> Sequence[str] | None:
    """What the items of a file may ask about; a page without objectives, a test: all of them."""
    if known.lessons is None:
        return None
    return known.lessons.get(stem) or [o for found in known.lessons.values() for o in found]


def _item(entry: dict[Any, Any], name: str, item_id: str, problems: list[Problem]) -> Item | None:
    kind = entry.get("type")
    if not isinstance(kind, str) or kind not in ITEM_TYPES:
        allowed = ", ".join(ITEM_TYPES)
        told = "is missing; give" if kind is None else f"{kind!r} is not known; must be"
        problems.append(Problem(name, item_id, "type", f"{told} one of {allowed}"))
        return None
    faults: list[Problem] = []
    built = build(entry_of(kind), entry, name, item_id, faults)
    problems.extend(replace(fault, field=_by_id(fault.field, entry)) for fault in faults)
    return built.to_item() if built is not None else None


def _by_id(field: str, entry: dict[Any, Any]) -> str:
    """``options.1.text`` as ``options.day_1.text``: an author knows ids, not places (from 1)."""
    parts = field.split(".")
    if len(parts) < 2 or not parts[1].isdigit():
        return field
    found = entry.get(parts[0])
    place = int(parts[1])
    if isinstance(found, list) and place <= len(found) and isinstance(found[place - 1], dict):
        entry_id = found[place - 1].get("id")
        parts[1] = entry_id if isinstance(entry_id, str) and entry_id else f"number {place}"
    return ".".join(parts)


def _between_files(lessons: Sequence[LessonItems]) -> list[Problem]:
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for lesson in lessons:
        entries = [("item", item.id) for item in lesson.items]
        entries += [("quiz", quiz.id) for quiz in lesson.quizzes]
        for kind, entry_id in dict.fromkeys(entries):
            if (kind, entry_id) in seen:
                other = seen[kind, entry_id]
                message = f"the {kind} {entry_id!r} is in {other} too; ids are never shared"
                problems.append(Problem(lesson.file, entry_id, "id", message))
            seen.setdefault((kind, entry_id), lesson.file)
    return problems
