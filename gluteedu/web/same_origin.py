"""Whether a request comes from a page of this very server."""

from __future__ import annotations

from urllib.parse import urlsplit

from tornado.web import RequestHandler


def same_origin(handler: RequestHandler) -> bool:
    """Whether the page that sends the request was served from the host it sends it to.

    Compares the ``Origin`` header with ``Host``; without either the answer is no.
    """
    origin = handler.request.headers.get("Origin", "")
    host = handler.request.headers.get("Host", "")
    return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
