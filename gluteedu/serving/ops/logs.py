"""What the server and its kernels log: one short line for each event, with nobody's words in it."""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from tornado.web import RequestHandler

SETTING = "GLUTEEDU_LOG"
"""``json`` or ``text``; JSON unless a person at a terminal reads along, if not given."""

_LONGEST = 300
_LEFT_OUT = (
    (re.compile(r"\?\S+"), "?..."),  # a query may hold what a person typed
    (re.compile(r"\b[0-9a-f]{32}\b"), "..."),  # the id of a learner or a page
    (re.compile(r"\b[0-9a-z]{4}(-[0-9a-z]{4}){3}\b"), "..."),  # the form of an instructor's key
)
_NOISE = re.compile(r"^Notebook .* is not trusted$|^The websocket_ping_timeout|^Setting websocket_")
_requests = logging.getLogger("gluteedu.requests")


class _Short(logging.Filter):
    """Cuts every message down to one line without queries and ids; lets noise go."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage().partition("\n")[0]
        if _NOISE.match(words):
            return False
        for pattern, instead in _LEFT_OUT:
            words = pattern.sub(instead, words)
        record.msg, record.args = words[:_LONGEST], None
        record.error = ""
        if record.exc_info and record.exc_info[0] is not None:
            # Neither its message nor the lines of code: either may hold an answer.
            record.error = _where(record.exc_info)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _where(exc_info: Any) -> str:
    kind, _, trace = exc_info
    steps = traceback.extract_tb(trace)[-4:]
    places = (f"{os.path.basename(one.filename)}:{one.lineno} {one.name}" for one in steps)
    return f"{kind.__name__} at {' < '.join(reversed([*places]))}"


class _Words(logging.Formatter):
    """For a person: time, level, what happened, and where it went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        error = getattr(record, "error", "")
        time = self.formatTime(record, "%H:%M:%S")
        said = f"{time} {record.levelname} {record.name}: {record.getMessage()}"
        return f"{said} [{error}]" if error else said


def _json() -> logging.Formatter:
    names = {"levelname": "level", "name": "logger", "message": "event"}
    return JsonFormatter(
        "%(levelname)s %(name)s %(message)s", rename_fields=names, timestamp="time"
    )


def settle_logs(*loggers: Any) -> None:
    """From now on everything is logged in this way, also by ``loggers`` that had ways of their own.

    It goes to the process's own standard error, which in a kernel is not the page's.
    """
    wish = os.environ.get(SETTING, "")
    stream = sys.__stderr__
    if wish not in ("json", "text"):
        wish = "text" if stream is not None and stream.isatty() else "json"
    handler = logging.StreamHandler(stream)
    handler.setLevel(logging.WARNING)  # below that, libraries tell what a page has said
    handler.addFilter(_Short())
    handler.setFormatter(_json() if wish == "json" else _Words())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for logger in loggers:
        own = getattr(logger, "logger", logger)  # jupyter wraps some in an adapter
        own.handlers.clear()
        own.setLevel(logging.WARNING)
        own.propagate = True


def log_request(handler: RequestHandler) -> None:
    """A line for each request that the server failed at, and none for the others."""
    status, request = handler.get_status(), handler.request
    if status >= 500:
        _requests.error(
            "a request failed",
            extra={"status": status, "method": request.method, "path": request.path[:_LONGEST]},
        )
