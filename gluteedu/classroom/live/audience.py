"""Sends every open page what has changed: phones the question, the instructor the counts too."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Protocol

from gluteedu.classroom.live.room import Change, Device, Room
from gluteedu.classroom.live.views import instructor_view, peek_view, phone_view, vote_view
from gluteedu.domain.voting.live_question import VotingError

QuestionView = Callable[..., dict[str, Any]]
COUNT_EVERY = 0.2  # seconds between two counts, as a class answers in a burst


class PhoneConnection(Protocol):
    """The connection to an open page of a phone."""

    @property
    def device(self) -> Device:
        """The device that opened the page."""

    def send(self, text: str) -> None:
        """Send ``text``; does nothing once the page is closed."""


class InstructorConnection(Protocol):
    """The connection to an open page of the instructor."""

    @property
    def shows_names(self) -> bool:
        """Whether this page may show the names of learners."""

    def keep_if_logged_in(self) -> bool:
        """Whether the instructor is still logged in; closes the page if not."""

    def send(self, text: str) -> None:
        """Send ``text``; does nothing once the page is closed."""


class Audience:
    """The open pages of one class. To be used from the thread of its event loop."""

    def __init__(self, room: Room):
        self.room = room
        self.phones: set[PhoneConnection] = set()
        self.instructors: set[InstructorConnection] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._counting = False
        room.on_change = self._changed
        room.vote_writer.on_change = self._store_changed

    def add_phone(self, page: PhoneConnection) -> None:
        """Add a phone that has opened its page, and send it everything."""
        self.phones.add(page)
        page.send(self._for_phone(page.device, self._shared()))

    def add_instructor(self, page: InstructorConnection) -> None:
        """Add a page that the instructor has opened, and send it everything."""
        self._loop = asyncio.get_running_loop()
        self.instructors.add(page)
        page.send(self._for_instructor(page))

    def confirm_vote(self, page: PhoneConnection) -> None:
        """Tell a phone that its vote was taken."""
        room = self.room
        mine = None if room.question is None else vote_view(room.question, page.device.id)
        page.send(json.dumps({"vote_taken": room.run, "mine": mine}))

    def peek(self, page: InstructorConnection) -> None:
        """Send the counts of a closed round to one page alone. VotingError while it is open."""
        question = self.room.question
        if question is None or question.phase == "open":
            raise VotingError("close_first", "close the vote first")
        page.send(json.dumps({"peek": peek_view(question), "run": self.room.run}))

    def update_instructors(self) -> None:
        """Send all pages of the instructor everything; pages that are logged out are closed."""
        for page in tuple(self.instructors):
            if page.keep_if_logged_in():
                page.send(self._for_instructor(page))

    # ---- changes -------------------------------------------------------------------
    def _changed(self, change: Change) -> None:
        if change == "question":
            shared = self._shared()
            for page in tuple(self.phones):
                page.send(self._for_phone(page.device, shared))
            self.update_instructors()
        else:
            self._count_soon()

    def _store_changed(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._count_soon)

    def _count_soon(self) -> None:
        if self._counting or not self.instructors:
            return
        self._counting = True
        asyncio.get_running_loop().call_later(COUNT_EVERY, self._count)

    def _count(self) -> None:
        self._counting = False
        for page in tuple(self.instructors):
            if page.keep_if_logged_in():
                page.send(json.dumps({"count": self._class_view(page)}))

    # ---- messages -----------------------------------------------------------------------
    def _shared(self) -> str:
        """The part of the message that is the same for all phones, written once."""
        settings = self.room.settings
        shown = {"names": settings.names, "confidence": settings.confidence}
        return f'"question":{json.dumps(self._question(phone_view))},"settings":{json.dumps(shown)}'

    def _for_phone(self, device: Device, shared: str) -> str:
        question = self.room.question
        mine = None if question is None else vote_view(question, device.id)
        return f'{{{shared},"mine":{json.dumps(mine)},"name":{json.dumps(device.name)}}}'

    def _for_instructor(self, page: InstructorConnection) -> str:
        question = self._question(instructor_view)
        return json.dumps({"question": question, "class": self._class_view(page)})

    def _question(self, view: QuestionView) -> dict[str, Any] | None:
        room = self.room
        if room.asked is None or room.question is None:
            return None
        return view(room.asked, room.question, room.run, room.catalogue.citations)

    def _class_view(self, page: InstructorConnection) -> dict[str, Any]:
        room, settings = self.room, self.room.settings
        view: dict[str, Any] = {
            "connected": room.connected,
            "answered": 0 if room.question is None else room.question.answered,
            "names": settings.names,
            "confidence": settings.confidence,
            "joining_closed": settings.joining_closed,
            "saving": room.vote_writer.saving,
            "waiting": room.vote_writer.waiting,
        }
        if page.shows_names and settings.names:
            view["people"] = self._people()
        return view

    def _people(self) -> list[dict[str, Any]]:
        question = self.room.question
        voted = {} if question is None else question.round.votes
        devices = [device for device in self.room.devices.values() if device.pages or device.name]
        return [
            {"number": device.number, "name": device.name, "answered": device.id in voted}
            for device in sorted(devices, key=lambda device: device.number)
        ]
