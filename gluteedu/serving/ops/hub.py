"""A server that a JupyterHub starts: where it listens, and the hub's login before every route."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jupyterhub
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler

Route = tuple[Any, ...]
_NEEDED = ("JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL")


class NoHub(Exception):
    """The environment is not the one a hub gives; one line that says what is missing."""


@dataclass(frozen=True)
class HubPlace:
    """Where the hub wants a server.

    Attributes:
        host: the address to listen on.
        port: the port.
        prefix: the path below which it stands, from slash to slash.
        owner: the user whose server it is; None for a service, which is for several.
        class_path: the path of the school's class, which is the hub's service called ``class``.
    """

    host: str
    port: int
    prefix: str
    owner: str | None
    class_path: str = "/services/class/class/"


def hub_place(environment: Mapping[str, str]) -> HubPlace:
    """The place that the hub's environment names.

    Raises:
        NoHub: something is missing, or the hub asks for what this server cannot do.
    """
    missing = [name for name in _NEEDED if not environment.get(name)]
    if missing:
        raise NoHub(f"{', '.join(missing)} not set; a JupyterHub sets them when it starts a server")
    url = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
    if url.scheme != "http" or url.port is None:
        raise NoHub("JUPYTERHUB_SERVICE_URL must be http:// with a port; internal_ssl is not known")
    prefix = environment.get("JUPYTERHUB_SERVICE_PREFIX") or url.path or "/"
    owner = environment.get("JUPYTERHUB_USER") or None
    school = f"{environment.get('JUPYTERHUB_BASE_URL', '').rstrip('/')}/services/class/class/"
    return HubPlace(url.hostname or "", url.port, f"/{prefix.strip('/')}/", owner, school)


class HubDoor:
    """Lets in whom the hub knows and admits, and notes when somebody last came.

    Args:
        place: where this server stands. Where it has an owner, nobody else is let in, not even who
            may read everything at the hub: what is done here goes into the owner's record.
        learner: the id in the record for a user of the hub.

    Attributes:
        token: what this server shows the hub.
        last_asked: when somebody who was let in last asked for something, in seconds since 1970.
    """

    def __init__(self, place: HubPlace, learner: Callable[[str], str]) -> None:
        self._auth = HubOAuth.instance()
        self.token = str(self._auth.api_token)
        # Kernels get this server's environment; the token is for the server alone.
        os.environ.pop("JUPYTERHUB_API_TOKEN", None)
        self.place = place
        self._learner = learner
        self.last_asked = time.time()

    @property
    def owners_learner(self) -> str | None:
        """The learner of a server that has an owner."""
        return self._learner(self.place.owner) if self.place.owner else None

    def learner(self, handler: RequestHandler) -> str:
        """The learner behind a request that was let in."""
        return self._learner(handler.hub_user)  # type: ignore[attr-defined]

    def guard(self, routes: Sequence[Route]) -> list[Route]:
        """The same routes behind the hub's login, and the address that the login comes back to."""
        back = f"{re.escape(self.place.prefix)}oauth_callback"
        made: dict[type, type] = {}
        guarded = []
        for pattern, handler, *rest in routes:
            if handler not in made:
                made[handler] = type(f"Hub{handler.__name__}", (_Guarded, handler), {"door": self})
            guarded.append((pattern, made[handler], *rest))
        return [(back, HubOAuthCallbackHandler), *guarded]

    async def admit(self, handler: RequestHandler) -> str | None:
        """The name of the user who asks; None for nobody. HTTPError 403 for the wrong one."""
        # The course's own pages and sockets prove in their own ways that a request is theirs; the
        # hub's way needs a word in each fetch. So the token is asked for here, without that.
        auth = self._auth
        token = auth.get_token(handler)
        user = token and await auth.user_for_token(
            token, session_id=auth.get_session_id(handler), sync=False
        )
        if not user:
            return None
        name, owner = str(user["name"]), self.place.owner
        allowed = auth.check_scopes(auth.access_scopes, user) and user.get("kind") == "user"
        if not allowed or (owner is not None and name != owner):
            raise HTTPError(403, "another user's server")
        if not isinstance(handler, WebSocketHandler):  # a page may come back without its reader
            self.last_asked = time.time()
        return name

    def send_to_login(self, handler: RequestHandler) -> None:
        """Lead a page to the hub's login and back; anything else is a 403."""
        mode = handler.request.headers.get("Sec-Fetch-Mode", "navigate")
        page = handler.request.method in ("GET", "HEAD") and mode == "navigate"
        if not page or isinstance(handler, WebSocketHandler):
            raise HTTPError(403, "not logged in")
        auth, verifier = self._auth, None
        asked: dict[str, str] = {}
        if auth.pkce_enabled:
            verifier, challenge, method = auth.generate_pkce_code_challenge()
            asked = {"code_challenge": challenge, "code_challenge_method": method}
        here = handler.request.uri
        asked["state"] = auth.set_state_cookie(handler, next_url=here, code_verifier=verifier)
        handler.set_header("Cache-Control", "no-store")
        handler.set_header("X-JupyterHub-Version", jupyterhub.__version__)  # the hub looks for it
        handler.redirect(url_concat(auth.login_url, asked))


class _Guarded(RequestHandler):
    """Stands before a handler: nothing of it runs before the hub has said who asks."""

    door: HubDoor
    hub_user: str

    async def prepare(self) -> None:
        """Admit, lead to the login, or refuse; then the handler's own way."""
        user = await self.door.admit(self)
        if user is None:
            self.door.send_to_login(self)
            return
        self.hub_user = user
        waits = super().prepare()
        if waits is not None:
            await waits
