"""Checks that what content names is there: sources, lessons, all of a given set of ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from gluteedu.content.loading.problems import Problem


def unknown_sources(ids: Iterable[str], known: Collection[str] | None) -> Iterator[str]:
    """A message for each of ``ids`` that is not in ``known``; None is not checked against."""
    for source_id in ids if known is not None else ():
        if source_id not in (known or ()):
            yield f"there is no source {source_id!r} in sources.yaml; add it or mend the id"


def check_source_ids(
    file: str,
    entry_id: str,
    field: str,
    ids: Iterable[str],
    known: Collection[str] | None,
    problems: list[Problem],
) -> None:
    """Add a Problem for each of ``ids`` that is no source; with None for ``known``, none is."""
    problems.extend(
        Problem(file, entry_id, field, message) for message in unknown_sources(ids, known)
    )


def check_lesson_id(
    file: str, entry_id: str, lesson: str, known: Collection[str], problems: list[Problem]
) -> None:
    """Add a Problem where ``lesson`` is not a lesson of course.yaml."""
    if lesson not in known:
        message = f"there is no lesson {lesson!r} in course.yaml; there are: {', '.join(known)}"
        problems.append(Problem(file, entry_id, "lesson", message))


def check_exactly(
    file: str, field: str, wanted: Iterable[str], given: Iterable[str], problems: list[Problem]
) -> None:
    """Add a Problem for each of ``wanted`` that is missing, stands twice or is something else."""
    wanted = list(wanted)
    seen: set[str] = set()
    for name in given:
        if name not in wanted:
            message = f"{name!r} does not belong here; there are: {', '.join(wanted)}"
            problems.append(Problem(file, "-", field, message))
        elif name in seen:
            problems.append(Problem(file, "-", field, f"{name!r} stands twice"))
        seen.add(name)
    for name in wanted:
        if name not in seen:
            problems.append(Problem(file, "-", field, f"{name!r} is missing"))
