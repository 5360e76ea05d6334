"""Tells every open page what has changed: phones when the floor does, the instructor at once."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol

from gluteedu.classroom.live.room import Change, Device, Room
from gluteedu.classroom.live.views import floor_view, own_view, peek_view, phone_view
from gluteedu.domain.voting.live_question import NotNow

COUNT_EVERY = 0.2  # seconds: counts are gathered, as a class answers in a burst


class PhonePage(Protocol):
    """An open page of a phone."""

    @property
    def device(self) -> Device:
        """The device it belongs to."""

    def send(self, text: str) -> None:
        """Send; nothing where the page is gone."""


class HostPage(Protocol):
    """An open page of the instructor."""

    @property
    def sees_people(self) -> bool:
        """Whether names may be shown on it."""

    def still_known(self) -> bool:
        """Whether its session lasts; a page whose session has ended closes itself."""

    def send(self, text: str) -> None:
        """Send; nothing where the page is gone."""


class Audience:
    """The open pages of one room. To be used from the thread of its event loop."""

    def __init__(self, room: Room):
        self.room = room
        self.phones: set[PhonePage] = set()
        self.hosts: set[HostPage] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._counting = False
        room.on_change = self._changed
        room.keeper.on_change = self._store_changed

    def seat(self, page: PhonePage) -> None:
        """A phone has opened its page: tell it all it needs."""
        self.phones.add(page)
        page.send(self._for_phone(page.device, self._shared()))

    def seat_host(self, page: HostPage) -> None:
        """The instructor has opened a page: tell it all it needs."""
        self._loop = asyncio.get_running_loop()
        self.hosts.add(page)
        page.send(self._for_host(page))

    def answered(self, page: PhonePage) -> None:
        """Tell a phone that its vote is in."""
        room = self.room
        mine = None if room.question is None else own_view(room.question, page.device.id)
        page.send(json.dumps({"in": room.run, "mine": mine}))

    def peek(self, page: HostPage) -> None:
        """How the frozen round went, for the one page that asks. NotNow while it is open."""
        question = self.room.question
        if question is None or question.phase == "open":
            raise NotNow("close the vote first")
        page.send(json.dumps({"peek": peek_view(question), "run": self.room.run}))

    def tell_hosts(self) -> None:
        """Tell the instructor's pages everything anew; those of an ended session are closed."""
        for page in tuple(self.hosts):
            if page.still_known():
                page.send(self._for_host(page))

    # ---- what has changed -------------------------------------------------------------------
    def _changed(self, change: Change) -> None:
        if change == "floor":
            shared = self._shared()
            for page in tuple(self.phones):
                page.send(self._for_phone(page.device, shared))
            self.tell_hosts()
        else:
            self._count_soon()

    def _store_changed(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._count_soon)

    def _count_soon(self) -> None:
        if self._counting or not self.hosts:
            return
        self._counting = True
        asyncio.get_running_loop().call_later(COUNT_EVERY, self._count)

    def _count(self) -> None:
        self._counting = False
        for page in tuple(self.hosts):
            if page.still_known():
                page.send(json.dumps({"count": self._class_view(page)}))

    # ---- what is told -----------------------------------------------------------------------
    def _shared(self) -> str:
        """What all phones are told alike: written once for the whole class."""
        room = self.room
        floor = None
        if room.asked is not None and room.question is not None:
            floor = phone_view(room.asked, room.question, room.run, room.catalogue.citations)
        settings = {"names": room.settings.names, "confidence": room.settings.confidence}
        return f'"floor":{json.dumps(floor)},"settings":{json.dumps(settings)}'

    def _for_phone(self, device: Device, shared: str) -> str:
        question = self.room.question
        mine = None if question is None else own_view(question, device.id)
        own = json.dumps(mine), json.dumps(device.name)
        return f'{{{shared},"mine":{own[0]},"name":{own[1]}}}'

    def _for_host(self, page: HostPage) -> str:
        room = self.room
        floor = None
        if room.asked is not None and room.question is not None:
            floor = floor_view(room.asked, room.question, room.run, room.catalogue.citations)
        return json.dumps({"floor": floor, "class": self._class_view(page)})

    def _class_view(self, page: HostPage) -> dict[str, Any]:
        room, settings = self.room, self.room.settings
        view: dict[str, Any] = {
            "here": room.here,
            "answered": 0 if room.question is None else room.question.answered,
            "names": settings.names,
            "confidence": settings.confidence,
            "door_closed": settings.door_closed,
            "saving": room.keeper.saving,
            "waiting": room.keeper.waiting,
        }
        if page.sees_people and settings.names:
            voted = {} if room.question is None else room.question.round.votes
            people = [one for one in room.devices.values() if one.pages > 0 or one.name]
            view["people"] = [
                {"number": one.number, "name": one.name, "answered": one.id in voted}
                for one in sorted(people, key=lambda d: d.number)
            ]
        return view
