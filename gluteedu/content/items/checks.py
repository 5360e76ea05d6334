"""What must hold inside one item and one file of items, beyond the shape of each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from gluteedu.content.loading.known_ids import unknown_sources
from gluteedu.content.loading.problems import Problem
from gluteedu.content.text.markup import markup_faults, to_text
from gluteedu.domain.items.item import Item, LessonItems, Quiz

Fault = tuple[str, str]
"""A field and what is wrong with it."""


def item_faults(
    item: Item,
    sources: Collection[str] | None,
    regions: Mapping[str, str] | None,
    objectives: Collection[str] | None,
) -> Iterator[Fault]:
    """Everything wrong inside one item. A collection that is None is not checked against."""
    if objectives is not None and item.objective not in objectives:
        yield "objective", _not_one_of(item.objective, objectives)
    for message in unknown_sources(item.sources, sources):
        yield "sources", message
    yield from _repeated("sources", item.sources)
    yield from _CHECKS[item.type](item)
    if item.type == "hotspot" and regions is not None:
        for option in item.option_ids:
            if option not in regions:
                yield f"options.{option}", _not_one_of(option, regions, "a region of the body map")
    for field, text in item.texts():
        for fault in markup_faults(text):
            yield field, fault
    yield from _told_away(item)


def file_problems(lesson: LessonItems) -> Iterator[Problem]:
    """What is wrong between the entries of one file: repeated ids, items in no quiz or in two."""
    for kind, ids in (
        ("item", [item.id for item in lesson.items]),
        ("quiz", [quiz.id for quiz in lesson.quizzes]),
    ):
        for one, count in Counter(ids).items():
            if count > 1:
                message = f"{count} entries are called {one!r}; each {kind} needs an id of its own"
                yield Problem(lesson.file, one, "id", message)


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
        for field, message in _repeated("items", quiz.items):
            yield Problem(file, quiz.id, field, message)
        for item_id in dict.fromkeys(quiz.items):
            asked_by.setdefault(item_id, []).append(quiz.id)
            if item_id not in items:
                message = f"there is no item {item_id!r} in this file"
                yield Problem(file, quiz.id, "items", message)
            elif quiz.mode == "formative" and item_id in hintless:
                yield Problem(file, item_id, "hint", "is missing; only a test goes without hints")
    for item_id in items:
        quizzes_of_item = asked_by.get(item_id, [])
        if not quizzes_of_item:
            yield Problem(file, item_id, "-", "is in no quiz; list its id under one of the quizzes")
        elif len(quizzes_of_item) > 1:
            many = ", ".join(quizzes_of_item)
            yield Problem(file, item_id, "-", f"is in {many}; an item belongs to one quiz")


def _options(item: Item) -> Iterator[Fault]:
    yield from _repeated("options", item.option_ids)
    yield from _same_text("options", [(o.id, o.text) for o in item.options if o.text])


def _key(item: Item) -> Iterator[Fault]:
    yield from _repeated("key", item.key)
    for one in item.key:
        if one not in item.option_ids:
            yield "key", _not_one_of(one, item.option_ids, "an option")


def _single(item: Item) -> Iterator[Fault]:
    yield from _options(item)
    yield from _key(item)
    if len(item.key) != 1:
        yield "key", f"must name one option, not {len(item.key)}; use type multiple for more"


def _some_not_all(item: Item) -> Iterator[Fault]:
    yield from _options(item)
    yield from _key(item)
    if set(item.option_ids) <= set(item.key):
        yield "key", "names every option; at least one must be wrong"


def _ordering(item: Item) -> Iterator[Fault]:
    yield from _options(item)
    yield from _key(item)
    missing = [one for one in item.option_ids if one not in item.key]
    if missing:
        yield "key", f"must put every option in order; {', '.join(missing)} is missing"


def _matching(item: Item) -> Iterator[Fault]:
    yield from _options(item)
    targets = [target.id for target in item.targets]
    yield from _repeated("targets", targets)
    yield from _same_text("targets", [(t.id, t.text) for t in item.targets])
    for left, right in item.pairs:
        if not right:
            yield f"key.{left}", f"is missing; give one of {_list(targets)}"
        elif right not in targets:
            yield f"key.{left}", _not_one_of(right, targets, "a target")


def _number(item: Item) -> Iterator[Fault]:
    key = item.number
    assert key is not None
    if not key.minimum < key.maximum:
        yield "min", f"must be below max ({key.maximum:g}), not {key.minimum:g}"
        return
    if not key.minimum <= key.value <= key.maximum:
        yield "value", f"must be from min to max ({key.minimum:g} to {key.maximum:g})"
        return
    if key.value - key.tolerance <= key.minimum and key.value + key.tolerance >= key.maximum:
        yield "tolerance", f"{key.tolerance:g} makes every answer right; make it smaller"
    off = (key.value - key.minimum) % key.step
    if min(off, key.step - off) > key.tolerance + 1e-9:
        yield "step", f"no step of {key.step:g} from {key.minimum:g} reaches a right answer"
    if (key.maximum - key.minimum) / key.step > 10_000:
        yield "step", "gives more than 10,000 positions; make it larger"


_CHECKS: dict[str, Callable[[Item], Iterator[Fault]]] = {
    "single": _single,
    "multiple": _some_not_all,
    "hotspot": _some_not_all,
    "ordering": _ordering,
    "matching": _matching,
    "number": _number,
}


def _told_away(item: Item) -> Iterator[Fault]:
    """A hint or stem that holds the whole text of a right option gives the answer away."""
    if item.type not in ("single", "multiple"):
        return
    for option in item.options:
        said = _folded(option.text).strip(".!?")
        if option.id in item.key and len(said) >= 8 and said in _folded(item.hint):
            yield "hint", f"gives the answer away: it holds the text of {option.id!r}"


def _same_text(field: str, texts: list[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for one, text in texts:
        folded = _folded(text)
        if folded in first:
            yield f"{field}.{one}.text", f"is the same as the text of {first[folded]!r}"
        first.setdefault(folded, one)


def _repeated(field: str, ids: Iterable[str]) -> Iterator[Fault]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield field, f"{one!r} stands there {count} times; once is right"


def _folded(text: str) -> str:
    return " ".join(to_text(text).casefold().split())


def _not_one_of(value: str, allowed: Iterable[str], what: str = "known here") -> str:
    return f"{value!r} is not {what}; there are: {_list(allowed)}"


def _list(ids: Iterable[str]) -> str:
    return ", ".join(ids)
