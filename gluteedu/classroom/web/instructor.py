"""The instructor's addresses: login, instructor page, projector, and the socket behind both."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from tornado.web import HTTPError

from gluteedu.classroom.live.instructor_login import TooManyTries
from gluteedu.classroom.web.classroom import INSTRUCTOR_COOKIE, Classroom
from gluteedu.classroom.web.network import join_addresses, qr_svg
from gluteedu.classroom.web.pages import ClassHandler, class_page
from gluteedu.classroom.web.phone import ClassSocket
from gluteedu.domain.voting.live_question import VotingError
from gluteedu.web.json_object import read_object
from gluteedu.web.token_bucket import TokenBucket

_SESSION_DAYS = 0.5
_LOGIN_TARGETS = re.compile(r"host|host/screen|report|notes/[\w.-]{1,80}")
_log = logging.getLogger(__name__)


class KeyPage(ClassHandler):
    """``/class/key``: where the instructor logs in."""

    def get(self) -> None:
        """The page that asks for the key."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(class_page("key", self.classroom.words["class_host"]))

    async def post(self) -> None:
        """Try a key: 204 and a session, or 401, or 429 with the seconds to wait."""
        tried = self.body_json().get("key")
        if not isinstance(tried, str) or not tried:
            raise HTTPError(400)
        try:
            token = await self.classroom.login.log_in(tried, self.classroom.client(self))
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


class LogOut(ClassHandler):
    """``/class/leave``: where the instructor logs out."""

    def post(self) -> None:
        """End the session, and close its open pages."""
        self.classroom.login.log_out(self.token)
        self.clear_cookie(INSTRUCTOR_COOKIE, path=self.classroom.path)
        self.classroom.audience.update_instructors()
        self.set_status(204)


class ClassStatus(ClassHandler):
    """``/class/here``: that there is a class, and whether the instructor is asking."""

    def get(self) -> None:
        """The answer as JSON."""
        self.finish({"instructor": self.is_instructor})


class InstructorHandler(ClassHandler):
    """An address for the instructor only: pages redirect to the login, anything else is a 403."""

    def prepare(self) -> None:
        """Redirect or refuse everybody else."""
        super().prepare()
        if self.is_instructor:
            return
        below = self.request.path[len(self.classroom.path) + 1 :]
        if self.request.method == "GET" and _LOGIN_TARGETS.fullmatch(below):
            self.redirect(f"{self.classroom.path}/key?to={below}")
        else:
            raise HTTPError(403)


class InstructorPage(InstructorHandler):
    """``/class/host``: the instructor page, with everything that can be asked."""

    def get(self) -> None:
        """The page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        words, has_report = self.classroom.words["class_host"], self.classroom.has_report
        self.finish(class_page("host", words, has_report=has_report))


class ScreenPage(InstructorHandler):
    """``/class/host/screen``: what the class sees on the projector; may stand inside a lesson."""

    ancestors = "'self'"

    def get(self) -> None:
        """The page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(class_page("screen", self.classroom.words["class_host"]))


class QuestionList(InstructorHandler):
    """``/class/host/questions``: what can be asked, of one lesson (``?lesson=``) or of all."""

    def get(self) -> None:
        """The groups as JSON; no key is in it."""
        lesson = self.get_query_argument("lesson", None)
        self.finish({"groups": self.classroom.room.catalogue.listed(lesson)})


class AskQuestion(InstructorHandler):
    """``/class/host/ask``: puts a question to the class from elsewhere, such as a lesson."""

    def post(self) -> None:
        """204, or 404 for a question that does not exist."""
        try:
            self.classroom.room.ask(self.body_json().get("question"))
        except LookupError:
            raise HTTPError(404) from None
        self.set_status(204)


class InstructorSocket(ClassSocket):
    """``/class/host/live``: keeps instructor page and projector up to date, and takes commands.

    ``?view=screen`` leaves out the names of people.
    """

    _token: str | None = None

    def prepare(self) -> None:
        """Only the instructor may connect."""
        super().prepare()
        self._token = self.get_cookie(INSTRUCTOR_COOKIE)
        if not self.classroom.login.is_valid(self._token):
            raise HTTPError(403, "not the instructor")
        self._pace = TokenBucket(burst=60, per_second=20)

    @property
    def shows_names(self) -> bool:
        """Whether this page may show the names of learners."""
        return self.get_query_argument("view", "") != "screen"

    def open(self, *_: str, **__: str) -> None:
        """Send the address for phones, then everything else."""
        self._send_address()
        self.classroom.audience.add_instructor(self)

    def keep_if_logged_in(self) -> bool:
        """Whether the instructor is still logged in; closes this page if not."""
        if self.classroom.login.is_valid(self._token):
            return True
        self.close(4001, self.classroom.words["class_host"].say("session_ended"))
        self.classroom.audience.instructors.discard(self)
        return False

    def on_message(self, message: str | bytes) -> None:
        """One command of the instructor."""
        if self.is_closed or not self.keep_if_logged_in():
            return
        command = read_object(message) or {}
        do, say = command.get("do"), self.classroom.words["class_host"].say
        if self._pace.take() > 0:
            self._refuse(say("too_fast"))
            return
        try:
            self._run(do if isinstance(do, str) else "", command)
        except LookupError:
            self._refuse(say("no_such_question"))
        except VotingError as error:
            self._refuse(say(f"refused_{error.reason}"))
        except ValueError:
            self._refuse(say("cannot_be_done"))

    def _refuse(self, why: str) -> None:
        self.send(json.dumps({"refused": why}, ensure_ascii=False))

    def _take_new_address(self) -> None:
        self.classroom.address += 1
        for page in tuple(self.classroom.audience.instructors):
            if isinstance(page, InstructorSocket):
                page._send_address()

    def _run(self, do: str, command: dict[str, Any]) -> None:
        room = self.classroom.room
        if do == "ask":
            room.ask(command.get("question"))
        elif do == "end_question":
            room.end_question()
        elif do == "set":
            room.set(command.get("name"), command.get("on"))
        elif do == "peek":
            self.classroom.audience.peek(self)
        elif do == "address":
            self._take_new_address()
        elif command.get("run") != room.run:
            raise VotingError("not_asked_now", "this question is not asked any more")
        else:
            room.act(do)

    def on_close(self) -> None:
        """The page was closed."""
        self.classroom.audience.instructors.discard(self)

    def _send_address(self) -> None:
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
