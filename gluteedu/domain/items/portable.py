"""Four forms that other programs know; every item can be told in one of them.

What writes for another program asks an item for its form, never for its type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gluteedu.domain.items.item import NumberKey, Option, Target
from gluteedu.domain.items.shuffle import shuffled, shuffled_apart


@dataclass(frozen=True)
class ChoiceForm:
    """Options, some of them right.

    Attributes:
        key: ids of the right ones.
        many: all of the right ones are to be picked; else one of them is enough.
        by_name: the options always stand in the order of the alphabet.
        lost: what became of the item to have this form; nothing where it has it by nature.
    """

    options: tuple[Option, ...]
    key: tuple[str, ...]
    many: bool = False
    by_name: bool = False
    lost: str = ""

    @property
    def right(self) -> tuple[Option, ...]:
        """The options that are right."""
        options = {option.id: option for option in self.options}
        return tuple(options[one] for one in self.key)

    @property
    def listed(self) -> tuple[Option, ...]:
        """The options as an author or the alphabet puts them."""
        return alphabetical(self.options) if self.by_name else self.options

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them."""
        return self.listed if self.by_name else _in_order(self.options, shuffled(_ids(self), seed))


@dataclass(frozen=True)
class OrderForm:
    """Options to put in order; ``key`` has all their ids in the right one."""

    options: tuple[Option, ...]
    key: tuple[str, ...]
    lost: str = ""

    @property
    def in_order(self) -> tuple[Option, ...]:
        """The options in the right order."""
        return _in_order(self.options, self.key)

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them, never in the right order."""
        return _in_order(self.options, shuffled_apart(_ids(self), seed, self.key))


@dataclass(frozen=True)
class PairsForm:
    """Options that have each one partner among the targets.

    Attributes:
        pairs: (option id, target id), one for each option.
    """

    options: tuple[Option, ...]
    targets: tuple[Target, ...]
    pairs: tuple[tuple[str, str], ...]
    lost: str = ""

    @property
    def paired(self) -> tuple[tuple[Option, Target], ...]:
        """Each option with its partner."""
        options = {option.id: option for option in self.options}
        targets = {target.id: target for target in self.targets}
        return tuple((options[left], targets[right]) for left, right in self.pairs)

    @property
    def unpaired(self) -> tuple[Target, ...]:
        """The targets that are no option's partner."""
        used = {right for _, right in self.pairs}
        return tuple(target for target in self.targets if target.id not in used)

    def shown_targets(self, seed: str) -> tuple[Target, ...]:
        """The targets as a learner sees them."""
        targets = {target.id: target for target in self.targets}
        return tuple(targets[one] for one in shuffled(targets, f"{seed}/targets"))

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them."""
        return _in_order(self.options, shuffled(_ids(self), seed))


@dataclass(frozen=True)
class RangeForm:
    """A number that is right inside a range."""

    key: NumberKey
    lost: str = ""

    def shown(self, seed: str) -> tuple[Option, ...]:
        """Nothing: there are no options."""
        return ()


def alphabetical(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options by their texts."""
    return tuple(sorted(options, key=lambda option: (option.text.casefold(), option.id)))


Form = ChoiceForm | OrderForm | PairsForm | RangeForm


def _ids(form: ChoiceForm | OrderForm | PairsForm) -> tuple[str, ...]:
    return tuple(option.id for option in form.options)


def _in_order(options: tuple[Option, ...], ids: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: ids.index(option.id)))
