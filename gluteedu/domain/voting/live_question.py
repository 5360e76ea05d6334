"""A live question's life as pure steps: vote, talk it over, vote again, then the key and why.

Peer instruction as it is taught (Crouch and Mazur 2001, Am J Phys 69:970): everybody commits alone,
talks it over with a neighbour, commits again, and only then is the key shown. A device has one vote
in each round; it can change its mind while the round is open, and never afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from gluteedu.domain.items.grade import Response
from gluteedu.domain.items.grading import read_response
from gluteedu.domain.items.item import Item
from gluteedu.domain.items.quiz_state import Confidence

QuestionPhase = Literal["open", "closed", "revealed"]


class VotingError(ValueError):
    """An act or a vote that does not fit where the question stands.

    Args:
        reason: why, as an id; what people are told is among the words of the class's pages.
        message: why, for developers.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Vote:
    """What one device said in one round.

    Attributes:
        seconds: from the opening of the round to this vote.
    """

    response: Response
    confidence: Confidence | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Round:
    """One round of voting: device id to its vote. Number 1 is the first."""

    number: int
    votes: Mapping[str, Vote] = field(default_factory=dict)


@dataclass(frozen=True)
class LiveQuestion:
    """A question that is asked now.

    Attributes:
        item: what is asked.
        rounds: at least one; the last is the current one.
        phase: votes are taken (open), frozen (closed), or the key is out (revealed).
        shown: the distribution is on show; never while a round is open.
    """

    item: Item
    rounds: tuple[Round, ...]
    phase: QuestionPhase = "open"
    shown: bool = False

    @property
    def round(self) -> Round:
        """The current round."""
        return self.rounds[-1]

    @property
    def answered(self) -> int:
        """How many devices have voted in the current round: all that is seen while it is open."""
        return len(self.round.votes)


def ask(item: Item) -> LiveQuestion:
    """A question put to the class: its first round is open and empty."""
    return LiveQuestion(item, (Round(1),))


def cast(
    question: LiveQuestion,
    device: str,
    raw: Any,
    *,
    round_number: int,
    confidence: Confidence | None = None,
    seconds: float = 0.0,
) -> LiveQuestion:
    """The question with the vote of ``device``; a vote it gave before in this round is replaced.

    Args:
        question: where the question stands.
        device: id of the device.
        raw: the response as it came (JSON values); see ``grading.read_response``.
        round_number: the round that the device means.
        confidence: how sure, if it was said.
        seconds: from the opening of the round to this vote.

    Raises:
        VotingError: the round is not open, or not the current one.
        ValueError: the response cannot be read; the message says what is allowed.
    """
    if question.phase != "open" or round_number != question.round.number:
        raise VotingError("vote_closed", "this vote is closed")
    vote = Vote(read_response(question.item, raw), confidence, seconds)
    current = replace(question.round, votes={**question.round.votes, device: vote})
    return replace(question, rounds=(*question.rounds[:-1], current))


def close(question: LiveQuestion) -> LiveQuestion:
    """Freeze the votes of the current round."""
    _need(question, "open", "only_open", "only an open vote can be closed")
    return replace(question, phase="closed")


def reopen(question: LiveQuestion) -> LiveQuestion:
    """Take votes in the same round again; those given stay, and can be changed."""
    _need(question, "closed", "only_closed", "only a closed vote can be opened again")
    return replace(question, phase="open", shown=False)


def vote_again(question: LiveQuestion) -> LiveQuestion:
    """Open the next round; what was said before stays frozen."""
    _need(question, "closed", "before_next", "close this vote before the next one")
    following = Round(question.round.number + 1)
    return replace(question, rounds=(*question.rounds, following), phase="open", shown=False)


def show(question: LiveQuestion) -> LiveQuestion:
    """Show the distribution of the current round."""
    if question.phase == "open":
        raise VotingError("before_counts", "close the vote before its counts are shown")
    return replace(question, shown=True)


def hide(question: LiveQuestion) -> LiveQuestion:
    """Take the distribution off the screen again."""
    return replace(question, shown=False)


def reveal_key(question: LiveQuestion) -> LiveQuestion:
    """Bring out the key and the reasons, and the distribution with them."""
    _need(question, "closed", "before_key", "close the vote before its key is shown")
    return replace(question, phase="revealed", shown=True)


def ask_anew(question: LiveQuestion) -> LiveQuestion:
    """The same question from its start, for another try or another class."""
    if question.phase == "open":
        raise VotingError("before_anew", "close the vote before it is asked anew")
    return ask(question.item)


ACTS: Final[Mapping[str, Callable[[LiveQuestion], LiveQuestion]]] = {
    "close": close,
    "reopen": reopen,
    "vote_again": vote_again,
    "show": show,
    "hide": hide,
    "reveal": reveal_key,
    "ask_anew": ask_anew,
}
"""What an instructor can do with the current question, by name."""


def act(question: LiveQuestion, name: str) -> LiveQuestion:
    """One act of the instructor by its name. VotingError where it does not fit, or is not known."""
    if name not in ACTS:
        raise VotingError("unknown_act", f"the acts are {', '.join(ACTS)}")
    return ACTS[name](question)


def possible_acts(question: LiveQuestion) -> tuple[str, ...]:
    """The acts that change something now."""
    if question.phase == "open":
        return ("close",)
    seen = "hide" if question.shown else "show"
    if question.phase == "closed":
        return ("vote_again", "reopen", seen, "reveal", "ask_anew")
    return (seen, "ask_anew")


def next_act(question: LiveQuestion) -> str | None:
    """The natural next step: vote, talk, vote again, the counts, the key; None at the end."""
    if question.phase == "open":
        return "close"
    if question.phase == "revealed":
        return None
    if question.round.number == 1:
        return "vote_again"
    return "reveal" if question.shown else "show"


def _need(question: LiveQuestion, phase: QuestionPhase, reason: str, why: str) -> None:
    if question.phase != phase:
        raise VotingError(reason, why)
