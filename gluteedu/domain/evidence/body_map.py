"""The regions of the body map and the stretches of the sciatic nerve, as the lessons name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """One region that a learner can find on the drawing.

    Attributes:
        id: hotspot items answer with it, so it is never changed.
        name: its name as the lessons use it.
        also: its other name: plain words for a clinical name, or the other way round.
        text: where it is and what it does.
        hurts: what pain here may mean.
        causes: the causes of the course whose pain is felt here.
        sources: source ids.
    """

    id: str
    name: str
    also: str
    text: str
    hurts: str
    causes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class NerveStep:
    """One stretch of the sciatic nerve and the sentence that goes with it."""

    part: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class BodyMap:
    """The whole map: regions in reading order, the nerve from the spine down, a word of caution.

    ``alt`` stands for the drawing where it cannot be seen; ``caption`` stands under it.
    """

    alt: str
    caption: str
    caution: str
    caution_sources: tuple[str, ...]
    regions: tuple[Region, ...]
    nerve: tuple[NerveStep, ...]

    @property
    def names(self) -> dict[str, str]:
        """Region id to name."""
        return {region.id: region.name for region in self.regions}

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once, in the order of the map."""
        ids = [s for region in self.regions for s in region.sources]
        ids += [s for step in self.nerve for s in step.sources]
        return tuple(dict.fromkeys([*ids, *self.caution_sources]))

    def chosen(self, highlight: str | Iterable[str] | None) -> tuple[str, ...]:
        """The ids of the regions to bring out, in the order of the map.

        Args:
            highlight: a cause id, a region id, several region ids, or None for no region.

        Raises:
            ValueError: an id that is neither; the message lists the regions.
        """
        if highlight is None:
            return ()
        if isinstance(highlight, str):
            by_cause = tuple(r.id for r in self.regions if highlight in r.causes)
            if by_cause:
                return by_cause
            highlight = (highlight,)
        wanted = set(highlight)
        unknown = sorted(wanted - self.names.keys())
        if unknown:
            known = ", ".join(self.names)
            raise ValueError(f"no region or cause {', '.join(unknown)}; there are: {known}")
        return tuple(region.id for region in self.regions if region.id in wanted)
