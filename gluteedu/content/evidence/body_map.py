"""Reads data/body_map.yaml and holds it and the drawing together, region by region."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_yaml
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.causes import CauseId, cause_context
from gluteedu.domain.evidence.body_map import NERVE_PARTS, REGION_IDS, BodyMap, NerveStep, Region

BODY_MAP = "body_map.yaml"
DRAWING = "widgets/body_map/body_map.svg"

Text = Annotated[str, Field(min_length=1)]
Sources = Annotated[list[Text], Field(min_length=1)]


class _Region(Strict):
    id: Text
    name: Text
    also: Text
    text: Text
    hurts: Text
    causes: list[CauseId] = Field(default_factory=list)
    sources: Sources


class _Step(Strict):
    part: Text
    text: Text
    sources: Sources


class _Caution(Strict):
    text: Text
    sources: Sources


class _Map(Strict):
    alt: Text
    caption: Text
    caution: _Caution
    regions: list[Any]
    nerve: list[Any]


@cache
def drawing() -> str:
    """The drawing as SVG text; each region is one ``<g data-region="ID">``."""
    return (Path(__file__).resolve().parents[2] / DRAWING).read_text(encoding="utf-8")


def load_body_map(root: Path, problems: list[Problem]) -> BodyMap:
    """The body map. ``root`` is the data folder; every fault becomes a Problem.

    A region or a stretch of the nerve that is missing, unknown or there twice is a fault.
    """
    empty = BodyMap("", "", "", (), (), ())
    raw = read_yaml(root / BODY_MAP, BODY_MAP, problems)
    if raw is None:
        return empty
    whole = build(_Map, raw, BODY_MAP, "-", problems)
    if whole is None:
        return empty
    regions = []
    causes = cause_context(root)
    for number, entry in enumerate(whole.regions, start=1):
        made = build(_Region, entry, BODY_MAP, _name(entry, "id", number), problems, causes)
        if made is not None:
            fields = made.model_dump() | {"causes": tuple(made.causes)}
            regions.append(Region(**fields | {"sources": tuple(made.sources)}))
    steps = []
    for number, entry in enumerate(whole.nerve, start=1):
        step = build(_Step, entry, BODY_MAP, _name(entry, "part", number), problems)
        if step is not None:
            steps.append(NerveStep(step.part, step.text, tuple(step.sources)))
    _check_ids("region", "regions", REGION_IDS, [_id(e, "id") for e in whole.regions], problems)
    _check_ids("stretch", "nerve", NERVE_PARTS, [_id(e, "part") for e in whole.nerve], problems)
    caution = whole.caution
    return BodyMap(
        whole.alt, whole.caption, caution.text, tuple(caution.sources), tuple(regions), tuple(steps)
    )


def check_body_map(body_map: BodyMap, problems: list[Problem]) -> None:
    """The map is easy to read and fits the drawing."""
    for region in body_map.regions:
        for field, text in (("text", region.text), ("hurts", region.hurts)):
            check_reading(BODY_MAP, region.id, field, text, problems)
    for step in body_map.nerve:
        check_reading(BODY_MAP, step.part, "text", step.text, problems)
    check_reading(BODY_MAP, "-", "caution", body_map.caution, problems, urgent=True)
    check_drawing(drawing(), problems)


def check_drawing(svg: str, problems: list[Problem]) -> None:
    """Every region is drawn once, with a point for its label; every stretch of the nerve, too."""
    try:
        tree = ET.fromstring(svg)
    except ET.ParseError as error:
        problems.append(Problem(DRAWING, "-", "-", f"is not valid SVG: {error}"))
        return
    _, _, width, height = (float(n) for n in tree.get("viewBox", "0 0 0 0").split())
    drawn = [g for g in tree.iter() if g.get("data-region") is not None]
    _check_ids(
        "region",
        "data-region",
        REGION_IDS,
        [g.get("data-region") for g in drawn],
        problems,
        DRAWING,
    )
    traced = {g.get("data-trace") for g in tree.iter() if g.get("data-trace")}
    _check_ids("stretch", "data-trace", NERVE_PARTS, list(traced), problems, DRAWING)
    for group in drawn:
        at = re.fullmatch(r"(\d+) (\d+)", group.get("data-at", ""))
        if at is None or int(at[1]) > width or int(at[2]) > height:
            message = 'must be a point of the drawing, such as data-at="118 210"'
            problems.append(Problem(DRAWING, str(group.get("data-region")), "data-at", message))


def _check_ids(
    what: str,
    field: str,
    known: tuple[str, ...],
    found: list[str | None],
    problems: list[Problem],
    file: str = BODY_MAP,
) -> None:
    counts = Counter(found)
    for one, count in counts.items():
        if one not in known:
            message = f"there is no {what} {one!r}; there are: {', '.join(known)}"
            problems.append(Problem(file, str(one), field, message))
        elif count > 1:
            problems.append(Problem(file, str(one), field, f"this {what} stands {count} times"))
    for one in known:
        if one not in counts:
            problems.append(Problem(file, one, field, f"this {what} is missing"))


def _id(entry: Any, field: str) -> str | None:
    value = entry.get(field) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None


def _name(entry: Any, field: str, number: int) -> str:
    return _id(entry, field) or f"entry {number}"
