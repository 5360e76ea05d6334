"""One class with all that its addresses need: its room, its login, its limits, its cookies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes

from tornado.web import RequestHandler, create_signed_value, decode_signed_value

from gluteedu.classroom.live.audience import Audience
from gluteedu.classroom.live.instructor_login import InstructorLogin
from gluteedu.classroom.live.room import Room
from gluteedu.domain.words import Words
from gluteedu.web.token_bucket import TokenBuckets

DEVICE_COOKIE = "gluteedu_device"
INSTRUCTOR_COOKIE = "gluteedu_instructor"
DEVICE_COOKIE_DAYS = 1.0

Identify = Callable[[RequestHandler], str | None]


def network_address(handler: RequestHandler) -> str:
    """The network address a request came from."""
    return str(handler.request.remote_ip)


@dataclass
class Classroom:
    """One class and all that its addresses need.

    Attributes:
        room: the class.
        login: logs the instructor in.
        base: the path below which the class stands, from slash to slash.
        bound: the address the server listens on.
        port: its port.
        notebooks: the folder with the lessons, for the speaker notes.
        identify: the learner behind a request, for the record; the device itself if None.
        client: the key that rate limits count by, where many come from one address.
        address: which of several addresses of this machine phones are sent to.
        has_report: whether a class report stands beside it.
        words: what its pages say, by the name of their feature.
        secret: signs the cookie of a device; one for each start of the server.
    """

    room: Room
    login: InstructorLogin
    words: Mapping[str, Words]
    base: str = "/"
    bound: str = "127.0.0.1"
    port: int = 0
    notebooks: Path | None = None
    identify: Identify | None = None
    client: Callable[[RequestHandler], str] = network_address
    secret: bytes = field(default_factory=lambda: token_bytes(32))
    address: int = 0
    has_report: bool = False
    audience: Audience = field(init=False)
    paces: TokenBuckets = field(default_factory=lambda: TokenBuckets(burst=20, per_second=4))
    joins: TokenBuckets = field(default_factory=lambda: TokenBuckets(burst=400, per_second=10))

    def __post_init__(self) -> None:
        self.audience = Audience(self.room)

    @property
    def path(self) -> str:
        """The path of the join page."""
        return f"{self.base.rstrip('/')}/class"

    def admits(self, handler: RequestHandler) -> bool:
        """Whether the instructor is asking."""
        return self.login.is_valid(handler.get_cookie(INSTRUCTOR_COOKIE))

    def sign(self, device: str) -> str:
        """The cookie of a device."""
        signed = create_signed_value(self.secret, DEVICE_COOKIE, device)
        return signed.decode("ascii")

    def device(self, cookie: str | None) -> str | None:
        """The device that a cookie was made for; None for none, or for one not made here."""
        found = decode_signed_value(self.secret, DEVICE_COOKIE, cookie, DEVICE_COOKIE_DAYS)
        return None if found is None else found.decode("ascii")
