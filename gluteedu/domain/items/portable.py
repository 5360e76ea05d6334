"""Four forms that other programs know; every item can be told in one of them.

What writes for another program asks an item for its form, never for its type. ``lost`` says what
became of an item to have its form; it is empty where the item has that form by nature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gluteedu.domain.items.item import NumberKey, Option, Target
from gluteedu.domain.items.shuffle import shuffled, shuffled_apart


@dataclass(frozen=True)
class _OptionsForm:
    options: tuple[Option, ...]
    lost: str = field(default="", kw_only=True)

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them."""
        return self._named(shuffled((option.id for option in self.options), seed))

    def _named(self, ids: Iterable[str]) -> tuple[Option, ...]:
        options = {option.id: option for option in self.options}
        return tuple(options[one] for one in ids)


@dataclass(frozen=True)
class ChoiceForm(_OptionsForm):
    """Options, some of them right.

    Attributes:
        key: ids of the right ones.
        many: all of the right ones are to be picked; else one of them is enough.
        by_name: the options always stand in the order of the alphabet.
    """

    key: tuple[str, ...]
    many: bool = False
    by_name: bool = False

    @property
    def right(self) -> tuple[Option, ...]:
        """The options that are right."""
        return self._named(self.key)

    @property
    def listed(self) -> tuple[Option, ...]:
        """The options as the author or the alphabet puts them."""
        return alphabetical(self.options) if self.by_name else self.options

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them."""
        return self.listed if self.by_name else super().shown(seed)


@dataclass(frozen=True)
class OrderForm(_OptionsForm):
    """Options to put in order; ``key`` has all their ids in the right one."""

    key: tuple[str, ...]

    @property
    def in_order(self) -> tuple[Option, ...]:
        """The options in the right order."""
        return self._named(self.key)

    def shown(self, seed: str) -> tuple[Option, ...]:
        """The options as a learner sees them, never in the right order."""
        return self._named(shuffled_apart((one.id for one in self.options), seed, self.key))


@dataclass(frozen=True)
class PairsForm(_OptionsForm):
    """Options that have each one partner among the targets.

    Attributes:
        pairs: (option id, target id), one for each option.
    """

    targets: tuple[Target, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def paired(self) -> tuple[tuple[Option, Target], ...]:
        """Each option with its partner."""
        targets = {target.id: target for target in self.targets}
        lefts = self._named(left for left, _ in self.pairs)
        return tuple(
            (left, targets[right]) for left, (_, right) in zip(lefts, self.pairs, strict=True)
        )

    @property
    def unpaired(self) -> tuple[Target, ...]:
        """The targets that are no option's partner."""
        used = {right for _, right in self.pairs}
        return tuple(target for target in self.targets if target.id not in used)

    def shown_targets(self, seed: str) -> tuple[Target, ...]:
        """The targets as a learner sees them."""
        targets = {target.id: target for target in self.targets}
        return tuple(targets[one] for one in shuffled(targets, f"{seed}/targets"))


@dataclass(frozen=True)
class RangeForm:
    """A number that is right inside a range."""

    key: NumberKey
    lost: str = ""

    def shown(self, seed: str) -> tuple[Option, ...]:
        """Nothing: there are no options."""
        return ()


Form = ChoiceForm | OrderForm | PairsForm | RangeForm


def alphabetical(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options by their texts."""
    return tuple(sorted(options, key=lambda option: (option.text.casefold(), option.id)))
