"""What a class said: how many chose what in a round, and who moved between two rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gluteedu.domain.items.grading import grade
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.item_type import Distribution
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.items.types import item_type
from gluteedu.domain.voting.live_question import Round

Move = Literal["right_right", "wrong_right", "right_wrong", "wrong_wrong"]
MOVES: tuple[Move, ...] = ("right_right", "wrong_right", "right_wrong", "wrong_wrong")


@dataclass(frozen=True)
class Transitions:
    """How the answers of two rounds compare, for the devices that voted in both.

    Attributes:
        moves: each of ``MOVES`` with the devices that made it, sorted.
        only_before: devices that voted in the earlier round only.
        only_after: devices that voted in the later round only.
    """

    moves: Mapping[Move, tuple[str, ...]]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many devices voted in both rounds."""
        return sum(len(devices) for devices in self.moves.values())


def distribution(item: Item, votes: Round) -> Distribution:
    """What was chosen in a round; it says nothing of what is right."""
    return item_type(item).count(item, [vote.response for vote in votes.votes.values()])


def is_right(item: Item, votes: Round, device: str) -> bool:
    """Whether the vote of ``device`` is wholly right; KeyError when it has none."""
    return grade(item, votes.votes[device].response).correct


def share_right(item: Item, votes: Round) -> float | None:
    """The share of votes that are wholly right, 0 to 1; None without a vote."""
    if not votes.votes:
        return None
    return sum(is_right(item, votes, one) for one in votes.votes) / len(votes.votes)


def count_sure_but_wrong(item: Item, votes: Round) -> tuple[int, int]:
    """How many said they were sure, and how many of those were not wholly right."""
    sure = [d for d, vote in votes.votes.items() if vote.confidence is Confidence.SURE]
    return len(sure), sum(not is_right(item, votes, device) for device in sure)


def transitions(item: Item, before: Round, after: Round) -> Transitions:
    """Who moved from what to what between two rounds."""
    moves: dict[Move, list[str]] = {move: [] for move in MOVES}
    for device in sorted(set(before.votes) & set(after.votes)):
        was, is_now = is_right(item, before, device), is_right(item, after, device)
        if was:
            moves["right_right" if is_now else "right_wrong"].append(device)
        else:
            moves["wrong_right" if is_now else "wrong_wrong"].append(device)
    return Transitions(
        {move: tuple(devices) for move, devices in moves.items()},
        tuple(sorted(set(before.votes) - set(after.votes))),
        tuple(sorted(set(after.votes) - set(before.votes))),
    )
