"""Reads what ``data/course.yaml`` says of the whole course: page roles, parts, least items."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.fields import Text
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.domain.course.roles import PARTS, CourseRoles, LeastItems, Part

COURSE = "course.yaml"
ItemCount = Annotated[int, Field(ge=0)]


class _Roles(Strict):
    home: Text
    safety: Text
    pretest: Text | None = None
    final_test: Text | None = None
    review: Text | None = None
    progress: Text | None = None
    sources: Text | None = None


class _Least(Strict):
    bank: ItemCount = 0
    lesson: ItemCount = 0
    final_test: ItemCount = 0


class _Parts(Strict):
    parts: list[Part]


def read_roles(raw: Any, pages: Collection[str], problems: list[Problem]) -> CourseRoles:
    """The roles as written; each page that is not one of ``pages`` is a Problem."""
    built = _built(_Roles, raw, "roles", problems)
    if built is None:
        return CourseRoles()
    for role, page in built.model_dump(exclude_none=True).items():
        if page.partition("#")[0] not in pages:
            message = f"there is no page {page!r}; there are: {', '.join(pages)}"
            problems.append(Problem(COURSE, "-", f"roles.{role}", message))
    return CourseRoles(**built.model_dump())


def read_least_items(raw: Any, problems: list[Problem]) -> LeastItems:
    """How many items there must be; nothing is asked for where nothing is written."""
    built = _built(_Least, raw, "least_items", problems)
    return LeastItems() if built is None else LeastItems(**built.model_dump())


def read_parts(raw: Any, problems: list[Problem]) -> frozenset[str]:
    """The parts that the course has; all of them where nothing is written."""
    if raw is None:
        return frozenset(PARTS)
    built = build(_Parts, {"parts": raw}, COURSE, "-", problems)
    return frozenset(PARTS) if built is None else frozenset(built.parts)


def check_roles(root: Path, problems: list[Problem]) -> None:
    """A course must say itself where its safety check is. ``root`` is the data folder."""
    raw = read_yaml(root / COURSE, COURSE, [])
    if isinstance(raw, dict) and "roles" not in raw:
        message = "is missing; say which page is home and where the safety check stands"
        problems.append(Problem(COURSE, "-", "roles", message))


def _headings(notebook: Path) -> set[str]:
    """The headings of a notebook as the end of an address names them."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    lines = [x for c in cells if c["cell_type"] == "markdown" for x in _lines(c["source"])]
    return {line.lstrip("#").strip().replace(" ", "-") for line in lines if line[:1] == "#"}


def check_safety_heading(roles: CourseRoles, notebooks: Path, problems: list[Problem]) -> None:
    """The heading that the way to the safety check ends at is there."""
    page, mark, heading = roles.safety.partition("#")
    path = notebooks / f"{page}.ipynb"
    if not mark or not path.is_file():
        return
    try:
        headings = _headings(path)
    except (ValueError, KeyError, TypeError):
        return  # what is no notebook is told elsewhere
    if heading not in headings:
        message = f"{path.name} has no heading {heading.replace('-', ' ')!r}"
        problems.append(Problem(COURSE, "-", "roles.safety", message))


def _lines(source: str | list[str]) -> list[str]:
    return "".join(source).splitlines()


def _built(model: type[Any], raw: Any, field: str, problems: list[Problem]) -> Any:
    if raw is None:
        return None
    found: list[Problem] = []
    built = build(model, raw, COURSE, "-", found)
    problems += [Problem(p.file, p.id, f"{field}.{p.field}", p.message) for p in found]
    return built
