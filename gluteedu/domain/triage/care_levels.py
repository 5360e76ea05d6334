"""The levels of care as they are shown: what to do, the signs, and the telephone numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gluteedu.domain.triage.levels import LEVELS


@dataclass(frozen=True)
class SignGroup:
    """Signs that belong together on a safety card."""

    title: str
    signs: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class CareLevel:
    """One of the four levels of care: what to do, and the signs that ask for it.

    ``act`` may hold ``{emergency_number}`` and ``{advice_number}``; ``Numbers.fill`` puts them in.
    """

    id: str
    name: str
    act: str
    when: tuple[SignGroup, ...]

    @property
    def urgency(self) -> int:
        """0 (self-care) to 3 (emergency)."""
        return LEVELS.index(self.id)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once, in the order of the signs."""
        return tuple(dict.fromkeys(s for group in self.when for s in group.sources))


@dataclass(frozen=True)
class PhoneNumbers:
    """The numbers of one place: for an emergency, and for advice when it is urgent."""

    id: str
    place: str
    emergency: str
    advice: str


@dataclass(frozen=True)
class CareGuide:
    """The four levels, most urgent first, and the telephone numbers of each place."""

    levels: tuple[CareLevel, ...]
    numbers: tuple[PhoneNumbers, ...]

    def level(self, level_id: str) -> CareLevel:
        """The level called ``level_id``. Raises KeyError for an id that is not in ``LEVELS``."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)

    def fill(self, text: str, place: str | None = None) -> str:
        """``text`` with the numbers of ``place``, or of every place, in its placeholders."""
        return fill_numbers(text, self.numbers, place)


def fill_numbers(text: str, numbers: Iterable[PhoneNumbers], place: str | None = None) -> str:
    """``text`` with ``{emergency_number}`` and ``{advice_number}`` replaced.

    Args:
        text: what to fill; text without placeholders comes back unchanged.
        numbers: the known places.
        place: the id of one place; None names every place ("999 (UK), 911 (US) or 112 (EU)").

    Raises:
        ValueError: no such place; the message lists the places there are.
    """
    known = tuple(numbers)
    if place is not None:
        chosen = [n for n in known if n.id == place]
        if not chosen:
            allowed = ", ".join(n.id for n in known)
            raise ValueError(f"no telephone numbers for {place!r}; there are: {allowed}")
        emergency, advice = chosen[0].emergency, chosen[0].advice
    else:
        emergency = _either([f"{n.emergency} ({n.place})" for n in known])
        advice = _either([f"{n.advice} ({n.place})" for n in known])
    return text.replace("{emergency_number}", emergency).replace("{advice_number}", advice)


def _either(parts: list[str]) -> str:
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
