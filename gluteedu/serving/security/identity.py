"""Who a browser is: a random id in a signed cookie that no script can read, and no name."""

from __future__ import annotations

import secrets

from tornado.web import HTTPError, RequestHandler

from gluteedu.web.same_origin import same_origin

COOKIE = "gluteedu_learner"
LEARNER_SETTING = "gluteedu_learner"
"""The application's setting that names the one learner of a server which is for one person."""

_DAYS = 400  # the longest a browser keeps a cookie


def known_learner(handler: RequestHandler) -> str | None:
    """The learner of this request, or None where the cookie is missing, forged or too old.

    Where the server is one person's, as behind a hub, it is that person without any cookie.
    """
    owner = handler.settings.get(LEARNER_SETTING)
    if owner is not None:
        return str(owner)
    raw = handler.get_signed_cookie(COOKIE, max_age_days=_DAYS, min_version=2)
    if raw is None:
        return None
    text = raw.decode("ascii", "replace")
    return text if len(text) == 32 and set(text) <= set("0123456789abcdef") else None


def learner(handler: RequestHandler) -> str:
    """The learner of this request; a browser without one gets a new one with the answer."""
    return known_learner(handler) or new_learner(handler)


def new_learner(handler: RequestHandler) -> str:
    """Make this browser another learner from the next request on."""
    fresh = secrets.token_hex(16)
    secure = handler.request.protocol == "https"
    handler.set_signed_cookie(
        COOKIE, fresh, expires_days=_DAYS, httponly=True, samesite="Lax", secure=secure
    )
    return fresh


def from_own_page(handler: RequestHandler) -> bool:
    """Whether a page of this server sends the request; browsers say so in two headers."""
    site = handler.request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and same_origin(handler)


class NewLearner(RequestHandler):
    """ "Not me": the next page of this browser belongs to somebody new."""

    def post(self) -> None:
        """Only a page of this server can ask: another site cannot set this header."""
        if self.request.headers.get("X-Gluteedu") != "1" or LEARNER_SETTING in self.settings:
            raise HTTPError(403)
        new_learner(self)
        self.set_header("Cache-Control", "no-store")
        self.set_status(204)
