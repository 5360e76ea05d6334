"""Reads data/body_map.yaml and holds it and the drawing together, region by region."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from pydantic import Field

from gluteedu.content.loading.fields import Sources, Text
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.loading.reading import Strict, build, read_file, read_text
from gluteedu.content.text.readability import check_reading
from gluteedu.content.triage.causes import CauseId, cause_context
from gluteedu.domain.evidence.body_map import BodyMap, NerveStep, Region

BODY_MAP = "body_map.yaml"
DRAWING = "body_map.svg"

_ACTIVE = ("script", "image", "a", "foreignObject")


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


def drawing(root: Path | None = None) -> str:
    """The drawing as SVG text, empty where a course has none.

    Each region is one ``<g data-region="ID">``. ``root`` is the data folder; that of the course
    which is run just now if None.
    """
    return _drawing(root or data_folder())


@cache
def _drawing(root: Path) -> str:
    path = root / DRAWING
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def load_body_map(root: Path, problems: list[Problem]) -> BodyMap:
    """The body map. ``root`` is the data folder; every fault becomes a Problem.

    A region or a stretch of the nerve is a fault that is there twice, or not in the drawing, or
    in the drawing alone.
    """
    empty = BodyMap("", "", "", (), (), ())
    whole = read_file(_Map, root, BODY_MAP, problems)
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
    svg = drawing(root)
    ids = [_id(e, "id") for e in whole.regions]
    _check_ids("region", "regions", _drawn(svg, "data-region"), ids, problems)
    parts = [_id(e, "part") for e in whole.nerve]
    _check_ids("stretch", "nerve", _drawn(svg, "data-trace"), parts, problems)
    caution = whole.caution
    return BodyMap(
        whole.alt, whole.caption, caution.text, tuple(caution.sources), tuple(regions), tuple(steps)
    )


def _drawn(svg: str, name: str) -> tuple[str, ...]:
    """The values of one attribute of the drawing, each once."""
    return tuple(dict.fromkeys(re.findall(f'{name}="([^"]+)"', svg)))


def check_body_map(root: Path, body_map: BodyMap, problems: list[Problem]) -> None:
    """The map is easy to read and fits the drawing in the data folder ``root``."""
    for region in body_map.regions:
        for field, text in (("text", region.text), ("hurts", region.hurts)):
            check_reading(BODY_MAP, region.id, field, text, problems)
    for step in body_map.nerve:
        check_reading(BODY_MAP, step.part, "text", step.text, problems)
    check_reading(BODY_MAP, "-", "caution", body_map.caution, problems, urgent=True)
    svg = read_text(root / DRAWING, DRAWING, problems)
    if svg is not None:
        check_drawing(svg, body_map, problems)


def check_drawing(svg: str, body_map: BodyMap, problems: list[Problem]) -> None:
    """Every region is drawn once, with a point for its label; every stretch of the nerve, too."""
    try:
        tree = fromstring(svg)
    except (ParseError, DefusedXmlException) as error:
        problems.append(Problem(DRAWING, "-", "-", f"is not valid SVG: {error}"))
        return
    _check_plain(tree, problems)
    box = re.fullmatch(r"\S+ \S+ (\d+) (\d+)", tree.get("viewBox", ""))
    if box is None:
        message = 'must be four numbers, such as viewBox="0 0 400 600"'
        problems.append(Problem(DRAWING, "-", "viewBox", message))
        return
    drawn = [g for g in tree.iter() if g.get("data-region") is not None]
    _check_ids(
        "region",
        "data-region",
        tuple(body_map.names),
        [g.get("data-region") for g in drawn],
        problems,
        DRAWING,
    )
    parts = tuple(step.part for step in body_map.nerve)
    traced = list({g.get("data-trace") for g in tree.iter()} - {None, ""})
    _check_ids("stretch", "data-trace", parts, traced, problems, DRAWING)
    for group in drawn:
        if not _inside(group.get("data-at", ""), int(box[1]), int(box[2])):
            message = 'must be a point of the drawing, such as data-at="118 210"'
            problems.append(Problem(DRAWING, str(group.get("data-region")), "data-at", message))


def _inside(point: str, width: int, height: int) -> bool:
    at = re.fullmatch(r"(\d+) (\d+)", point)
    return at is not None and int(at[1]) <= width and int(at[2]) <= height


def _check_plain(tree: Element, problems: list[Problem]) -> None:
    """A drawing runs nothing and loads nothing: it stands in the page as it is."""
    for node in tree.iter():
        tag = str(node.tag).rpartition("}")[2]
        attributes = [name.rpartition("}")[2] for name, _ in node.items()]
        found = [name for name in attributes if name == "href" or name.startswith("on")]
        for name in [tag, *found] if tag in _ACTIVE else found:
            problems.append(Problem(DRAWING, "-", name, "is not part of a plain drawing"))


def _check_ids(
    what: str,
    field: str,
    known: tuple[str, ...],
    found: list[str | None],
    problems: list[Problem],
    file: str = BODY_MAP,
) -> None:
    counts = Counter(found)
    for name, count in counts.items():
        if name not in known:
            message = f"there is no {what} {name!r}; there are: {', '.join(known)}"
            problems.append(Problem(file, str(name), field, message))
        elif count > 1:
            problems.append(Problem(file, str(name), field, f"this {what} stands {count} times"))
    for name in known:
        if name not in counts:
            problems.append(Problem(file, name, field, f"this {what} is missing"))


def _id(entry: Any, field: str) -> str | None:
    value = entry.get(field) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None


def _name(entry: Any, field: str, number: int) -> str:
    return _id(entry, field) or f"entry {number}"
