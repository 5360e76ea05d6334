"""The addresses of the instructor: the key, the desk, the projector and the socket behind both."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from tornado.web import HTTPError

from gluteedu.classroom.live.instructor_key import TooManyTries
from gluteedu.classroom.web.network import join_addresses, qr_svg
from gluteedu.classroom.web.pages import (
    INSTRUCTOR_COOKIE,
    STATIC,
    ClassHandler,
    Classroom,
)
from gluteedu.classroom.web.phones import ClassSocket
from gluteedu.domain.voting.live_question import NotNow
from gluteedu.web.json_object import read_object
from gluteedu.web.token_bucket import TokenBucket

_SESSION_DAYS = 0.5
_AFTERWARDS = re.compile(r"host|host/screen|report|notes/[\w.-]{1,80}")
_log = logging.getLogger(__name__)


class KeyPage(ClassHandler):
    """``/class/key``: where the instructor comes in."""

    def get(self) -> None:
        """The page that asks for the key."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish((STATIC / "key.html").read_bytes())

    async def post(self) -> None:
        """Try a key: 204 and a session, or 401, or 429 with the seconds to wait."""
        tried = self.body_json().get("key")
        if not isinstance(tried, str) or not tried:
            raise HTTPError(400)
        try:
            token = await self.classroom.gate.enter(tried, self.classroom.client(self))
        except TooManyTries as trouble:
            self.set_status(429)
            self.set_header("Retry-After", str(int(trouble.wait) + 1))
            return
        if token is None:
            _log.warning("A wrong instructor's key was tried from %s.", self.request.remote_ip)
            self.set_status(401)
            return
        self.set_class_cookie(INSTRUCTOR_COOKIE, token, strict=True, days=_SESSION_DAYS)
        self.set_status(204)


class LeavePage(ClassHandler):
    """``/class/leave``: where the instructor goes out."""

    def post(self) -> None:
        """End the session; its open pages end with it."""
        self.classroom.gate.leave(self.token)
        self.clear_cookie(INSTRUCTOR_COOKIE, path=self.classroom.path)
        self.classroom.audience.tell_hosts()
        self.set_status(204)


class Here(ClassHandler):
    """``/class/here``: that there is a class, and whether the one who asks leads it."""

    def get(self) -> None:
        """The answer as JSON."""
        self.finish({"instructor": self.is_instructor})


class HostHandler(ClassHandler):
    """An address for the instructor only: a page leads to the key, anything else is a 403."""

    def prepare(self) -> None:
        """Turn away everybody else."""
        super().prepare()
        if self.is_instructor:
            return
        below = self.request.path[len(self.classroom.path) + 1 :]
        if self.request.method == "GET" and _AFTERWARDS.fullmatch(below):
            self.redirect(f"{self.classroom.path}/key?to={below}")
        else:
            raise HTTPError(403)


class DeskPage(HostHandler):
    """``/class/host``: everything that can be asked, and what can be done with it."""

    def get(self) -> None:
        """The page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = (STATIC / "host.html").read_text(encoding="utf-8")
        link = '<a href="report">Class report</a>' if self.classroom.has_report else ""
        self.finish(page.replace("<!--report-->", link))


class ScreenPage(HostHandler):
    """``/class/host/screen``: what the class sees on the projector; may stand inside a lesson."""

    ancestors = "'self'"

    def get(self) -> None:
        """The page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish((STATIC / "screen.html").read_bytes())


class Questions(HostHandler):
    """``/class/host/questions``: what can be asked, of one lesson (``?lesson=``) or of all."""

    def get(self) -> None:
        """The groups as JSON; no key is in it."""
        lesson = self.get_query_argument("lesson", None)
        self.finish({"groups": self.classroom.room.catalogue.listed(lesson)})


class Ask(HostHandler):
    """``/class/host/ask``: puts a question to the class from elsewhere, such as a lesson."""

    def post(self) -> None:
        """204, or 404 for a question that does not exist."""
        try:
            self.classroom.room.ask(self.body_json().get("question"))
        except LookupError:
            raise HTTPError(404) from None
        self.set_status(204)


class HostSocket(ClassSocket):
    """``/class/host/live``: tells desk and projector everything, and takes the instructor's acts.

    ``?view=screen`` leaves out the names of people.
    """

    _token: str | None = None

    def prepare(self) -> None:
        """Only the instructor may come in."""
        super().prepare()
        self._token = self.get_cookie(INSTRUCTOR_COOKIE)
        if not self.classroom.gate.knows(self._token):
            raise HTTPError(403, "not the instructor")
        self._pace = TokenBucket(burst=60, per_second=20)

    @property
    def sees_people(self) -> bool:
        """Whether names may be shown on this page."""
        return self.get_query_argument("view", "") != "screen"

    def open(self, *_: str, **__: str) -> None:
        """Take a seat; the address for phones is told first."""
        self._tell_address()
        self.classroom.audience.seat_host(self)

    def still_known(self) -> bool:
        """Whether the session lasts; otherwise this page is closed."""
        if self.classroom.gate.knows(self._token):
            return True
        self.close(4001, "The session has ended.")
        self.classroom.audience.hosts.discard(self)
        return False

    def on_message(self, message: str | bytes) -> None:
        """One act of the instructor."""
        if self.gone or not self.still_known():
            return
        said = read_object(message) or {}
        do = said.get("do")
        if self._pace.take() > 0:
            self.send('{"refused":"Too fast. Wait a moment."}')
            return
        try:
            self._act(do if isinstance(do, str) else "", said)
        except LookupError:
            self.send('{"refused":"There is no such question."}')
        except ValueError as error:
            words = str(error) if isinstance(error, NotNow) else "That cannot be done."
            self.send(json.dumps({"refused": words[:1].upper() + words[1:] + "."}))

    def _act(self, do: str, said: dict[str, Any]) -> None:
        room = self.classroom.room
        if do == "ask":
            room.ask(said.get("question"))
        elif do == "put_away":
            room.put_away()
        elif do == "set":
            room.set(said.get("name"), said.get("on"))
        elif do == "peek":
            self.classroom.audience.peek(self)
        elif do == "address":
            self.classroom.address += 1
            for page in tuple(self.classroom.audience.hosts):
                if isinstance(page, HostSocket):
                    page._tell_address()
        elif said.get("run") != room.run:
            raise NotNow("this question is not on the floor any more")
        else:
            room.act(do)

    def on_close(self) -> None:
        """The page is gone."""
        self.classroom.audience.hosts.discard(self)

    def _tell_address(self) -> None:
        classroom: Classroom = self.classroom
        found = join_addresses(
            classroom.bound,
            classroom.port,
            self.request.host,
            self.request.protocol == "https",
            classroom.path,
        )
        url = found[classroom.address % len(found)] if found else None
        qr = qr_svg(url) if url else None
        self.send(json.dumps({"join": {"url": url, "qr": qr, "others": max(0, len(found) - 1)}}))
