"""What ids there are in a data folder, read even while its files still have faults or blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gluteedu.content.course.course import load_course
from gluteedu.content.evidence.body_map import load_body_map
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import read_yaml


@dataclass(frozen=True)
class Outline:
    """The ids of a data folder, for an author who is in the middle of work.

    Attributes:
        root: the data folder.
        lessons: lesson id to its objective ids, in the order of the course.
        quizzes: lesson id to its quiz ids, for every file of items.
        items: lesson id to its item ids, likewise.
        regions: region id of the body map to its name.
        final_test: the lesson with the final test, if there is one.
    """

    root: Path
    lessons: Mapping[str, tuple[str, ...]]
    quizzes: Mapping[str, tuple[str, ...]]
    items: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    final_test: str | None = None

    @property
    def objectives(self) -> tuple[str, ...]:
        """Every objective of the course."""
        return tuple(one for found in self.lessons.values() for one in found)

    @property
    def taken(self) -> frozenset[str]:
        """The ids of all items and quizzes."""
        found = [*self.quizzes.values(), *self.items.values()]
        return frozenset(one for ids in found for one in ids)

    def items_path(self, lesson: str) -> Path:
        """Where the items of ``lesson`` are, or would be."""
        return self.root / "items" / f"{lesson}.yaml"


def read_outline(root: Path) -> Outline:
    """The ids below ``root``. What cannot be read is left out; ``gluteedu check`` names it."""
    unheard: list[Problem] = []
    course = load_course(root, unheard)
    quizzes, items = {}, {}
    for path in sorted((root / "items").glob("*.yaml")):
        raw = read_yaml(path, path.name, unheard)
        if isinstance(raw, dict):
            quizzes[path.stem] = _ids(raw.get("quizzes"))
            items[path.stem] = _ids(raw.get("items"))
    return Outline(
        root=root,
        lessons={x.id: tuple(o.id for o in x.objectives) for x in course.lessons},
        quizzes=quizzes,
        items=items,
        regions={region.id: region.name for region in load_body_map(root, unheard).regions},
        final_test=course.roles.final_test,
    )


def _ids(entries: Any) -> tuple[str, ...]:
    if not isinstance(entries, list):
        return ()
    found = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    return tuple(one for one in found if isinstance(one, str))
