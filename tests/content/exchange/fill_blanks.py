"""Does what a teacher does with a starting point: writes something over every blank."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import yaml

BLANK = re.compile(r"FILL IN[^\"\\\n]*")
NUMBERS = {"value": 5, "tolerance": 1, "min": 0, "max": 10, "step": 1}
SOURCE = "nhs-inform-doms"
_WORDS = ("bat", "cow", "dog", "elk", "fox", "gnu", "hen", "jay", "kid", "lark")
_places = count()


def some_words() -> str:
    """Easy words that were not used before."""
    place = next(_places)
    found = []
    for _ in range(4):
        place, word = divmod(place, len(_WORDS))
        found.append(_WORDS[word])
    return "The " + " ".join(found) + "."


def filled(item: dict, objective: str | None = None) -> dict:
    """An item with every blank written over; ``objective``: the one it asks about."""

    def words(value):
        if isinstance(value, str):
            return some_words() if value.startswith("FILL IN") else value
        if isinstance(value, list):
            return [words(one) for one in value]
        if isinstance(value, dict):
            return {key: words(one) for key, one in value.items()}
        return value

    options = [option["id"] for option in item.get("options", ())]
    first = item["objective"].removeprefix("FILL IN: one of ").split(", ")[0]
    made = {key: words(value) for key, value in item.items()}
    made["objective"] = objective or first
    made["sources"] = [SOURCE]
    if item["type"] == "number":
        made.update(NUMBERS)
    elif item["type"] == "matching":
        targets = [target["id"] for target in item["targets"]]
        made["key"] = dict(zip(options, targets, strict=False))
    elif item["type"] == "ordering":
        made["key"] = options
    else:
        made["key"] = options[:1]
    return made


def fill_items(path: Path, objectives: dict[str, str] | None = None) -> None:
    """Write over every blank of a file of items; ``objectives``: item id to its objective."""
    raw = yaml.safe_load(path.read_text())
    for quiz in raw["quizzes"]:
        quiz["title"] = BLANK.sub("What is it?", quiz["title"])
    raw["items"] = [
        filled(item, (objectives or {}).get(item["id"])) if "FILL IN" in str(item) else item
        for item in raw["items"]
    ]
    path.write_text(yaml.safe_dump(raw, sort_keys=False, allow_unicode=True))


def fill_text(path: Path) -> None:
    """Write over every blank of a notebook or of course.yaml."""
    text = path.read_text().replace("FILL IN: ids of the sources that the prose names", SOURCE)
    path.write_text(BLANK.sub(lambda _: some_words(), text))
