"""Reads ``data/sliders/*.yaml`` into slider lessons and says at once all that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import build, read_yaml
from gluteedu.content.sliders.checks import slider_problems
from gluteedu.content.sliders.schema import (
    BarsEntry,
    ChoiceInputEntry,
    CurveEntry,
    InputEntry,
    RangeInputEntry,
    SliderEntry,
    When,
)
from gluteedu.content.text.words import folder_of, read_words
from gluteedu.content.triage.causes import cause_context
from gluteedu.domain.sliders.definition import (
    YES_NO,
    BarRow,
    Bars,
    BarValues,
    Between,
    ChoiceInput,
    Curve,
    Input,
    OneOf,
    Panel,
    RangeInput,
    RangeWords,
    Reading,
    SliderLesson,
    SliderOption,
    SliderPicture,
    Timeline,
)

SLIDERS_FOLDER = "sliders"


def load_sliders(
    root: Path,
    problems: list[Problem],
    sources: Collection[str] | None = None,
    tables: Mapping[str, Collection[str]] | None = None,
) -> dict[str, SliderLesson]:
    """Every slider of ``root/sliders`` that could be read, by id.

    Args:
        root: the data folder.
        problems: receives what is wrong inside the files; what they leave out is found by
            ``slider_checks.check_slider_coverage``.
        sources: ids of sources.yaml; None is not checked against.
        tables: table id to its column names; None is not checked against.
    """
    shared = read_words(folder_of(root), "shared", [])  # its faults are found by check_words
    yes_or_no = tuple(
        SliderOption(answer, str(shared.texts.get(answer, answer))) for answer in YES_NO
    )
    found: dict[str, SliderLesson] = {}
    causes = cause_context(root)
    for path in sorted((root / SLIDERS_FOLDER).glob("*.yaml")):
        name = f"{SLIDERS_FOLDER}/{path.name}"
        raw = read_yaml(path, name, problems)
        if raw is None:
            continue
        entry = build(SliderEntry, raw, name, path.stem, problems, causes)
        if entry is None:
            continue
        wrong = slider_problems(entry, name, path.stem, sources, tables)
        problems.extend(wrong)
        if wrong:
            continue
        found[entry.id] = _lesson(entry, yes_or_no)
    return found


def _lesson(entry: SliderEntry, yes_or_no: tuple[SliderOption, ...]) -> SliderLesson:
    ranges = frozenset(i.id for i in entry.inputs if isinstance(i, RangeInputEntry))
    return SliderLesson(
        id=entry.id,
        title=entry.title,
        intro=entry.intro,
        inputs=tuple(_input(i, ranges, yes_or_no) for i in entry.inputs),
        panels=tuple(Panel(p.id, p.title) for p in entry.panels),
        readings=tuple(
            Reading(
                panel=r.panel,
                when=_when(r.when, ranges),
                text=r.text,
                sources=tuple(r.sources),
                triage=r.triage or "",
                mark=r.mark or "",
            )
            for r in entry.readings
        ),
        picture=_picture(entry, ranges),
    )


def _when(when: When, ranges: Collection[str]) -> tuple[Between | OneOf, ...]:
    return tuple(
        Between(name, float(given[0]), float(given[1]))
        if name in ranges
        else OneOf(name, tuple(str(g) for g in given))
        for name, given in when.items()
    )


def _input(
    entry: InputEntry, ranges: Collection[str], yes_or_no: tuple[SliderOption, ...]
) -> Input:
    only_when = _when(entry.only_when, ranges)
    if isinstance(entry, RangeInputEntry):
        return RangeInput(
            id=entry.id,
            label=entry.label,
            low=entry.min,
            high=entry.max,
            step=entry.step,
            start=entry.value,
            unit=entry.unit,
            words=tuple(RangeWords(w.upto, w.text) for w in entry.words),
            help=entry.help or "",
            only_when=only_when,
        )
    if isinstance(entry, ChoiceInputEntry):
        options = tuple(SliderOption(o.id, o.text) for o in entry.options)
        return ChoiceInput(entry.id, entry.label, options, entry.value, entry.help or "", only_when)
    return ChoiceInput(
        entry.id, entry.label, yes_or_no, entry.value, entry.help or "", only_when, entry.safety
    )


def _picture(entry: SliderEntry, ranges: Collection[str]) -> SliderPicture | None:
    picture = entry.picture
    if picture is None:
        return None
    if isinstance(picture, BarsEntry):
        return Bars(
            title=picture.title,
            unit=picture.unit,
            rows=tuple(BarRow(r.id, r.label, r.cause or "", r.sd) for r in picture.rows),
            values=tuple(
                BarValues(_when(v.when, ranges), tuple(v.values.items()), tuple(v.here))
                for v in picture.values
            ),
            see=picture.see,
            sources=tuple(picture.sources),
            note=picture.note,
        )
    fields = picture.model_dump(exclude={"kind"})
    fields["sources"] = tuple(picture.sources)
    if isinstance(picture, CurveEntry):
        return Curve(**fields)
    fields["panels"] = tuple(picture.panels)
    return Timeline(**fields)
