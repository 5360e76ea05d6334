"""All addresses of the class, to stand beside the course or on their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.web import Application, RedirectHandler, RequestHandler, StaticFileHandler

from gluteedu.classroom.live.instructor_login import InstructorKey, InstructorLogin, new_key
from gluteedu.classroom.live.questions import question_catalogue
from gluteedu.classroom.live.room import Room
from gluteedu.classroom.live.vote_writer import VoteStore, VoteWriter
from gluteedu.classroom.web.classroom import Classroom, Identify
from gluteedu.classroom.web.instructor import (
    AskQuestion,
    ClassStatus,
    InstructorPage,
    InstructorSocket,
    KeyPage,
    LogOut,
    QuestionList,
    ScreenPage,
)
from gluteedu.classroom.web.notes import NotesPage
from gluteedu.classroom.web.pages import BUILT, STATIC
from gluteedu.classroom.web.phone import JoinPage, PhoneSocket
from gluteedu.content.course.library import Library

KEY_SETTING = "GLUTEEDU_INSTRUCTOR_KEY"
ClassRoute = tuple[str, type[RequestHandler], dict[str, Any]]
_SHARED = Path(__file__).resolve().parents[2] / "widgets" / "shared" / "static"
_ELSEWHERE = {
    **dict.fromkeys(("tokens.css", "parts.css"), _SHARED),
    **dict.fromkeys(("theme.js", "host.js", "screen.js", "key.js", "notes.js"), BUILT),
}


class ClassFiles(StaticFileHandler):
    """Styles and scripts of the class; what it shares with the widgets comes from there."""

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:
        """The file below the class's folder, or where the few stand that are elsewhere."""
        return super().get_absolute_path(str(_ELSEWHERE.get(path, root)), path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Only files of the class's folder, and those few."""
        path = Path(absolute_path)
        folder = str(path.parent) if _ELSEWHERE.get(path.name) == path.parent else root
        return super().validate_absolute_path(folder, absolute_path)

    def set_extra_headers(self, path: str) -> None:
        """Asked for again each time; unchanged files are answered with a few bytes."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


def class_routes(classroom: Classroom) -> list[ClassRoute]:
    """The addresses of a class as tornado routes, below ``classroom.base``."""
    path, arguments = classroom.path, {"classroom": classroom}
    return [
        (rf"{path}/?", JoinPage, arguments),
        (rf"{path}/live", PhoneSocket, arguments),
        (rf"{path}/key", KeyPage, arguments),
        (rf"{path}/leave", LogOut, arguments),
        (rf"{path}/here", ClassStatus, arguments),
        (rf"{path}/host", InstructorPage, arguments),
        (rf"{path}/host/screen", ScreenPage, arguments),
        (rf"{path}/host/live", InstructorSocket, arguments),
        (rf"{path}/host/questions", QuestionList, arguments),
        (rf"{path}/host/ask", AskQuestion, arguments),
        (rf"{path}/notes/([\w.-]{{1,80}})", NotesPage, arguments),
        (rf"{path}/static/([\w.-]+)", ClassFiles, {"path": str(STATIC)}),
    ]


@dataclass(frozen=True)
class OpenedClass:
    """A class that is ready.

    Attributes:
        classroom: the class.
        key: the instructor's key, to be printed once and then forgotten; None where the operator
            has given it.
        routes: for ``course_app(routes=...)``.
    """

    classroom: Classroom
    key: str | None
    routes: list[ClassRoute]


def open_class(
    library: Library,
    *,
    host: str,
    port: int,
    base: str = "/",
    notebooks: Path | None = None,
    store: VoteStore | None = None,
    identify: Identify | None = None,
) -> OpenedClass:
    """Open a class.

    The instructor's key is made here, or read from ``GLUTEEDU_INSTRUCTOR_KEY``.

    Args:
        library: the content.
        host: the address the server listens on.
        port: its port.
        base: the path below which the class stands.
        notebooks: the folder with the lessons, for the speaker notes.
        store: where votes go; nothing is kept without it.
        identify: the learner behind a request; each device is a learner of its own without it.

    Raises:
        ValueError: the key that was given is too short or too long.
        ContentError: the content has faults.
    """
    given = os.environ.pop(KEY_SETTING, "")  # no kernel that is started later shall inherit it
    key = given or new_key()
    room = Room(question_catalogue(library), VoteWriter(store))
    classroom = Classroom(
        room,
        InstructorLogin(InstructorKey(key)),
        library.words,
        base=base,
        bound=host,
        port=port,
        notebooks=notebooks,
        identify=identify,
    )
    return OpenedClass(classroom, None if given else key, class_routes(classroom))


Guard = Callable[[Sequence[Any]], list[Any]]


def class_app(opened: OpenedClass, guard: Guard | None = None) -> Application:
    """The class on its own, without the course; its root leads to the join page.

    Args:
        opened: the class.
        guard: puts a login before routes; whoever knows the address comes in without it.
    """
    start = {"url": opened.classroom.path, "permanent": False}
    routes = [*opened.routes, (opened.classroom.base, RedirectHandler, start)]
    signs = opened.classroom.secret
    return Application(
        guard(routes) if guard else routes, compress_response=True, cookie_secret=signs
    )
