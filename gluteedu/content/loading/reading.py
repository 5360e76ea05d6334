"""Reads YAML and CSV files into checked pydantic models, turning every fault into a Problem."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from gluteedu.content.loading.blanks import BLANK, blank_problems
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.safe_reading import read_ordinary

Model = TypeVar("Model", bound=BaseModel)

_LONGEST = 4_000_000  # bytes; the longest file of the course has a fortieth of it
_DEEPEST = 30  # levels; the course has seven at most
_LONGEST_WORD = 200

_PLAIN_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field here",
    "string_type": "must be text; put it in quotes",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a set of named fields",
    "model_type": "must be a set of named fields",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
}


class Strict(BaseModel):
    """Base of every content schema: unknown fields are errors, text is never guessed from types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# libyaml's reader where it is built in: the same language, many times as fast.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# What PyYAML raises for a value that does not fit its tag, such as !!bool "maybe".
_NO_SUCH_VALUE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


class _UniqueKeyLoader(_SafeLoader):  # type: ignore[misc, valid-type]
    """A safe loader that refuses a mapping in which the same key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, (dict, list)):
                raise yaml.constructor.ConstructorError(
                    None, None, "a field name must be plain text", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def _shape_fault(text: str) -> tuple[int, str] | None:
    """The line and what is wrong where a text could harm the program that reads it whole."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return event.start_mark.line + 1, "names for parts (& and *) are not used here"
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return event.start_mark.line + 1, f"fields stand more than {_DEEPEST} levels deep"
    return None


def _text_of(path: Path) -> str:
    """The text of a file, without the mark that some editors put first; ValueError if too long."""
    data = read_ordinary(path, _LONGEST)
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of one file, or None after adding a Problem; the arguments as for ``read_yaml``."""
    try:
        return _text_of(path)
    except FileNotFoundError:
        message = "the file is missing"
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}); save it as UTF-8"
    except ValueError as error:
        message = str(error)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    problems.append(Problem(name, "-", "-", message))
    return None


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Any:
    """The parsed content of one YAML file, or None after adding a Problem.

    Args:
        path: the file.
        name: how messages call it (its path below ``data/``).
        problems: receives what is wrong.
    """
    text = read_text(path, name, problems)
    if text is None:
        return None
    try:
        if fault := _shape_fault(text):
            problems.append(Problem(name, "-", f"line {fault[0]}", fault[1]))
            return None
        loaded = yaml.load(text, Loader=_UniqueKeyLoader)
    except (yaml.YAMLError, *_NO_SUCH_VALUE) as error:
        problems.append(_not_yaml(name, error))
        return None
    if loaded is None:
        problems.append(Problem(name, "-", "-", "the file is empty"))
    if BLANK in text:
        problems.extend(blank_problems(loaded, name))
    return loaded


def _not_yaml(name: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}" if mark is not None else "-"
    why = getattr(error, "problem", None) or (str(error).splitlines() or ["?"])[0]
    return Problem(name, "-", where, f"is not valid YAML: {why[:_LONGEST_WORD]}")


def read_csv(path: Path, name: str, problems: list[Problem]) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line; an empty list after a Problem."""
    text = read_text(path, name, problems)
    if text is None:
        return []
    reader = csv.DictReader(text.splitlines())
    try:
        read = list(reader)
    except csv.Error as error:
        problems.append(Problem(name, "-", f"line {reader.line_num}", f"cannot be read: {error}"))
        return []
    if not read:
        problems.append(Problem(name, "-", "-", "has no rows below its header"))
    rows = []
    for number, row in enumerate(read, start=2):
        if None in row or None in row.values():
            message = f"must have {len(reader.fieldnames or ())} cells"
            problems.append(Problem(name, "-", f"line {number}", message))
        else:
            rows.append(row)
    return rows


def read_file(model: type[Model], folder: Path, name: str, problems: list[Problem]) -> Model | None:
    """The YAML file ``name`` (a path below ``folder``) checked against ``model``.

    None after adding to ``problems``.
    """
    raw = read_yaml(folder / name, name, problems)
    return None if raw is None else build(model, raw, name, "-", problems)


def build(
    model: type[Model],
    raw: Any,
    name: str,
    entry_id: str,
    problems: list[Problem],
    context: Mapping[str, Any] | None = None,
) -> Model | None:
    """``raw`` checked against ``model``; None after adding one Problem for each field that is off.

    In a field like ``readings.3.text`` entries of a list are counted from 1. ``context`` is what
    the schema looks ids up in (``content.triage.causes``).
    """
    try:
        return model.model_validate(raw, context=context)
    except ValidationError as error:
        for fault in error.errors():
            parts = (str(p + 1) if isinstance(p, int) else str(p) for p in fault["loc"])
            field = ".".join(parts) or "-"
            problems.append(Problem(name, entry_id, field, _plain(fault)))
        return None


def _plain(fault: Any) -> str:
    kind = fault["type"]
    if kind == "literal_error":
        return f"must be one of {fault['ctx']['expected']}, not {fault['input']!r}"
    if kind == "too_short" and fault["ctx"]["min_length"] > 1:
        return f"must have {fault['ctx']['min_length']} entries or more"
    if kind in _PLAIN_WORDS:
        return _PLAIN_WORDS[kind]
    message = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return message[:1].lower() + message[1:]
