"""What a type of item is: all that is particular to one way of asking, as pure methods."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from gluteedu.domain.items.grade import Grade, Response
from gluteedu.domain.items.item import Item, Option, Target
from gluteedu.domain.items.portable import Form
from gluteedu.domain.items.shuffle import shuffled
from gluteedu.domain.words import Words

Line = Callable[[str], str]
"""Makes plain words on one line out of a text of the course."""


@dataclass(frozen=True)
class Remark:
    """What is said to one part of an answer.

    Attributes:
        label: the part, such as the text of an option.
        text: the feedback.
        right: whether it is right; None where that is not marked.
    """

    label: str
    text: str
    right: bool | None


@dataclass(frozen=True)
class Solution:
    """The right answer in ids.

    Attributes:
        key: the options that are right.
        order: all options in the right order.
        pairs: option id to target id.
    """

    key: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Distribution:
    """What many answered; ``n`` is how many did.

    Attributes:
        options: option id to how many picked it, all options in the author's order. Where several
            may be picked the sum may exceed ``n``.
        numbers: each value that was given with how often, rising.
        grid: for each option id, how often it stood at each place ("1" is the first) or with each
            target id; every option and every column in the author's order.
    """

    n: int
    options: Mapping[str, int] | None = None
    numbers: tuple[tuple[float, int], ...] | None = None
    grid: Mapping[str, Mapping[str, int]] | None = None


class ItemType(ABC):
    """One way of asking. A type says how it is read and graded, and its form for other programs.

    The rest is as for picking among options, unless the type says otherwise.

    Attributes:
        id: what ``type`` says in ``data/items``.
        place: where it stands in lists of all types; among equals the id decides.
        one_pick: exactly one option is picked.
        on_body_map: its options are regions of the body map, which gives them their texts.
    """

    id: ClassVar[str]
    place: ClassVar[int] = 100
    one_pick: ClassVar[bool] = False
    on_body_map: ClassVar[bool] = False

    @abstractmethod
    def read(self, item: Item, raw: Any) -> Response:
        """What came from a browser or a file (JSON values) as a response.

        Raises ValueError that says what is allowed.
        """

    @abstractmethod
    def grade(self, item: Item, response: Response) -> Grade:
        """The grade of a response made by :meth:`read`."""

    @abstractmethod
    def form(self, item: Item) -> Form:
        """The item as other programs can take it."""

    def to_json(self, response: Response) -> Any:
        """A response as plain JSON values, in the form that :meth:`read` takes."""
        return list(response) if isinstance(response, tuple) else response

    def option_order(self, item: Item, seed: str) -> tuple[str, ...]:
        """The order in which a learner sees the options."""
        return shuffled(item.option_ids, f"{seed}/{item.id}")

    def ask(self, item: Item, words: Words) -> str:
        """How it is to be answered, in the words of the quiz."""
        return words.say(f"ask_{self.id}")

    def marks(self, item: Item, grade: Grade) -> dict[str, bool]:
        """The options that are marked after an answer, and whether as right."""
        return {one: one in item.key for one in grade.feedback}

    def remarks(self, item: Item, response: Response, grade: Grade) -> list[Remark]:
        """What is said to an answer, part by part."""
        marks = self.marks(item, grade)
        options = [item.option(one) for one in grade.feedback]
        return [Remark(each.text, each.feedback, marks.get(each.id)) for each in options]

    def nearness(self, item: Item, grade: Grade, words: Words) -> str:
        """How much of a wrong answer is right, in the words of the quiz; nothing by default."""
        return ""

    def solution(self, item: Item) -> Solution:
        """The right answer in ids; none where the answer is no option."""
        return Solution(item.key, pairs=dict(item.pairs))

    def answer(self, item: Item, words: Words, solved: bool) -> str:
        """The right answer as a sentence, where marks on the options do not show it."""
        return ""

    def count(self, item: Item, responses: Sequence[Response]) -> Distribution:
        """How often each thing was chosen; it says nothing of what is right."""
        parts = (one for each in responses if isinstance(each, tuple) for one in each)
        picks = Counter(parts)
        return Distribution(len(responses), options={one: picks[one] for one in item.option_ids})

    def choices(self, item: Item) -> dict[str, bool]:
        """Ids of all that can be chosen, and whether each is right."""
        return {one: one in item.key for one in item.option_ids}

    def chosen(self, item: Item, raw: Any) -> set[str]:
        """Which of :meth:`choices` a response of the record (JSON values) has chosen."""
        return chosen_ids(raw)

    def choice_text(self, item: Item, choice: str, words: Words, line: Line) -> str:
        """One of :meth:`choices` in the words of the class report."""
        return text_of(item.options, choice, line)


def chosen_ids(raw: Any) -> set[str]:
    """What a response names, where no more is known of its item: ids, or ``option>target``."""
    if raw is None or isinstance(raw, (bool, int, float)):
        return set()
    if isinstance(raw, str):
        return {raw}
    parts = raw.items() if isinstance(raw, dict) else raw
    if all(not isinstance(one, str) for one in parts):
        return {f"{left}>{target}" for left, target in parts}
    return set(parts)


def text_of(texts: Iterable[Option | Target], id_: str, line: Line) -> str:
    """The text with that id as one line; the id itself without a text."""
    return next((line(each.text) for each in texts if each.id == id_), "") or id_
