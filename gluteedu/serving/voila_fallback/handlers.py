"""The routes of Voila's own page, limited to the learner who asks and to messages of widgets."""

from __future__ import annotations

from collections.abc import Mapping

from tornado.web import HTTPError, RequestHandler

from gluteedu.serving.compat.voila import (
    MultiStaticFileHandler,
    Route,
    TemplateStaticFileHandler,
    VoilaKernelWebsocketHandler,
)
from gluteedu.serving.security.identity import from_own_page, known_learner
from gluteedu.serving.security.safe_path import is_safe_path
from gluteedu.serving.voila_fallback.kernels import FallbackKernels
from gluteedu.serving.voila_fallback.messages import SUBPROTOCOL, is_widget_message
from gluteedu.web.token_bucket import TokenBucket

_MAX_MESSAGE = 2_000_000  # bytes; foreign widgets send pictures and tables
_PER_SECOND, _BURST = 120.0, 600.0  # messages for long, and at once
_POLICY_VIOLATION = 1008
_TEMPLATES = {(name, "static") for name in ("gluteedu", "lab", "base")}


class FallbackSocket(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """Voila's websocket to a kernel, for the page of the learner it was started for.

    Messages of widgets go through, on the shell channel. Nothing else does: no code, no question
    about code, nothing on the control or the input channel.
    """

    max_message_size = _MAX_MESSAGE

    def initialize(self, kernels: FallbackKernels) -> None:
        """``kernels``: the kernels of Voila's pages."""
        self._kernels = kernels
        self._rate = TokenBucket(_BURST, _PER_SECOND)
        self._connected = False

    async def prepare(self) -> None:
        """Refuse all but the learner's own page, and any other format of messages."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if not self._kernels.belongs(self.path_kwargs["kernel_id"], known_learner(self)):
            self.set_status(403)
        elif SUBPROTOCOL not in [name.strip() for name in offered]:
            self.set_status(400)
        else:
            await super().prepare()
            return
        self.finish()

    async def open(self, kernel_id: str) -> None:
        """Keep the kernel while the websocket is open."""
        self._connected = True
        self._kernels.connected(kernel_id)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """The page is gone."""
        if self._connected:
            self._connected = False
            self._kernels.disconnected(self.kernel_id)
        super().on_close()

    def on_message(self, raw: str | bytes) -> None:
        """Pass on messages of widgets, ignore others, and close when there are too many."""
        if self._rate.take() > 0:
            self.close(_POLICY_VIOLATION, "too much")
        elif isinstance(raw, bytes) and is_widget_message(raw):
            super().on_message(raw)


class FallbackKernelHandler(RequestHandler):
    """Voila's page asks once whether its kernel is there."""

    def initialize(self, kernels: FallbackKernels) -> None:
        """``kernels``: the kernels of Voila's pages."""
        self._kernels = kernels

    def get(self, kernel_id: str) -> None:
        """Its id and name, for the learner whose it is; 404 for another."""
        if not self._kernels.belongs(kernel_id, known_learner(self)):
            raise HTTPError(404)
        self.finish({"id": kernel_id, "name": "gluteedu"})


class FallbackShutdownHandler(RequestHandler):
    """Voila's page says when it closes that its kernel is not needed any more."""

    def initialize(self, kernels: FallbackKernels) -> None:
        """``kernels``: the kernels of Voila's pages."""
        self._kernels = kernels

    def check_xsrf_cookie(self) -> None:
        """Not needed: :meth:`post` checks who asks, and from which page."""

    async def post(self, kernel_id: str) -> None:
        """Shut the learner's own kernel down; 403 for another, or from another site."""
        if not from_own_page(self) or not self._kernels.belongs(kernel_id, known_learner(self)):
            raise HTTPError(403)
        await self._kernels.shut_down(kernel_id)
        self.set_status(204)


class _SafePath:
    """Comes before a handler of files: an unsafe path names no file."""

    async def get(self, path: str, include_body: bool = True) -> None:
        if not is_safe_path(path):
            raise HTTPError(404)
        await super().get(path, include_body)  # type: ignore[misc]


class TemplateFiles(_SafePath, TemplateStaticFileHandler):  # type: ignore[misc]
    """Files of the course's template; another template's name would lead out of the course."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """One file."""
        if tuple(path.split("/")[:2]) not in _TEMPLATES:
            raise HTTPError(404)
        await super().get(path, include_body)


class StaticFiles(_SafePath, MultiStaticFileHandler):  # type: ignore[misc]
    """Scripts and styles, of Voila and the course, and the front ends of widgets."""


def fallback_routes(voila: Mapping[str, Route], kernels: FallbackKernels) -> list[Route]:
    """The routes that Voila's own page of a notebook needs.

    Args:
        voila: Voila's routes by purpose; see ``compat.voila.routes_by_purpose``.
        kernels: the kernels of Voila's pages.
    """
    paths = {
        "static": voila["static"][2],
        "labextensions": {"paths": voila["labextensions"][2]["path"]},
    }
    kernel_handlers = {
        "channels": FallbackSocket,
        "kernel": FallbackKernelHandler,
        "shutdown": FallbackShutdownHandler,
    }
    return [
        *(
            (voila[name][0], handler, {"kernels": kernels})
            for name, handler in kernel_handlers.items()
        ),
        (voila["templates"][0], TemplateFiles),
        *((voila[name][0], StaticFiles, arguments) for name, arguments in paths.items()),
    ]
