"""Reads ``data/words``: every word of the interface, one file for each feature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.paths import data_folder, own_data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.content.text.readability import check_reading
from gluteedu.domain.words import PLACE, TextOrForms, Words

WORDS_FOLDER = "words"
NOT_FOR_LEARNERS = frozenset({"class_report"})
"""What an instructor reads, in the terms of item analysis; it is not held to a reading level."""

_ID = re.compile(r"[a-z][a-z0-9_]*")


class _Forms(Strict):
    one: Annotated[str, Field(min_length=1)]
    other: Annotated[str, Field(min_length=1)]


def folder_of(root: Path) -> Path:
    """The data folder whose words are said with ``root``: itself, or the package's own without."""
    return root if (root / WORDS_FOLDER).is_dir() else own_data_folder()


class WordGroups(Mapping[str, Words]):
    """The words of each feature by its name, each file read when it is first asked for.

    A data folder without a folder ``words`` says everything as the course itself does.

    Args:
        root: the data folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = folder_of(root)
        self._read: dict[str, Words] = {}

    def __getitem__(self, group: str) -> Words:
        """The words of one feature; KeyError without such a file, ContentError for its faults."""
        if group not in self._read:
            if not (self._root / WORDS_FOLDER / f"{group}.yaml").is_file():
                raise KeyError(f"there is no {WORDS_FOLDER}/{group}.yaml")
            problems: list[Problem] = []
            self._read[group] = read_words(self._root, group, problems)
            if problems:
                raise ContentError(problems)
        return self._read[group]

    def __iter__(self) -> Iterator[str]:
        return iter(groups_in(self._root))

    def __len__(self) -> int:
        return len(groups_in(self._root))


def course_words() -> WordGroups:
    """The words of the data folder in use, each file read once for all."""
    return _groups(data_folder())


@cache
def _groups(root: Path) -> WordGroups:
    return WordGroups(root)


def groups_in(root: Path) -> list[str]:
    """The names of the files in ``words`` below a data folder, sorted."""
    return sorted(path.stem for path in (root / WORDS_FOLDER).glob("*.yaml"))


def read_words(root: Path, group: str, problems: list[Problem]) -> Words:
    """The words of one feature; entries with faults are left out.

    Args:
        root: the data folder.
        group: the name of the file, without its ending.
        problems: receives what is wrong.
    """
    name = f"{WORDS_FOLDER}/{group}.yaml"
    raw = read_yaml(root / WORDS_FOLDER / f"{group}.yaml", name, problems)
    if raw is not None and not isinstance(raw, dict):
        problems.append(Problem(name, "-", "-", "must be a set of named texts"))
    entries = raw if isinstance(raw, dict) else {}
    read = {key: _text(name, key, value, problems) for key, value in entries.items()}
    return Words(name, {key: text for key, text in read.items() if text is not None})


def _text(file: str, key: Any, value: Any, problems: list[Problem]) -> TextOrForms | None:
    if not isinstance(key, str) or not _ID.fullmatch(key):
        message = (
            "an id is made of small letters, digits and _; put it in quotes if it is a word of YAML"
        )
        problems.append(Problem(file, str(key), "-", message))
        return None
    if isinstance(value, str) and value:
        return value
    if not isinstance(value, dict):
        message = "must be text in quotes, or its forms one and other"
        problems.append(Problem(file, key, "-", message))
        return None
    forms = build(_Forms, value, file, key, problems)
    return forms.model_dump() if forms else None


def check_words(root: Path, problems: list[Problem]) -> int:
    """Look through every text of ``words``; their number is returned.

    A folder of another language must hold the very ids and places of the course's own.

    Args:
        root: the data folder; one without ``words`` has the course's own and is not looked at.
        problems: receives what is wrong.
    """
    if not (root / WORDS_FOLDER).is_dir():
        return 0
    read = {group: read_words(root, group, problems) for group in groups_in(root)}
    for group, words in read.items():
        for text_id, text in words.texts.items():
            for field, form in _forms(text):
                if group not in NOT_FOR_LEARNERS:
                    check_reading(words.file, text_id, field, form, problems)
                if set("{}") & set(PLACE.sub("", form)):
                    message = "a place to fill is written {name}, in small letters"
                    problems.append(Problem(words.file, text_id, field, message))
            _check_forms_agree(words.file, text_id, text, problems)
    if root != own_data_folder():
        _check_whole(read, problems)
    return sum(len(words.texts) for words in read.values())


def _forms(text: TextOrForms) -> list[tuple[str, str]]:
    return [("-", text)] if isinstance(text, str) else list(text.items())


def _places(text: TextOrForms) -> set[str]:
    return {place for _, form in _forms(text) for place in PLACE.findall(form)}


def _check_forms_agree(file: str, text_id: str, text: TextOrForms, problems: list[Problem]) -> None:
    if isinstance(text, str):
        return
    missing = _places(text["other"]) - {"n"} ^ _places(text["one"]) - {"n"}
    if missing:
        named = ", ".join(f"{{{place}}}" for place in sorted(missing))
        problems.append(Problem(file, text_id, "other", f"one and other must both hold {named}"))


def _check_group(course: Words, other: Words, problems: list[Problem]) -> None:
    for text_id, text in course.texts.items():
        if text_id not in other:
            problems.append(Problem(course.file, text_id, "-", "is missing"))
        elif strange := _places(other.texts[text_id]) ^ _places(text):
            named = ", ".join(f"{{{place}}}" for place in sorted(strange))
            message = f"{named}: must hold the places that the course's own text holds"
            problems.append(Problem(course.file, text_id, "-", message))
    for text_id in sorted(other.texts.keys() - course.texts.keys()):
        problems.append(Problem(course.file, text_id, "-", "is an id that nothing says"))


def _check_whole(read: Mapping[str, Words], problems: list[Problem]) -> None:
    course = WordGroups(own_data_folder())
    for group, words in course.items():
        there = read.get(group)
        if there is None:
            problems.append(Problem(words.file, "-", "-", "the file is missing"))
            continue
        _check_group(words, there, problems)
    for group in sorted(read.keys() - course.keys()):
        problems.append(
            Problem(f"{WORDS_FOLDER}/{group}.yaml", "-", "-", "is a file that nothing says")
        )
