"""Reads ``data/causes.yaml``, and holds every other file to the causes that stand there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from gluteedu.content.loading.entries import check_once, read_entries
from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem
from gluteedu.content.loading.reading import Strict, read_file
from gluteedu.domain.triage.causes import Causes, CauseStyle

CAUSES = "causes.yaml"

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class _Colour(Strict):
    light: Colour
    dark: Colour


class _Shape(Strict):
    path: Annotated[str, Field(pattern=r"^[A-Za-z0-9 .,-]+$")]
    clip: Annotated[str, Field(pattern=r"^(circle|polygon\([0-9% .,]+\))$")] | None = None
    marker: Literal[
        "circle",
        "square",
        "diamond",
        "cross",
        "triangle-up",
        "triangle-down",
        "pentagon",
        "hexagon",
    ]


class _Cause(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Text
    colour: _Colour
    shape: _Shape


class _File(Strict):
    causes: Annotated[list[dict[str, Any]], Field(min_length=2)]
    alarm: str
    adjustable: str
    curve: str
    bar: str
    lessons: dict[str, list[str]] = Field(default_factory=dict)


def _known(cause: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("causes")
    if known is not None and cause not in known:
        raise ValueError(f"must be one of {_listed(known)}, not {cause!r}")
    return cause


CauseId = Annotated[str, AfterValidator(_known)]
"""A cause of ``causes.yaml``, looked up where the context is ``cause_context(root)``."""


def one_for_each(given: Collection[str], info: ValidationInfo) -> None:
    """ValueError where ``given`` are not all causes of the context, each once."""
    known = (info.context or {}).get("causes")
    if known is not None and sorted(given) != sorted(known):
        raise ValueError(f"needs one number for each of {', '.join(known)}")


def _listed(ids: Sequence[str]) -> str:
    *some, last = (repr(id) for id in ids)
    return f"{', '.join(some)} or {last}"


def load_causes(folder: Path | None = None) -> Causes:
    """The causes of a course, of the one that is run just now if ``folder`` is None.

    Raises:
        ContentError: with every problem there is.
    """
    return _causes(folder or data_folder())


@lru_cache(maxsize=4)
def _causes(folder: Path) -> Causes:
    problems: list[Problem] = []
    causes = read_causes(folder, problems)
    if causes is None:
        raise ContentError(problems)
    return causes


def cause_context(folder: Path) -> Mapping[str, Any]:
    """What ``CauseId`` is looked up in; nothing is where the file has faults of its own."""
    causes = read_causes(folder, [])
    return {"causes": None if causes is None else causes.ids}


def read_causes(
    folder: Path, problems: list[Problem], lessons: Collection[str] | None = None
) -> Causes | None:
    """The causes, adding to ``problems`` instead of raising.

    Args:
        folder: the data folder.
        problems: receives everything that is wrong; the answer is then None.
        lessons: the ids of the lessons there are; None is not looked up.
    """
    before = len(problems)
    file = read_file(_File, folder, CAUSES, problems)
    if file is None:
        return None
    entries = read_entries(_Cause, file.causes, CAUSES, "causes", problems)
    _check_looks(entries, problems)
    _check_named(file, problems)
    for lesson in file.lessons:
        if lessons is not None and lesson not in lessons:
            message = f"there is no lesson {lesson!r} in course.yaml"
            problems.append(Problem(CAUSES, "-", f"lessons.{lesson}", message))
    if len(problems) > before:
        return None
    return Causes(
        styles=tuple(_style(entry) for entry in entries),
        alarm=file.alarm,
        adjustable=file.adjustable,
        curve=file.curve,
        bar=file.bar,
        lessons={lesson: tuple(found) for lesson, found in file.lessons.items()},
    )


def _check_named(file: _File, problems: list[Problem]) -> None:
    """Every cause that has a part to play, or a lesson, is one of the list."""
    ids = [str(entry.get("id")) for entry in file.causes]
    named = [("alarm", file.alarm), ("adjustable", file.adjustable)]
    named += [("curve", file.curve), ("bar", file.bar)]
    named += [(f"lessons.{lesson}", c) for lesson, found in file.lessons.items() for c in found]
    for field, cause in named:
        if cause not in ids:
            message = f"must be one of {_listed(ids)}, not {cause!r}"
            problems.append(Problem(CAUSES, "-", field, message))


def _check_looks(entries: Collection[_Cause], problems: list[Problem]) -> None:
    """No two causes may be taken for each other."""
    for field, values in (
        ("colour.light", [e.colour.light for e in entries]),
        ("colour.dark", [e.colour.dark for e in entries]),
        ("shape.path", [e.shape.path for e in entries]),
        ("shape.clip", [e.shape.clip for e in entries]),
        ("shape.marker", [e.shape.marker for e in entries]),
    ):
        pairs = zip(entries, values, strict=True)
        check_once([(entry.id, field, value) for entry, value in pairs], CAUSES, problems)


def _style(entry: _Cause) -> CauseStyle:
    return CauseStyle(
        id=entry.id,
        name=entry.name,
        light=entry.colour.light,
        dark=entry.colour.dark,
        path=entry.shape.path,
        clip=entry.shape.clip or "",
        marker=entry.shape.marker,
    )
