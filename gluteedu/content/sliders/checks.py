"""What can be wrong in a slider beyond a single field: dangling ids, gaps and silent dangers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from gluteedu.content.loading.known_ids import unknown_sources
from gluteedu.content.loading.problems import Problem
from gluteedu.content.sliders.schema import (
    BarsEntry,
    ChoiceInputEntry,
    CurveEntry,
    InputEntry,
    RangeInputEntry,
    SliderEntry,
    TimelineEntry,
    When,
    YesNoInputEntry,
)
from gluteedu.content.text.markup import markup_faults
from gluteedu.content.text.readability import check_reading
from gluteedu.domain.sliders.coverage import MAX_COMBINATIONS, CoverageGap, gaps
from gluteedu.domain.sliders.definition import YES_NO, SliderLesson


def slider_problems(
    entry: SliderEntry,
    name: str,
    stem: str,
    sources: Collection[str] | None,
    tables: Mapping[str, Collection[str]] | None,
) -> list[Problem]:
    """Every id that leads nowhere, every impossible condition, markup that cannot be shown.

    Args:
        entry: the file's content.
        name: how messages call the file.
        stem: the file's name without its ending; it must be the id.
        sources: ids of sources.yaml, or None.
        tables: table id to its columns, or None.
    """
    faults: list[tuple[str, str]] = []
    if entry.id != stem:
        faults.append(("id", f"must be {stem!r}, as the file is called, not {entry.id!r}"))
    faults += _twice("inputs", [i.id for i in entry.inputs])
    faults += _twice("panels", [p.id for p in entry.panels])
    faults += _input_faults(entry)
    inputs = {i.id: i for i in entry.inputs}
    faults += _reading_faults(entry, inputs)
    faults += _picture_faults(entry, inputs, tables)
    faults += [
        (field, message)
        for field, ids in _source_lists(entry)
        for message in unknown_sources(ids, sources)
    ]
    faults += [(field, fault) for field, text in _texts(entry) for fault in markup_faults(text)]
    return [Problem(name, stem, field, message) for field, message in faults]


def check_slider_coverage(lesson: SliderLesson, problems: list[Problem]) -> None:
    """Add what enumeration finds: answers without a reading, readings never shown, silent dangers.

    It goes through every combination that matters, which takes about a second for a large slider:
    for ``gluteedu check`` and the tests, not for a lesson that opens.
    """
    name = f"sliders/{lesson.id}.yaml"
    problems.extend(Problem(name, lesson.id, *_gap_words(gap)) for gap in gaps(lesson))


def check_slider_reading(lesson: SliderLesson, problems: list[Problem]) -> None:
    """Add a Problem for each text of ``lesson`` that is too hard to read, warnings above all."""
    name = f"sliders/{lesson.id}.yaml"
    check_reading(name, lesson.id, "intro", lesson.intro, problems)
    for number, reading in enumerate(lesson.readings, start=1):
        urgent = reading.triage in ("same_day", "emergency")
        field = f"readings.{number}.text"
        check_reading(name, lesson.id, field, reading.text, problems, urgent=urgent)
    questions = " ".join(i.label for i in lesson.inputs if i.safety)
    check_reading(name, lesson.id, "inputs", questions, problems, urgent=True)


def _twice(field: str, ids: list[str]) -> list[tuple[str, str]]:
    return [
        (field, f"the id {i!r} stands twice") for i in sorted({i for i in ids if ids.count(i) > 1})
    ]


def _unknown(what: str, given: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(given, names, 1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(names) or 'none'}"
    return f"there is no {what} {given!r} here{hint}"


def _condition_faults(
    field: str, when: When, inputs: Mapping[str, InputEntry]
) -> Iterator[tuple[str, str]]:
    for name, given in when.items():
        where = f"{field}.{name}"
        each = inputs.get(name)
        if each is None:
            earlier = " earlier" if field.endswith("only_when") else ""
            yield where, _unknown(f"input{earlier}", name, inputs)
        elif isinstance(each, RangeInputEntry):
            yield from _range_faults(where, given, each)
        else:
            options = _option_ids(each)
            if not given:
                yield where, f"must name one or more of {', '.join(options)}"
            for answer in given:
                if answer not in options:
                    yield where, f"must be of {', '.join(options)}, not {answer!r}"


def _range_faults(
    where: str, given: list[float | str], each: RangeInputEntry
) -> Iterator[tuple[str, str]]:
    numbers = [g for g in given if isinstance(g, (int, float))]
    if len(given) != 2 or len(numbers) != 2:
        yield where, "must be two numbers, [from, to], both included"
    elif not each.min <= numbers[0] <= numbers[1] <= each.max:
        yield where, f"must go upwards and lie from {each.min:g} to {each.max:g}"


def _option_ids(each: ChoiceInputEntry | YesNoInputEntry) -> tuple[str, ...]:
    return tuple(o.id for o in each.options) if isinstance(each, ChoiceInputEntry) else YES_NO


def _input_faults(entry: SliderEntry) -> Iterator[tuple[str, str]]:
    earlier: dict[str, InputEntry] = {}
    for each in entry.inputs:
        yield from _condition_faults(f"inputs.{each.id}.only_when", each.only_when, earlier)
        earlier[each.id] = each


def _reading_faults(
    entry: SliderEntry, inputs: Mapping[str, InputEntry]
) -> Iterator[tuple[str, str]]:
    panels = [p.id for p in entry.panels]
    for number, reading in enumerate(entry.readings, start=1):
        if reading.panel not in (*panels, "warning"):
            yield f"readings.{number}.panel", _unknown("panel", reading.panel, panels)
        yield from _condition_faults(f"readings.{number}.when", reading.when, inputs)


def _picture_faults(
    entry: SliderEntry,
    inputs: Mapping[str, InputEntry],
    tables: Mapping[str, Collection[str]] | None,
) -> Iterator[tuple[str, str]]:
    picture = entry.picture
    if isinstance(picture, BarsEntry):
        for number, values in enumerate(picture.values, start=1):
            yield from _condition_faults(f"picture.values.{number}.when", values.when, inputs)
    elif picture is not None:
        ranges = [i for i, each in inputs.items() if isinstance(each, RangeInputEntry)]
        if picture.input not in ranges:
            yield "picture.input", _unknown("range input", picture.input, ranges)
    if isinstance(picture, CurveEntry) and tables is not None:
        yield from table_faults(
            "picture", picture.table, (picture.x, picture.y, picture.sd), tables
        )
    if isinstance(picture, TimelineEntry):
        yield from _timeline_faults(entry, picture)


def _timeline_faults(entry: SliderEntry, picture: TimelineEntry) -> Iterator[tuple[str, str]]:
    panels = [p.id for p in entry.panels]
    for panel in picture.panels:
        if panel not in panels:
            yield "picture.panels", _unknown("panel", panel, panels)
    for number, reading in enumerate(entry.readings, start=1):
        if reading.panel in picture.panels and reading.mark is None:
            yield f"readings.{number}.mark", "is missing; the timeline is drawn from it"


def table_faults(
    field: str, table: str, columns: Iterable[str], tables: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with naming ``table`` and its ``columns`` (an empty name is no column)."""
    if table not in tables:
        yield f"{field}.table", _unknown("table", table, tables)
        return
    for column in columns:
        if column and column not in tables[table]:
            yield field, _unknown(f"column of the table {table}", column, tables[table])


def _source_lists(entry: SliderEntry) -> Iterator[tuple[str, list[str]]]:
    for number, reading in enumerate(entry.readings, start=1):
        yield f"readings.{number}.sources", reading.sources
    if entry.picture is not None:
        yield "picture.sources", entry.picture.sources


def _texts(entry: SliderEntry) -> Iterator[tuple[str, str]]:
    yield "intro", entry.intro
    for number, reading in enumerate(entry.readings, start=1):
        yield f"readings.{number}.text", reading.text


def _gap_words(gap: CoverageGap) -> tuple[str, str]:
    if gap.kind == "none":
        return f"panels.{gap.place}", f"has no reading for these answers: {gap.answers}"
    if gap.kind == "never":
        return (
            f"panels.{gap.place}",
            f"the reading that begins {gap.answers!r} can never be shown: "
            "readings above it take every case",
        )
    if gap.kind == "many":
        return (
            f"panels.{gap.place}",
            f"{gap.answers} combinations are too many to check (at most {MAX_COMBINATIONS}); "
            "let fewer inputs decide it",
        )
    return (
        f"inputs.{gap.place}",
        f"a safety question needs a warning of see_clinician or above for yes and for not_sure; "
        f"there is none for: {gap.answers}",
    )
