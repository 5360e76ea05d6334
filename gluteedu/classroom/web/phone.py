"""The addresses of a phone: one small page and one socket to vote by; no kernel is needed."""

from __future__ import annotations

import asyncio
from typing import Any

from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from gluteedu.classroom.live.room import Device, JoinRefused
from gluteedu.classroom.web.classroom import DEVICE_COOKIE, Classroom
from gluteedu.classroom.web.pages import (
    ClassHandler,
    inlined_page,
)
from gluteedu.domain.voting.live_question import VotingError
from gluteedu.domain.words import Words
from gluteedu.web.compat import is_closed
from gluteedu.web.json_object import read_object
from gluteedu.web.same_origin import same_origin

LONGEST_MESSAGE = 4_096
MAX_PAGES_PER_DEVICE = 3
PING_EVERY = 20.0
MAX_DELAYS = 40
_CODE_REFUSED, _CODE_FLOOD = 4003, 4008


class JoinPage(ClassHandler):
    """``/class``: the page that learners open on their phones."""

    def initialize(self, classroom: Classroom) -> None:
        """``classroom``: whose page this is."""
        super().initialize(classroom)
        words = classroom.words
        self._page, allowed = inlined_page("phone", words["class_phone"], words["shared"])
        self.set_header("Content-Security-Policy", allowed)

    def get(self) -> None:
        """The page; a new device gets its cookie."""
        self.device()
        if self.classroom.identify is not None:
            self.classroom.identify(self)  # so that its cookie is there when the socket opens
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._page)


class ClassSocket(WebSocketHandler):
    """A socket of the class: same origin only, small messages, lost connections are noticed."""

    classroom: Classroom

    def initialize(self, classroom: Classroom) -> None:
        """``classroom``: whose socket this is."""
        self.classroom = classroom

    def prepare(self) -> None:
        """Refuse requests from other origins."""
        if not same_origin(self):
            raise HTTPError(403, "from another origin")

    def check_origin(self, origin: str) -> bool:
        """:meth:`prepare` has looked already."""
        return same_origin(self)

    @property
    def max_message_size(self) -> int:
        """In bytes; tornado closes the connection on a larger message."""
        return LONGEST_MESSAGE

    @property
    def ping_interval(self) -> float:
        """In seconds; a page that does not answer within it counts as closed."""
        return PING_EVERY

    def write_error(self, status_code: int, **_: Any) -> None:
        """Nothing of what went wrong inside."""
        self.finish()

    def send(self, text: str) -> None:
        """Send ``text``; does nothing once the page is closed."""
        try:
            sent = self.write_message(text)
        except WebSocketClosedError:
            return
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    @property
    def is_closed(self) -> bool:
        """Whether the connection is closed or closing."""
        return is_closed(self)


class PhoneSocket(ClassSocket):
    """``/class/live``: sends a phone the current question, and takes its vote.

    It takes two messages only, ``vote`` and ``name``. A phone that talks faster than fingers can
    is read more slowly, which holds up nobody else; one that does not stop is sent away.
    """

    device: Device
    _joined = False
    _delays = 0

    def prepare(self) -> None:
        """Only a device with a cookie of ours may connect, and only so many at once."""
        super().prepare()
        known = self.classroom.device(self.get_cookie(DEVICE_COOKIE))
        if known is None:
            raise HTTPError(403, "no device")
        joins = self.classroom.joins.of(self.classroom.client(self))
        if joins.wait() > 0:
            raise HTTPError(429)
        joins.take()
        self._device_id = known

    def open(self, *_: str, **__: str) -> None:
        """Join the class."""
        identify = self.classroom.identify
        # Who is known has one vote, whatever they hold in their hands, and no one else's.
        learner = identify(self) if identify is not None else None
        try:
            self.device = self.classroom.room.join(learner or self._device_id, learner)
        except JoinRefused as closed:
            self.close(_CODE_REFUSED, self._words.say(f"refused_{closed}"))
            return
        self._joined = True
        if self.device.pages > MAX_PAGES_PER_DEVICE:
            self.close(_CODE_REFUSED, self._words.say("open_too_often"))
            return
        self.classroom.audience.add_phone(self)

    async def on_message(self, message: str | bytes) -> None:
        """One message of the phone."""
        if self.is_closed or not await self._in_time():
            return
        fields = read_object(message)
        room, audience = self.classroom.room, self.classroom.audience
        try:
            if fields is None:
                raise ValueError("a message is a JSON object")
            if fields.get("do") == "vote":
                room.vote(self.device, fields)
                audience.confirm_vote(self)
            elif fields.get("do") == "name":
                room.set_name(self.device, fields.get("name"))
                self.send('{"name_set":true}')
            else:
                raise ValueError("a phone can vote, and give a name")
        except VotingError:
            self.send('{"refused":"late"}')
        except ValueError:
            self.send('{"refused":"unreadable"}')

    def on_close(self) -> None:
        """The page was closed."""
        self.classroom.audience.phones.discard(self)
        if self._joined:
            self._joined = False
            self.classroom.room.leave(self.device)

    @property
    def _words(self) -> Words:
        return self.classroom.words["class_phone"]

    async def _in_time(self) -> bool:
        """Wait until this device may send again; False once it has been disconnected."""
        wait = self.classroom.paces.of(self.device.id).take()
        if wait > 0:
            self._delays += 1
            if self._delays > MAX_DELAYS:
                self.close(_CODE_FLOOD, self._words.say("too_many_messages"))
                await asyncio.sleep(6)  # nothing more is read; the connection is cut meanwhile
                return False
            await asyncio.sleep(wait)
        return not self.is_closed
