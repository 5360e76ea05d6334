"""What the web servers take from inside tornado."""

from __future__ import annotations

from tornado.web import Application, OutputTransform
from tornado.websocket import WebSocketHandler

__all__ = ["HOLDS_FOR", "OutputTransform", "add_transform", "is_closed"]

HOLDS_FOR = ">=6.4,<7"


def is_closed(handler: WebSocketHandler) -> bool:
    """Whether a websocket is closed or closing."""
    return handler.ws_connection is None or handler.ws_connection.is_closing()


def add_transform(application: Application, transform: type[OutputTransform]) -> None:
    """Pass every answer of ``application`` through ``transform``, errors and files included."""
    application.add_transform(transform)
