"""What all addresses of the class share: headers, cookies, and who is asking."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from secrets import token_hex
from typing import Any, ClassVar

from tornado.template import Loader
from tornado.web import HTTPError, RequestHandler

from gluteedu.classroom.web.classroom import (
    DEVICE_COOKIE,
    DEVICE_COOKIE_DAYS,
    INSTRUCTOR_COOKIE,
    Classroom,
)
from gluteedu.domain.words import Words
from gluteedu.web.json_object import read_object
from gluteedu.web.same_origin import same_origin

STATIC = Path(__file__).resolve().parent / "static"
BUILT = Path(__file__).resolve().parents[2] / "built"
REQUEST_HEADER = "X-Gluteedu"
_LONGEST_BODY = 4_096


class ClassHandler(RequestHandler):
    """An address of the class.

    A POST must carry a header of ours, which no foreign page can add, and come from our own pages.
    """

    classroom: Classroom
    ancestors: ClassVar[str] = "'none'"

    def initialize(self, classroom: Classroom) -> None:
        """``classroom``: whose address this is."""
        self.classroom = classroom

    def set_default_headers(self) -> None:
        """Nothing is loaded from other servers, cached, or told to them."""
        self.set_header("Content-Security-Policy", content_policy(self.ancestors))
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")

    def check_xsrf_cookie(self) -> None:
        """The header of :meth:`prepare` takes its place."""

    def prepare(self) -> None:
        """Turn away what does not come from our own pages."""
        if self.request.method != "POST":
            return
        if self.request.headers.get(REQUEST_HEADER) != "class":
            raise HTTPError(403, "the header is missing")
        if self.request.headers.get("Origin") and not same_origin(self):
            raise HTTPError(403, "from another origin")
        if len(self.request.body) > _LONGEST_BODY:
            raise HTTPError(413)

    def write_error(self, status_code: int, **_: Any) -> None:
        """One plain word; never what went wrong inside."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self._reason)

    @property
    def token(self) -> str | None:
        """The instructor's session token, as it came."""
        return self.get_cookie(INSTRUCTOR_COOKIE)

    @property
    def is_instructor(self) -> bool:
        """Whether the instructor is asking."""
        return self.classroom.admits(self)

    def set_class_cookie(self, name: str, value: str, *, strict: bool, days: float) -> None:
        """A cookie that no script can read and no other site can send."""
        self.set_cookie(
            name,
            value,
            path=self.classroom.path,
            expires_days=days,
            httponly=True,
            secure=self.request.protocol == "https",
            samesite="Strict" if strict else "Lax",
        )

    def device(self) -> str:
        """The device that asks; one that is new gets an id, by cookie."""
        known = self.classroom.device(self.get_cookie(DEVICE_COOKIE))
        if known is not None:
            return known
        fresh = token_hex(16)
        signed = self.classroom.sign(fresh)
        self.set_class_cookie(DEVICE_COOKIE, signed, strict=False, days=DEVICE_COOKIE_DAYS)
        return fresh

    def body_json(self) -> dict[str, Any]:
        """The body as a JSON object; 400 otherwise."""
        found = read_object(self.request.body)
        if found is None:
            raise HTTPError(400)
        return found


def content_policy(
    ancestors: str = "'none'", *, script: str = "'self'", style: str = "'self'"
) -> str:
    """A content security policy: everything from this server, by name."""
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; "
        f"connect-src 'self' ws: wss:; frame-ancestors {ancestors}; base-uri 'none'; "
        "form-action 'none'"
    )


_TEMPLATES = Loader(str(STATIC), whitespace="all", autoescape=None)


def class_page(name: str, words: Words, *more: Words, **values: str | bool) -> bytes:
    """``name.html`` with its words.

    Args:
        name: of the page.
        words: what the page says.
        more: what its script says beside them.
        values: safe HTML by its place, or whether a part is shown.
    """
    texts = {PurePath(group.file).stem: group.texts for group in (words, *more)}
    said = json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
    return _TEMPLATES.load(f"{name}.html").generate(say=words.html, words=said, **values)


@cache
def inlined_page(name: str, words: Words, *more: Words) -> tuple[str, str]:
    """:func:`class_page` with its style and script, and the policy that allows just these.

    One answer holds the whole page, so a room full of phones asks once each. Browsers that know
    hashes go by them; those too old for hashes go by 'unsafe-inline', which the others ignore.
    """
    files = (STATIC / f"{name}.css", BUILT / f"{name}.js")
    style, script = (path.read_text(encoding="utf-8") for path in files)
    html = class_page(name, words, *more).decode()
    page = html.replace("/*style*/", style).replace("/*script*/", script)
    allow = {
        kind: f"'unsafe-inline' 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for kind, text in (("script", script), ("style", style))
    }
    return page, content_policy(**allow)
