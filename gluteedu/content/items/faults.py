"""What makes parts of an item unsound: the checks that types of items share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gluteedu.content.text.markup import to_text
from gluteedu.domain.items.item import Item

Fault = tuple[str, str]
"""A field and what is wrong with it."""


def option_faults(item: Item) -> Iterator[Fault]:
    """Options with the same id or text; a key that names one twice, or something else."""
    yield from repeated("options", item.option_ids)
    yield from same_text("options", [(o.id, o.text) for o in item.options if o.text])

    yield from repeated("key", item.key)
    for option_id in item.key:
        if option_id not in item.option_ids:
            yield "key", not_one_of(option_id, item.option_ids, "an option")


def all_right(item: Item) -> Iterator[Fault]:
    """A key that names every option."""
    if set(item.option_ids) <= set(item.key):
        yield "key", "names every option; at least one must be wrong"


def told_away(item: Item) -> Iterator[Fault]:
    """A hint that holds the whole text of a right option gives the answer away."""
    for option in item.options:
        right_text = _folded(option.text).strip(".!?")
        if option.id in item.key and len(right_text) >= 8 and right_text in _folded(item.hint):
            yield "hint", f"gives the answer away: it holds the text of {option.id!r}"


def same_text(field: str, texts: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """Entries of ``field``, as (id, text), that have the text of an earlier one."""
    first: dict[str, str] = {}
    for entry_id, text in texts:
        folded = _folded(text)
        if folded in first:
            yield f"{field}.{entry_id}.text", f"is the same as the text of {first[folded]!r}"
        first.setdefault(folded, entry_id)


def repeated(field: str, ids: Iterable[str]) -> Iterator[Fault]:
    """Ids that stand in ``field`` more than once."""
    for entry_id, count in Counter(ids).items():
        if count > 1:
            yield field, f"{entry_id!r} stands there {count} times; once is right"


def not_one_of(value: str, allowed: Iterable[str], what: str = "known here") -> str:
    """The message that ``value`` is not ``what``, with what there is."""
    return f"{value!r} is not {what}; there are: {', '.join(allowed)}"


def _folded(text: str) -> str:
    return " ".join(to_text(text).casefold().split())
