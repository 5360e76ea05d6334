"""Find the partner of each option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gluteedu.domain.items.grade import Grade, Response, pairs_of
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import Distribution, ItemType, Line, text_of
from gluteedu.domain.items.picking import listed
from gluteedu.domain.items.portable import PairsForm
from gluteedu.domain.words import Words


class Matching(ItemType):
    """Each option gets one of the targets; a target may be nobody's, or that of several."""

    id = "matching"
    place = 5

    def read(self, item: Item, raw: Any) -> Response:
        """A mapping of every option id to a target id."""
        targets = tuple(target.id for target in item.targets)
        if not isinstance(raw, dict) or set(raw) != set(item.option_ids):
            raise ValueError(f"{item.id}: each of {listed(item.option_ids)} needs a partner")
        if any(not isinstance(target, str) or target not in targets for target in raw.values()):
            raise ValueError(f"{item.id}: the partners are {listed(targets)}")
        return tuple((option_id, raw[option_id]) for option_id in item.option_ids)

    def to_json(self, response: Response) -> dict[str, str]:
        """Option id to target id."""
        return dict(pairs_of(response))

    def grade(self, item: Item, response: Response) -> Grade:
        """The share of options with their right target (as Moodle's matching question)."""
        wanted = dict(item.pairs)
        right = tuple(left for left, target in pairs_of(response) if wanted[left] == target)
        return Grade(len(right) / len(wanted), len(right) == len(wanted), right)

    def form(self, item: Item) -> PairsForm:
        """Pairs."""
        return PairsForm(item.options, item.targets, item.pairs)

    def marks(self, item: Item, grade: Grade) -> dict[str, bool]:
        """Every option, whether it has its partner."""
        return {one: one in grade.feedback for one in item.option_ids}

    def nearness(self, item: Item, grade: Grade, words: Words) -> str:
        """How many pairs fit."""
        fit, of = len(grade.feedback), len(item.pairs)
        return words.say("pairs_fit", n=fit, of=of) if fit else words.say("no_pair_fits", of=of)

    def count(self, item: Item, responses: Sequence[Response]) -> Distribution:
        """How often each option had each target."""
        columns = [target.id for target in item.targets]
        grid = {one: dict.fromkeys(columns, 0) for one in item.option_ids}
        for response in responses:
            for option, target in pairs_of(response):
                grid[option][target] += 1
        return Distribution(len(responses), grid=grid)

    def choices(self, item: Item) -> dict[str, bool]:
        """Every pair that can be made, as ``option>target``."""
        return {
            f"{option}>{target.id}": (option, target.id) in item.pairs
            for option in item.option_ids
            for target in item.targets
        }

    def choice_text(self, item: Item, choice: str, words: Words, line: Line) -> str:
        """The pair."""
        option, _, target = choice.partition(">")
        return f"{text_of(item.options, option, line)} → {text_of(item.targets, target, line)}"


TYPE = Matching()
