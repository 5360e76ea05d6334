"""Say whether a sentence is true, and choose the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gluteedu.domain.items.grade import Grade, Response, pairs_of
from gluteedu.domain.items.item import Item, Option
from gluteedu.domain.items.item_type import Distribution, ItemType, Line, text_of
from gluteedu.domain.items.portable import ChoiceForm
from gluteedu.domain.words import Words


class TrueBecause(ItemType):
    """One option with one target: a verdict and its reason."""

    id = "true_because"

    def read(self, item: Item, raw: Any) -> Response:
        """A mapping of one option id to one target id."""
        pair = tuple(raw.items())[:1] if isinstance(raw, dict) and len(raw) == 1 else ()
        if pair not in [(one,) for one in _pairs(item)]:
            raise ValueError(f"{item.id}: one verdict needs one reason")
        return pair

    def to_json(self, response: Response) -> dict[str, str]:
        """The same mapping."""
        return dict(pairs_of(response))

    def grade(self, item: Item, response: Response) -> Grade:
        """Half for the verdict, half for the reason that goes with it."""
        ((verdict, reason),) = pairs_of(response)
        ((right, because),) = item.pairs
        if verdict != right:
            return Grade(0.0, False, (verdict,))
        return Grade(1.0 if reason == because else 0.5, reason == because, (verdict,))

    def form(self, item: Item) -> ChoiceForm:
        """A choice among verdicts with reasons."""
        options = {one.id: one for one in item.options}
        reasons = {one.id: one.text for one in item.targets}
        told = tuple(
            Option(f"{v}-{r}", f"{options[v].text}, because {reasons[r]}", options[v].feedback)
            for v, r in _pairs(item)
        )
        ((verdict, reason),) = item.pairs
        lost = "verdict and reason became one choice"
        return ChoiceForm(told, (f"{verdict}-{reason}",), lost=lost)

    def ask(self, item: Item, words: Words) -> str:
        """As for picking one."""
        return words.say("ask_single")

    def marks(self, item: Item, grade: Grade) -> dict[str, bool]:
        """The verdict alone."""
        return {one: one in dict(item.pairs) for one in grade.feedback}

    def count(self, item: Item, responses: Sequence[Response]) -> Distribution:
        """How often each verdict had each reason."""
        grid = {one: {target.id: 0 for target in item.targets} for one in item.option_ids}
        for response in responses:
            for verdict, reason in pairs_of(response):
                grid[verdict][reason] += 1
        return Distribution(len(responses), grid=grid)

    def choices(self, item: Item) -> dict[str, bool]:
        """Every verdict with every reason."""
        return {f"{v}>{r}": (v, r) in item.pairs for v, r in _pairs(item)}

    def choice_text(self, item: Item, choice: str, words: Words, line: Line) -> str:
        """Verdict and reason."""
        verdict, _, reason = choice.partition(">")
        return f"{text_of(item.options, verdict, line)}: {text_of(item.targets, reason, line)}"


def _pairs(item: Item) -> list[tuple[str, str]]:
    return [(option, target.id) for option in item.option_ids for target in item.targets]


TYPE = TrueBecause()
