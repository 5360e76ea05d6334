"""Writes items as the YAML that authors work on: every text in quotes, an option on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from gluteedu.content.exchange.wording import fit

ItemEntry = Mapping[str, Any]

_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
_TAKEN = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
_BARE = ("id", "type", "objective", "mode", "lesson")


def items_file(
    lesson: str,
    quizzes: Sequence[ItemEntry],
    items: Sequence[ItemEntry],
    opening: Sequence[str] = (),
    remarks: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The text of a file for ``data/items/``.

    Args:
        lesson: its id, or a blank.
        quizzes: entries with id, title, items, and mode where it is not formative.
        items: entries in the form of ``data/items/``.
        opening: lines of comment at the top.
        remarks: item id to lines of comment above that item.
    """
    lines = [*_comment(opening), f"lesson: {quoted(lesson)}", "", "quizzes:"]
    for quiz in quizzes:
        lines += _block(quiz, "  ")
    lines += ["", "items:"]
    for item in items:
        lines += [f"  {line}" for line in _comment((remarks or {}).get(str(item["id"]), ()))]
        lines += [*_block(item, "  "), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def item_text(item: ItemEntry, remarks: Mapping[str, str] | None = None) -> str:
    """One item as it stands in a file; ``remarks``: field to a comment above it."""
    lines = []
    for line in _block(item, "  "):
        field = line.strip().removeprefix("- ").partition(":")[0]
        if remarks and line.startswith("    ") and line[4] != " " and field in remarks:
            lines.append(f"    # {remarks[field]}")
        lines.append(line)
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """``text`` as YAML in double quotes on one line, without what YAML cannot hold."""
    # A JSON string is a YAML string, but for four signs that YAML takes for a line's end or mark.
    dumped = json.dumps(fit(text), ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)


def _block(entry: ItemEntry, indent: str) -> list[str]:
    lines = []
    start = f"{indent}- "
    for field, value in entry.items():
        if field in ("options", "targets"):
            lines.append(f"{start}{field}:")
            lines += [f"{indent}    - {_flow(option)}" for option in value]
        else:
            bare = field in _BARE or field == "key"
            written = _bare(value) if bare else _flow(value)
            lines.append(f"{start}{field}: {written}")
        start = f"{indent}  "
    return lines


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = (f"{_bare(k)}: {_bare(v) if k in _BARE else _flow(v)}" for k, v in value.items())
        return "{ " + ", ".join(parts) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_bare(one) for one in value) + "]"
    if isinstance(value, bool) or value is None:
        raise TypeError(f"items hold texts, numbers and lists, not {value!r}")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return quoted(str(value))


def _bare(value: Any) -> str:
    """An id without quotes where YAML reads it as that text, with them where it would not."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_bare(k)}: {_bare(v)}" for k, v in value.items()) + " }"
    if not isinstance(value, str):
        return _flow(value)
    plain = value.replace("_", "").replace("-", "")
    if plain.isascii() and plain.isalnum() and value[0].isalpha():
        return quoted(value) if value.casefold() in _TAKEN else value
    return quoted(value)


def _comment(lines: Sequence[str]) -> list[str]:
    """Each line as a comment; what would end the line is made a space."""
    return [f"# {' '.join(fit(line).split())}".rstrip() for line in lines]
