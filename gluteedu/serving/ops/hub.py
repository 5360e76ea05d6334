"""A server that a JupyterHub starts: where it listens, and the hub's login for every route."""

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

_Route = tuple[Any, ...]
_REQUIRED = ("JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL")


class HubEnvironmentError(Exception):
    """The environment is not the one a hub gives; the message is one line that says why."""


@dataclass(frozen=True)
class HubAddress:
    """Where the hub wants a server to listen.

    Attributes:
        host: the address to listen on.
        port: the port.
        prefix: the path below which its routes are, from slash to slash.
        owner: the user whose server it is; None for a service, which is for several.
        class_path: the path of the school's class, which is the hub's service called ``class``.
    """

    host: str
    port: int
    prefix: str
    owner: str | None
    class_path: str = "/services/class/class/"


def hub_address(environment: Mapping[str, str]) -> HubAddress:
    """The address that the hub's environment names.

    Raises:
        HubEnvironmentError: something is missing, or the hub asks for what this server cannot do.
    """
    missing = [name for name in _REQUIRED if not environment.get(name)]
    if missing:
        raise HubEnvironmentError(
            f"{', '.join(missing)} not set; a JupyterHub sets them when it starts a server"
        )
    url = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
    if url.scheme != "http" or url.port is None:
        raise HubEnvironmentError(
            "JUPYTERHUB_SERVICE_URL must be http:// with a port; internal_ssl is not known"
        )
    prefix = environment.get("JUPYTERHUB_SERVICE_PREFIX") or url.path or "/"
    owner = environment.get("JUPYTERHUB_USER") or None
    school = f"{environment.get('JUPYTERHUB_BASE_URL', '').rstrip('/')}/services/class/class/"
    return HubAddress(url.hostname or "", url.port, f"/{prefix.strip('/')}/", owner, school)


class HubAuth:
    """Asks the hub who sends a request, and remembers when the last one came.

    Args:
        address: where this server listens. Where it has an owner, nobody else is let in, not even
            an administrator of the hub: what is done here goes into the owner's record.
        learner: the id in the record for a user of the hub.

    Attributes:
        token: this server's API token at the hub.
        address: where this server listens.
        last_request: when a user who was let in last sent a request, in seconds since 1970.
    """

    def __init__(self, address: HubAddress, learner: Callable[[str], str]) -> None:
        self._auth = HubOAuth.instance()
        self.token = str(self._auth.api_token)
        # Kernels get this server's environment; the token is for the server alone.
        os.environ.pop("JUPYTERHUB_API_TOKEN", None)
        self.address = address
        self._learner = learner
        self.last_request = time.time()

    @property
    def owner_learner(self) -> str | None:
        """The learner of a server that has an owner; None without one."""
        return self._learner(self.address.owner) if self.address.owner else None

    def learner(self, handler: RequestHandler) -> str:
        """The learner behind a request that was let in."""
        return self._learner(handler.hub_user)  # type: ignore[attr-defined]

    def guard(self, routes: Sequence[_Route]) -> list[_Route]:
        """The same routes behind the hub's login, and the route to which the login returns."""
        callback = f"{re.escape(self.address.prefix)}oauth_callback"
        guarded_types: dict[type, type] = {}
        guarded = []
        for pattern, handler, *rest in routes:
            if handler not in guarded_types:
                name, bases = f"Hub{handler.__name__}", (_Guarded, handler)
                guarded_types[handler] = type(name, bases, {"hub_auth": self})
            guarded.append((pattern, guarded_types[handler], *rest))
        return [(callback, HubOAuthCallbackHandler), *guarded]

    async def authenticate(self, handler: RequestHandler) -> str | None:
        """The name of the user who sends the request; None if nobody is logged in.

        Raises:
            HTTPError: 403, the user may not use this server.
        """
        # The course's own pages and sockets have their own protection against forged requests; the
        # hub's needs a token in each fetch. So the cookie is looked up here, without that.
        auth = self._auth
        token = auth.get_token(handler)
        user = token and await auth.user_for_token(
            token, session_id=auth.get_session_id(handler), sync=False
        )
        if not user:
            return None
        name, owner = str(user["name"]), self.address.owner
        allowed = auth.check_scopes(auth.access_scopes, user) and user.get("kind") == "user"
        if not allowed or (owner is not None and name != owner):
            raise HTTPError(403, "another user's server")
        if not isinstance(handler, WebSocketHandler):  # a page reconnects without its reader
            self.last_request = time.time()
        return name

    def redirect_to_login(self, handler: RequestHandler) -> None:
        """Redirect a page to the hub's login and back; anything else is a 403."""
        mode = handler.request.headers.get("Sec-Fetch-Mode", "navigate")
        page = handler.request.method in ("GET", "HEAD") and mode == "navigate"
        if not page or isinstance(handler, WebSocketHandler):
            raise HTTPError(403, "not logged in")
        auth, verifier = self._auth, None
        query: dict[str, str] = {}
        if auth.pkce_enabled:
            verifier, challenge, method = auth.generate_pkce_code_challenge()
            query = {"code_challenge": challenge, "code_challenge_method": method}
        here = handler.request.uri
        query["state"] = auth.set_state_cookie(handler, next_url=here, code_verifier=verifier)
        handler.set_header("Cache-Control", "no-store")
        handler.set_header("X-JupyterHub-Version", jupyterhub.__version__)  # the hub looks for it
        handler.redirect(url_concat(auth.login_url, query))


class _Guarded(RequestHandler):
    """Comes before a handler: nothing of it runs before the hub has said who the user is."""

    hub_auth: HubAuth
    hub_user: str

    async def prepare(self) -> None:
        """Authenticate, redirect to the login, or refuse; then the handler's own ``prepare``."""
        user = await self.hub_auth.authenticate(self)
        if user is None:
            self.hub_auth.redirect_to_login(self)
            return
        self.hub_user = user
        prepared = super().prepare()
        if prepared is not None:
            await prepared
