"""The body map: its file, its drawing, and every way the two can fall apart."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from gluteedu.content.evidence.body_map import (
    BODY_MAP,
    DRAWING,
    check_body_map,
    check_drawing,
    drawing,
    load_body_map,
)
from gluteedu.content.evidence.reference import load_sources
from gluteedu.content.loading.paths import COURSE_SETTING, data_folder
from gluteedu.content.loading.problems import Problem
from gluteedu.content.triage.causes import load_causes

SVG = "{http://www.w3.org/2000/svg}"


def loaded(folder: Path) -> tuple[object, list[Problem]]:
    problems: list[Problem] = []
    return load_body_map(folder, problems), problems


def told(problems: list[Problem]) -> str:
    return "\n".join(str(p) for p in problems)


def broken(tmp_path: Path, change) -> list[Problem]:
    raw = yaml.safe_load((data_folder() / BODY_MAP).read_text("utf-8"))
    change(raw)
    for name in ("causes.yaml", DRAWING):
        shutil.copy(data_folder() / name, tmp_path)
    (tmp_path / BODY_MAP).write_text(yaml.safe_dump(json.loads(json.dumps(raw))), encoding="utf-8")
    return loaded(tmp_path)[1]


def test_the_course_map_has_no_fault_and_names_known_sources() -> None:
    body_map, problems = loaded(data_folder())
    check_body_map(data_folder(), body_map, problems)
    assert problems == []
    assert len(body_map.regions) == 11
    parts = ["roots", "buttock", "sit_bone", "thigh", "branches"]
    assert [step.part for step in body_map.nerve] == parts
    assert set(body_map.sources) <= load_sources(data_folder(), []).keys()


def test_every_cause_of_the_lessons_is_felt_somewhere() -> None:
    body_map, _ = loaded(data_folder())
    for cause in ("exercise_soreness", "muscle_injury", "sciatic_nerve_pain", "pelvic_girdle_pain"):
        assert body_map.chosen(cause), cause
    assert body_map.chosen("muscle_injury") == (
        "biceps_femoris",
        "semitendinosus",
        "semimembranosus",
        "sit_bone",
    )


def test_regions_are_chosen_by_id_in_the_order_of_the_map() -> None:
    body_map, _ = loaded(data_folder())
    assert body_map.chosen(None) == ()
    assert body_map.chosen("sit_bone") == ("sit_bone",)
    assert body_map.chosen(["low_back", "piriformis"]) == ("piriformis", "low_back")
    with pytest.raises(ValueError, match="no region or cause knee; there are: gluteus_maximus"):
        body_map.chosen(["knee", "low_back"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m["regions"].pop(0), "gluteus_maximus: regions: this region is missing"),
        (
            lambda m: m["regions"].append(m["regions"][0]),
            "gluteus_maximus: regions: this region stands 2 times",
        ),
        (lambda m: m["regions"][0].update(id="bum"), "bum: regions: there is no region 'bum'"),
        (lambda m: m["regions"][2].pop("hurts"), "piriformis: hurts: is missing"),
        (lambda m: m["regions"][2].update(text=""), "piriformis: text: must not be empty"),
        (lambda m: m["regions"][2].update(sources=[]), "piriformis: sources: must not be empty"),
        (lambda m: m["regions"][2].update(colour="red"), "colour: is not a known field here"),
        (lambda m: m["regions"][2].update(causes=["flu"]), "piriformis: causes.1: must be one of"),
        (lambda m: m["regions"].insert(0, "skin"), "entry 1: -: must be a set of named fields"),
        (lambda m: m["nerve"].pop(), "branches: nerve: this stretch is missing"),
        (lambda m: m["nerve"][0].update(part="neck"), "neck: nerve: there is no stretch 'neck'"),
        (lambda m: m.pop("caution"), "-: caution: is missing"),
        (lambda m: m.update(regions="none"), "-: regions: must be a list"),
    ],
)
def test_a_broken_file_is_told_by_id_and_field(tmp_path: Path, change, message: str) -> None:
    assert message in told(broken(tmp_path, change))


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    body_map, problems = loaded(tmp_path)
    assert told(problems) == "body_map.yaml: -: -: the file is missing"
    assert body_map.regions == ()


def test_hard_words_are_told(tmp_path: Path) -> None:
    body_map, problems = loaded(data_folder())
    hard = " ".join(
        ["Musculoskeletal considerations necessitate multidisciplinary evaluation."] * 4
    )
    regions = (
        *body_map.regions[:-1],
        type(body_map.regions[-1])(**vars(body_map.regions[-1]) | {"text": hard}),
    )
    check_body_map(data_folder(), type(body_map)(**vars(body_map) | {"regions": regions}), problems)
    assert "body_map.yaml: low_back: text" in told(problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('data-region="piriformis"', 'data-region="pear"', "pear: data-region: there is no region"),
        ('data-region="piriformis"', "", "piriformis: data-region: this region is missing"),
        ('data-region="piriformis"', 'data-region="low_back"', "stands 2 times"),
        ('data-at="290 178"', "", "piriformis: data-at: must be a point of the drawing"),
        ('data-at="290 178"', 'data-at="290 978"', "piriformis: data-at: must be a point"),
        ('data-trace="thigh"', "", "thigh: data-trace: this stretch is missing"),
        ("</svg>", "", "is not valid SVG"),
        ("<svg", '<!DOCTYPE svg [<!ENTITY x "x">]><svg', "is not valid SVG"),
        ("</svg>", "<script>1</script></svg>", "script: is not part of a plain drawing"),
        ('data-at="290 178"', 'data-at="290 178" onclick="1"', "onclick: is not part of a plain"),
        ("</svg>", '<use href="https://x.example/#a"/></svg>', "href: is not part of a plain"),
        ("viewBox=", 'viewBox="wide" data-was=', "-: viewBox: must be four numbers"),
    ],
)
def test_a_drawing_that_lost_a_region_is_told(old: str, new: str, message: str) -> None:
    assert old in drawing()
    problems: list[Problem] = []
    check_drawing(drawing().replace(old, new), load_body_map(data_folder(), []), problems)
    assert message in told(problems)


def test_a_missing_drawing_is_one_problem(tmp_path: Path) -> None:
    body_map, problems = loaded(data_folder())
    check_body_map(tmp_path, body_map, problems)
    assert told(problems) == "body_map.svg: -: -: the file is missing"


def test_the_drawing_is_small_silent_and_takes_its_colours_from_tokens() -> None:
    svg = drawing()
    assert len(svg.encode()) < 40 * 1024
    tree = ET.fromstring(svg)
    tags = {node.tag.removeprefix(SVG) for node in tree.iter()}
    assert tags.isdisjoint({"text", "script", "image", "a", "foreignObject", "title"})
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert all(one.startswith("gbm-") for one in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(ids)
    package = Path(__file__).parents[3] / "gluteedu"
    tokens = (package / "widgets/shared/static/tokens.css").read_text("utf-8")
    used = set(re.findall(r"var\((--g-[a-z-]+),#[0-9a-f]{6}\)", svg))
    assert used
    for token in used:
        assert tokens.count(f"{token}:") == 2, f"{token}: one value for light, one for dark"


def test_drawing_and_causes_are_those_of_the_course_that_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = drawing(), load_causes()
    data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    (data / DRAWING).write_text("<svg/>")
    monkeypatch.setenv(COURSE_SETTING, str(tmp_path))
    assert drawing() == "<svg/>"
    assert load_causes() is not here[1]
    monkeypatch.delenv(COURSE_SETTING)
    assert (drawing(), load_causes()) == here


def test_the_body_is_seen_from_behind() -> None:
    """Left half surface, right half deep; the outer hamstring outside, the inner ones inside."""
    at = {
        g.get("data-region"): [int(n) for n in g.get("data-at").split()]
        for g in ET.fromstring(drawing()).iter()
        if g.get("data-region")
    }
    assert at["biceps_femoris"][0] < at["semitendinosus"][0] < 200
    assert at["biceps_femoris"][0] < at["semimembranosus"][0] < 200
    assert at["gluteus_medius"][1] < at["gluteus_maximus"][1]
    assert at["sacroiliac_joint"][1] < at["piriformis"][1] < at["deep_rotators"][1]
    assert 200 < at["sacroiliac_joint"][0] < at["sit_bone"][0] < at["sciatic_nerve"][0]
