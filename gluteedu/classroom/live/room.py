"""The live class itself: who has joined, the current question, who voted how. No network."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from gluteedu.classroom.live.questions import ClassQuestion, QuestionCatalogue
from gluteedu.classroom.live.vote_writer import VoteWriter
from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.voting import live_question as voting
from gluteedu.domain.voting.live_question import LiveQuestion, Round, VotingError

Change = Literal["question", "count", "people"]
MOST_DEVICES = 1_000
LONGEST_DEVICE_NAME = 40


class JoinRefused(Exception):
    """This device cannot join: ``joining_closed``, or ``class_full``."""


@dataclass
class Device:
    """One phone that has joined. ``pages`` counts its open pages; ``name`` only if it gave one."""

    id: str
    learner: str
    number: int
    name: str | None = None
    pages: int = 0


@dataclass
class Settings:
    """What the instructor has set for this class."""

    names: bool = False
    confidence: bool = True
    joining_closed: bool = False


@dataclass
class Room:
    """One class.

    Attributes:
        catalogue: what can be asked.
        vote_writer: where the votes of a closed round go.
        clock: monotonic seconds.
        on_change: called after every change: of the question, a count, or the people.
        asked: the current question as it stands in the catalogue; None between questions.
        question: the same question with its rounds and votes.
        run: a random id of this asking of the question; empty between questions.
        opened_at: when the current round was opened, by ``clock``.
    """

    catalogue: QuestionCatalogue
    vote_writer: VoteWriter = field(default_factory=VoteWriter)
    clock: Callable[[], float] = time.monotonic
    on_change: Callable[[Change], None] = lambda _: None
    settings: Settings = field(default_factory=Settings)
    devices: dict[str, Device] = field(default_factory=dict)
    asked: ClassQuestion | None = None
    question: LiveQuestion | None = None
    run: str = ""
    opened_at: float = 0.0
    _joined: int = 0

    # ---- the phones -------------------------------------------------------------------------
    def join(self, device_id: str, learner: str | None = None) -> Device:
        """A page of this device is open. JoinRefused for a new device when none is let in."""
        device = self.devices.get(device_id)
        if device is None:
            if self.settings.joining_closed:
                raise JoinRefused("joining_closed")
            if len(self.devices) >= MOST_DEVICES:
                raise JoinRefused("class_full")
            self._joined += 1
            device = Device(device_id, learner or device_id, self._joined)
            self.devices[device_id] = device
        device.pages += 1
        self.on_change("people")
        return device

    def leave(self, device: Device) -> None:
        """A page of this device was closed; a device without a vote or a name is forgotten."""
        device.pages -= 1
        if device.pages <= 0 and device.name is None and not self._has_voted(device.id):
            self.devices.pop(device.id, None)
        self.on_change("people")

    @property
    def connected(self) -> int:
        """The number of devices with a page open."""
        return sum(device.pages > 0 for device in self.devices.values())

    def vote(self, device: Device, message: dict[str, Any]) -> None:
        """Take a vote: run, round, response and perhaps confidence. VotingError or ValueError."""
        if self.question is None or message.get("run") != self.run:
            raise VotingError("question_over", "this question is over")
        number = message.get("round")
        if isinstance(number, bool) or not isinstance(number, int):
            raise ValueError("round must be a number")
        self.question = voting.cast(
            self.question,
            device.id,
            message.get("response"),
            round_number=number,
            confidence=self._confidence(message.get("confidence")),
            seconds=self.clock() - self.opened_at,
        )
        self.on_change("count")

    def set_name(self, device: Device, name: Any) -> None:
        """Give a device a name, or take it away. ValueError unless names are asked for."""
        if not self.settings.names:
            raise ValueError("names are not asked for")
        if not isinstance(name, str):
            raise ValueError("a name is a text")
        words = "".join(c for c in " ".join(name.split()) if c.isprintable())
        device.name = words[:LONGEST_DEVICE_NAME].strip() or None
        self.vote_writer.set_name(device.learner, device.name)
        self.on_change("people")

    # ---- the instructor ---------------------------------------------------------------------
    def ask(self, question_id: Any) -> None:
        """Open the first vote on a question; the current one is ended first."""
        asked = self.catalogue.find(question_id)
        self.end_question()
        self.asked = asked
        self._start(voting.ask(asked.item))
        self.on_change("question")

    def act(self, name: Any) -> None:
        """Apply one of ``ACTS`` to the current question. VotingError where it does not fit."""
        if self.question is None:
            raise VotingError("no_question", "nothing is asked just now")
        before = self.question
        after = voting.act(before, str(name))
        if name == "ask_anew":
            self._start(after)
        else:
            self.question = after
            if after.phase == "open" and before.phase != "open":
                self.opened_at = self.clock()
            if name == "close":
                self._write_votes(after.round)
        self.on_change("question")

    def end_question(self) -> None:
        """End the current question; the votes of an open round are written first."""
        if self.question is None:
            return
        if self.question.phase == "open":
            self._write_votes(self.question.round)
        self.question = self.asked = None
        self.run = ""
        for device in [d for d in self.devices.values() if d.pages <= 0 and d.name is None]:
            del self.devices[device.id]
        self.on_change("question")

    def set(self, name: Any, on: Any) -> None:
        """Turn a setting on or off; when names are turned off, those given are forgotten."""
        if name not in ("names", "confidence", "joining_closed") or not isinstance(on, bool):
            raise ValueError("the settings are names, confidence, joining_closed: true or false")
        setattr(self.settings, name, on)
        if name == "names" and not on:
            for device in self.devices.values():
                if device.name is not None:
                    device.name = None
                    self.vote_writer.set_name(device.learner, None)
        self.on_change("question")

    # ---- within -----------------------------------------------------------------------------
    def _start(self, question: LiveQuestion) -> None:
        self.question = question
        self.run = secrets.token_hex(16)
        self.opened_at = self.clock()

    def _write_votes(self, votes: Round) -> None:
        assert self.asked is not None, "votes without a question"
        learners = {device.id: device.learner for device in self.devices.values()}
        self.vote_writer.write_round(self.asked, self.run, votes, learners)

    def _has_voted(self, device_id: str) -> bool:
        if self.question is None:
            return False
        return any(device_id in past.votes for past in self.question.rounds)

    def _confidence(self, raw: Any) -> Confidence | None:
        if raw is None or not self.settings.confidence:
            return None
        if raw not in tuple(Confidence):
            raise ValueError(f"confidence must be one of {', '.join(Confidence)}")
        return Confidence(raw)
