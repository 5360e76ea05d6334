"""What must hold inside one item and one file of items, beyond the shape of each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from gluteedu.content.items.faults import Fault, not_one_of, repeated
from gluteedu.content.items.types import entry_of
from gluteedu.content.loading.known_ids import unknown_sources
from gluteedu.content.loading.problems import Problem
from gluteedu.content.text.markup import markup_faults
from gluteedu.domain.items.item import Item, LessonItems, Quiz


def item_faults(
    item: Item,
    sources: Collection[str] | None,
    regions: Mapping[str, str] | None,
    objectives: Collection[str] | None,
) -> Iterator[Fault]:
    """Everything wrong inside one item. A collection that is None is not checked against."""
    if objectives is not None and item.objective not in objectives:
        yield "objective", not_one_of(item.objective, objectives)
    for message in unknown_sources(item.sources, sources):
        yield "sources", message
    yield from repeated("sources", item.sources)
    yield from entry_of(item.type).faults(item, regions)
    for field, text in item.texts():
        for fault in markup_faults(text):
            yield field, fault


def file_problems(lesson: LessonItems) -> Iterator[Problem]:
    """What is wrong between the entries of one file: repeated ids, items in no quiz or in two."""
    for kind, ids in (
        ("item", [item.id for item in lesson.items]),
        ("quiz", [quiz.id for quiz in lesson.quizzes]),
    ):
        for entry_id, count in Counter(ids).items():
            if count > 1:
                message = (
                    f"{count} entries are called {entry_id!r}; each {kind} needs an id of its own"
                )
                yield Problem(lesson.file, entry_id, "id", message)


def quiz_problems(
    file: str, quizzes: Iterable[Quiz], items: Collection[str], hintless: Collection[str]
) -> Iterator[Problem]:
    """What is wrong between quizzes and items.

    Args:
        file: the file's name in messages.
        quizzes: the quizzes that could be read.
        items: ids of all items of the file, those with faults included.
        hintless: ids of items without a hint.
    """
    asked_by: dict[str, list[str]] = {}
    for quiz in quizzes:
        for field, message in repeated("items", quiz.items):
            yield Problem(file, quiz.id, field, message)
        for item_id in dict.fromkeys(quiz.items):
            asked_by.setdefault(item_id, []).append(quiz.id)
            if item_id not in items:
                message = f"there is no item {item_id!r} in this file"
                yield Problem(file, quiz.id, "items", message)
            elif quiz.mode == "formative" and item_id in hintless:
                yield Problem(file, item_id, "hint", "is missing; only a test goes without hints")
    yield from _not_in_one_quiz(file, items, asked_by)


def _not_in_one_quiz(
    file: str, items: Collection[str], asked_by: Mapping[str, list[str]]
) -> Iterator[Problem]:
    for item_id in items:
        quizzes_of_item = asked_by.get(item_id, [])
        if not quizzes_of_item:
            yield Problem(file, item_id, "-", "is in no quiz; list its id under one of the quizzes")
        elif len(quizzes_of_item) > 1:
            many = ", ".join(quizzes_of_item)
            yield Problem(file, item_id, "-", f"is in {many}; an item belongs to one quiz")
